"""The signs by which a record is found again among a million: what it says, bound to its day or not, as numbers.

Few are kept of each record and many are asked of a new one, so that a short index serves. Pure: which table keeps
them, and what a programme is, stay unknown here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

import numpy as np

from hundredfold.linkage import text
from hundredfold.linkage.names import plain, sites
from hundredfold.linkage.rows import Row
from hundredfold.linkage.story_marks import SAMPLED, Marks
from hundredfold.linkage.twins import same_telling

# How many tokens of each sort are kept: title bigrams, venue bigrams, sites, units, figures, head count, photos.
KEPT = {"t": 6, "v": 2, "s": 3, "u": 2, "n": 3, "h": 1}
KEPT_GRAMS = 6  # bigrams of the account, at any time: names and odd facts survive retelling
KEPT_PHOTOS = 8
STORY_KEPT = 24
# What one shared sign counts beside its rarity.
WORTH = {"t": 1.0, "v": 0.8, "s": 1.5, "u": 1.5, "n": 1.5, "h": 1.5}
# By days apart: a deed told twice mostly has one day, seldom a week between.
CLOSE = (1.3, 1.1, 0.95, 0.9, 0.8, 0.75, 0.7, 0.7)
SWAPPED, UNDATED, HEADS_AT_SITE, GRAM_AT_SITE, ACCOUNT, WHOLE, PHOTO, LINK = (
    0.7,
    0.7,
    1.0,
    0.7,
    0.8,
    1.0,
    4.0,
    4.0,
)
NO_DAY = "-"

LONGEST = 250  # a sign that more records hold tells none of them from the others
CLOSEST = 40  # records compared with a changed one, by the signs they share
CLOSEST_AT_ONCE = 24  # the same while somebody waits for the answer
HOPS, CLOSEST_OF_THOSE = 4, 24  # of so many of them their own closest: who else tells what they tell

Rarity = Callable[[str, Sequence[str]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says, token by token and by sort; `grams` are the bigrams of its account."""

    row: Row
    tokens: Mapping[str, Sequence[str]]
    grams: Sequence[str]
    title: str = field(default="")

    @property
    def day(self) -> str:
        """The day as it stands in a sign."""
        return NO_DAY if self.row.start is None else str(self.row.start.toordinal())


def said(row: Row) -> Said:
    """Reads a row once. Tokens of a sort are distinct and in a fixed order."""
    title = text.clean(row.title, limit=text.TITLE_LIMIT)
    venue = text.clean(row.venue, limit=120)
    summary = text.clean(row.summary)
    heads = [str(row.headcount)] if row.headcount and row.headcount >= 10 else []
    tokens = {
        "t": text.grams(title),
        "v": text.grams(venue),
        "s": sorted(sites(f"{row.unit} {title} {venue} {summary}")),
        "u": sorted({plain(name) for name in (row.unit, *row.co_units) if name}),
        "n": [str(each) for each in sorted(text.numbers(summary) | text.numbers(title))],
        "h": heads,
        "p": sorted(set(row.photos)),
    }
    return Said(row, tokens, text.grams(summary), text.letters(title))


def sign(*parts: str) -> int:
    """A signed whole number of 64 bits for a token, the same on every machine."""
    told = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)


def copy_sign(scope: str, row: Row) -> int:
    """What all rows that are one telling word for word have in common."""
    return sign(scope, "c", repr(same_telling(row)))


