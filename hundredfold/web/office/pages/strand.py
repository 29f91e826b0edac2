"""The list of one strand: every deed told in it, narrowed as asked, with why it counts or doesn't."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hundredfold.base.text import one_line
from hundredfold.plan.models import Strand, Unit
from hundredfold.plan.queries import unit_index
from hundredfold.prove import count, explain, queries
from hundredfold.prove.models import Cell
from hundredfold.prove.queries import CellFilter
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat

ON_A_PAGE = 50
REASONS = {
    "waiting_for_review": gettext_lazy("Waiting for review"),
    "changed_since_review": gettext_lazy("Changed since it was reviewed"),
    "returned": gettext_lazy("Returned to its unit"),
    "open_finding": gettext_lazy("Something to check"),
    "need": gettext_lazy("Evidence missing"),
    "no_date": gettext_lazy("No date"),
    "still_to_come": gettext_lazy("Its day is still to come"),
    "outside_period": gettext_lazy("Outside the period"),
    "not_acceptable": gettext_lazy("Not accepted"),
    "withdrawn": gettext_lazy("Withdrawn by its unit"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a filter."""

    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One deed of the list."""

    title: str
    href: str
    unit: str
    told_by: int
    day: str
    state: str
    state_text: str
    asks: bool
    why: str


@dataclass(frozen=True, slots=True)
class StrandPage:
    """One page of a strand's list with its filters."""

    name: str
    one: str
    tally: str
    states: list[Choice]
    reasons: list[Choice]
    is_marked: bool
    unit: str
    unit_problem: str
    text: str
    is_narrowed: bool
    clear_href: str
    rows: list[Row]
    number: str
    previous_href: str
    next_href: str
    page_text: str


def strand_page(seat: Seat, strand: Strand, asked: Mapping[str, str]) -> StrandPage:
    """A page of the list; what cannot be understood in ``asked`` is passed over, an unknown unit is said."""
    language = words.language()
    plan = strand.plan
    totals = queries.totals(seat.programme)[strand.code]
    unit_text = one_line(asked.get("unit", ""), most=80)
    unit = unit_index().named(unit_text) if unit_text else None
    narrowed = _narrowed(asked, unit)
    page = page_number(asked)
    start = (page - 1) * ON_A_PAGE
    cells, has_more = (
        ([], False)
        if unit_text and unit is None
        else queries.listed_cells(strand, narrowed, start=start, most=ON_A_PAGE, totals_kept=totals)
    )
    known = totals.get(narrowed.state, sum(totals.values())) if narrowed.is_by_state_only else None
    return StrandPage(
        name=plan.name.say(language),
        one=plan.counting_rule.one.say(language),
        tally=plan.measure.say(totals["counted"], language),
        states=_states(totals, narrowed),
        reasons=[Choice(code, str(name), code == narrowed.because) for code, name in REASONS.items()],
        is_marked=narrowed.is_marked,
        unit=unit_text,
        unit_problem=_unit_problem(unit_text) if unit_text and unit is None else "",
        text=narrowed.text,
        is_narrowed=not narrowed.is_by_state_only or bool(narrowed.state) or bool(unit_text),
        clear_href=reverse("office:strand", args=[strand.code]),
        rows=[_row(cell, strand) for cell in cells],
        number="" if known is None else f"{known:,}",
        previous_href=_href(strand, asked, page - 1) if page > 1 else "",
        next_href=_href(strand, asked, page + 1) if has_more else "",
        page_text=_page_text(start, len(cells), known),
    )


def _narrowed(asked: Mapping[str, str], unit: Unit | None) -> CellFilter:
    state, because = asked.get("state", ""), asked.get("reason", "")
    return CellFilter(
        state=state if state in count.STATES else "",
        because=because if because in REASONS else "",
        unit=unit,
        text=one_line(asked.get("text", ""), most=80),
        is_marked=asked.get("check") == "1",
    )


def _states(totals: Mapping[str, int], narrowed: CellFilter) -> list[Choice]:
    language = words.language()
    return [
        Choice(state, f"{explain.state(state, language)} {totals[state]:,}", state == narrowed.state)
        for state in count.STATES
    ]


def _unit_problem(text: str) -> str:
    near = words.listed([unit.name for unit in unit_index().nearest(text)])
    if near:
        return _("No single unit is called %(text)s. Perhaps: %(near)s.") % {"text": text, "near": near}
    return _("No unit is called %(text)s.") % {"text": text}


def _page_text(start: int, number: int, known: int | None) -> str:
    if not number:
        return ""
    span = f"{start + 1:,}–{start + number:,}"
    return span if known is None else _("%(span)s of %(all)s") % {"span": span, "all": f"{known:,}"}


def _href(strand: Strand, asked: Mapping[str, str], page: int) -> str:
    kept = {name: asked[name] for name in ("state", "reason", "unit", "text", "check") if asked.get(name)}
    query = urlencode({**kept, **({"page": page} if page > 1 else {})})
    return reverse("office:strand", args=[strand.code]) + (f"?{query}" if query else "")


def _row(cell: Cell, strand: Strand) -> Row:
    language = words.language()
    return Row(
        title=cell.title,
        href=reverse("office:record", args=[cell.records[0]]),
        unit=cell.unit.name,
        told_by=len(cell.records),
        day=words.day(cell.day),
        state=cell.state,
        state_text=explain.state(cell.state, language),
        asks=cell.has_open_finding,
        why=explain.sentence(queries.standing_of(cell, strand.code), strand.plan, language),
    )
