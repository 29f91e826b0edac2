"""One story of the press desk: its publications folded together, what was read out of it, and how to confirm it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hundredfold.do.press import access, queries
from hundredfold.do.press.models import Page, Story, StoryAnswer
from hundredfold.do.press.words import PageState
from hundredfold.prove import counted_stories, explain
from hundredfold.prove.models import Cell
from hundredfold.web.office import words
from hundredfold.web.office.pages import press_confirm, press_deeds
from hundredfold.web.office.pages import press_parts as parts
from hundredfold.web.office.pages.likeness import Piece
from hundredfold.web.office.pages.press_confirm import Deed, StrandProposed
from hundredfold.web.office.pages.press_folding import Folded
from hundredfold.web.office.press_access import PressSeat

ON_A_PAGE = 50
NEAR_DAYS, NEAR_SHOWN = 10, 8
READ_MOST = 20  # pages of a story whose figures, places and units are named
ANSWERED_SHOWN = 3  # titles named in one answer


@dataclass(frozen=True, slots=True)
class Publication:
    """One page of the story."""

    href: str
    title: tuple[Piece, ...]
    outlet: str
    level: str
    day: str
    page_no: str
    host: str
    gone: str
    why: str
    differs: list[str]
    apart_href: str
    record_href: str
    record_number: str
    state: str
    state_text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Another story of about the same days, that may be put together with this one."""

    public_id: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person said of the folding; ``undo_href`` takes it back."""

    said: str
    who: str
    when: str
    undo_href: str


@dataclass(frozen=True, slots=True)
class Confirm:
    """The form that tells the story: what it seems to tell of, to be ticked."""

    href: str
    strands: list[StrandProposed]
    deeds: list[Deed]


@dataclass(frozen=True)
class StoryPage:
    """The story's page."""

    title: str
    said: str
    may_work: bool
    remarks: list[str]
    publications: list[Publication]
    near: list[Near]
    together_href: str
    answers: list[Answered]
    previous_href: str
    next_href: str
    facts: list[tuple[str, str]]
    confirm: Confirm | None
    told_of: list[Deed]


def story_page(seat: PressSeat, story: Story, *, page: int) -> StoryPage:
    """The folded story; a fixed number of queries, however many pages it has."""
    pages = queries.story_in_full(story)
    first = pages[0]
    mine = _mine(seat, pages)
    answers = list(queries.answers_of(story))
    start = (page - 1) * ON_A_PAGE
    shown = pages[start : start + ON_A_PAGE] if start else pages[:ON_A_PAGE]
    cells = counted_stories.cells_by_record([each.record_id for each in shown if each.record_id])
    put_here = {each.pk for answer in answers for each in _together(answer)}
    folded = Folded(first)
    untold = [each for each in pages if each.state == PageState.READ]
    here = reverse("office:press_story", args=[story.public_id])
    return StoryPage(
        title=parts.title(first),
        said=_said(pages),
        may_work=bool(mine),
        remarks=parts.remarks_of(untold),
        publications=[
            _publication(each, folded, cells, is_mine=each.pk in mine, is_put=each.pk in put_here)
            for each in shown
        ],
        near=_near(seat, story, first) if untold else [],
        together_href=reverse("office:press_together", args=[story.public_id]),
        answers=[_answered(each, mine) for each in answers],
        previous_href=f"{here}?page={page - 1}" if page > 1 else "",
        next_href=f"{here}?page={page + 1}" if start + ON_A_PAGE < len(pages) else "",
        facts=press_confirm.read_out(pages[:READ_MOST]),
        confirm=_confirm(seat, story, pages) if any(each.pk in mine for each in untold) else None,
        told_of=press_confirm.deeds_told_of(_told_of(pages)),
    )


def _confirm(seat: PressSeat, story: Story, pages: Sequence[Page]) -> Confirm:
    return Confirm(
        href=reverse("office:press_confirm", args=[story.public_id]),
        strands=press_confirm.strands_proposed(seat, pages[:READ_MOST]),
        deeds=press_deeds.probable_deeds(seat, pages[0]),
    )


def _told_of(pages: Sequence[Page]) -> list[str]:
    """The deeds that the records of these pages say they tell of, each once."""
    said = (each for page in pages if page.record for each in page.record.details.get("tells_of", []))
    return list(dict.fromkeys(each for each in said if isinstance(each, str)))


def _mine(seat: PressSeat, pages: Sequence[Page]) -> set[int]:
    """The pages (primary keys) that this person may change."""
    units = {unit.pk for unit in seat.units}
    return {page.pk for page in pages if page.unit_id in units}


def _said(pages: Sequence[Page]) -> str:
    """How many publications, in how many outlets, from when to when."""
    days = sorted(page.published for page in pages if page.published)
    span = words.days(days[0], days[-1]) if days else ""
    number = ngettext("%(n)s publication", "%(n)s publications", len(pages)) % {"n": len(pages)}
    return " · ".join(each for each in (number, span) if each)


def _publication(
    page: Page, folded: Folded, cells: dict[int, Cell], *, is_mine: bool, is_put: bool
) -> Publication:
    is_first = page.pk == folded.first.pk
    folding = None if is_first else folded.folding(page, answered=is_put)
    cell = cells.get(page.record_id or 0)
    return Publication(
        href=parts.page_href(page),
        title=folding.title if folding else (Piece(parts.title(page)),),
        outlet=parts.outlet(page),
        level=parts.level(page.level),
        day=words.day(page.published),
        page_no=parts.page_no(page),
        host=parts.host(page),
        gone=_("no longer at its address") if page.gone_since else "",
        why=folding.why if folding else "",
        differs=folding.differs if folding else [],
        apart_href=reverse("office:press_apart", args=[page.public_id]) if folding and is_mine else "",
        record_href=reverse("office:record", args=[page.record.public_id]) if page.record else "",
        record_number=f"{page.record.number:04d}" if page.record else "",
        state=cell.state if cell else "",
        state_text=explain.state(cell.state, words.language()) if cell else "",
    )


def _near(seat: PressSeat, story: Story, first: Page) -> list[Near]:
    """Other stories published at about the same time, the nearest first. One query for them, one for their pages."""
    day = first.published
    if day is None:
        return []
    around = dt.timedelta(days=NEAR_DAYS)
    stories = access.stories_to_see(seat.user, seat.programme, at=seat.at).exclude(pk=story.pk)
    near = queries.untold(queries.stories_by_day(stories, since=day - around, until=day + around))
    rows = list(queries.with_pages(near[:NEAR_SHOWN]))
    return [
        Near(
            each.public_id,
            each.title,
            " · ".join(filter(None, (parts.others(list(each.pages.all())), words.day(each.published)))),
        )
        for each in rows
    ]


def _together(answer: StoryAnswer) -> list[Page]:
    return [answer.page, *answer.others.all()] if answer.verdict == "together" else []


def _answered(answer: StoryAnswer, mine: set[int]) -> Answered:
    beside = list(answer.others.all())[:ANSWERED_SHOWN]
    titles = [f"{parts.title(each)} ({parts.outlet(each)})" for each in (answer.page, *beside)]
    return Answered(
        said=_("%(verdict)s: %(pages)s")
        % {"verdict": answer.get_verdict_display(), "pages": words.listed(titles)},
        who=answer.given_by.display_name,
        when=words.moment(answer.given_at),
        undo_href=reverse("office:press_undo", args=[answer.public_id]) if answer.page_id in mine else "",
    )
