"""The audit log: who did what to what, when. It has no foreign key to its subject, so it outlives it."""

from django.conf import settings
from django.db import models


class AuditNote(models.Model):
    """One act. ``subject`` is a table name and a public id; ``detail`` holds what changed, never contacts."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, db_index=True)
    detail = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
