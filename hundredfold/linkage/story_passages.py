"""Lays two stories beside each other: which passages they share, and what stands otherwise inside them.

It must not know whether the two are one report; slips of a scan and lost bytes are bridged, not judged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

SEED = 5  # letters that must agree for a passage to begin, and to go on behind a gap
BRIDGE = 14  # letters on either side of a gap that may stand otherwise within one passage
LEAST = 14  # letters; a shorter passage is a phrase that anybody uses
SLIP = 3  # letters; so much standing otherwise is a slip and counts as shared
STEP = 32  # letters compared at once while a passage goes on
FACTOR = np.uint32(1_000_003)
Sums = npt.NDArray[np.uint32]
Run = tuple[int, int, int]  # where in the one, where in the other, how many letters


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands otherwise within a passage: ``a[a_from:a_to]`` for ``b[b_from:b_to]``."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch both stories have, with its gaps; ends exclusive. ``same``: letters that count as shared."""

    a_from: int
    a_to: int
    b_from: int
    b_to: int
    gaps: tuple[Gap, ...]
    same: int


@dataclass(frozen=True)
class Shared:
    """The passages of two stories, given as letters alone."""

    a: str
    b: str
    passages: tuple[Passage, ...] = field(default=())

    @cached_property
    def same(self) -> int:
        """Letters that both have; what one tells twice counts once."""
        return int(min(self._in_a, self._in_b))

    @cached_property
    def of_a(self) -> float:
        """Which share of the first is in the second, 0 to 1."""
        return self._in_a / max(1, len(self.a))

    @cached_property
    def of_b(self) -> float:
        """Which share of the second is in the first, 0 to 1."""
        return self._in_b / max(1, len(self.b))

    @cached_property
    def _in_a(self) -> float:
        return _once((each.a_from, each.a_to, each.same) for each in self.passages)

    @cached_property
    def _in_b(self) -> float:
        return _once((each.b_from, each.b_to, each.same) for each in self.passages)


def _once(stretches: Iterable[tuple[int, int, int]]) -> float:
    """Letters in the stretches (from, to, shared), each counted once."""
    counted, reached = 0.0, 0
    for start, end, same in sorted(stretches):
        fresh = end - max(start, reached)
        if fresh > 0:
            counted += min(same, end - start) * fresh / (end - start)
            reached = end
    return counted


class Places:
    """A story's letters with where each run of ``SEED`` of them first stands."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        self.sums = seeds(letters)
        self._order = np.argsort(self.sums, kind="stable")
        self._sorted = self.sums[self._order]

    def first(self, sums: Sums) -> tuple[list[int], list[int]]:
        """Which of the sums stand here, and where each of those first does."""
        if not len(self._sorted) or not len(sums):
            return [], []
        at = np.minimum(np.searchsorted(self._sorted, sums), len(self._sorted) - 1)
        held = np.flatnonzero(self._sorted[at] == sums)
        return held.tolist(), self._order[at[held]].tolist()


def seeds(letters: str) -> Sums:
    """A sum for each run of ``SEED`` letters; equal runs have equal sums."""
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    count = max(0, len(codes) - SEED + 1)
    sums = np.zeros(count, dtype=np.uint32)
    for place in range(SEED):
        sums = sums * FACTOR + codes[place : place + count]
    return sums


def shared(a: str, sums: Sums, b: Places, *, least: float = 0.0) -> Shared:
    """What the letters ``a`` (with their ``seeds``) and those of ``b`` have in common.

    Nothing where fewer than ``least`` of the shorter one's runs stand in both, which is quickly seen.
    """
    held, first = b.first(sums)
    if len(held) < least * min(len(sums), len(b.sums)):
        return Shared(a, b.letters)
    return Shared(a, b.letters, tuple(_passages(list(_runs(a, b.letters, held, first)))))


def _runs(a: str, b: str, held: Sequence[int], first: Sequence[int]) -> Iterator[Run]:
    """Stretches in which both are letter by letter the same, going through ``a`` from its beginning."""
    at, ahead, place = 0, 0, 0
    while True:
        place = bisect_left(held, at, place)
        if place == len(held):
            return
        at, found = held[place], first[place]
        seed = a[at : at + SEED]
        beside = at + ahead  # where the run before would go on: a phrase used twice is taken there
        if beside != found and beside >= 0 and b[beside : beside + SEED] == seed:
            found = beside
        if b[found : found + SEED] != seed:
            place += 1
            continue
        length = _length(a, b, at, found)
        yield at, found, length
        ahead = found - at
        at += length


def _length(a: str, b: str, at: int, beside: int) -> int:
    length = SEED
    while a[at + length : at + length + STEP] == b[beside + length : beside + length + STEP]:
        if at + length >= len(a) or beside + length >= len(b):
            break
        length += STEP
    most = min(len(a) - at, len(b) - beside)
    length = min(length, most)
    while length < most and a[at + length] == b[beside + length]:
        length += 1
    return length


def _passages(runs: list[Run]) -> Iterator[Passage]:
    """Runs that follow one another in both with little between become one passage."""
    held: list[Run] = []
    for run in runs:
        if held and not _goes_on(held[-1], run):
            yield from _passage(held)
            held = []
        held.append(run)
    yield from _passage(held)


def _goes_on(before: Run, after: Run) -> bool:
    in_a = after[0] - before[0] - before[2]
    in_b = after[1] - before[1] - before[2]
    return in_a <= BRIDGE and -SEED < in_b <= BRIDGE


def _passage(runs: list[Run]) -> Iterator[Passage]:
    if not runs or runs[-1][0] + runs[-1][2] - runs[0][0] < LEAST:
        return
    gaps = []
    same = runs[0][2]
    for before, after in pairwise(runs):
        # A letter written twice makes the next run begin inside the last one.
        inside = max(0, before[1] + before[2] - after[1])
        gap = Gap(before[0] + before[2], after[0] + inside, before[1] + before[2], after[1] + inside)
        gaps.append(gap)
        wide = max(gap.a_to - gap.a_from, gap.b_to - gap.b_from)
        same += after[2] - inside + (gap.a_to - gap.a_from if wide <= SLIP else 0)
    first, last = runs[0], runs[-1]
    yield Passage(first[0], last[0] + last[2], first[1], last[1] + last[2], tuple(gaps), same)
