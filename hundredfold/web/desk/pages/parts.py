"""Parts that several screens of the desk share: a record in a list, where it stands, what would mend it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from hundredfold.do.ledger.models import Record
from hundredfold.plan.models import Programme
from hundredfold.prove import explain
from hundredfold.prove.claims import Ground
from hundredfold.prove.models import Cell, Finding, Telling
from hundredfold.prove.queries import standing_of


@dataclass(frozen=True, slots=True)
class StandingShown:
    """Where a record's deed stands in one strand: the state's code and word, and the one sentence why."""

    state: str
    word: str
    strand: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Mending:
    """What is in the way, and what to do about it; either may be empty."""

    why: str
    todo: str


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record in a list."""

    number: str
    title: str
    unit: str
    day: dt.date | None
    state: str
    href: str
    standings: Sequence[StandingShown]
    asks: bool


def number_of(record: Record) -> str:
    """The number a teller is given, such as 0312."""
    return f"{record.number:04d}"


def standing_shown(cell: Cell, programme: Programme, language: str) -> StandingShown:
    """A kept cell in the reader's words."""
    strand = programme.blueprint.strand(cell.strand.code)
    standing = standing_of(cell, strand.code)
    return StandingShown(
        state=cell.state,
        word=explain.state(cell.state, language),
        strand=strand.short_name.say(language),
        sentence=explain.sentence(standing, strand, language),
    )


def mending(reason: Ground, language: str) -> Mending:
    """A ground as what is in the way."""
    return Mending(explain.lacks(reason, language), explain.remedy(reason, language))


def cells_by_record(records: Iterable[Record]) -> Mapping[int, list[Cell]]:
    """The cells of the deeds that ``records`` tell of, by the record's primary key. Two queries."""
    keys = [record.pk for record in records]
    tellings = list(Telling.objects.filter(record__in=keys).values_list("record", "deed"))
    cells: dict[int, list[Cell]] = {}
    deeds = [deed for _, deed in tellings]
    rows = Cell.objects.filter(deed__in=deeds).select_related("deed", "strand", "unit")
    for cell in rows.order_by("strand__position"):
        cells.setdefault(cell.deed_id, []).append(cell)
    return {record: cells.get(deed, []) for record, deed in tellings}


def asked_about(records: Iterable[Record]) -> frozenset[int]:
    """Which of ``records`` carry an open finding beside another record, by primary key. One query."""
    keys = {record.pk for record in records}
    pairs = (
        Finding.objects.filter(Q(a__in=keys) | Q(b__in=keys))
        .filter(closed_at__isnull=True, settled_by__isnull=True, b__isnull=False)
        .values_list("a", "b")
    )
    return frozenset({key for pair in pairs for key in pair if key in keys})


def rows_of(records: Sequence[Record], programme: Programme, language: str) -> list[RecordRow]:
    """``records`` as rows of a list; a constant number of queries."""
    cells, asks = cells_by_record(records), asked_about(records)
    return [
        RecordRow(
            number=number_of(record),
            title=record.title,
            unit=record.unit.name,
            day=record.start,
            state=record.state,
            href=reverse("desk:record", args=[record.public_id]),
            standings=[standing_shown(cell, programme, language) for cell in cells.get(record.pk, [])],
            asks=record.pk in asks,
        )
        for record in records
    ]
