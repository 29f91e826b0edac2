"""Numbers without gaps: one row a series, raised under the write lock of the transaction that uses it."""

from django.db import models


class Sequence(models.Model):
    """The last number given out in a series."""

    name = models.CharField(max_length=40, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
