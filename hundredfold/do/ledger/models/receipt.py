"""What was acknowledged: the key a client sent, the hash of what it said, and the answer it was given."""

from django.conf import settings
from django.db import models


class Receipt(models.Model):
    """One acknowledgement. The same key again gives the same answer; another body under it is refused."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=100)
    body_sha256 = models.CharField(max_length=64)
    record = models.OneToOneField("ledger.Record", on_delete=models.PROTECT, related_name="receipt")
    position = models.PositiveBigIntegerField()
    photos = models.JSONField(default=list)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="receipt_key_once"),
            models.CheckConstraint(condition=~models.Q(key=""), name="receipt_has_a_key"),
        ]

    def __str__(self) -> str:
        return self.key
