"""Search as a reader asks for it: what may be found by whom, narrowed as asked, each hit judged again as it is read."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from hundredfold.do.ledger.models import Record
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import current_programme
from hundredfold.prove.models import Cursor
from hundredfold.tell import gate
from hundredfold.tell.models import Indexed
from hundredfold.tell.queries import documents, page_documents
from hundredfold.tell.search import finding
from hundredfold.tell.search.asking import Asked, understand
from hundredfold.tell.search.finding import Found, Readable
from hundredfold.tell.search.folding import fold
from hundredfold.tell.search.shelves import shelf_of
from hundredfold.tell.search.snippets import Piece

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")
_CODE = re.compile(r"[\w-]{1,60}", re.ASCII)
CURSOR = "search"  # how far the index has read, as ``actions.index`` keeps it
LEVELS = ("central", "regional", "municipal", "county", "unit", "self")
KINDS = ("event", "person", "team", "honour", "place", "product", "article", "unit")


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks: everybody (``is_open``), or somebody inside; ``under`` are the units they may read, None for all."""

    is_open: bool = True
    under: tuple[str, ...] | None = None


EVERYBODY = Scope()
WHO_READS_ALL = Scope(is_open=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a search is narrowed to, as it stands in an address; empty: not narrowed. ``unit`` takes in those below.

    ``period`` is a year, a quarter or a month: 2026, 2026-Q2, 2026-05.
    """

    strand: str = ""
    unit: str = ""
    town: str = ""
    period: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found, as far as its reader may see it. ``sort`` is ``record``, ``unit`` or ``page``."""

    sort: str
    public_id: str
    kind: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    why: str
    unit: str
    day: dt.date | None
    strand: str
    state: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """One page of hits in a programme. ``total`` is exact unless ``is_about`` or, where there are more, ``is_more``."""

    programme: Programme
    asked: Asked
    hits: tuple[Hit, ...]
    total: int
    is_about: bool
    is_more: bool
    page: int
    pages: int


def search(
    typed: str, *, scope: Scope, filters: Filters, page: int = 1, language: str = "zh"
) -> Results | None:
    """One page of what is found, or None before a programme is founded. The number of queries does not grow."""
    programme = current_programme()
    if programme is None:
        return None
    asked = understand(typed)
    labels = labels_of(programme, scope, filters)
    if labels is None:
        return _results(programme, Found(asked), {})
    reader = _Reader(is_open=scope.is_open, filters=filters, language=language)
    found = finding.find(
        shelf_of(connection),
        asked,
        read=reader.read,
        is_open=scope.is_open,
        labels=labels,
        without=changed_since_indexed() if scope.is_open else (),
        page=page,
        may_browse=filters != Filters(),
        unlike=("kind=unit",) if filters.unit and not asked.wanted else (),
    )
    return _results(programme, found, reader.shown)


def changed_since_indexed() -> list[int]:
    """Numbers of records that say something else by now than what the index read: nobody finds them by what was."""
    read = Coalesce(Subquery(Cursor.objects.filter(name=CURSOR).values("position")[:1]), 0)
    older = Indexed.objects.filter(number=OuterRef("pk"), position__lt=OuterRef("position"))
    changed = Record.objects.filter(position__gt=read).filter(Exists(older))
    return list(changed.values_list("pk", flat=True))


def labels_of(programme: Programme, scope: Scope, filters: Filters) -> list[tuple[str, ...]] | None:
    """The labels that a document must carry, one of each group; None where nothing can fit."""
    groups: list[tuple[str, ...]] = []
    if not scope.is_open:  # of other programmes than the running one nothing is open
        groups.append((documents.programme_label(programme), "kind=unit"))
    if scope.under is not None:
        groups.append(tuple(f"under={each.lower()}" for each in scope.under))
    plain = {"strand": filters.strand, "kind": filters.kind, "level": filters.level, "state": filters.state}
    plain["under"] = filters.unit
    groups += [_plain_label(name, value) for name, value in plain.items() if value]
    if filters.town:
        towns = [documents.town_label(filters.town)] if fold(filters.town) else []
        groups.append(_also_closed(towns, scope))
    if filters.period:
        groups.append(_also_closed(_period_labels(filters.period), scope))
    return None if any(not group for group in groups) else groups


def _plain_label(name: str, value: str) -> tuple[str, ...]:
    """A label of a code; none for what can be no code."""
    return (f"{name}={value.lower()}",) if _CODE.fullmatch(value) else ()


def _also_closed(labels: Iterable[str], scope: Scope) -> tuple[str, ...]:
    """The labels, for a search inside with those that only such a one may use."""
    open_ones = tuple(labels)
    closed = () if scope.is_open else tuple(documents.CLOSED_LABEL + each for each in open_ones)
    return (*open_ones, *closed)


def _period_labels(period: str) -> Iterator[str]:
    read = _PERIOD.fullmatch(period)
    if read is None:
        return
    year, quarter, month = read.groups()
    if quarter:
        first = 3 * int(quarter) - 2
        yield from (f"on={year}-{each:02}" for each in range(first, first + 3))
    else:
        yield f"on={year}-{month}" if month else f"on={year}"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A document as its reader sees it, but for the words that are marked."""

    sort: str
    public_id: str
    kind: str
    unit: str = ""
    day: dt.date | None = None
    strand: str = ""
    state: str = ""
    level: str = ""


class _Reader:
    """Reads what the index named, and leaves out what this reader may not see as it stands now."""

    def __init__(self, *, is_open: bool, filters: Filters, language: str) -> None:
        self.is_open, self.filters, self.language = is_open, filters, language
        self.shown: dict[int, _Shown] = {}

    def read(self, numbers: Sequence[int]) -> Mapping[int, Readable]:
        """The texts of these documents by number."""
        texts: dict[int, Readable] = {}
        records = documents.read_records([each for each in numbers if each < documents.PAGES_FROM])
        for number, read in records.items():
            if self._may_see(read):
                self.shown[number] = self._record(read)
                texts[number] = self._readable(read)
        if not self.is_open:
            self._read_pages(numbers, texts)
        keys = [each - documents.UNITS_FROM for each in numbers if each >= documents.UNITS_FROM]
        for unit in Unit.objects.filter(pk__in=keys).select_related("parent"):
            number = documents.UNITS_FROM + unit.pk
            self.shown[number] = _Shown(
                "unit", unit.public_id, "unit", unit=unit.parent.name if unit.parent else ""
            )
            texts[number] = Readable(unit.name, tuple(filter(None, (*unit.names[1:], unit.town))))
        return texts

    def _read_pages(self, numbers: Sequence[int], texts: dict[int, Readable]) -> None:
        """Adds the pages of the press desk among these documents."""
        first, last = documents.PAGES_FROM, documents.UNITS_FROM
        keys = [each - first for each in numbers if first <= each < last]
        for page in page_documents.pages_to_find().filter(pk__in=keys):
            self.shown[first + page.pk] = _Shown(
                "page", page.public_id, "page", unit=page.unit.name, day=page.published, level=page.level
            )
            texts[first + page.pk] = Readable(page.title, page_documents.page_texts(page))

    def _may_see(self, read: documents.Read) -> bool:
        state = self.filters.state
        return (not self.is_open or read.shown is not None) and (not state or state in read.states.values())

    def _readable(self, read: documents.Read) -> Readable:
        if not self.is_open:
            return Readable(read.record.title, documents.inside_texts(read))
        assert read.shown is not None
        title = read.shown.title if read.shown.is_named else gate.unnamed(read.strands[0], self.language)
        return Readable(title, documents.open_texts(read.shown))

    def _record(self, read: documents.Read) -> _Shown:
        record = read.record
        strand = next((each for each in read.strands if each.code in read.states), None) or (
            read.strands[0] if read.strands else None
        )
        return _Shown(
            sort="record",
            public_id=record.public_id,
            kind=record.kind,
            unit=record.unit.name,
            day=read.shown.start if self.is_open and read.shown else record.start,
            strand=strand.short_name.say(self.language) if strand else "",
            state=read.states.get(strand.code, "") if strand else "",
            level=record.level,
        )


def _results(programme: Programme, found: Found, shown: Mapping[int, _Shown]) -> Results:
    return Results(
        programme=programme,
        asked=found.asked,
        hits=tuple(_hit(each, shown[each.number]) for each in found.hits),
        total=found.total,
        is_about=found.is_about,
        is_more=found.is_more,
        page=found.page,
        pages=found.pages,
    )


def _hit(found: finding.Hit, shown: _Shown) -> Hit:
    return Hit(
        sort=shown.sort,
        public_id=shown.public_id,
        kind=shown.kind,
        title=found.title,
        snippet=found.snippet,
        why=found.why,
        unit=shown.unit,
        day=shown.day,
        strand=shown.strand,
        state=shown.state,
        level=shown.level,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a search can be narrowed to: pairs of a code and its name."""

    programme: str
    strands: tuple[tuple[str, str], ...]
    towns: tuple[str, ...]
    periods: tuple[str, ...]
    unit_name: str


def choices(programme: Programme, *, unit: str, at: dt.datetime, language: str) -> Choices:
    """What there is to narrow to, and the name of the unit that was chosen. Two queries at most."""
    towns = Unit.objects.exclude(town="").order_by("town").values_list("town", flat=True).distinct()
    is_code = bool(_CODE.fullmatch(unit))
    chosen = Unit.objects.filter(public_id=unit).values_list("name", flat=True).first() if is_code else ""
    return Choices(
        programme=programme.blueprint.name.say(language),
        strands=tuple(
            (strand.code, strand.short_name.say(language)) for strand in programme.blueprint.strands
        ),
        towns=tuple(sorted(towns, key=lambda town: town.encode("gb18030", "replace"))),
        periods=tuple(_months(programme.period_start, min(programme.period_end, at.date()))),
        unit_name=chosen or "",
    )


def _months(first: dt.date, last: dt.date) -> Iterator[str]:
    """Each month from the last back to the first."""
    year, month = last.year, last.month
    while (year, month) >= (first.year, first.month):
        yield f"{year}-{month:02}"
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
