"""A ledger file read in: first looked at, then confirmed in one transaction, and undoable as a whole."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ImportBatch(models.Model):
    """One file. Its cleaned rows lie in the evidence store under ``rows``; forbidden columns never got there."""

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    source_name = models.CharField(max_length=200)
    source_sha256 = models.CharField(max_length=64)
    rows = models.ForeignKey("base.StoredFile", on_delete=models.PROTECT, related_name="+")
    good = models.PositiveIntegerField()
    refused = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__gte=F("read_at"), confirmed_by__isnull=False),
                name="import_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__gte=F("confirmed_at"), undone_by__isnull=False),
                name="import_undone_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["programme", "source_sha256"],
                condition=Q(confirmed_at__isnull=False, undone_at__isnull=True),
                name="import_file_once",
            ),
        ]

    def __str__(self) -> str:
        return self.source_name
