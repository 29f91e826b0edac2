"""What is found of each thing: records and units as the gate lets them through, and what is read inside only."""

import datetime as dt
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.models import CoUnit, Record, Revision
from hundredfold.do.ledger.queries import with_strands
from hundredfold.plan.blueprint_types import Detail, Strand
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove.models import Cell
from hundredfold.tell import gate, public
from hundredfold.tell.models import Indexed
from hundredfold.tell.queries.cells import stances_of
from hundredfold.tell.search.folding import fold
from hundredfold.tell.search.tokens import OPEN, Document

# Numbers of documents: records keep their own below, so that later told means higher; pages and units lie above.
PAGES_FROM, UNITS_FROM = 1 << 40, 1 << 41
TEXT_MOST = 40_000  # characters of one text that are looked into
CLOSED_LABEL = "closed-"  # before a label that only a search inside may use
_NAMED = frozenset(
    {"person", "team", "place", "product", "honour"}
)  # kinds whose title is a name, found by sound


@dataclass(frozen=True, slots=True)
class Read:
    """A record with what may be seen of it. ``states`` are where its deed stands by strand code."""

    record: Record
    strands: tuple[Strand, ...]
    states: Mapping[str, str]
    shown: public.PublicRecord | None

    @property
    def standing(self) -> str:
        """Where it stands, in a few letters that change when it does."""
        said = " ".join(f"{strand}={state}" for strand, state in sorted(self.states.items()))
        return f"{'open' if self.shown else 'inside'} {said}"[:200]


def read_records(keys: Collection[int], *, language: str = "zh") -> dict[int, Read]:
    """These records (primary keys) with what the public sees of each now. A fixed number of queries."""
    if not keys:
        return {}
    found = list(
        with_strands(Record.objects.filter(pk__in=keys))
        .select_related("programme")
        .prefetch_related(Prefetch("co_units", CoUnit.objects.select_related("unit").order_by("pk")))
    )
    cells = _cells([record.pk for record in found])
    refused = stances_of([record.public_id for record in found]).refused
    return {
        record.pk: _read(record, cells[record.pk], is_refused=record.public_id in refused, language=language)
        for record in found
    }


_Cell = tuple[str, str, list[str]]


def _cells(keys: Sequence[int]) -> Mapping[int, list[_Cell]]:
    """By record: strand, state and shown records of each cell of its deed."""
    cells: dict[int, list[_Cell]] = defaultdict(list)
    rows = Cell.objects.filter(deed__tellings__record__in=keys)
    seen = rows.values_list("deed__tellings__record_id", "strand__code", "state", "records")
    for key, strand, state, records in seen:
        cells[key].append((strand, state, records))
    return cells


def _read(record: Record, cells: Sequence[_Cell], *, is_refused: bool, language: str) -> Read:
    blueprint = record.programme.blueprint
    strands = tuple(blueprint.strand(filing.strand.code) for filing in record.filings.all())
    is_open = (
        record.programme.is_active
        and record.state != "withdrawn"
        and not is_refused
        and bool(strands)
        and any(state in gate.STATES and record.public_id in records for _, state, records in cells)
    )
    return Read(
        record=record,
        strands=strands,
        states={strand: state for strand, state, _ in cells},
        shown=_shown(record, strands, language) if is_open else None,
    )


def _shown(record: Record, strands: Sequence[Strand], language: str) -> public.PublicRecord:
    return gate.record(
        record,
        strands=strands,
        fields=_fields(record, strands),
        units=[unit.name for unit in units_of(record)],
        shown_photos=(),
        language=language,
    )


def _fields(record: Record, strands: Sequence[Strand]) -> list[Detail]:
    blueprint = record.programme.blueprint
    return list(
        {field.key: field for strand in strands for field in fields_of(blueprint, strand.code)}.values()
    )


def units_of(record: Record) -> list[Unit]:
    """The unit that told and those that took part."""
    return [record.unit, *(each.unit for each in record.co_units.all())]


def open_texts(shown: public.PublicRecord) -> tuple[str, ...]:
    """What everybody may read of a record beside its title, what says most first."""
    if not shown.is_named:
        return tuple(filter(None, shown.units))
    return _texts(
        shown.summary,
        shown.venue,
        shown.town,
        shown.outlet,
        *(value for _label, value in shown.details),
        *shown.units,
        f"{shown.number:04d}",
    )


