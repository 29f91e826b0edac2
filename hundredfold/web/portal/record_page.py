"""What the page of one record reads."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hundredfold.tell.public import PublicRecord, PublicStanding, PublicStory
from hundredfold.tell.queries import OpenRecord
from hundredfold.web.portal import cards
from hundredfold.web.portal.cards import record_href


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo in its sizes."""

    small: str
    middle: str
    large: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """Another telling of the same deed."""

    href: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A press story that tells of this deed, or a deed that this press report tells of."""

    href: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where the deed stands in one strand, and the way to that strand's explanation."""

    standing: PublicStanding
    state_word: str
    strand_href: str
    explain_href: str


@dataclass(frozen=True, slots=True)
class Next:
    """The cell before or after."""

    href: str
    title: str


@dataclass(frozen=True)
class RecordPage:
    """One record as the public reads it."""

    record: PublicRecord
    programme_name: str
    days: str
    head_count: str
    level: str
    facts: tuple[tuple[str, str], ...]
    standings: tuple[Where, ...]
    shots: tuple[Shot, ...]
    told: tuple[Told, ...]
    first_href: str
    event_href: str
    previous: Next | None
    following: Next | None
    press: tuple[Linked, ...]
    tells_of: tuple[Linked, ...]

    @property
    def is_full(self) -> bool:
        """Whether there is anything to look at or to read beside the facts."""
        return bool(self.shots or self.record.summary or self.told or self.press or self.tells_of)


def record(found: OpenRecord) -> RecordPage:
    """The page of a record."""
    shown = found.record
    return RecordPage(
        record=shown,
        programme_name=found.programme_name,
        days=_days(shown.start, shown.end),
        head_count=_head_count(shown),
        level=_LEVELS.get(shown.level, lambda: "")(),
        facts=shown.details,
        standings=tuple(_where(each) for each in found.standings),
        shots=tuple(
            Shot(
                small=cards.photo_href(photo, 320),
                middle=cards.photo_href(photo, 800),
                large=cards.photo_href(photo, 1600),
                words=_("Photo %(n)s: %(title)s") % {"n": n, "title": shown.title},
            )
            for n, photo in enumerate(found.photos, 1)
        ),
        told=tuple(Told(record_href(each.public_id), each.title, each.unit) for each in found.others),
        first_href=record_href(shown.public_id),
        event_href=reverse("portal:event", args=[shown.public_id])
        if shown.kind == "event" and shown.start
        else "",
        previous=Next(record_href(found.previous.record), found.previous.title) if found.previous else None,
        following=Next(record_href(found.following.record), found.following.title)
        if found.following
        else None,
        press=tuple(_story(each) for each in found.press),
        tells_of=tuple(
            Linked(record_href(each.record), each.title, _said(each.unit, each.day))
            for each in found.tells_of
        ),
    )


def _story(story: PublicStory) -> Linked:
    return Linked(
        record_href(story.first.record), story.first.title, _said(story.first.outlet, story.first.day)
    )


def _said(name: str, day: dt.date | None) -> str:
    return " · ".join(each for each in (name, _days(day, day)) if each)


def _where(standing: PublicStanding) -> Where:
    return Where(
        standing=standing,
        state_word=cards.state_word(standing.state),
        strand_href=cards.strand_href(standing.strand),
        explain_href=reverse("portal:explain", args=[standing.strand]),
    )


def _days(first: dt.date | None, last: dt.date | None) -> str:
    if first is None:
        return ""
    begins = date_format(first, "DATE_FORMAT")
    return begins if last in (None, first) else f"{begins} – {date_format(last, 'DATE_FORMAT')}"


def _head_count(shown: PublicRecord) -> str:
    """How many came, with how that is known."""
    if shown.head_count is None:
        return ""
    said = ngettext("%(n)s person", "%(n)s people", shown.head_count) % {"n": f"{shown.head_count:,}"}
    method = _METHODS.get(shown.head_count_method, lambda: "")()
    return _("%(said)s, %(method)s") % {"said": said, "method": method} if method else said


_METHODS = {
    "counted": lambda: _("head by head"),
    "tickets": lambda: _("by tickets"),
    "estimate": lambda: _("estimated"),
    "range": lambda: _("lower end of a range"),
}
_LEVELS = {
    "central": lambda: _("central"),
    "regional": lambda: _("of the region"),
    "municipal": lambda: _("of the city"),
    "county": lambda: _("of the district"),
    "unit": lambda: _("a unit's own"),
    "self": lambda: _("self-media"),
}
