"""Spot checks: draws that anybody can repeat, and the visits they ask for."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hundredfold.prove.draw import SIZE_MOST
from hundredfold.prove.words import VisitResult


class Draw(models.Model):
    """One draw: seed, day and size give its list again. ``position`` is the ledger's last on ``as_of``.

    ``candidates`` is how many it was drawn from and ``candidates_sha256`` their fingerprint with all weights;
    ``word`` is what the office typed for the seed, empty where the whole seed was given.
    """

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    strand = models.ForeignKey(
        "plan.Strand", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    as_of = models.DateField()
    position = models.PositiveBigIntegerField()
    word = models.CharField(max_length=60, blank=True)
    seed = models.CharField(max_length=64)
    size = models.PositiveSmallIntegerField()
    candidates = models.PositiveIntegerField()
    candidates_sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=SIZE_MOST), name="draw_size_in_range"),
            models.CheckConstraint(condition=~Q(seed=""), name="draw_has_a_seed"),
            models.CheckConstraint(
                condition=Exact(Length("candidates_sha256"), 64), name="draw_fingerprint_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} of {self.candidates} by {self.seed}"


class Visit(models.Model):
    """One drawn record, and what was found there once somebody went; ``result`` is empty until then.

    ``place`` is its place in the draw, ``weight`` and ``grounds`` (codes) why it was likely to be drawn.
    """

    public_id = models.CharField(max_length=26, unique=True)
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="visits")
    place = models.PositiveSmallIntegerField()
    record = models.ForeignKey("ledger.Record", on_delete=models.PROTECT, related_name="+")
    record_unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField()
    grounds = models.JSONField(default=list)
    result = models.CharField(max_length=10, choices=VisitResult.choices, blank=True)
    visited_on = models.DateField(null=True, blank=True)
    head_count = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    photo = models.ForeignKey(
        "base.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visited_for = models.ForeignKey(
        "plan.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    visited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["draw", "place"]
        indexes = [models.Index(fields=["record", "visited_at"], name="visit_of_record")]
        constraints = [
            models.UniqueConstraint(fields=["draw", "record"], name="visit_once_in_a_draw"),
            models.UniqueConstraint(fields=["draw", "place"], name="visit_place_once_in_a_draw"),
            models.CheckConstraint(
                condition=Q(result__in=["", *VisitResult.values]), name="visit_result_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    result="", visited_by__isnull=True, visited_at__isnull=True, visited_on__isnull=True
                )
                | ~Q(result="")
                & Q(
                    visited_by__isnull=False,
                    visited_for__isnull=False,
                    visited_at__isnull=False,
                    visited_on__isnull=False,
                ),
                name="visit_made_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(visited_for__isnull=True) | ~Q(visited_for=F("record_unit")),
                name="visit_not_by_own_unit",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=[VisitResult.NOT_FOUND, VisitResult.DIFFERS]) | ~Q(note=""),
                name="visit_that_doubts_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.draw_id}: {self.result or 'to be made'}"
