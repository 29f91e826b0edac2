"""The public home: all grids, what is on this week, the latest stories with a photo."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from hundredfold.do.ledger.models import Evidence, Record
from hundredfold.do.ledger.queries import with_strands
from hundredfold.prove.models import Cell
from hundredfold.prove.words import Standings
from hundredfold.tell import gate, public
from hundredfold.tell.queries import cells
from hundredfold.tell.queries.cells import Part, Promise, Row

FACE_MOST, TAIL = 300, 20  # cells that a grid draws at most, and those of its row past the target
STORIES = 3
COMING = 6
_CANDIDATES = 6  # of each strand, among which stories with a photo are looked for
_STORY_KINDS = frozenset({"event", "honour", "place", "product", "team"})


@dataclass(frozen=True, slots=True)
class Grid:
    """A strand and the cells its grid draws: as many of ``strand.shown`` as fit."""

    strand: public.PublicStrand
    cells: tuple[public.PublicCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something that is on in the coming days."""

    record: str
    title: str
    unit: str
    day: dt.date
    start_time: str
    venue: str
    strand_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A deed that counted lately, with its first public photo."""

    record: str
    title: str
    unit: str
    day: dt.date | None
    strand_name: str
    photo: public.PublicPhoto


@dataclass(frozen=True)
class Board:
    """All that the public home shows."""

    programme: public.PublicProgramme
    day: dt.date
    grids: tuple[Grid, ...]
    coming: tuple[Coming, ...]
    stories: tuple[Story, ...]


def home(*, at: dt.datetime, language: str) -> Board | None:
    """The public home as of ``at``, or None before a programme is founded. The number of queries is fixed."""
    promise = cells.promise(at=at, language=language)
    if promise is None:
        return None
    rows = cells.read(_grid_parts(promise))
    shown = cells.through_gate(rows, promise, language=language)
    latest, soon = cells.read(_story_parts(promise)), _coming_rows(promise)
    told = _told({row["records"][0] for row in (*latest, *soon) if row["records"]})
    programme = promise.programme
    return Board(
        programme=gate.programme(
            programme.blueprint,
            year=programme.year,
            period=(programme.period_start, programme.period_end),
            language=language,
        ),
        day=promise.day,
        grids=tuple(Grid(strand, tuple(shown[strand.code])) for strand in promise.strands),
        coming=tuple(_coming(soon, promise, told=told, language=language)),
        stories=tuple(_stories(latest, promise, told=told)),
    )


def _told(ids: Collection[str]) -> dict[str, Record]:
    """These records with unit, strands and present photos. Three queries."""
    present = Prefetch("evidence", Evidence.objects.filter(removed_at__isnull=True).select_related("file"))
    found = with_strands(Record.objects.filter(public_id__in=ids)).prefetch_related(present)
    return {record.public_id: record for record in found}


def _grid_parts(promise: Promise) -> list[Part]:
    return [part for strand in promise.strands for part in grid_parts(promise, strand)]


def grid_parts(promise: Promise, strand: public.PublicStrand) -> list[Part]:
    """The parts that a strand's grid draws."""
    row = promise.rows[strand.code].pk
    length = min(strand.target or 100, FACE_MOST) + TAIL
    return cells.parts_from(strand, row=row, states=gate.STATES, start=0, length=length)


def _story_parts(promise: Promise) -> list[Part]:
    return [
        Part(promise.rows[strand.code].pk, Standings.COUNTED, 0, _CANDIDATES, latest_first=True)
        for strand in promise.strands
        if strand.counted and strand.kind in _STORY_KINDS
    ]


def _coming_rows(promise: Promise) -> list[Row]:
    """Events of the coming week that are planned, told or counted, in the order of their days."""
    events = [row.pk for row in promise.rows.values() if row.kind == "event"]
    week = (promise.day, promise.day + dt.timedelta(days=6))
    found = Cell.objects.filter(strand__in=events, state__in=gate.STATES, day__range=week)
    return list(found.order_by("day", "id").values("strand_id", "records", "state", "day")[: 2 * COMING])


def _coming(
    rows: Iterable[Row], promise: Promise, *, told: Mapping[str, Record], language: str
) -> Iterable[Coming]:
    """Each event once, though it may stand in two strands."""
    names = {promise.rows[strand.code].pk: strand.short_name for strand in promise.strands}
    lines = promise.programme.blueprint
    seen: set[str] = set()
    for row in rows:
        record = told.get(row["records"][0]) if row["records"] else None
        if record is None or record.public_id in seen or len(seen) == COMING:
            continue
        seen.add(record.public_id)
        strands = [lines.strand(filing.strand.code) for filing in record.filings.all()]
        shown = gate.record(record, strands=strands, fields=(), units=(), shown_photos=(), language=language)
        if shown.is_named:
            yield Coming(
                record=shown.public_id,
                title=shown.title,
                unit=shown.unit,
                day=row["day"],
                start_time=shown.start_time,
                venue=shown.venue,
                strand_name=names[row["strand_id"]],
            )


def _stories(rows: Sequence[Row], promise: Promise, *, told: Mapping[str, Record]) -> list[Story]:
    """The latest with a photo, of different strands and units as far as there are."""
    names = {promise.rows[strand.code].pk: strand.short_name for strand in promise.strands}
    found: list[tuple[int, Story]] = []
    for row in sorted(rows, key=_latest_first):
        story = _story(row, promise, told=told, strand_name=names[row["strand_id"]])
        if story and all(story.record != other.record for _, other in found):
            again = sum(story.strand_name == other.strand_name for _, other in found)
            again += sum(story.unit == other.unit for _, other in found)
            found.append((again, story))
    found.sort(key=lambda ranked: ranked[0])
    return [story for _, story in found[:STORIES]]


def _latest_first(row: Row) -> tuple[int, int]:
    return -(row["day"].toordinal() if row["day"] else 0), -row["id"]


def _story(row: Row, promise: Promise, *, told: Mapping[str, Record], strand_name: str) -> Story | None:
    record = told.get(row["records"][0]) if row["records"] else None
    if record is None or (row["day"] and row["day"] > promise.day):
        return None
    lines = promise.programme.blueprint
    strands = [lines.strand(filing.strand.code) for filing in record.filings.all()]
    named = gate.is_named(record.kind, record.details, strands)
    photos = gate.photos(record, record.evidence.all(), named=named)
    if not photos:
        return None
    return Story(
        record=record.public_id,
        title=gate.masked(record.title),
        unit=record.unit.name,
        day=row["day"],
        strand_name=strand_name,
        photo=photos[0][0],
    )
