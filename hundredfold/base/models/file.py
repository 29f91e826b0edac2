"""A stored file, known by its content. The bytes lie in the evidence store under their hash."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class StoredFile(models.Model):
    """One content. ``sha256`` is of the original bytes, in lower-case hexadecimal."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Exact(Length("sha256"), 64), name="file_sha256_is_whole")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
