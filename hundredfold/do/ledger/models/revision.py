"""What a record said at each moment: append-only, numbered without gaps."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Revision(models.Model):
    """A record as it stood from ``at`` until its next revision.

    ``position`` rises by one with every change in the ledger; who reads on keeps the last one read.
    ``facts`` is the whole record in the shape of ``do.ledger.facts.Facts``.
    """

    position = models.PositiveBigIntegerField(unique=True)
    record = models.ForeignKey("ledger.Record", on_delete=models.PROTECT, related_name="revisions")
    facts = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["record", "position"], name="revision_of_record")]
        constraints = [
            models.CheckConstraint(condition=Q(position__gte=1), name="revision_position_starts_at_1")
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.record_id}"
