"""What each public screen reads: one frozen value a page, built from what the gate let through."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hundredfold.tell.public import PublicProgramme, PublicStrand
from hundredfold.tell.queries import Board, Coming, Counted, Counting, StrandList
from hundredfold.web.portal import cards
from hundredfold.web.portal.cards import Card, language, record_href
from hundredfold.web.portal.record_page import RecordPage, record

__all__ = [
    "ExplainPage",
    "HomePage",
    "HowPage",
    "RecordPage",
    "StrandPage",
    "explain",
    "home",
    "how",
    "language",
    "record",
    "record_href",
    "strand",
]

THUMB, MIDDLE = 320, 800


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story on the home page."""

    href: str
    title: str
    unit: str
    day: dt.date | None
    strand_name: str
    image: str
    image_large: str


@dataclass(frozen=True, slots=True)
class Day:
    """Something that is on."""

    event: Coming
    href: str


@dataclass(frozen=True)
class HomePage:
    """The public home."""

    programme: PublicProgramme
    day: dt.date
    counted: int
    target: int
    pending: int
    planned: int
    cards: tuple[Card, ...]
    days: tuple[Day, ...]
    stories: tuple[StoryCard, ...]

    @property
    def is_even(self) -> bool:
        """Whether all grids are of one height, so that they stand in rows."""
        return len({-(-min(card.target, 300) // 10) for card in self.cards}) <= 1


def home(board: Board) -> HomePage:
    """The home page of a board."""
    strands = [each.strand for each in board.grids]
    links = max(120, cards.LINKS_MOST // max(1, len(strands)))
    return HomePage(
        programme=board.programme,
        day=board.day,
        counted=sum(each.counted for each in strands),
        target=sum(each.target for each in strands),
        pending=sum(each.pending for each in strands),
        planned=sum(each.planned for each in strands),
        cards=tuple(cards.card(each.strand, each.cells, links=links) for each in board.grids),
        days=tuple(Day(each, record_href(each.record)) for each in board.coming),
        stories=tuple(
            StoryCard(
                href=record_href(each.record),
                title=each.title,
                unit=each.unit,
                day=each.day,
                strand_name=each.strand_name,
                image=cards.photo_href(each.photo, THUMB),
                image_large=cards.photo_href(each.photo, MIDDLE),
            )
            for each in board.stories
        ),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the states that the list may be kept to."""

    href: str
    words: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    href: str
    title: str
    unit: str
    day: dt.date | None
    state: str
    state_word: str
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page."""

    href: str
    words: str


@dataclass(frozen=True)
class StrandPage:
    """A strand's grid and list."""

    programme: PublicProgramme
    strand: PublicStrand
    one: str
    grid: SafeString
    explain_href: str
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    previous_href: str
    next_href: str
    page_text: str
    before: Link | None
    after: Link | None


def strand(found: StrandList) -> StrandPage:
    """The page of a strand's list."""
    line, href = found.strand, cards.strand_href(found.strand.code)
    numbers = [
        ("", line.shown),
        ("counted", line.counted),
        ("pending", line.pending),
        ("planned", line.planned),
    ]
    before, after = _around(found.others, line)
    return StrandPage(
        programme=found.programme,
        strand=line,
        one=found.one,
        grid=cards.draw(line, found.grid, links=len(found.grid)),
        explain_href=reverse("portal:explain", args=[line.code]),
        choices=tuple(
            Choice(
                href=f"{href}?state={state}#list" if state else f"{href}#list",
                words=cards.state_word(state) if state else _("All"),
                number=number,
                is_chosen=state == found.state,
            )
            for state, number in numbers
        ),
        rows=tuple(
            Row(
                href=record_href(cell.record),
                title=cell.title,
                unit=cell.unit,
                day=cell.day,
                state=cell.state,
                state_word=cards.state_word(cell.state),
                why=cell.why,
            )
            for cell in found.cells
        ),
        previous_href=_page_href(href, found, found.page - 1),
        next_href=_page_href(href, found, found.page + 1),
        page_text=_("page %(page)s of %(pages)s") % {"page": found.page, "pages": found.pages},
        before=before,
        after=after,
    )


def _page_href(href: str, found: StrandList, page: int) -> str:
    if not 1 <= page <= found.pages:
        return ""
    kept = f"state={found.state}&" if found.state else ""
    return f"{href}?{kept}page={page}#list"


def _around(strands: tuple[PublicStrand, ...], line: PublicStrand) -> tuple[Link | None, Link | None]:
    """The strands before and after this one."""
    at = [each.code for each in strands].index(line.code)
    links = [Link(cards.strand_href(each.code), each.short_name) for each in strands]
    return (links[at - 1] if at else None), (links[at + 1] if at + 1 < len(links) else None)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason with its number, and the list where they are."""

    state: str
    state_word: str
    reason: str
    number: int
    href: str


@dataclass(frozen=True)
class ExplainPage:
    """One strand's count explained."""

    programme: PublicProgramme
    strand: PublicStrand
    one: str
    not_counted: tuple[str, ...]
    needs: tuple[str, ...]
    reasons: tuple[ReasonRow, ...]
    rows: tuple[Row, ...]
    closed_since: int
    as_of: dt.date
    is_today: bool
    first: dt.date
    last: dt.date
    strand_href: str
    remark: str
    before: Link | None
    after: Link | None


def explain(found: Counted, *, asked: str, as_of: dt.date | None) -> ExplainPage:
    """The page of a count explained. ``asked`` is the day as it was typed, ``as_of`` what was understood."""
    href = cards.strand_href(found.strand.code)
    before, after = _around(found.others, found.strand)
    return ExplainPage(
        programme=found.programme,
        strand=found.strand,
        one=found.one,
        not_counted=found.not_counted,
        needs=found.needs,
        reasons=tuple(
            ReasonRow(
                state=each.state,
                state_word=cards.state_word(each.state),
                reason=each.reason,
                number=each.number,
                href=f"{href}?state={each.state}#list" if found.is_today else "#list",
            )
            for each in found.reasons
        ),
        rows=tuple(
            Row(
                href=record_href(cell.record),
                title=cell.title,
                unit=cell.unit,
                day=cell.day,
                state=cell.state,
                state_word=cards.state_word(cell.state),
                why=cell.why,
            )
            for cell in found.cells
        ),
        closed_since=found.closed_since,
        as_of=found.as_of,
        is_today=found.is_today,
        first=found.programme.first,
        last=found.today,
        strand_href=href,
        remark=_remark(found, asked, as_of),
        before=before,
        after=after,
    )


def _remark(found: Counted, asked: str, as_of: dt.date | None) -> str:
    """What to say when the day asked for could not be used as it was."""
    if asked and as_of is None:
        return _("“%(asked)s” is no day; write it as 2026-06-30. This is the count of today.") % {
            "asked": asked[:20]
        }
    if as_of and as_of != found.as_of:
        return _("%(asked)s lies outside what can be looked back on; the nearest day is shown.") % {
            "asked": asked[:20]
        }
    return ""


@dataclass(frozen=True, slots=True)
class StrandRule:
    """What one of a strand's hundred is."""

    strand: PublicStrand
    one: str
    href: str


@dataclass(frozen=True)
class HowPage:
    """How a hundred is counted."""

    counting: Counting
    strands: tuple[StrandRule, ...]


def how(counting: Counting) -> HowPage:
    """The page on the method."""
    return HowPage(
        counting=counting,
        strands=tuple(
            StrandRule(strand, one, reverse("portal:explain", args=[strand.code]))
            for strand, one in counting.strands
        ),
    )
