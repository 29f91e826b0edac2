"""What one unit told, once. Facts only: nothing here says whether it counts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hundredfold.do.ledger.words import HEAD_COUNT_MOST, HeadCountMethod, Level, State
from hundredfold.plan.words import Kind


class Record(models.Model):
    """The present state of a telling; each earlier state stands in its revisions.

    ``start`` and ``end`` are days in the programme's time zone; ``lat`` and ``lon`` are WGS-84 degrees.
    ``details`` holds the fields of the record's kind, as ``kinds`` declares them.
    """

    public_id = models.CharField(max_length=26, unique=True)
    number = models.PositiveBigIntegerField(unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    title = models.CharField(max_length=300)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=80, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    head_count = models.PositiveIntegerField(null=True, blank=True)
    head_count_method = models.CharField(max_length=10, choices=HeadCountMethod.choices, blank=True)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=1000, blank=True)
    outlet = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    details = models.JSONField(default=dict, blank=True)
    position = models.PositiveBigIntegerField(db_index=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_in = models.ForeignKey(
        "ledger.ImportBatch", null=True, blank=True, on_delete=models.PROTECT, related_name="records"
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-told_at"], name="record_unit_told"),
            models.Index(fields=["state", "start"], name="record_state_start"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="record_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="record_state_is_known"),
            models.CheckConstraint(
                condition=Q(head_count_method__in=HeadCountMethod.values), name="record_method_is_known"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="record_level_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="record_has_a_title"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=False, end__gte=F("start")),
                name="record_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="record_point_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(head_count__isnull=True) | Q(head_count__lte=HEAD_COUNT_MOST),
                name="record_head_count_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:04d} {self.title}"


class Filing(models.Model):
    """One strand that a record is told in."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="filings")
    strand = models.ForeignKey("plan.Strand", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "strand"], name="filing_once")]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.strand_id}"


class CoUnit(models.Model):
    """A unit that took part beside the one that told; it is credited."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="co_units")
    unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "unit"], name="co_unit_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} with {self.record_id}"


class TellsOf(models.Model):
    """That a press record tells of a deed, by one of its records: its ``tells_of``, so that a deed can be asked."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="deeds_told_of")
    deed = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="press_that_tells")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "deed"], name="tells_of_once")]

    def __str__(self) -> str:
        return f"{self.record_id} tells of {self.deed_id}"
