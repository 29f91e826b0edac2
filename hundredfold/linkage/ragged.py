"""Lists of unequal length laid end to end, and how much two of them share, for a million pairs at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Ragged:
    """Row i owns `values[offsets[i]:offsets[i + 1]]`, distinct and ascending, each with a weight."""

    def __init__(self, values: Ints, offsets: Ints, weights: Floats | None = None) -> None:
        self.values = values
        self.offsets = offsets
        self.weights = np.ones(len(values)) if weights is None else weights
        self.sizes: Ints = np.diff(offsets)
        self.totals = self._sum_rows(self.weights)

    @classmethod
    def of(cls, rows: Sequence[Iterable[int]] | Ragged) -> Ragged:
        """From any iterables of whole numbers; repeats are dropped. What is ragged already stays as it is."""
        if isinstance(rows, Ragged):
            return rows
        values, ends = array("q"), array("q", [0])
        for row in rows:
            values.extend(sorted(set(row)))
            ends.append(len(values))
        return cls(np.array(values, dtype=np.int64), np.array(ends, dtype=np.int64))

    def owners(self) -> Ints:
        """The row of each value."""
        return np.repeat(np.arange(len(self.sizes), dtype=np.int64), self.sizes)

    def weighted(self, weights: Floats) -> Ragged:
        """The same lists under other weights."""
        return Ragged(self.values, self.offsets, weights)

    def only(self, other: Ragged) -> Ragged:
        """Of each list the values that the other's list of that row holds too, weights kept."""
        span = int(max(self.values.max(initial=0), other.values.max(initial=0))) + 1
        wanted = other.owners() * span + other.values
        keep = np.isin(self.owners() * span + self.values, wanted, assume_unique=True)
        offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(keep)])[self.offsets]
        return Ragged(self.values[keep], offsets, self.weights[keep])

    def _sum_rows(self, weights: Floats) -> Floats:
        """Each row summed by itself, in order, as `shared` does: a list that shares all of itself has its total."""
        total: Floats = np.bincount(self.owners(), weights=weights, minlength=len(self.sizes)).astype(
            np.float64
        )
        return total

    def spread(self, rows: Ints) -> tuple[Ints, Ints]:
        """For chosen rows: which choice each value belongs to, and where the value lies."""
        sizes = self.sizes[rows]
        choice = np.repeat(np.arange(len(rows), dtype=np.int64), sizes)
        starts = np.cumsum(sizes) - sizes
        place = np.arange(len(choice), dtype=np.int64) - starts[choice] + self.offsets[rows][choice]
        return choice, place

    def shared(self, left: Ints, right: Ints, other: Ragged | None = None) -> Floats:
        """Weight common to list `left[i]` here and list `right[i]` of `other` (or here): the lesser weights."""
        other = other or self
        choice_a, place_a = self.spread(left)
        choice_b, place_b = other.spread(right)
        span = int(max(self.values.max(initial=0), other.values.max(initial=0))) + 2
        keys_a = choice_a * span + self.values[place_a] + 1
        keys_b = choice_b * span + other.values[place_b] + 1
        if not len(keys_a) or not len(keys_b):
            return np.zeros(len(left))
        found = np.minimum(np.searchsorted(keys_b, keys_a), len(keys_b) - 1)
        hit = keys_b[found] == keys_a
        weight = np.minimum(self.weights[place_a[hit]], other.weights[place_b[found[hit]]])
        return np.bincount(choice_a[hit], weights=weight, minlength=len(left)).astype(np.float64)

    def holds(self, rows: Ints, wanted: Ints) -> Bools:
        """Does list `rows[i]` hold the single value `wanted[i]`?"""
        choice, place = self.spread(rows)
        hit = self.values[place] == wanted[choice]
        return np.bincount(choice[hit], minlength=len(rows)) > 0
