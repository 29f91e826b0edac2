"""The press desk: the boxes to add pages, and what there is: stories to confirm, what waits, what was not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hundredfold.do.press import access, queries
from hundredfold.do.press.models import Page, Story
from hundredfold.do.press.words import PageState
from hundredfold.prove import counted_stories, explain
from hundredfold.prove.models import Cell
from hundredfold.web.office import words
from hundredfold.web.office.pages import press_parts as parts
from hundredfold.web.office.press_access import PressSeat
from hundredfold.web.office.press_forms import LinksForm, UploadForm

ON_A_PAGE = 30
TABS = {
    "read": gettext_lazy("To confirm"),
    "waiting": gettext_lazy("Still to read"),
    "refused": gettext_lazy("Could not be read"),
    "told": gettext_lazy("In the ledger"),
    "set_aside": gettext_lazy("Set aside"),
}
EMPTY = {
    "read": (
        gettext_lazy("No story waits to be confirmed"),
        gettext_lazy(
            "Paste the links of press reports, even a hundred of them: reprints fold together by themselves."
        ),
    ),
    "waiting": (gettext_lazy("Nothing waits"), gettext_lazy("Every page that was added has been looked at.")),
    "refused": (
        gettext_lazy("Every page could be read"),
        gettext_lazy("A page that cannot be fetched or read stands here with the reason and what to do."),
    ),
    "told": (
        gettext_lazy("No story is in the ledger yet"),
        gettext_lazy("A story stands here once it has been confirmed."),
    ),
    "set_aside": (
        gettext_lazy("Nothing was set aside"),
        gettext_lazy("What is no press story can be set aside."),
    ),
}


@dataclass(frozen=True, slots=True)
class TabChoice:
    """One list of the desk with how many it holds."""

    href: str
    words: str
    number: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How many pages are still to be fetched and read. ``is_over``: they were asked for and none is left."""

    waiting: int
    is_moving: bool
    is_over: bool
    here: str
    poll_href: str


@dataclass(frozen=True, slots=True)
class StoryCard:
    """One story: its first publication, its reprints, and what to look at before confirming it."""

    value: str
    href: str
    title: str
    outlet: str
    level: str
    day: str
    page_no: str
    reprints: int
    reprint_outlets: str
    remarks: list[str]
    is_plain: bool
    record_number: str
    record_href: str
    state: str
    state_text: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page that is in no story: why, and what can be done."""

    href: str
    title: str
    host: str
    came: str
    why: str
    again_href: str
    upload_href: str
    back_href: str


@dataclass(frozen=True)
class PressDesk:
    """The desk's page."""

    form: LinksForm | None
    upload: UploadForm | None
    is_uploading: bool
    may_work: bool
    may_confirm: bool
    progress: Progress
    choices: list[TabChoice]
    stories: list[StoryCard]
    rows: list[PageRow]
    empty_title: str
    empty_words: str
    previous_href: str
    next_href: str
    page_text: str


def press_desk(
    seat: PressSeat,
    asked: Mapping[str, str],
    *,
    page: int,
    form: LinksForm | None = None,
    upload: UploadForm | None = None,
) -> PressDesk:
    """The desk with one of its lists; a fixed number of queries."""
    tab = asked.get("state", "")
    tab = tab if tab in TABS else "read"
    pages = access.pages_to_see(seat.user, seat.programme, at=seat.at)
    stories = queries.stories_by_day(access.stories_to_see(seat.user, seat.programme, at=seat.at))
    in_state = queries.states_of(pages)
    keys = {"read": _keys(queries.untold(stories)), "told": _keys(queries.told_whole(stories))}
    numbers = {**in_state, **{each: len(held) for each, held in keys.items()}}
    start = (page - 1) * ON_A_PAGE
    cards = _cards(seat, keys[tab][start : start + ON_A_PAGE]) if tab in keys else []
    rows = (
        [_row(each) for each in queries.pages_in(pages, tab)[start : start + ON_A_PAGE]]
        if tab not in keys
        else []
    )
    here = reverse("office:press")
    shown = len(cards) + len(rows)
    adding = seat.may_work
    replacing = asked.get("for", "")
    return PressDesk(
        form=(form or LinksForm(units=seat.units)) if adding else None,
        upload=(upload or UploadForm(units=seat.units, url=replacing)) if adding else None,
        is_uploading=bool(replacing),
        may_work=seat.may_work,
        may_confirm=seat.may_work and tab == "read" and bool(cards),
        progress=progress(in_state[PageState.WAITING], tab=tab),
        choices=[
            TabChoice(f"{here}?state={code}", str(name), f"{numbers[code]:,}", code == tab)
            for code, name in TABS.items()
        ],
        stories=cards,
        rows=rows,
        empty_title=str(EMPTY[tab][0]),
        empty_words=str(EMPTY[tab][1]),
        previous_href=_href(tab, page - 1) if page > 1 else "",
        next_href=_href(tab, page + 1) if start + shown < numbers[tab] else "",
        page_text=_("%(span)s of %(all)s")
        % {"span": f"{start + 1:,}–{start + shown:,}", "all": f"{numbers[tab]:,}"}
        if shown
        else "",
    )


