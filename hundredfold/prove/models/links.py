"""What came of the last look at each told link. Kept, so that a rule may read it without asking the network."""

from django.db import models
from django.db.models import F, Q


class LinkLook(models.Model):
    """The last look at a link. ``dead_since``: when it was first seen to lead nowhere, none while it leads somewhere.

    ``silent`` is how many looks in a row got no answer at all; that alone says little, so it takes several.
    """

    url_sha256 = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=1000)
    looked_at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=20)
    silent = models.PositiveSmallIntegerField(default=0)
    dead_since = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(dead_since__isnull=True) | Q(dead_since__lte=F("looked_at")),
                name="link_dead_before_looked_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url}: {self.outcome}"
