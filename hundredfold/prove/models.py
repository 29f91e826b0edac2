"""Tables of judgement: findings, decisions, and the kept answer of the count. All point down; none is a fact."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hundredfold.prove.words import FindingVerdict, RecordVerdict, Standings


class Cursor(models.Model):
    """How far a reader of the ledger has come."""

    name = models.CharField(max_length=40, unique=True)
    position = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.position}"


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

    ``because`` is the code of the first of ``reasons``, the one that decides.
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

    class Meta:
        indexes = [
            models.Index(fields=["strand", "state", "day", "id"], name="cell_in_grid_order"),
            models.Index(
                fields=["strand"],
                condition=Q(state="pending", has_open_finding=True),
                name="cell_with_open_finding",
            ),
            models.Index(fields=["state", "because", "-has_open_finding", "day"], name="cell_in_desk_order"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["strand", "deed"], name="cell_once"),
            models.CheckConstraint(condition=Q(state__in=Standings.values), name="cell_state_is_known"),
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


class PhotoPrint(models.Model):
    """What a photo's own bytes say: its fingerprint, when and where it was taken; or why it cannot be read."""

    file = models.OneToOneField("base.StoredFile", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    fingerprint = models.BinaryField(blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    unreadable = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fingerprint=b"") ^ Q(unreadable=""), name="photo_print_or_why_not"
            )
        ]

    def __str__(self) -> str:
        return f"print of {self.file_id}"
