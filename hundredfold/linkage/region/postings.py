"""The search for candidates cut into parts: by key where rows meet, by row where the best of each are chosen.

Each step calls the function that one machine calls on the whole ledger. Knows no texts and no Spark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hundredfold.linkage.candidates import (
    ONE,
    Reach,
    first_in_row,
    in_order,
    keys_of,
    meetings,
    rarest_keys,
    shared_keys,
    summed,
    whole,
)
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import promise, with_known
from hundredfold.linkage.ragged import Bools, Floats, Ints
from hundredfold.linkage.region.exchange import Array, Parcel, packed, scattered
from hundredfold.linkage.region.shelf import Shelf, at_hand

# Spreads keys evenly over the parts, whatever they count.
SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Search:
    """One search: the name or path of the shelf, how many rows and parts, and what one machine is told."""

    shelf: str
    rows: int
    parts: int
    reach: Reach
    model: Model
    known: tuple[Ints, Ints]

    def keys(self, part: int, _arrays: Sequence[Array] = ()) -> Iterator[Parcel]:
        """The keys of this part's rows, to where each key is gathered."""
        shelf = self._shelf()
        span = range(_first(part, self), _first(part + 1, self))
        row, key, weight = keys_of(shelf.tokens, shelf.ledger, span)
        return scattered(self._of_key(key), (row, key, weight), self.parts)

    def weigh(self, _part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """Rarity of the keys gathered here, to their rows."""
        row, key, weight = arrays
        row, key, gain, size = shared_keys(row, key, weight, self.rows)
        return scattered(self._of_row(row), (row, key, gain, size), self.parts)

    def choose(self, _part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """The rarest keys of the rows gathered here, back to their keys."""
        row, key, gain, size = arrays
        keep = rarest_keys(row, key, gain, size, self.reach)
        return scattered(self._of_key(key[keep]), (row[keep], key[keep], gain[keep]), self.parts)

    def meet(self, _part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """The pairs that meet in the postings gathered here, to their lesser row."""
        order = np.argsort(arrays[1])
        row, key, gain = (array[order] for array in arrays)
        left, right, shared = meetings(*in_order(row, key, gain, self.reach), self.reach)
        left, right, gain = summed(left, right, shared, self.rows)
        return scattered(self._of_row(left), (left, right, gain), self.parts)

    def add_up(self, _part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """What each pair shares in all, to both its rows."""
        kind = self._shelf().ledger.kind
        left, right, gain = arrays
        left, right, gain = summed(left, right, gain, self.rows)
        same = kind[left] == kind[right]
        return self._both(left[same], right[same], (gain[same],))

    def nearest(self, _part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """Of each row gathered here the pairs that share most, to their lesser row."""
        row, other, gain = arrays
        keep = first_in_row(row, gain, other, limit=self.reach.near)
        return self._home(row, other, keep, (gain,))

    def look(self, part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """How promising each pair is, those known to share a picture included, to both its rows."""
        left, right, gain = _once(arrays)
        ledger = self._shelf().ledger
        here = self._of_row(self.known[0]) == part
        known = self.known[0][here], self.known[1][here]
        pairs, gains = with_known(ledger, (left, right, gain / ONE), known)
        late = np.arange(len(pairs.left)) >= len(left)
        order = promise(pairs, gains, self.model) if len(pairs.left) else np.zeros(0)
        return self._both(pairs.left, pairs.right, (order, pairs.photo, late))

    def best(self, _part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """Of each row gathered here the most promising pairs, to their lesser row."""
        row, other, order, photo, late = arrays
        keep = first_in_row(row, whole(order), other, limit=self.reach.kept)
        return self._home(row, other, keep, (order, photo, late))

    def settle(self, part: int, arrays: Sequence[Array]) -> Iterator[Parcel]:
        """Each pair once: left, right, promise, shared picture, known from elsewhere only."""
        yield part, packed(_once(arrays))

    def _shelf(self) -> Shelf:
        return at_hand(self.shelf)

    def _of_row(self, row: Ints) -> Ints:
        return row * self.parts // max(self.rows, 1)

    def _of_key(self, key: Ints) -> Ints:
        mixed = (key.astype(np.uint64) * SPREAD) >> np.uint64(32)
        return (mixed % np.uint64(self.parts)).astype(np.int64)

    def _both(self, left: Ints, right: Ints, more: Sequence[Array]) -> Iterator[Parcel]:
        yield from scattered(self._of_row(left), (left, right, *more), self.parts)
        yield from scattered(self._of_row(right), (right, left, *more), self.parts)

    def _home(self, row: Ints, other: Ints, keep: Bools, more: Sequence[Array]) -> Iterator[Parcel]:
        left, right = np.minimum(row, other)[keep], np.maximum(row, other)[keep]
        return scattered(self._of_row(left), (left, right, *(array[keep] for array in more)), self.parts)


# What each step hands on, as numpy's letters: rows, keys and gains are whole, weights and promises are not.
STEPS = (
    ("weigh", "qqd"),
    ("choose", "qqqq"),
    ("meet", "qqq"),
    ("add_up", "qqq"),
    ("nearest", "qqq"),
    ("look", "qqq"),
    ("best", "qqd??"),
    ("settle", "qqd??"),
)


def _first(part: int, search: Search) -> int:
    """The first row of a part, so that `_of_row` names this part for all its rows."""
    return -(-part * search.rows // search.parts)


def _once(arrays: Sequence[Array]) -> list[Array]:
    """Each pair once though both its rows chose it, by left and right."""
    left, right = arrays[:2]
    order = np.lexsort((right, left))
    left, right = left[order], right[order]
    new = np.ones(len(left), dtype=np.bool_)
    new[1:] = (left[1:] != left[:-1]) | (right[1:] != right[:-1])
    return [array[order][new] for array in arrays]


def in_one(arrays: Sequence[Array]) -> tuple[Ints, Ints, Floats, Bools]:
    """All parts' pairs as one machine lists them: by left and right, those known from elsewhere only at the end."""
    left, right, order, photo, late = arrays
    place = np.lexsort((right, left, late))
    return left[place], right[place], order[place], photo[place]
