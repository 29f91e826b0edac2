"""The kept answer of the count: deeds, who tells them, cells and totals. The count can make it again."""

from django.db import models
from django.db.models import Q

from hundredfold.prove.words import Standings


class Deed(models.Model):
    """What happened: one record, or several that a reviewer joined. Its public id is that of the first telling."""

    public_id = models.CharField(max_length=26, unique=True)

    def __str__(self) -> str:
        return self.public_id


class Telling(models.Model):
    """That a record tells of a deed. Joining moves tellings, never records."""

    deed = models.ForeignKey(Deed, on_delete=models.CASCADE, related_name="tellings")
    record = models.OneToOneField("ledger.Record", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.record_id} tells {self.deed_id}"


class Cell(models.Model):
    """One cell of a strand's grid: where a deed stands, as last settled. Derived: the count can make it again.

    ``because`` is the code of the first of ``reasons``, the one that decides. ``risk`` is how pressing the deed is for
    the desk, as ``words.Risk`` has it; none while it does not wait there.
    """

    strand = models.ForeignKey("plan.Strand", on_delete=models.PROTECT, related_name="+")
    deed = models.ForeignKey(Deed, on_delete=models.CASCADE, related_name="cells")
    state = models.CharField(max_length=10, choices=Standings.choices)
    because = models.CharField(max_length=30)
    reasons = models.JSONField(default=list)
    credited = models.JSONField(default=list)
    records = models.JSONField(default=list)
    title = models.CharField(max_length=300)
    unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField(null=True, blank=True)
    has_open_finding = models.BooleanField(default=False)
    risk = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["strand", "state", "day", "id"], name="cell_in_grid_order"),
            models.Index(
                fields=["strand"],
                condition=Q(state="pending", has_open_finding=True),
                name="cell_with_open_finding",
            ),
            models.Index(
                fields=["risk", "day", "id"], condition=Q(risk__isnull=False), name="cell_in_risk_order"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["strand", "deed"], name="cell_once"),
            models.CheckConstraint(condition=Q(state__in=Standings.values), name="cell_state_is_known"),
            models.CheckConstraint(
                condition=Q(risk__isnull=True) | Q(state=Standings.PENDING), name="cell_at_risk_only_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.state} in {self.strand_id}"


class Total(models.Model):
    """How many deeds of a strand stand in a state; for all (no unit) and for each credited unit."""

    strand = models.ForeignKey("plan.Strand", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("plan.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=Standings.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strand", "unit", "state"], name="total_of_unit_once"),
            models.UniqueConstraint(
                fields=["strand", "state"], condition=Q(unit__isnull=True), name="total_of_all_once"
            ),
            models.CheckConstraint(condition=Q(state__in=Standings.values), name="total_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.strand_id} {self.state}: {self.number}"
