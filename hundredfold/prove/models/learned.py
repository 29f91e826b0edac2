"""Models learned from this site's answers: every version that was in force, with what it was held against."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class LearnedModel(models.Model):
    """A version of the same-deed model. Never edited but for ``in_force``; of a programme at most one is.

    ``text`` is the model file as it was made, ``prior`` the SHA-256 of the shipped one it was drawn from; after an
    upgrade with another shipped model it is not used any more. ``follows`` is the version it replaced (none: the
    shipped one). ``before`` and ``after`` are figures on the answers kept aside; ``taught`` the public ids of the
    findings it learned from, which are never kept aside later.
    """

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    prior = models.CharField(max_length=64)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    taught = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    in_force = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=Q(in_force=True), name="learned_model_in_force_once"
            ),
            models.CheckConstraint(
                condition=Q(in_force=False) | Q(withdrawn_at__isnull=True),
                name="learned_model_in_force_not_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}{' in force' if self.in_force else ''}"
