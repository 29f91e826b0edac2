"""The review desk: the queue by risk on the left, one record with its findings on the right."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from hundredfold.prove import queries, queue
from hundredfold.prove.models import Cell, Decision
from hundredfold.web.office import access, words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.pages.findings import Onwards, Tried
from hundredfold.web.office.pages.narrowing import Filters, Narrowed, Narrowing, look_up
from hundredfold.web.office.pages.record import RecordView, record_view

ON_A_PAGE = 50
WAITING_MOST = 2_000
UNDOABLE = 8


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue. ``risk`` says in a word or two why it stands there; ``held`` who else works on it."""

    record: str
    title: str
    unit: str
    day: str
    risk: str
    held: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Undoable:
    """One of my latest decisions, to be taken back."""

    verdict: str
    title: str
    when: str
    href: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The desk with its queue and the record in hand, if there is one."""

    waiting: str
    filters: Filters
    queue: list[Queued]
    view: RecordView | None
    previous_record: str
    next_record: str
    previous_href: str
    next_href: str
    page_text: str
    may_decide: bool
    undoable: list[Undoable]
    page: int
    only: str


def desk_href(record: str = "", page: int = 1, only: str = "") -> str:
    """The address of the desk with a record in hand, at a page of its queue, the queue narrowed to ``only``."""
    said = {**({"record": record} if record else {}), **({"page": page} if page > 1 else {})}
    query = "&".join(filter(None, (urlencode(said), only)))
    return reverse("office:review") + (f"?{query}" if query else "")


def review_page(
    seat: Seat, *, wanted: str, page: int, asked: Narrowing, tried: Tried | None = None
) -> ReviewPage:
    """The desk at ``page`` with the record ``wanted`` in hand, or the first of the page that nobody else holds.

    A fixed number of queries, however long the queue. Raises Http404 for a record that is not of the programme.
    """
    narrowed = look_up(seat, asked)
    cells, has_more, number = _queue(seat, narrowed, page=page)
    cells = _once(cells)
    records = [cell.records[0] for cell in cells]
    holds = queue.holds_on({*records, wanted}, at=seat.at)
    held = {record: hold.by.display_name for record, hold in holds.items() if hold.by_id != seat.user.pk}
    free = [record for record in records if record not in held]
    current = wanted or next(iter(free), "")
    before, after = _neighbours(records, current, passing=held)
    view = None
    if current:
        onwards = Onwards(record=current, next=after or before, page=page, only=asked.query)
        view = record_view(seat, access.record_to_read(seat, current), onwards=onwards, tried=tried)
    at_page = partial(desk_href, only=asked.query)
    return ReviewPage(
        waiting=f"{number:,}" if number <= WAITING_MOST else f"{WAITING_MOST:,}+",
        filters=narrowed.filters,
        queue=[_queued(cell, page=page, current=current, held=held, only=asked.query) for cell in cells],
        view=view,
        previous_record=at_page(before, page) if before else "",
        next_record=at_page(after, page) if after else (at_page(page=page + 1) if has_more else ""),
        previous_href=at_page(page=page - 1) if page > 1 else "",
        next_href=at_page(page=page + 1) if has_more else "",
        page_text=f"{(page - 1) * ON_A_PAGE + 1:,}–{(page - 1) * ON_A_PAGE + len(cells):,}" if cells else "",
        may_decide=seat.may_decide,
        undoable=_undoable(seat),
        page=page,
        only=asked.query,
    )


def _queue(seat: Seat, narrowed: Narrowed, *, page: int) -> tuple[list[Cell], bool, int]:
    """The cells of the page, whether more follow, and how many wait in all; none where a unit is not known."""
    if narrowed.is_impossible:
        return [], False, 0
    start = (page - 1) * ON_A_PAGE
    cells, has_more = queue.queue_page(
        seat.programme, narrowed.chosen, start=start, most=ON_A_PAGE, at=seat.at
    )
    number = queue.waiting_number(seat.programme, most=WAITING_MOST + 1, narrowed=narrowed.chosen)
    return cells, has_more, number


def _once(cells: list[Cell]) -> list[Cell]:
    """The cells without a second one of the same record: it may wait in two strands."""
    return list({cell.records[0]: cell for cell in reversed(cells)}.values())[::-1]


def _neighbours(records: list[str], current: str, *, passing: Collection[str]) -> tuple[str, str]:
    """The records before and after the current one, those in other hands passed by; the first if it is not here."""
    place = records.index(current) if current in records else -1
    before = next((each for each in reversed(records[: max(place, 0)]) if each not in passing), "")
    return before, next((each for each in records[place + 1 :] if each not in passing), "")


def _queued(cell: Cell, *, page: int, current: str, held: Mapping[str, str], only: str) -> Queued:
    record = cell.records[0]
    return Queued(
        record=record,
        title=cell.title,
        unit=cell.unit.name,
        day=words.short_day(cell.day),
        risk=words.risk(cell.risk),
        held=held.get(record, ""),
        href=desk_href(record, page, only),
        is_current=record == current,
    )


def _undoable(seat: Seat) -> list[Undoable]:
    if not seat.may_decide:
        return []
    latest = queries.latest_decisions(seat.programme, by_pk=seat.user.pk, most=UNDOABLE)
    return [_undo(decision) for decision in latest]


def _undo(decision: Decision) -> Undoable:
    return Undoable(
        verdict=words.verdict(decision.verdict),
        title=access.record_of(decision).title,
        when=words.moment(decision.at),
        href=reverse("office:reopen", args=[decision.public_id]),
    )
