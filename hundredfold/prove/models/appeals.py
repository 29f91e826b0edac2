"""Appeals: a unit asks for a decision to be looked at again, once, and somebody else answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hundredfold.prove.words import Outcome


class Appeal(models.Model):
    """One unit's appeal against one decision. Open while it has no outcome; ``due`` is the day to answer by.

    ``decided_by`` and ``other_unit`` repeat what the decision says, so that the constraints can see them: nobody
    answers on their own decision or their own unit. Granted, ``successor`` is the decision that took its place.
    """

    public_id = models.CharField(max_length=26, unique=True)
    decision = models.ForeignKey("prove.Decision", on_delete=models.PROTECT, related_name="appeals")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    other_unit = models.ForeignKey(
        "plan.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(max_length=2000)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    due = models.DateField()
    due_is_sure = models.BooleanField(default=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_for = models.ForeignKey(
        "plan.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    successor = models.OneToOneField(
        "prove.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )

    class Meta:
        indexes = [models.Index(fields=["outcome", "due"], name="appeal_by_due_day")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="appeal_outcome_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="appeal_has_a_text"),
            models.UniqueConstraint(fields=["decision", "unit"], name="appeal_once_by_a_unit"),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(outcome=Outcome.OPEN), name="appeal_one_open_on_a_decision"
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=[Outcome.UPHELD, Outcome.GRANTED],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                    answered_for__isnull=False,
                )
                & ~Q(answer="")
                | Q(
                    outcome__in=[Outcome.OPEN, Outcome.WITHDRAWN],
                    answered_by__isnull=True,
                    answered_at__isnull=True,
                    answered_for__isnull=True,
                    answer="",
                ),
                name="appeal_answered_by_somebody_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WITHDRAWN, withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                | ~Q(outcome=Outcome.WITHDRAWN) & Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True),
                name="appeal_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.GRANTED, successor__isnull=False)
                | ~Q(outcome=Outcome.GRANTED) & Q(successor__isnull=True),
                name="appeal_granted_has_a_successor",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("decided_by")),
                name="appeal_not_answered_by_who_decided",
            ),
            models.CheckConstraint(
                condition=Q(answered_for__isnull=True)
                | ~Q(answered_for=F("unit"))
                & (Q(other_unit__isnull=True) | ~Q(answered_for=F("other_unit"))),
                name="appeal_not_answered_by_own_unit",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("filed_at")),
                name="appeal_answered_after_filed",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal of {self.unit_id} on {self.decision_id}"