def progress(waiting: int, *, tab: str, is_polled: bool = False) -> Progress:
    """How much is still to be fetched; ``is_polled``: somebody watched it, so they are told when it is over."""
    return Progress(
        waiting=waiting,
        is_moving=waiting > 0,
        is_over=is_polled and not waiting,
        here=_href(tab, 1),
        poll_href=f"{reverse('office:press_progress')}?{urlencode({'state': tab})}",
    )


def waiting_pages(seat: PressSeat) -> int:
    """How many pages wait. One query."""
    pages = access.pages_to_see(seat.user, seat.programme, at=seat.at)
    return queries.states_of(pages)[PageState.WAITING]


def _href(tab: str, page: int) -> str:
    return f"{reverse('office:press')}?{urlencode({'state': tab, **({'page': page} if page > 1 else {})})}"


def _keys(stories: QuerySet[Story]) -> list[int]:
    return list(stories.values_list("pk", flat=True))


def _cards(seat: PressSeat, keys: Sequence[int]) -> list[StoryCard]:
    """The stories of these keys as cards, in their order."""
    found = {each.pk: each for each in queries.with_pages(Story.objects.filter(pk__in=keys))}
    stories = [(found[key], list(found[key].pages.all())) for key in keys if key in found]
    told = [page.record_id for _story, pages in stories for page in pages if page.record_id]
    cells = counted_stories.cells_by_record(told)
    return [_card(story, pages, cells) for story, pages in stories if pages]


def _card(story: Story, pages: Sequence[Page], cells: Mapping[int, Cell]) -> StoryCard:
    first = pages[0]
    untold = [page for page in pages if page.state == PageState.READ]
    remarks = parts.remarks_of(untold)
    record = next((page.record for page in pages if page.record_id), None)
    cell = cells.get(record.pk) if record else None
    return StoryCard(
        value=story.public_id if untold else "",
        href=reverse("office:press_story", args=[story.public_id]),
        title=parts.title(first),
        outlet=parts.outlet(first),
        level=parts.level(first.level),
        day=words.day(first.published),
        page_no=parts.page_no(first),
        reprints=len(pages) - 1,
        reprint_outlets=parts.others(pages[1:]),
        remarks=remarks,
        is_plain=not remarks,
        record_number=f"{record.number:04d}" if record else "",
        record_href=reverse("office:record", args=[record.public_id]) if record else "",
        state=cell.state if cell else "",
        state_text=explain.state(cell.state, words.language()) if cell else "",
    )


def _row(page: Page) -> PageRow:
    here = reverse("office:press")
    refused, aside = page.state == PageState.REFUSED, page.state == PageState.SET_ASIDE
    return PageRow(
        href=parts.page_href(page),
        title=parts.title(page),
        host=parts.host(page),
        came=_("%(way)s, %(who)s, %(when)s")
        % {
            "way": page.get_came_by_display(),
            "who": page.added_by.display_name,
            "when": words.moment(page.added_at),
        },
        why=parts.why(page),
        again_href=reverse("office:press_again", args=[page.public_id]) if refused and page.url else "",
        upload_href=f"{here}?{urlencode({'state': 'refused', 'for': page.url})}#upload",
        back_href=reverse("office:press_take_up", args=[page.public_id]) if aside else "",
    )
