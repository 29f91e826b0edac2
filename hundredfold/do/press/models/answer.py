"""What a person said of pages: these are one story, or this is another. A fact; folding obeys it until it is undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hundredfold.do.press.words import Verdict


class StoryAnswer(models.Model):
    """``page`` and each of ``others`` are together, or apart. Of two answers on one pair the later one holds."""

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey("press.Page", on_delete=models.PROTECT, related_name="answers")
    others = models.ManyToManyField("press.Page", related_name="answers_beside")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="answer_verdict_is_known"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__gte=F("given_at"), undone_by__isnull=False),
                name="answer_undone_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.page_id}"
