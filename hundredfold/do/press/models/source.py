"""A feed or a section of a sitemap that is looked at by a schedule. Knows where links come from, not what they hold."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hundredfold.do.press.words import SourceSort


class Source(models.Model):
    """One address that lists pages. ``section`` narrows a sitemap to addresses that hold it.

    ``answer`` and ``answer_params`` are what came of the last look, as a code; ``taken_until`` is until when the
    worker that took it may need for a look.
    """

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    sort = models.CharField(max_length=10, choices=SourceSort.choices)
    url = models.CharField(max_length=1000)
    key = models.CharField(max_length=64)
    section = models.CharField(max_length=200, blank=True)
    every_hours = models.PositiveSmallIntegerField(default=24)
    is_on = models.BooleanField(default=True)
    next_look_at = models.DateTimeField(db_index=True)
    taken_until = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=60, blank=True)
    answer_params = models.JSONField(default=dict, blank=True)
    fails = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["url", "section"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="source_once"),
            models.CheckConstraint(condition=Q(sort__in=SourceSort.values), name="source_sort_is_known"),
            models.CheckConstraint(
                condition=Q(every_hours__gte=1, every_hours__lte=24 * 31), name="source_looked_at_in_reason"
            ),
            models.CheckConstraint(condition=Exact(Length("key"), 64), name="source_key_is_whole"),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True, answer="") | Q(looked_at__isnull=False) & ~Q(answer=""),
                name="source_look_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.url
