"""Pairs of row numbers in a prepared ledger and what the two sides share. Knows no levels and no weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.prepared import Ledger
from hundredfold.linkage.ragged import Bools, Floats, Ints, Ragged

Levels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of row numbers in one ledger, left < right; `photo` marks those known to share a picture."""

    ledger: Ledger
    left: Ints
    right: Ints
    photo: Bools
    # What two lists share is asked for by several comparisons; it is worked out once per batch.
    _shared: dict[str, Floats] = field(default_factory=dict, repr=False, compare=False)

    def shared(self, name: str) -> Floats:
        """Weight that the two sides share in the ledger's list of this name."""
        if name not in self._shared:
            lists: Ragged = getattr(self.ledger, name)
            self._shared[name] = lists.shared(self.left, self.right)
        return self._shared[name]

    def crossed(self, name: str, other: str) -> tuple[Floats, Floats]:
        """Weight that one side's list shares with another list of the other side, both ways."""
        here: Ragged = getattr(self.ledger, name)
        there: Ragged = getattr(self.ledger, other)
        return here.shared(self.left, self.right, there), here.shared(self.right, self.left, there)

    def totals(self, name: str) -> tuple[Floats, Floats]:
        """Weight of either side's list of this name."""
        lists: Ragged = getattr(self.ledger, name)
        return lists.totals[self.left], lists.totals[self.right]

    def sizes(self, name: str) -> tuple[Ints, Ints]:
        """Length of either side's list of this name."""
        lists: Ragged = getattr(self.ledger, name)
        return lists.sizes[self.left], lists.sizes[self.right]

    def both(self, column: NDArray[np.int64]) -> tuple[Ints, Ints]:
        """A column's value on either side."""
        return column[self.left], column[self.right]

    def overlap(self) -> Bools:
        """Whether the days of one side, first to last, touch those of the other."""
        start_a, start_b = self.both(self.ledger.start)
        end_a, end_b = self.both(self.ledger.end)
        return (start_a <= end_b) & (start_b <= end_a)


def pick(size: int, rules: Sequence[tuple[Bools, int]], default: int = 0) -> Levels:
    """The level of the first rule that holds."""
    out = np.full(size, default, dtype=np.uint8)
    for mask, level in reversed(rules):
        out[mask] = level
    return out


def bins(value: Floats, edges: Sequence[float]) -> Ints:
    """How many of the edges each value reaches."""
    return np.searchsorted(np.asarray(edges), value, side="right").astype(np.int64)


def share(part: Floats, whole: Floats) -> Floats:
    """Part over whole, 0 where there is no whole, at most a hair over 1 so that a full match reaches its edge."""
    return np.minimum(np.divide(part, whole, out=np.zeros(len(whole)), where=whole > 0) + 1e-9, 1.0)


def ratio(pairs: Pairs, name: str) -> Floats:
    """Shared weight over the geometric mean of both; 0 when either side is empty."""
    one, other = pairs.totals(name)
    size = np.sqrt(one * other)
    return np.divide(pairs.shared(name), size, out=np.zeros(len(size)), where=size > 0)


def contained(pairs: Pairs, name: str) -> Floats:
    """Shared weight over that of the lighter side."""
    size = np.minimum(*pairs.totals(name))
    return np.divide(pairs.shared(name), size, out=np.zeros(len(size)), where=size > 0)
