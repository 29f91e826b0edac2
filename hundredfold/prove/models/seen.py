"""What the readers of the ledger have seen: how far they have come, and what a photo shows of itself."""

from django.db import models
from django.db.models import Q


class Cursor(models.Model):
    """How far a reader of the ledger has come."""

    name = models.CharField(max_length=40, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.position}"


class PhotoPrint(models.Model):
    """What a photo's own bytes say: its fingerprint, when and where it was taken; or why it cannot be read.

    ``clock`` is the camera's clock as it stood, ``2026-05-20T09:12:44``; ``taken_at`` the moment, where it knew its
    zone. ``camera`` is a mark that photos of one make and model share, empty where they name none.
    """

    file = models.OneToOneField("base.StoredFile", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    fingerprint = models.BinaryField(blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    clock = models.CharField(max_length=19, blank=True, db_index=True)
    camera = models.CharField(max_length=16, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    unreadable = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fingerprint=b"") ^ Q(unreadable=""), name="photo_print_or_why_not"
            )
        ]

    def __str__(self) -> str:
        return f"print of {self.file_id}"
