"""A file that supports a record, known by the hash of its bytes, never by its name."""

from django.db import models
from django.db.models import F, Q

from hundredfold.do.ledger.words import EvidenceSort


class Evidence(models.Model):
    """A photo, document or archived page of a record. What the file itself says (time,
    place) is read from its bytes when it is looked at, and kept beside its fingerprint."""

    record = models.ForeignKey("ledger.Record", on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey("base.StoredFile", on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=10, choices=EvidenceSort.choices)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "file"], name="evidence_once_in_a_record"),
            models.CheckConstraint(condition=Q(sort__in=EvidenceSort.values), name="evidence_sort_is_known"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("added_at")),
                name="evidence_removed_after_added",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} of {self.record_id}"
