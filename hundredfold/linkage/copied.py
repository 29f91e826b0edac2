"""Accounts that hold another's words, found by wordings few accounts share. It must not know deeds, units or rules.

Near-linear: every account is cut once, wordings are sorted once, and each account is compared with its closest few,
so that a form filled in a hundred thousand times costs no more than its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.text import clean, letters

WORDING = 6  # letters in a row: the least that is looked up
SAMPLED = 4  # of the rare wordings one in so many leads to candidates; all of them are weighed
CLOSEST = 3  # earlier accounts weighed for each
HINT = 3  # sampled wordings two accounts must share to be weighed at all
YEARLY = 300  # days: as far apart as one year's round and the next
SLICE = 1 << 24  # wordings sorted at once: a few hundred megabytes

Places = NDArray[np.int64]
Sums = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Account:
    """One account. ``owner`` is who wrote it; accounts of one owner are compared only about a year apart."""

    id: str
    text: str
    owner: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """``later`` holds ``letters`` letters in wordings of ``earlier``: the ``share`` of the shorter of the two."""

    earlier: str
    later: str
    letters: int
    share: float


def find_copies(accounts: Sequence[Account], *, least: int, share: float, formula: int) -> list[Copy]:
    """For each account the earlier one it has most in common with, if that is ``least`` letters and ``share`` of it.

    ``accounts`` come in the order of telling. A wording in more than ``formula`` accounts (fewer in a small ledger)
    belongs to everybody and proves nothing. Figures do not matter: a copy with its numbers changed is a copy.
    """
    cut = _Cut([letters(clean(each.text)) for each in accounts])
    rare, pairs = _rare_and_pairs(cut, formula=_formula(len(accounts), formula), least=least)
    if not len(pairs):
        return []
    found: dict[int, tuple[int, float, int]] = {}
    for earlier, later in _closest(pairs, accounts):
        covered = cut.covered(earlier, later, rare)
        part = covered / cut.shorter(earlier, later)
        if covered >= least and part >= share:
            found[later] = max(found.get(later, (0, 0.0, 0)), (covered, part, -earlier))
    return [
        Copy(accounts[-earlier].id, accounts[later].id, covered, round(part, 3))
        for later, (covered, part, earlier) in sorted(found.items())
    ]


def _formula(count: int, most: int) -> int:
    """In a ledger of thirty rows a wording of eight is already everybody's."""
    return max(3, min(most, count // 10))


class _Cut:
    """All accounts as one row of letters, and the checksum of the wording that begins at each."""

    def __init__(self, texts: Sequence[str]) -> None:
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        self.ends: Places = np.cumsum(lengths)
        self.starts: Places = self.ends - lengths
        digit = (codes >= ord("0")) & (codes <= ord("9"))
        self.sums = _sums(np.where(digit, np.uint32(ord("0")), codes))
        self.wordings: Places = np.maximum(0, lengths - WORDING + 1)

    def of(self, place: int) -> Sums:
        """The wordings of one account in their order."""
        start = self.starts[place]
        return self.sums[start : start + self.wordings[place]]

    def owners(self) -> Iterator[tuple[Sums, NDArray[np.uint64]]]:
        """Wordings with the accounts they stand in, a slice of accounts at a time."""
        first = 0
        while first < len(self.starts):
            last = int(np.searchsorted(self.ends, self.starts[first] + SLICE, side="right"))
            last = max(first + 1, last)
            rows = np.repeat(np.arange(first, last, dtype=np.uint64), self.wordings[first:last])
            yield np.concatenate([self.of(place) for place in range(first, last)]), rows
            first = last

    def covered(self, a: int, b: int, rare: Sums) -> int:
        """How many letters of the shorter account lie in rare wordings that the other has as well."""
        if self.wordings[a] > self.wordings[b]:
            a, b = b, a
        mine = self.of(a)
        place = np.minimum(np.searchsorted(rare, mine), len(rare) - 1)
        shared = np.isin(mine, self.of(b)) & (rare[place] == mine)
        marked = np.zeros(len(mine) + WORDING, np.int32)
        at = np.flatnonzero(shared)
        np.add.at(marked, at, 1)
        np.add.at(marked, at + WORDING, -1)
        return int(np.count_nonzero(np.cumsum(marked)))

    def shorter(self, a: int, b: int) -> int:
        """Letters of the shorter account."""
        return int(min(self.ends[a] - self.starts[a], self.ends[b] - self.starts[b]))


def _sums(codes: NDArray[np.uint32]) -> Sums:
    """A checksum of the letters from each place on; those that run into the next account are never asked for."""
    total = np.zeros(len(codes), np.uint64)
    for step in range(WORDING):
        total[: len(codes) - step] += codes[step:].astype(np.uint64)
        total *= np.uint64(0x9E3779B97F4A7C15)
        total ^= total >> np.uint64(29)
    return (total >> np.uint64(32)).astype(np.uint32)


def _distinct(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The keys in order, each once. By sorting: a table of hashes is ten times slower over so many."""
    keys.sort()
    return keys[_firsts(keys)]


def _firsts(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Where in an ordered row each value stands first."""
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def _rare_and_pairs(cut: _Cut, *, formula: int, least: int) -> tuple[Sums, Places]:
    """The wordings of two to ``formula`` accounts, in order, and the pairs of accounts that share enough of them."""
    keys = [_distinct(sums.astype(np.uint64) << np.uint64(32) | rows) for sums, rows in cut.owners()]
    held = _distinct(np.concatenate(keys)) if len(keys) > 1 else (keys or [np.empty(0, np.uint64)])[0]
    sums, rows = (held >> np.uint64(32)).astype(np.uint32), (held & np.uint64(0xFFFFFFFF)).astype(np.int64)
    begins = np.flatnonzero(_firsts(sums))
    sizes = np.diff(np.r_[begins, len(sums)])
    few = (sizes > 1) & (sizes <= formula)
    rare = sums[begins[few]]
    led = few & (sums[begins] % SAMPLED == 0)
    kept = np.repeat(led, sizes)
    return rare, _pairs(sums[kept], rows[kept], formula=formula, hint=_hint(least))


def _hint(least: int) -> int:
    return max(1, min(HINT, (least - WORDING) // (2 * SAMPLED)))


def _pairs(sums: Sums, rows: Places, *, formula: int, hint: int) -> Places:
    """Rows of (earlier, later, wordings shared) for the accounts that share at least ``hint`` sampled wordings."""
    found = []
    for step in range(1, formula):
        same = sums[step:] == sums[:-step]
        found.append(rows[:-step][same] << 32 | rows[step:][same])
    every = np.sort(np.concatenate(found))
    begins = np.flatnonzero(_firsts(every))
    counts = np.diff(np.r_[begins, len(every)])
    keys, counts = every[begins[counts >= hint]], counts[counts >= hint]
    return np.stack([keys >> 32, keys & 0xFFFFFFFF, counts], axis=1)


def _closest(pairs: Places, accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """For each later account the few earlier ones it shares most with, of those it may have copied from."""
    numbers = {owner: number for number, owner in enumerate(dict.fromkeys(each.owner for each in accounts))}
    owners = np.array([numbers[each.owner] for each in accounts])
    days = np.array([each.day.toordinal() if each.day else 0 for each in accounts])
    a, b = pairs[:, 0], pairs[:, 1]
    yearly = (days[a] > 0) & (days[b] > 0) & (np.abs(days[a] - days[b]) >= YEARLY)
    pairs = pairs[(owners[a] != owners[b]) | yearly]
    pairs = pairs[np.lexsort((pairs[:, 0], -pairs[:, 2], pairs[:, 1]))]
    taken: dict[int, int] = {}
    for earlier, later, _shared in pairs.tolist():
        taken[later] = taken.get(later, 0) + 1
        if taken[later] <= CLOSEST:
            yield earlier, later
