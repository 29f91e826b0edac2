"""A story: the pages that print one report. Made from pages and answers, and made again whenever one comes."""

from django.db import models
from django.db.models import Q


class Story(models.Model):
    """One story of the desk. ``title`` and ``published`` are its first publication's; ``size`` its pages.

    Its public id stays while its first page stays in it, so that a link to it holds as the family grows.
    """

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    published = models.DateField(null=True, blank=True)
    size = models.PositiveIntegerField()
    folded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "-published"], name="story_by_day")]
        constraints = [models.CheckConstraint(condition=Q(size__gte=1), name="story_has_a_page")]

    def __str__(self) -> str:
        return self.title