def kept_signs(scope: str, told: Said, rarity: Rarity) -> list[int]:
    """The signs kept of a row: of each sort the rarest few by `rarity`, equally rare ones by their text.

    `rarity(sort, tokens)` gives for each token in how many rows it stands; `scope` keeps ledgers apart.
    """
    by_sort = {sort: _rarest(told.tokens[sort], sort, rarity) for sort in KEPT}
    found = [copy_sign(scope, told.row)]
    found += [
        sign(scope, sort, token, told.day) for sort, most in KEPT.items() for token in by_sort[sort][:most]
    ]
    places, words = by_sort["s"][:2], by_sort["t"][:2]
    found += [sign(scope, "hs", heads, place) for heads in told.tokens["h"] for place in places]
    found += [sign(scope, "st", place, word) for place in places[:1] for word in words]
    found += [sign(scope, "T", told.title)] if told.title else []
    found += [sign(scope, "g", gram) for gram in _rarest(told.grams, "g", rarity)[:KEPT_GRAMS]]
    found += [sign(scope, "p", photo) for photo in told.tokens["p"][:KEPT_PHOTOS]]
    found += [sign(scope, "l", told.row.url)] if told.row.url else []
    return sorted(set(found))


def _rarest(tokens: Sequence[str], sort: str, rarity: Rarity) -> list[str]:
    if len(tokens) < 2:
        return list(tokens)
    return [token for _, token in sorted(zip(rarity(sort, tokens), tokens, strict=True))]


def asked_signs(scope: str, told: Said) -> dict[int, float]:
    """The signs by which the other tellings of a row would be found, with what each counts beside its rarity."""
    days = dict(_days(told.row))
    asked = {
        sign(scope, sort, token, day): worth * near
        for sort, worth in WORTH.items()
        for token in told.tokens[sort]
        for day, near in days.items()
    }
    tokens = told.tokens
    asked |= {
        sign(scope, "hs", heads, place): HEADS_AT_SITE for heads in tokens["h"] for place in tokens["s"]
    }
    asked |= {sign(scope, "st", place, word): GRAM_AT_SITE for place in tokens["s"] for word in tokens["t"]}
    asked |= {sign(scope, "g", gram): ACCOUNT for gram in told.grams}
    asked |= {sign(scope, "p", photo): PHOTO for photo in tokens["p"]}
    if told.title:
        asked[sign(scope, "T", told.title)] = WHOLE
    if told.row.url:
        asked[sign(scope, "l", told.row.url)] = LINK
    return asked


def _days(row: Row) -> Iterator[tuple[str, float]]:
    yield NO_DAY, UNDATED
    if row.start is None:
        return
    day = row.start
    if day.day <= 12 and day.day != day.month:
        yield str(date(day.year, day.day, day.month).toordinal()), SWAPPED
    number = day.toordinal()
    for apart, near in enumerate(CLOSE):
        yield str(number - apart), near
        yield str(number + apart), near


def story_signs(scope: str, marks: Marks) -> tuple[list[int], list[int]]:
    """Of a press story: the signs kept and the signs asked.

    Kept are the least of its shingles' checksums, those that long stories sample before the rest: the same choice in
    every story, so that a short form meets its original and a reprint its source. Asked are all.
    """
    every = sorted(marks.sums, key=lambda each: (each % SAMPLED != 0, each))
    asked = [sign(scope, "x", str(each)) for each in every]
    return sorted(asked[:STORY_KEPT]), asked


def index_tokens(row: Row) -> Iterable[str]:
    """All tokens of a row for an index held in memory; of the venue the last twelve."""
    told = said(row)
    for sort, tokens in told.tokens.items():
        for token in tokens[-12:] if sort == "v" else tokens:
            yield sort + token


def ranked(
    asked: Mapping[int, float], held: Mapping[int, Sequence[int]], *, size: int, most: int
) -> list[int]:
    """The ``most`` records that share the rarest signs of those asked, best first, in a ledger of ``size``.

    ``held`` are the records that hold each sign, LONGEST of them or one more where there are more.
    """
    telling = {key: records for key, records in held.items() if 0 < len(records) <= LONGEST}
    if not telling:
        return []
    weights = [asked[key] * math.log(1 + (size + 1) / len(records)) for key, records in telling.items()]
    records, place = np.unique(np.concatenate([*telling.values()]), return_inverse=True)
    gain = np.bincount(place, weights=np.repeat(weights, [len(each) for each in telling.values()]))
    best = np.lexsort((records, -gain))[:most]
    return [int(each) for each in records[best]]
