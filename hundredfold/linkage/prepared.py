"""A ledger made ready for comparing: every text as numbers, weighted by rarity here and in its campaign."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from hundredfold.linkage import lexicon, text
from hundredfold.linkage.corpus import IN_WINDOWS, SUMMARY, TITLE, VENUE, Corpus
from hundredfold.linkage.names import Register, flat, sites
from hundredfold.linkage.ragged import Floats, Ints, Ragged
from hundredfold.linkage.rows import KINDS, Row

NO_DAY = -1
NO_WINDOW = 0
# Real ledgers have far fewer distinct bigrams than this; texts of random characters would fill the memory.
MOST_GRAMS, MORE_GRAMS = 300_000, 20
# How many bigrams are counted by window at once.
COUNTED_AT_ONCE = 4_000_000
CAMPAIGN_DAYS = 10
# A bigram that this many rows of one campaign window use says nothing yet; beyond, it loses weight.
FREE_USES = 3
LAST_YEAR = date.max.year
_EMPTY = ""
_FUNCTION = frozenset("的了和与在是为一我们及之到把让进开展办")


@dataclass(slots=True)
class Ledger:
    """Arrays over the rows of one ledger, in input order. Days count from year 1; NO_DAY means unknown."""

    rows: Sequence[Row]
    register: Register
    kind: Ints
    strand: Ints
    start: Ints
    end: Ints
    swapped: Ints
    unit: Ints
    town: Ints
    district: Ints
    head: Ints
    lat: Floats
    lon: Floats
    title: Ragged
    residue: Ragged
    summary: Ragged
    venue: Ragged
    sites: Ragged
    told_sites: Ragged
    co_units: Ragged
    mentions: Ragged
    ordinals: Ragged
    sessions: Ragged
    forms: Ragged
    topics: Ragged
    numbers: Ragged
    photos: Ragged
    links: Ints
    # Titles without the names of units in them, as bigrams and as single characters.
    core: Ragged
    characters: Ragged
    # The day that the account names, beside that of the column.
    told: Ints
    # Units named in the venue, and units with a place of their own named anywhere.
    owners: Ragged
    hosts: Ragged

    def __len__(self) -> int:
        return len(self.rows)


class Numbering:
    """Gives each distinct text the next whole number; beyond `most` of them new ones share a last number."""

    def __init__(self, most: int = sys.maxsize) -> None:
        self.known: dict[str, int] = {}
        self.most = most

    def __call__(self, name: str) -> int:
        return self.known.setdefault(name, len(self.known))

    def all(self, names: Collection[str]) -> list[int]:
        """Numbers of several texts."""
        if len(self.known) + len(names) < self.most:
            return [self.known.setdefault(name, len(self.known)) for name in names]
        return [self.known[name] if name in self.known else self(_EMPTY) for name in names]


@dataclass(slots=True)
class _Columns:
    """Growing lists, one value or list per row."""

    title: list[list[int]] = field(default_factory=list)
    summary: list[list[int]] = field(default_factory=list)
    venue: list[list[int]] = field(default_factory=list)
    sites: list[list[int]] = field(default_factory=list)
    told_sites: list[list[int]] = field(default_factory=list)
    co_units: list[list[int]] = field(default_factory=list)
    mentions: list[set[int]] = field(default_factory=list)
    ordinals: list[frozenset[int]] = field(default_factory=list)
    sessions: list[list[int]] = field(default_factory=list)
    forms: list[list[int]] = field(default_factory=list)
    topics: list[list[int]] = field(default_factory=list)
    numbers: list[frozenset[int]] = field(default_factory=list)
    photos: list[list[int]] = field(default_factory=list)
    core: list[list[int]] = field(default_factory=list)
    owners: list[set[int]] = field(default_factory=list)
    hosts: list[set[int]] = field(default_factory=list)
    told: list[int] = field(default_factory=list)


class Reader:
    """Turns rows into columns, one row at a time."""

    def __init__(self, rows: Sequence[Row], corpus: Corpus | None) -> None:
        names = {name for row in rows for name in (row.unit, row.town, *row.co_units)}
        self.register = corpus.register(names) if corpus else Register(names)
        self.gram = Numbering(MOST_GRAMS + MORE_GRAMS * len(rows))
        self.site, self.word, self.photo = Numbering(), Numbering(), Numbering()
        self.columns = _Columns()

    def take(self, row: Row) -> None:
        """Numbers are given in a fixed order, never a set's own, so that one ledger gives one answer every time."""
        title = text.clean(row.title, limit=text.TITLE_LIMIT)
        summary = text.clean(row.summary)
        venue = text.clean(row.venue, limit=120)
        whole = f"{title} {venue} {summary}"
        told = self.columns
        cut = text.grams if row.kind == "event" else text.spelling
        told.title.append(self.gram.all(cut(title)))
        told.summary.append(self.gram.all(cut(summary)))
        told.venue.append(self.gram.all(text.grams(venue)))
        told.sites.append(self.site.all(sorted(sites(venue))))
        told.told_sites.append(self.site.all(sorted(sites(f"{row.unit} {whole}"))))
        number = self.register.number
        told.co_units.append([found for name in row.co_units if (found := number(name)) >= 0])
        own = number(row.unit)
        place = self.register.mentions(flat(venue))
        named = place | self.register.mentions(flat(f"{title}|{summary}"))
        told.mentions.append(set(named) - {own})
        told.owners.append(set(place) - self.register.areas)
        told.hosts.append({*named, own, *told.co_units[-1]} & self.register.homes)
        told.core.append(self.gram.all(cut(self.register.without(title))))
        told.told.append(_told_day(f"{title}|{summary}", row.start))
        told.ordinals.append(text.ordinals(title))
        told.sessions.append(
            self.word.all(sorted(text.sessions(f"{title} {venue}") or text.sessions(summary)))
        )
        told.forms.append(self.word.all(sorted(lexicon.forms(title))))
        told.topics.append(self.word.all(sorted(lexicon.topics(title) or lexicon.topics(summary))))
        told.numbers.append(text.numbers(summary) | text.numbers(title))
        told.photos.append(self.photo.all(row.photos))


