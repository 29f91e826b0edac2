"""Days that the site itself has set: campaign windows of a year, official working days. Knows no record."""

from django.db import models
from django.db.models import F, Q

from hundredfold.plan.models.programme import Programme


class CampaignWindow(models.Model):
    """A campaign window as it really is in one year; both days inside."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="windows")
    code = models.SlugField(max_length=40)
    year = models.PositiveSmallIntegerField()
    start = models.DateField()
    end = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["start", "end"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code", "year"], name="window_once_a_year"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="window_runs_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.start} to {self.end}"


class OfficialDay(models.Model):
    """A day off or a make-up day that the built-in calendar does not know; goes before it."""

    day = models.DateField(unique=True)
    is_worked = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'worked' if self.is_worked else 'off'}"
