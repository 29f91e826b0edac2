"""Cells of several strands in one query, each part by its index, through the gate."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from hundredfold.do.ledger.models import Record
from hundredfold.plan.models import Programme, Strand
from hundredfold.plan.queries import current_programme, strands_in_order, targets_in_force
from hundredfold.prove.intake import local_day
from hundredfold.prove.models import Cell, Decision
from hundredfold.prove.queries import BY_DAY, totals
from hundredfold.prove.words import RecordVerdict
from hundredfold.tell import gate, public

_SEEN = ("id", "strand_id", "state", "title", "day", "reasons", "records", "unit__name")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of one strand's cells in one state: ``length`` of them from the ``start``-th on, undated last; latest first
    if asked."""

    strand: int
    state: str
    start: int
    length: int
    latest_first: bool = False


@dataclass(frozen=True)
class Promise:
    """The running programme with its strands and their kept numbers: what every public page begins with."""

    programme: Programme
    rows: Mapping[str, Strand]
    strands: tuple[public.PublicStrand, ...]
    day: dt.date

    def strand(self, code: str) -> public.PublicStrand | None:
        """The strand of that code, or None."""
        return next((each for each in self.strands if each.code == code), None)


def promise(*, at: dt.datetime, language: str) -> Promise | None:
    """The running programme, or None before one is founded. Four queries."""
    programme = current_programme()
    if programme is None:
        return None
    day = local_day(programme, at)
    numbers, targets = totals(programme), targets_in_force(programme, day)
    rows = {row.code: row for row in strands_in_order(programme)}
    strands = tuple(
        gate.strand(line, numbers[line.code], target=targets.get(line.code, line.target), language=language)
        for line in programme.blueprint.strands
    )
    return Promise(programme, rows, strands, day)


def parts_from(
    strand: public.PublicStrand, *, row: int, states: Sequence[str], start: int, length: int
) -> list[Part]:
    """The parts that hold ``length`` cells of ``states`` in grid order, from the ``start``-th on."""
    parts: list[Part] = []
    for state in states:
        number = strand.in_state(state)
        taken = max(0, min(length, number - start))
        if taken:
            parts.append(Part(row, state, max(0, start), taken))
        length -= taken
        start = max(0, start - number)
    return parts


def read(parts: Iterable[Part]) -> list[Row]:
    """The cells of all these parts in one query, in grid order within each strand."""
    queries = [_keys(part) for part in parts]
    if not queries:
        return []
    # Each part is a short walk along its index; asked for one by one, nine strands would take thirty questions.
    each = [Cell.objects.filter(pk__in=keys).values(*_SEEN) for keys in queries]
    return sorted(each[0].union(*each[1:], all=True) if len(each) > 1 else each[0], key=_grid_order)


def _keys(part: Part) -> QuerySet[Cell, int]:
    order = (F("day").desc(nulls_last=True), "-id") if part.latest_first else BY_DAY
    found = Cell.objects.filter(strand=part.strand, state=part.state).order_by(*order)
    return found.values_list("pk", flat=True)[part.start : part.start + part.length]


def _grid_order(row: Row) -> tuple[int, int, dt.date, int]:
    return row["strand_id"], gate.STATES.index(row["state"]), row["day"] or dt.date.max, row["id"]


@dataclass(frozen=True, slots=True)
class Stances:
    """Of some records: which carry a recorded consent, and which a reviewer did not accept as they stand now."""

    consenting: frozenset[str]
    refused: frozenset[str]


def stances(rows: Iterable[Row], lines: Mapping[int, Any]) -> Stances:
    """The stances of the records behind these cells, as far as the gate has to know them. One query, or none."""
    asked = {
        record
        for row in rows
        if len(row["records"]) > 1 or gate.asks_consent(lines[row["strand_id"]])
        for record in row["records"]
    }
    return stances_of(asked)


def stances_of(records: Collection[str]) -> Stances:
    """The stances of these records. One query, or none for none."""
    if not records:
        return Stances(frozenset(), frozenset())
    refusal = Decision.objects.filter(
        record=OuterRef("pk"),
        superseded_by__isnull=True,
        verdict=RecordVerdict.NOT_ACCEPTABLE,
        position__gte=OuterRef("position"),
    )
    found = Record.objects.filter(public_id__in=records).annotate(is_refused=Exists(refusal))
    rows = list(found.values_list("public_id", "details__consent", "is_refused"))
    return Stances(
        consenting=frozenset(record for record, consent, _ in rows if consent is True),
        refused=frozenset(record for record, _, is_refused in rows if is_refused),
    )


def through_gate(
    rows: Sequence[Row], promise: Promise, *, language: str
) -> dict[str, list[public.PublicCell]]:
    """The rows as public cells by strand code, in their order."""
    lines = {row.pk: promise.programme.blueprint.strand(code) for code, row in promise.rows.items()}
    known = stances(rows, lines)
    found: dict[str, list[public.PublicCell]] = {code: [] for code in promise.rows}
    for row in rows:
        line = lines[row["strand_id"]]
        shown = gate.cell(row, line, consenting=known.consenting, refused=known.refused, language=language)
        if shown:
            found[line.code].append(shown)
    return found
