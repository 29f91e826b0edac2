"""The review desk: the queue by risk on the left, one record with its findings on the right."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from hundredfold.prove import queries
from hundredfold.prove.models import Cell, Decision
from hundredfold.web.office import access, words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.pages.findings import Onwards, Tried
from hundredfold.web.office.pages.record import RecordView, record_view

ON_A_PAGE = 50
WAITING_MOST = 2_000
UNDOABLE = 8


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of the queue."""

    record: str
    title: str
    unit: str
    day: str
    asks: bool
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


def desk_href(record: str = "", page: int = 1) -> str:
    """The address of the desk with a record in hand, at a page of its queue."""
    said = {**({"record": record} if record else {}), **({"page": page} if page > 1 else {})}
    return reverse("office:review") + (f"?{urlencode(said)}" if said else "")


def review_page(seat: Seat, *, wanted: str, page: int, tried: Tried | None = None) -> ReviewPage:
    """The desk at ``page`` with the record ``wanted`` in hand, or the first of the page; a fixed number of queries.

    Raises Http404 for a record that is not of the programme.
    """
    cells, has_more = queries.desk_page(seat.programme, start=(page - 1) * ON_A_PAGE, most=ON_A_PAGE)
    records = list(dict.fromkeys(cell.records[0] for cell in cells))
    current = wanted or (records[0] if records else "")
    before, after = _neighbours(records, current)
    view = None
    if current:
        record = access.record_to_read(seat, current)
        onwards = Onwards(record=current, next=after or before, page=page)
        view = record_view(seat, record, onwards=onwards, tried=tried)
    number = queries.waiting_number(seat.programme, most=WAITING_MOST + 1)
    return ReviewPage(
        waiting=f"{number:,}" if number <= WAITING_MOST else f"{WAITING_MOST:,}+",
        queue=[_queued(cell, page=page, current=current) for cell in _once(cells)],
        view=view,
        previous_record=desk_href(before, page) if before else "",
        next_record=desk_href(after, page) if after else (desk_href(page=page + 1) if has_more else ""),
        previous_href=desk_href(page=page - 1) if page > 1 else "",
        next_href=desk_href(page=page + 1) if has_more else "",
        page_text=f"{(page - 1) * ON_A_PAGE + 1}–{(page - 1) * ON_A_PAGE + len(cells)}" if cells else "",
        may_decide=seat.may_decide,
        undoable=_undoable(seat),
        page=page,
    )


def _once(cells: list[Cell]) -> list[Cell]:
    """The cells without a second one of the same record: it may wait in two strands."""
    return list({cell.records[0]: cell for cell in reversed(cells)}.values())[::-1]


def _neighbours(records: list[str], current: str) -> tuple[str, str]:
    """The records before and after the current one; the first of the page after one that is not on it."""
    if current not in records:
        return "", records[0] if records else ""
    place = records.index(current)
    return (records[place - 1] if place else ""), (records[place + 1] if place + 1 < len(records) else "")


def _queued(cell: Cell, *, page: int, current: str) -> Queued:
    record = cell.records[0]
    return Queued(
        record=record,
        title=cell.title,
        unit=cell.unit.name,
        day=words.short_day(cell.day),
        asks=cell.has_open_finding,
        href=desk_href(record, page),
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
