"""The page on which a clipping book is asked for: its period, its level, how many stories it will hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.prove import counted_stories
from hundredfold.web.office.pages import press_parts as parts
from hundredfold.web.office.pages.press_reach import UNKNOWN, Period, period_of
from hundredfold.web.office.pages.strand import Choice
from hundredfold.web.office.press_access import PressSeat


@dataclass(frozen=True)
class ClippingsPage:
    """What is asked for and the ways to take it."""

    first: str
    last: str
    problem: str
    levels: list[Choice]
    stories: int
    list_href: str
    word_href: str
    pdf_href: str


def clippings_page(seat: PressSeat, asked: Mapping[str, str]) -> ClippingsPage:
    """The page of a period and a level; a fixed number of queries."""
    period, level = period_of(seat, asked), level_asked(asked)
    stories = counted_stories.counted_stories(seat.programme, first=period.first, last=period.last)
    held = counted_stories.narrowed(stories, level=level, outlet=None)
    code = "" if level is None else level or UNKNOWN
    return ClippingsPage(
        first=period.first.isoformat(),
        last=period.last.isoformat(),
        problem=period.problem,
        levels=[
            Choice("", _("All levels"), level is None),
            *(Choice(each or UNKNOWN, parts.level(each), level == each) for each in counted_stories.LEVELS),
        ],
        stories=len(held),
        list_href=f"{reverse('office:press_reach')}?{period.query(level=code)}#list",
        word_href=_href("docx", period, code),
        pdf_href=_href("pdf", period, code),
    )


def level_asked(asked: Mapping[str, str]) -> str | None:
    """The level in an address; None for all, also for one that is not known."""
    code = asked.get("level", "")
    if code == UNKNOWN:
        return ""
    return code if code and code in counted_stories.LEVELS else None


def _href(ending: str, period: Period, code: str) -> str:
    return f"{reverse('office:press_clipping_book', args=[ending])}?{period.query(level=code)}"