# Has a reader take all rows: how, and where, is its own affair.
Fill = Callable[[Reader, Sequence[Row], Callable[[float], None] | None], None]


def prepare(
    rows: Sequence[Row],
    tick: Callable[[float], None] | None = None,
    *,
    corpus: Corpus | None = None,
    fill: Fill | None = None,
) -> Ledger:
    """Reads all rows once. `tick` is called with the share done, now and then.

    With `corpus` the rows are a few of a larger ledger, and weigh as they would among all of it. `fill` has the rows
    taken elsewhere, on many machines at once; its columns may be `Ragged` already.
    """
    reader = Reader(rows, corpus)
    (fill or _one_by_one)(reader, rows, tick)
    told = reader.columns
    start = np.array([_day(row.start) for row in rows], dtype=np.int64)
    grams = list(reader.gram.known)
    title = Ragged.of(told.title)
    title_uses = uses_of(title, start, TITLE, grams, corpus)
    residue = title.weighted(title_uses.rarity() * title_uses.campaign_weight())
    core = residue.only(Ragged.of(told.core))
    number = reader.register.number
    strand, district, link = Numbering(), Numbering(), Numbering()
    return Ledger(
        rows=rows,
        register=reader.register,
        kind=np.array([KINDS.index(row.kind) if row.kind in KINDS else 2 for row in rows], dtype=np.int64),
        strand=np.array([strand(row.strand) if row.strand else -1 for row in rows], dtype=np.int64),
        start=start,
        end=np.maximum(start, np.array([_day(row.end) for row in rows], dtype=np.int64)),
        swapped=np.array([_day(_swap(row.start)) for row in rows], dtype=np.int64),
        unit=np.array([number(row.unit) for row in rows], dtype=np.int64),
        town=np.array([number(row.town) for row in rows], dtype=np.int64),
        district=np.array([district(row.district) if row.district else -1 for row in rows], dtype=np.int64),
        head=np.array([_count(row.headcount) for row in rows], dtype=np.int64),
        lat=np.array([_degrees(row.lat, 90) for row in rows]),
        lon=np.array([_degrees(row.lon, 180) for row in rows]),
        title=title.weighted(title_uses.rarity()),
        residue=residue,
        summary=_by_rarity(Ragged.of(told.summary), start, SUMMARY, grams, corpus),
        venue=_by_rarity(Ragged.of(told.venue), start, VENUE, grams, corpus),
        sites=Ragged.of(told.sites),
        told_sites=Ragged.of(told.told_sites),
        co_units=Ragged.of(told.co_units),
        mentions=Ragged.of(told.mentions),
        ordinals=Ragged.of(told.ordinals),
        sessions=Ragged.of(told.sessions),
        forms=Ragged.of(told.forms),
        topics=Ragged.of(told.topics),
        numbers=Ragged.of(told.numbers),
        photos=Ragged.of(told.photos),
        links=np.array([link(row.url) if row.url else -1 for row in rows], dtype=np.int64),
        core=core,
        characters=_characters(core, grams),
        told=np.array(told.told, dtype=np.int64),
        owners=Ragged.of(told.owners),
        hosts=Ragged.of(told.hosts),
    )


def _characters(core: Ragged, grams: Sequence[str]) -> Ragged:
    """The single characters of the bigrams, each as heavy as the lightest bigram it stands in; function words go."""
    number = Numbering()
    ends = np.array([number.all(_ends(gram)) for gram in grams], dtype=np.int64).reshape(-1, 2)
    row = np.concatenate([core.owners(), core.owners()])
    one = ends[core.values].T.ravel()
    span = len(number.known) + 1
    order = np.lexsort((np.concatenate([core.weights, core.weights]), row * span + one))
    code, first = np.unique((row * span + one)[order], return_index=True)
    weight = np.concatenate([core.weights, core.weights])[order][first]
    keep = code % span != number(_EMPTY)
    code, weight = code[keep], weight[keep]
    return Ragged(code % span, np.searchsorted(code, np.arange(len(core.sizes) + 1) * span), weight)


