"""A page of the press: one address or one upload, once in a programme. Whether it counts is judged above."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hundredfold.do.ledger.words import Level
from hundredfold.do.press.words import CameBy, Damage, PageState


class Page(models.Model):
    """How it came, what was kept of it, what was read in it, what a person corrected, and where it stands.

    ``key`` is SHA-256 of the normalised address, or of the bytes of an upload. ``title``, ``outlet``, ``level`` and
    ``published`` are what holds now; ``as_read`` keeps what was read of the four, ``corrected`` what a person put.
    ``why`` is a code such as fetch.too_slow, read.no_page or press.gone. ``place`` is the page's place in its story,
    0 for the first publication. ``taken_until`` is until when the worker that took the page may need for it.
    """

    public_id = models.CharField(max_length=26, unique=True)
    programme = models.ForeignKey("plan.Programme", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("plan.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    url = models.CharField(max_length=1000, blank=True)
    final_url = models.CharField(max_length=1000, blank=True)
    name = models.CharField(max_length=200, blank=True)
    came_by = models.CharField(max_length=10, choices=CameBy.choices)
    source = models.ForeignKey(
        "press.Source", related_name="pages", null=True, blank=True, on_delete=models.PROTECT
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    state = models.CharField(max_length=10, choices=PageState.choices, default=PageState.WAITING)
    why = models.CharField(max_length=60, blank=True)
    why_params = models.JSONField(default=dict, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    taken_until = models.DateTimeField(null=True, blank=True)

    archive = models.ForeignKey(
        "base.StoredFile", related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )
    body = models.ForeignKey(
        "base.StoredFile", related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)

    title = models.CharField(max_length=300, blank=True)
    outlet = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    published = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    original = models.TextField(blank=True)
    byline = models.CharField(max_length=200, blank=True)
    page_no = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, blank=True)
    damage = models.CharField(max_length=10, choices=Damage.choices, blank=True)
    repairs = models.JSONField(default=list, blank=True)
    strands = models.JSONField(default=list, blank=True)
    mentions = models.JSONField(default=list, blank=True)
    dates = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    figures = models.JSONField(default=list, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    as_read = models.JSONField(default=dict, blank=True)
    corrected = models.JSONField(default=dict, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )

    story = models.ForeignKey(
        "press.Story", related_name="pages", null=True, blank=True, on_delete=models.PROTECT
    )
    place = models.PositiveIntegerField(default=0)

    record = models.ForeignKey(
        "ledger.Record", related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )
    set_aside_reason = models.CharField(max_length=300, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", null=True, blank=True, on_delete=models.PROTECT
    )

    looked_at = models.DateTimeField(null=True, blank=True)
    silent = models.PositiveSmallIntegerField(default=0)
    gone_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="page_state_next_try"),
            models.Index(fields=["programme", "-added_at"], name="page_programme_added"),
            models.Index(fields=["unit", "state"], name="page_unit_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="page_once_in_a_programme"),
            models.CheckConstraint(condition=Exact(Length("key"), 64), name="page_key_is_whole"),
            models.CheckConstraint(condition=Q(came_by__in=CameBy.values), name="page_came_by_is_known"),
            models.CheckConstraint(condition=Q(state__in=PageState.values), name="page_state_is_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="page_level_is_known"),
            models.CheckConstraint(condition=Q(damage__in=["", *Damage.values]), name="page_damage_is_known"),
            models.CheckConstraint(
                condition=Q(came_by=CameBy.UPLOAD) | ~Q(url=""), name="page_has_a_link_or_came_up"
            ),
            models.CheckConstraint(
                condition=(Q(body__isnull=True) & Q(captured_at__isnull=True))
                | (Q(body__isnull=False) & Q(captured_at__isnull=False)),
                name="page_capture_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PageState.READ, PageState.TOLD])
                | (Q(body__isnull=False) & Q(read_at__isnull=False) & ~Q(title="")),
                name="page_read_was_captured",
            ),
            models.CheckConstraint(
                condition=~Q(state=PageState.REFUSED) | ~Q(why=""), name="page_refused_says_why"
            ),
            models.CheckConstraint(
                condition=Q(story__isnull=True) | Q(state__in=[PageState.READ, PageState.TOLD]),
                name="page_in_a_story_was_read",
            ),
            models.CheckConstraint(
                condition=Q(record__isnull=True, told_by__isnull=True, told_at__isnull=True)
                | Q(record__isnull=False, told_by__isnull=False, told_at__gte=F("added_at")),
                name="page_told_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state=PageState.TOLD, record__isnull=False)
                | (~Q(state=PageState.TOLD) & Q(record__isnull=True)),
                name="page_told_has_its_record",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state=PageState.SET_ASIDE)
                    & Q(set_aside_by__isnull=True, set_aside_at__isnull=True, set_aside_reason="")
                )
                | (
                    Q(state=PageState.SET_ASIDE, set_aside_by__isnull=False, set_aside_at__isnull=False)
                    & ~Q(set_aside_reason="")
                ),
                name="page_set_aside_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(corrected_by__isnull=True, corrected_at__isnull=True)
                | Q(corrected_by__isnull=False, corrected_at__isnull=False),
                name="page_corrected_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(gone_since__isnull=True) | Q(looked_at__gte=F("gone_since")),
                name="page_gone_was_looked_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.name
