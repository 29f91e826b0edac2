"""Importing a ledger: the files read in so far, and the look at one before and after it is confirmed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger import queries as ledger_queries
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import ImportBatch
from hundredfold.do.ledger.words import State
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.plan.models import Unit
from hundredfold.plan.queries import units_by_public_id
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.forms import SheetForm

ROWS_ON_A_PAGE = 50
REFUSED_SHOWN = 200
IMPORTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file in the list."""

    name: str
    href: str
    who: str
    when: str
    good: str
    stage: str
    stage_text: str


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The list of files and the form for the next."""

    form: SheetForm
    may_import: bool
    rows: list[ImportRow]


@dataclass(frozen=True, slots=True)
class GoodRow:
    """One row that can be told, as it will stand in the ledger."""

    number: int
    title: str
    strand: str
    unit: str
    day: str
    venue: str
    heads: str
    state: str


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row that was left out, and why."""

    row: int
    sheet: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One file read in."""

    name: str
    who: str
    when: str
    stage: str
    stage_text: str
    good: str
    has_good: bool
    refused_number: str
    refused: list[RefusedRow]
    refused_more: int
    notices: list[str]
    rows: list[GoodRow]
    page_text: str
    previous_href: str
    next_href: str
    may_confirm: bool
    may_undo: bool
    confirm_href: str
    undo_href: str


def imports_page(seat: Seat, form: SheetForm | None = None) -> ImportsPage:
    """The files read in so far, the latest first."""
    batches = ledger_queries.imports_of(seat.programme).defer("refused", "notices")
    rows = [_import_row(batch) for batch in batches[:IMPORTS_SHOWN]]
    return ImportsPage(form=form or SheetForm(), may_import=seat.may_import, rows=rows)


def _import_row(batch: ImportBatch) -> ImportRow:
    stage = stage_of(batch)
    return ImportRow(
        name=batch.source_name,
        href=reverse("office:import", args=[batch.public_id]),
        who=batch.read_by.display_name,
        when=words.moment(batch.read_at),
        good=f"{batch.good:,}",
        stage=stage,
        stage_text=_stage_text(stage),
    )


def stage_of(batch: ImportBatch) -> str:
    """Where an import stands: read, confirmed or undone."""
    if batch.undone_at:
        return "undone"
    return "confirmed" if batch.confirmed_at else "read"


def _stage_text(stage: str) -> str:
    return {
        "undone": _("Undone"),
        "confirmed": _("Confirmed"),
        "read": _("Read, not confirmed"),
    }[stage]


def import_page(seat: Seat, batch: ImportBatch, *, page: int) -> ImportPage:
    """One file: what would be told, what was left out, and what to know before confirming."""
    start = (page - 1) * ROWS_ON_A_PAGE
    facts = ledger_queries.rows_of_import(batch, start=start, most=ROWS_ON_A_PAGE)
    units = units_by_public_id(said.unit for said in facts)
    stage = stage_of(batch)
    here = reverse("office:import", args=[batch.public_id])
    return ImportPage(
        name=batch.source_name,
        who=batch.read_by.display_name,
        when=words.moment(batch.read_at),
        stage=stage,
        stage_text=_stage_text(stage),
        good=f"{batch.good:,}",
        has_good=batch.good > 0,
        refused_number=f"{len(batch.refused):,}",
        refused=[RefusedRow(**each) for each in batch.refused[:REFUSED_SHOWN]],
        refused_more=max(0, len(batch.refused) - REFUSED_SHOWN),
        notices=list(batch.notices),
        rows=[
            _good(said, start + place, seat.programme.blueprint, units) for place, said in enumerate(facts, 1)
        ],
        page_text=_("%(span)s of %(all)s")
        % {"span": f"{start + 1:,}–{start + len(facts):,}", "all": f"{batch.good:,}"}
        if facts
        else "",
        previous_href=f"{here}?page={page - 1}" if page > 1 else "",
        next_href=f"{here}?page={page + 1}" if start + ROWS_ON_A_PAGE < batch.good else "",
        may_confirm=seat.may_import and stage == "read" and batch.good > 0,
        may_undo=seat.may_import and stage == "confirmed",
        confirm_href=reverse("office:confirm_import", args=[batch.public_id]),
        undo_href=reverse("office:undo_import", args=[batch.public_id]),
    )


def _good(said: Facts, number: int, blueprint: Blueprint, units: dict[str, Unit]) -> GoodRow:
    language = words.language()
    unit = units.get(said.unit)
    return GoodRow(
        number=number,
        title=said.title,
        strand=words.listed([blueprint.strand(code).short_name.say(language) for code in said.strands]),
        unit=unit.name if unit else "",
        day=words.days(said.start, said.end),
        venue=said.venue,
        heads="" if said.head_count is None else f"{said.head_count:,}",
        state=str(State(said.state).label),
    )
