"""The board: every strand's grid with what is to be checked, where it leads to, and where to go next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hundredfold.do.ledger.queries import units_without_records
from hundredfold.plan.models import Strand, Unit
from hundredfold.plan.queries import strands_in_order, targets_in_force
from hundredfold.plan.words import UnitLevel
from hundredfold.prove import explain, queries, queue
from hundredfold.prove.intake import local_day
from hundredfold.prove.models import Cell
from hundredfold.tell.render import grid
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.forecast import Forecast, forecast

CELLS_MOST = 400  # drawn in one grid at most: a target of three hundred and what stands past it
WAITING_MOST = 10_000
UNITS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class StrandCard:
    """One strand on the board; each number with the list it opens to."""

    code: str
    number: int
    name: str
    href: str
    counted: str
    target: int
    is_full: bool
    measure: str
    grid: SafeString
    pending: int
    planned: int
    excluded: int
    asks: int
    forecast: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The whole board."""

    period: str
    today: str
    cards: list[StrandCard]
    counted: str
    target: str
    pending: str
    planned: str
    asks: int
    waiting: str
    has_waiting: bool
    silent: list[str]
    silent_number: int
    silent_more: int
    silent_more_names: list[str]


def board_page(seat: Seat) -> BoardPage:
    """The board as of the seat's moment. The number of queries depends on the number of strands alone."""
    programme = seat.programme
    today = local_day(programme, seat.at)
    totals = queries.totals(programme)
    asks = queries.open_findings_by_strand(programme)
    targets = targets_in_force(programme, today)
    cards = []
    for strand in strands_in_order(programme):
        numbers = totals[strand.code]
        coming = forecast(
            numbers["counted"], first=programme.period_start, last=programme.period_end, today=today
        )
        target = targets.get(strand.code, 0)
        cards.append(_card(strand, numbers, target=target, asks=asks.get(strand.code, 0), coming=coming))
    silent = alphabetical([unit for unit in units_without_records(today) if unit.level != UnitLevel.DISTRICT])
    number = queue.waiting_number(programme, most=WAITING_MOST + 1)
    return BoardPage(
        period=words.days(programme.period_start, programme.period_end),
        today=words.day(today),
        cards=cards,
        counted=_sum(totals, "counted"),
        target=f"{sum(targets.values()):,}",
        pending=_sum(totals, "pending"),
        planned=_sum(totals, "planned"),
        asks=sum(asks.values()),
        waiting=f"{number:,}" if number <= WAITING_MOST else f"{WAITING_MOST:,}+",
        has_waiting=number > 0,
        silent=[unit.name for unit in silent[:UNITS_SHOWN]],
        silent_number=len(silent),
        silent_more=max(0, len(silent) - UNITS_SHOWN),
        silent_more_names=[unit.name for unit in silent[UNITS_SHOWN:]],
    )


def _sum(totals: Mapping[str, Mapping[str, int]], state: str) -> str:
    return f"{sum(numbers[state] for numbers in totals.values()):,}"


def alphabetical(units: list[Unit]) -> list[Unit]:
    """Units by name: in GB 18030 the common characters stand in the order of their pronunciation."""
    return sorted(units, key=lambda unit: unit.name.encode("gb18030", "replace"))


def _card(
    strand: Strand, numbers: Mapping[str, int], *, target: int, asks: int, coming: Forecast | None
) -> StrandCard:
    language = words.language()
    plan = strand.plan
    name = plan.short_name.say(language)
    href = reverse("office:strand", args=[strand.code])
    cells = queries.grid_cells(
        strand, most=min(CELLS_MOST, target + grid.TAIL_ROOM) if target else CELLS_MOST
    )
    drawn = grid.draw(
        [_drawn(cell, strand) for cell in cells],
        target=target,
        label=name,
        more_href=href,
        words={state: explain.state(state, language) for state in grid.DRAWN},
        beyond=sum(numbers[state] for state in grid.DRAWN) - len(cells),
    )
    return StrandCard(
        code=strand.code,
        number=strand.position,
        name=name,
        href=href,
        counted=f"{numbers['counted']:,}",
        target=target,
        is_full=bool(target) and numbers["counted"] >= target,
        measure=plan.measure.zh if language == "zh" else plan.measure.en_many,
        grid=mark_safe(drawn),  # noqa: S308 - tell.render.grid escapes every word it is given
        pending=numbers["pending"],
        planned=numbers["planned"],
        excluded=numbers["excluded"],
        asks=asks,
        forecast=_("pace so far: %(low)s–%(high)s") % {"low": coming.low, "high": coming.high}
        if coming
        else "",
        is_short=bool(coming) and coming.high < target if coming else False,
    )


def _drawn(cell: Cell, strand: Strand) -> grid.Cell:
    standing = queries.standing_of(cell, strand.code)
    return grid.Cell(
        href=reverse("office:record", args=[cell.records[0]]),
        state=cell.state,  # type: ignore[arg-type]  # the column's choices are the drawing's states
        title=cell.title,
        unit=cell.unit.name,
        day=words.day(cell.day),
        why=explain.sentence(standing, strand.plan, words.language()),
        mark=cell.has_open_finding,
    )
