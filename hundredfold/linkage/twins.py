"""Rows that are the same word for word, handled as a group so that thousands stay cheap. Knows no scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hundredfold.linkage.names import plain
from hundredfold.linkage.rows import Row
from hundredfold.linkage.text import clean, letters

# Beyond this many copies each is paired with the first only.
FULL_GROUP = 4


@dataclass(frozen=True, slots=True)
class Twin:
    """Two places in the input whose rows are one telling filed twice."""

    places: tuple[int, int]
    probability: float


def twins_of(rows: Sequence[Row]) -> tuple[list[int], list[Twin]]:
    """The place of the first row of every group of copies, and the pairs inside the groups."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(same_telling(row), []).append(at)
    found: list[Twin] = []
    for places in groups.values():
        sure = _certainty(rows[places[0]]) if len(places) > 1 else 0.0
        for step, first in enumerate(places[:FULL_GROUP] if len(places) <= FULL_GROUP else places[:1]):
            found += [Twin((first, other), sure) for other in places[step + 1 :]]
    return [places[0] for places in groups.values()], found


def same_telling(row: Row) -> tuple[object, ...]:
    """What all copies of a row have in common, and no other row."""
    told = (letters(clean(text)) for text in (row.title, row.venue, row.summary))
    return (row.kind, plain(row.unit), row.start, row.end, row.headcount, row.url, *told)


def _certainty(row: Row) -> float:
    """How sure that copies are one deed: the more the row says, the surer."""
    facts = (row.start is not None) + bool(row.venue) + (row.headcount is not None) + (len(row.summary) >= 12)
    facts += (len(row.title) >= 6) + bool(row.unit) + bool(row.url)
    return (0.3, 0.45, 0.6, 0.8, 0.93, 0.98, 0.99, 0.99)[facts]
