"""What was promised: a programme, its strands, and what each aims at from which day on. Knows no record."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hundredfold.plan import blueprint_types
from hundredfold.plan.stored_blueprint import blueprint_of
from hundredfold.plan.words import Counts, Kind


class Programme(models.Model):
    """One promise for one period. The blueprint is kept as it was read; its rows are what others point at."""

    public_id = models.CharField(max_length=26, unique=True)
    code = models.SlugField(max_length=60, unique=True)
    year = models.PositiveSmallIntegerField()
    blueprint_text = models.TextField()
    blueprint_sha256 = models.CharField(max_length=64)
    period_start = models.DateField()
    period_end = models.DateField()
    time_zone = models.CharField(max_length=60)
    is_active = models.BooleanField(default=False)
    founded_at = models.DateTimeField()
    founded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="programme_period_runs_forward"
            ),
            models.CheckConstraint(
                condition=Exact(Length("blueprint_sha256"), 64), name="programme_sha256_is_whole"
            ),
            models.UniqueConstraint(
                fields=["is_active"], condition=Q(is_active=True), name="programme_one_is_active"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def blueprint(self) -> blueprint_types.Blueprint:
        """The parsed blueprint; kept in memory by its fingerprint, so cheap to ask for."""
        return blueprint_of(self.blueprint_text)


class Strand(models.Model):
    """One line of a programme. Names are for lists and joins; needs, rules and fields are in `plan`."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="strands")
    code = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    counts = models.CharField(max_length=10, choices=Counts.choices)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    short_name_zh = models.CharField(max_length=120)
    short_name_en = models.CharField(max_length=120)
    measure_zh = models.CharField(max_length=20)
    measure_en = models.CharField(max_length=40)

    class Meta:
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="strand_code_once"),
            models.UniqueConstraint(fields=["programme", "position"], name="strand_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="strand_position_from_one"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="strand_kind_known"),
            models.CheckConstraint(condition=Q(counts__in=Counts.values), name="strand_counts_known"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def plan(self) -> blueprint_types.Strand:
        """This strand as its blueprint has it: needs, counting rule, details, aliases."""
        return self.programme.blueprint.strand(self.code)


class Target(models.Model):
    """What a strand aims at from a day on; the latest one begun by a day is the one in force."""

    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="targets")
    value = models.PositiveIntegerField()
    in_force_from = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["strand", "in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["strand", "in_force_from"], name="target_one_for_a_day"),
            models.CheckConstraint(condition=Q(value__gte=1), name="target_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.value} from {self.in_force_from}"