def _ends(gram: str) -> tuple[str, str]:
    """The two characters of a bigram, or the beginning of a Latin word; digits and function words are empty."""
    pair = (gram[0], gram[1]) if len(gram) == 2 and not gram.isascii() else (gram[:5], gram[:5])
    return _full(pair[0]), _full(pair[1])


def _full(one: str) -> str:
    return _EMPTY if one in _FUNCTION or one.isdigit() else one


def _told_day(told: str, start: date | None) -> int:
    """The day that the text names, in the year of the column that comes nearest; NO_DAY without one or a column."""
    found = text.told_day(told)
    if found is None or start is None:
        return NO_DAY
    month, day = found
    days = [
        date(year, month, min(day, 28)).toordinal() + day - min(day, 28)
        for year in (start.year - 1, start.year, start.year + 1)
        if 1 <= year <= LAST_YEAR
    ]
    return min(days, key=lambda told_day: abs(told_day - start.toordinal()))


def _one_by_one(reader: Reader, rows: Sequence[Row], tick: Callable[[float], None] | None) -> None:
    for at, row in enumerate(rows):
        reader.take(row)
        if tick and at % 2048 == 0:
            tick(at / len(rows))


@dataclass(frozen=True, slots=True)
class Uses:
    """Of each value of a list: how many rows hold it, in all of `size` rows and in its own campaign window."""

    size: int
    ever: Ints
    here: Ints

    def rarity(self) -> Floats:
        """Of each value: 0 for one that every row has, rising with rarity, in nats, with a ceiling."""
        weight: Floats = np.log((self.size + 1.0) / (self.ever + 0.5))
        return np.clip(weight, 0.02, 6.0)

    def campaign_weight(self) -> Floats:
        """Of each value: 1 when few rows of its ten days use it, falling toward 0 in a campaign."""
        weight: Floats = 1.0 / (1.0 + np.maximum(0, self.here - FREE_USES) / 3.0)
        return weight


def window_of(start: Ints) -> Ints:
    """The number of the ten days that each day falls into; undated rows belong to no campaign."""
    return np.where(start == NO_DAY, NO_WINDOW, start // CAMPAIGN_DAYS + 1)


def uses_of(lists: Ragged, start: Ints, sort: str, grams: Sequence[str], corpus: Corpus | None) -> Uses:
    """Counted in `corpus` where there is one, else among these rows themselves."""
    window = window_of(start)[lists.owners()]
    if corpus is None:
        ever = np.bincount(lists.values, minlength=1)[lists.values]
        return Uses(
            len(lists.sizes), ever, np.where(window == NO_WINDOW, 0, _in_windows(lists, window_of(start)))
        )
    told = [grams[value] for value in lists.values.tolist()]
    ever = corpus.uses(sort, told)
    here = corpus.uses_in_window(sort, told, window) if sort in IN_WINDOWS else ever
    return Uses(corpus.size, ever, np.where(window == NO_WINDOW, 0, here))


def _in_windows(lists: Ragged, window: Ints) -> Ints:
    """In how many rows of its own window each value stands, some windows at a time so that memory stays flat."""
    here = np.zeros(len(lists.values), dtype=np.int64)
    order = np.argsort(window, kind="stable")
    span = int(window.max(initial=0)) + 1
    filled = np.cumsum(lists.sizes[order]) // COUNTED_AT_ONCE
    opens = (
        np.concatenate([[True], window[order][1:] != window[order][:-1]]) if len(order) else np.zeros(0, bool)
    )
    begins = np.flatnonzero(opens)
    of_part = filled[begins]
    cuts = begins[np.concatenate([[False], of_part[1:] != of_part[:-1]])] if len(begins) else begins
    for rows in np.split(order, cuts):
        choice, place = lists.spread(rows)
        code = lists.values[place] * span + window[rows][choice]
        _, inverse, counts = np.unique(code, return_inverse=True, return_counts=True)
        here[place] = counts[inverse]
    return here


def _by_rarity(lists: Ragged, start: Ints, sort: str, grams: Sequence[str], corpus: Corpus | None) -> Ragged:
    uses = uses_of(lists, start, sort, grams, corpus)
    return lists.weighted(uses.rarity() * uses.campaign_weight() if sort in IN_WINDOWS else uses.rarity())


def _day(day: date | None) -> int:
    return NO_DAY if day is None else day.toordinal()


def _swap(day: date | None) -> date | None:
    if day is None or day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def _count(count: int | None) -> int:
    return -1 if count is None or count < 0 else min(count, 10**9)


def _degrees(value: float | None, limit: int) -> float:
    return value if value is not None and math.isfinite(value) and abs(value) <= limit else math.nan
