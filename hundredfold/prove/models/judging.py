"""Findings and decisions: what the rules asked and what people said."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hundredfold.prove.words import FindingVerdict, RecordVerdict


class Finding(models.Model):
    """What a rule found on one record, or on two. Closed when a later look no longer finds it; never deleted.

    ``blocked`` is the record that waits until somebody has looked, if one does.
    """

    public_id = models.CharField(max_length=26, unique=True)
    rule = models.CharField(max_length=40)
    a = models.ForeignKey("ledger.Record", on_delete=models.PROTECT, related_name="+")
    b = models.ForeignKey("ledger.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    blocked = models.ForeignKey(
        "ledger.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    score = models.FloatField(default=1.0)
    grounds = models.JSONField(default=list)
    found_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.OneToOneField(
        "prove.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="settles"
    )

    class Meta:
        indexes = [
            models.Index(fields=["a", "closed_at"], name="finding_of_a"),
            models.Index(fields=["b", "closed_at"], name="finding_of_b"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "a", "b"], condition=Q(closed_at__isnull=True), name="finding_on_two_once"
            ),
            models.UniqueConstraint(
                fields=["rule", "a"],
                condition=Q(closed_at__isnull=True, b__isnull=True),
                name="finding_on_one_once",
            ),
            models.CheckConstraint(
                condition=Q(b__isnull=True) | ~Q(a=F("b")), name="finding_on_two_different"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("found_at")),
                name="finding_closed_after_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} on {self.a_id} and {self.b_id}" if self.b_id else f"{self.rule} on {self.a_id}"


class Decision(models.Model):
    """What a reviewer said, of a record or of a finding. Never edited; a later one supersedes it.

    That nobody decides on their own unit, that one subject has one first decision and that each is superseded
    at most once are constraints here, not checks in a view.
    """

    public_id = models.CharField(max_length=26, unique=True)
    record = models.ForeignKey(
        "ledger.Record", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    verdict = models.CharField(max_length=16)
    position = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    record_unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    other_unit = models.ForeignKey(
        "plan.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(db_index=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, finding__isnull=True, verdict__in=RecordVerdict.values)
                | Q(record__isnull=True, finding__isnull=False, verdict__in=FindingVerdict.values),
                name="decision_on_one_subject",
            ),
            models.CheckConstraint(condition=~Q(by_unit=F("record_unit")), name="decision_not_on_own_unit"),
            models.CheckConstraint(
                condition=Q(other_unit__isnull=True) | ~Q(by_unit=F("other_unit")),
                name="decision_not_on_own_other_unit",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=["return", "not_acceptable"]) | ~Q(reason=""),
                name="decision_refusal_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(supersedes__isnull=True, record__isnull=False),
                name="decision_first_on_record",
            ),
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(supersedes__isnull=True, finding__isnull=False),
                name="decision_first_on_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.by_id}"