def inside_texts(read: Read) -> tuple[str, ...]:
    """What may be read inside, beside the title."""
    record = read.record
    return _texts(
        record.summary,
        record.venue,
        record.town,
        record.outlet,
        *_details(record, _fields(record, read.strands)),
        *(unit.name for unit in units_of(record)),
        f"{record.number:04d}",
    )


def _texts(*said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each[:TEXT_MOST] for each in said if each))


def _details(record: Record, fields: Iterable[Detail]) -> Iterator[str]:
    for field in fields:
        value = record.details.get(field.key)
        for each in value if isinstance(value, list) else [value]:
            if field.type == "choice":
                yield next((choice.name.zh for choice in field.choices if choice.code == each), "")
            elif field.type == "text" and isinstance(each, str):
                yield each


def record_document(read: Read) -> Document:
    """A record as the index holds it: what is open, and apart from it what is not."""
    record, shown = read.record, read.shown
    is_named = shown is not None and shown.is_named
    title = (shown.title,) if shown and is_named else ()
    texts = open_texts(shown) if shown else ()
    closed_title = () if record.title in title else (record.title,)
    is_name = record.kind in _NAMED
    return Document(
        number=record.pk,
        title=title,
        text=texts,
        closed_title=closed_title,
        closed_text=tuple(each for each in inside_texts(read) if each not in texts),
        names=title if is_name else (),
        closed_names=closed_title if is_name else (),
        labels=tuple(_labels(read)),
    )


def _labels(read: Read) -> Iterator[str]:
    record = read.record
    if read.shown:
        yield OPEN
    yield f"programme={record.programme_id}"
    yield f"kind={record.kind}"
    yield from (f"strand={strand.code}" for strand in read.strands)
    yield from (f"state={state}" for state in dict.fromkeys(read.states.values()))
    if record.level:
        yield f"level={record.level}"
    # Where the public sees no day or town, nobody may find it by them but inside.
    is_dated = read.shown is not None and read.shown.is_named and read.shown.start == record.start
    yield from (each if is_dated else CLOSED_LABEL + each for each in day_labels(record.start))
    if record.town:
        label = town_label(record.town)
        yield label if read.shown is not None and read.shown.town else CLOSED_LABEL + label
    yield from dict.fromkeys(label for unit in units_of(record) for label in under_labels(unit))


def day_labels(day: dt.date | None) -> tuple[str, ...]:
    """The labels of a day: its year and its month."""
    return (f"on={day.year}", f"on={day:%Y-%m}") if day else ()


def town_label(town: str) -> str:
    """The label of a town or street, however it is written."""
    return f"town={fold(town[:80]).replace(' ', '')[:80]}"


def under_labels(unit: Unit) -> Iterator[str]:
    """The labels of a unit and of every unit above it."""
    return (f"under={public_id.lower()}" for public_id in unit.path.split("/") if public_id)


def unit_document(unit: Unit) -> Document:
    """A unit as the index holds it: its names, and where it stands in the tree."""
    return Document(
        number=UNITS_FROM + unit.pk,
        title=unit.names,
        text=(unit.town,) if unit.town else (),
        names=unit.names,
        labels=(OPEN, "kind=unit", *([town_label(unit.town)] if unit.town else ()), *under_labels(unit)),
    )


def unit_mark(unit: Unit) -> int:
    """A number that changes when what is found of the unit does."""
    return zlib.crc32(repr((unit.names, unit.town, unit.path)).encode())


def told_between(position: int, until: int, *, most: int) -> list[tuple[int, int]]:
    """The first revisions after a position, as pairs of their own and their record's primary key."""
    fresh = Revision.objects.filter(position__gt=position, position__lte=until).order_by("position")
    return list(fresh.values_list("position", "record_id")[:most])


def records_after(key: int, *, most: int) -> list[int]:
    """The primary keys of the records after that one, in their order."""
    return list(Record.objects.filter(pk__gt=key).order_by("pk").values_list("pk", flat=True)[:most])


def records_told_by(units: Collection[int]) -> list[int]:
    """The primary keys of the records of these units."""
    return list(Record.objects.filter(unit__in=units).values_list("pk", flat=True))


def last_record() -> int:
    """The highest primary key of a record, 0 for none."""
    return Record.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def not_in_the_ledger(indexed: QuerySet[Indexed]) -> list[int]:
    """The numbers of those indexed records that are not in the ledger."""
    return list(indexed.exclude(number__in=Record.objects.values("pk")).values_list("number", flat=True))


def programme_label(programme: Programme) -> str:
    """The label of a programme's records."""
    return f"programme={programme.pk}"
