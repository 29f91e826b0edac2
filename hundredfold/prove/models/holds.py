"""Who has what in hand at the desk, and whose unit a decision touched. Neither judges anything."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Hold(models.Model):
    """A reviewer has a record in hand until a moment; others pass it by. One row a record: two never hold it at once.

    A hold that ran out is worth nothing and is taken over by whoever comes next.
    """

    record = models.OneToOneField("ledger.Record", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("since")), name="hold_runs_forward")]

    def __str__(self) -> str:
        return f"{self.by_id} holds {self.record_id}"


class Concern(models.Model):
    """A unit that a decision touches: every one credited by the deeds it is about, also those joined from elsewhere.

    ``line`` and ``by_line`` are the paths of that unit and of the deciding one below the top of the tree (empty for
    the top itself, which stands above everybody and is nobody's kin). That nobody decides on their own unit, nor on
    one above or below it, is a constraint here.
    """

    decision = models.ForeignKey("prove.Decision", on_delete=models.PROTECT, related_name="concerns")
    unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    by_unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=300, blank=True)
    by_line = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "unit"], name="concern_once"),
            models.CheckConstraint(condition=~Q(unit=F("by_unit")), name="decision_not_on_own_concern"),
            models.CheckConstraint(
                condition=Q(line="")
                | Q(by_line="")
                | ~(Q(line__startswith=F("by_line")) | Q(by_line__startswith=F("line"))),
                name="decision_not_on_kin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} touches {self.unit_id}"
