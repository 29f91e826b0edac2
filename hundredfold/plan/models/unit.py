"""Organisations in a tree, and who acts for them as what. Knows no programme and no record."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hundredfold.plan.words import Role, UnitLevel


class Unit(models.Model):
    """One organisation. `path` is the public ids from the top down to it, each followed by a slash."""

    public_id = models.CharField(max_length=26, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    level = models.CharField(max_length=12, choices=UnitLevel.choices)
    parts = models.JSONField(default=list, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    path = models.CharField(max_length=300, unique=True)
    town = models.CharField(max_length=60, blank=True)
    active_since = models.DateField()
    active_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=UnitLevel.values), name="unit_level_known"),
            models.CheckConstraint(
                condition=Q(active_until__isnull=True) | Q(active_until__gt=F("active_since")),
                name="unit_active_runs_forward",
            ),
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_once_under_parent"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent__isnull=True), name="unit_name_once_at_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the full one first."""
        return tuple(filter(None, (self.name, self.short_name, *self.aliases)))

    def is_within(self, other: "Unit") -> bool:
        """Whether this is `other` or stands anywhere below it."""
        return self.path.startswith(other.path)


class Membership(models.Model):
    """Somebody acts for a unit in a role, from a moment until another; `until` empty: still."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="membership_runs_forward"
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=Q(until__isnull=True),
                name="membership_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.unit}"
