"""An outlet that a site adds to the table that ships, or places otherwise than it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from hundredfold.do.ledger.words import Level


class OwnOutlet(models.Model):
    """A name, its level, and the other names it goes by, apart by blanks. It goes before the table that ships."""

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    aliases = models.CharField(max_length=300, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="own_outlet_once"),
            models.CheckConstraint(
                condition=Q(level__in=[level for level in Level.values if level]),
                name="own_outlet_level_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
