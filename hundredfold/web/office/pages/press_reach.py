"""How far the press reached in a period: stories that count by level and outlet, each number a way to its list."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.base.text import one_line
from hundredfold.do.press import queries
from hundredfold.prove import counted_stories
from hundredfold.prove.counted_stories import CountedStory
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import words
from hundredfold.web.office.pages import press_parts as parts
from hundredfold.web.office.press_access import PressSeat

ON_A_PAGE = 50
UNKNOWN = "unknown"  # stands in an address for what is not known


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One outlet of a level."""

    name: str
    stories: int
    href: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level: how many stories count that were first published there, and how many pages printed them."""

    name: str
    stories: int
    href: str
    pages: int
    pages_href: str
    outlets: list[OutletLine]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story of the list."""

    href: str
    title: str
    outlet: str
    level: str
    day: str
    reprints: str


@dataclass(frozen=True)
class ReachPage:
    """The table and, below it, the stories that its chosen number stands for."""

    first: str
    last: str
    problem: str
    total: int
    total_href: str
    levels: list[LevelLine]
    pages_total: int
    pages_total_href: str
    chosen: str
    is_pages: bool
    rows: list[StoryLine]
    previous_href: str
    next_href: str
    page_text: str
    clippings_href: str


@dataclass(frozen=True, slots=True)
class Period:
    """The days asked for, the programme's own where nothing was said or it was no day."""

    first: dt.date
    last: dt.date
    problem: str

    def query(self, **more: str) -> str:
        """The period as an address keeps it."""
        said = {"from": self.first.isoformat(), "to": self.last.isoformat(), **more}
        return urlencode({name: value for name, value in said.items() if value})


def period_of(seat: PressSeat, asked: Mapping[str, str]) -> Period:
    """The period in an address; what is no day is said and the programme's own day stands in its place."""
    own = seat.programme.period_start, seat.programme.period_end
    days = [_day(asked.get(name, "")) for name in ("from", "to")]
    typed = [asked.get(name, "").strip() for name in ("from", "to")]
    problem = ""
    for text, day in zip(typed, days, strict=True):
        if text and day is None:
            problem = _("“%(text)s” is no day; write it as 2026-06-30.") % {"text": one_line(text, most=20)}
    first, last = (day or whole for day, whole in zip(days, own, strict=True))
    if first > last:
        first, last = last, first
    return Period(first, last, problem)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def reach_page(seat: PressSeat, asked: Mapping[str, str]) -> ReachPage:
    """The table of a period and the list behind one of its numbers; a fixed number of queries."""
    period = period_of(seat, asked)
    stories = counted_stories.counted_stories(seat.programme, first=period.first, last=period.last)
    level, outlet = _code(asked.get("level")), _code(asked.get("outlet"))
    printed = {
        each.level: each.pages
        for each in queries.reach_by_level(seat.programme, since=period.first, until=period.last)
    }
    page, is_pages = page_number(asked), asked.get("show") == "pages"
    start = (page - 1) * ON_A_PAGE
    if is_pages:
        number = printed.get(level, 0) if level is not None else sum(printed.values())
        rows = _printed(seat, period, level, start)
    else:
        listed = counted_stories.narrowed(stories, level=level, outlet=outlet)
        number, rows = len(listed), _rows(listed[start : start + ON_A_PAGE])
    here = reverse("office:press_reach")
    kept = {name: asked.get(name, "") for name in ("level", "outlet", "show")}
    return ReachPage(
        first=period.first.isoformat(),
        last=period.last.isoformat(),
        problem=period.problem,
        total=len(stories),
        total_href=f"{here}?{period.query()}#list",
        levels=_levels(stories, period, printed, chosen=level),
        pages_total=sum(printed.values()),
        pages_total_href=f"{here}?{period.query(show='pages')}#list",
        chosen=_chosen(level, outlet),
        is_pages=is_pages,
        rows=rows,
        previous_href=f"{here}?{period.query(**kept, page=str(page - 1))}#list" if page > 1 else "",
        next_href=f"{here}?{period.query(**kept, page=str(page + 1))}#list"
        if start + ON_A_PAGE < number
        else "",
        page_text=_("%(span)s of %(all)s")
        % {"span": f"{start + 1:,}–{start + len(rows):,}", "all": f"{number:,}"}
        if rows
        else "",
        clippings_href=f"{reverse('office:press_clippings')}?{period.query(level=asked.get('level', ''))}",
    )


def _code(text: str | None) -> str | None:
    """What an address asks for: None for all, empty for what is not known."""
    return None if not text else "" if text == UNKNOWN else one_line(text, most=100)


def _chosen(level: str | None, outlet: str | None) -> str:
    """What the list is narrowed to, in words; empty for all."""
    said = [parts.level(level)] if level is not None else []
    return " · ".join([*said, outlet or _("outlet not known")] if outlet is not None else said)


def _levels(
    stories: Sequence[CountedStory], period: Period, printed: Mapping[str, int], *, chosen: str | None
) -> list[LevelLine]:
    here = reverse("office:press_reach")
    return [
        LevelLine(
            name=parts.level(each.level),
            stories=each.stories,
            href=f"{here}?{period.query(level=each.level or UNKNOWN)}#list",
            pages=printed.get(each.level, 0),
            pages_href=f"{here}?{period.query(show='pages', level=each.level or UNKNOWN)}#list",
            outlets=[
                OutletLine(
                    name or _("outlet not known"),
                    number,
                    f"{here}?{period.query(level=each.level or UNKNOWN, outlet=name or UNKNOWN)}#list",
                )
                for name, number in each.outlets
            ],
            is_chosen=each.level == chosen,
        )
        for each in counted_stories.by_level(stories)
        if each.stories or printed.get(each.level)
    ]


def _rows(stories: Sequence[CountedStory]) -> list[StoryLine]:
    """Stories as lines. Two queries."""
    beside = queries.outlets_beside([story.first.record for story in stories])
    return [_row(story, beside.get(story.first.record, [])) for story in stories]


def _row(story: CountedStory, beside: Sequence[str]) -> StoryLine:
    first = story.first
    names = dict.fromkeys([*(each.outlet for each in story.reprints if each.outlet), *beside])
    return StoryLine(
        href=reverse("office:record", args=[first.record]),
        title=first.title,
        outlet=first.outlet or _("outlet not known"),
        level=parts.level(first.level),
        day=words.day(first.day),
        reprints=words.listed(list(names)),
    )


def _printed(seat: PressSeat, period: Period, level: str | None, start: int) -> list[StoryLine]:
    """Pages of the desk as lines. One query."""
    pages = queries.pages_printed(seat.programme, since=period.first, until=period.last, level=level)
    return [
        StoryLine(
            href=parts.page_href(page),
            title=parts.title(page),
            outlet=parts.outlet(page),
            level=parts.level(page.level),
            day=words.day(page.published),
            reprints=page.story.title if page.story and page.place else "",
        )
        for page in pages[start : start + ON_A_PAGE]
    ]
