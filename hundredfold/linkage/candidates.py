"""Which pairs deserve a look: rows that share something rare, near in time. Knows no probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hundredfold.linkage.prepared import NO_DAY, Ledger
from hundredfold.linkage.ragged import Bools, Floats, Ints, Ragged

FORTNIGHT = 14
# Sorted-neighbour reach inside a posting that is too long to be paired in full.
REACH = 2


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the search goes: the longest posting paired in full, then limits per row."""

    posting: int = 60
    postings_per_row: int = 48
    near: int = 40
    kept: int = 12


def nearest(ledger: Ledger, reach: Reach = Reach()) -> tuple[Ints, Ints, Floats]:
    """Pairs (left < right) with the weight of what they share, at most `reach.near` sought per row."""
    row, key, weight = _keys(ledger)
    row, key, weight, size = _postings(row, key, weight, reach, len(ledger))
    left, right, gain = _pairs(row, key, weight, size, reach)
    left, right, gain = _summed(left, right, gain, len(ledger))
    same_kind = ledger.kind[left] == ledger.kind[right]
    left, right, gain = left[same_kind], right[same_kind], gain[same_kind]
    keep = best_per_row(left, right, gain, limit=reach.near)
    return left[keep], right[keep], gain[keep]


def best_per_row(left: Ints, right: Ints, score: Floats, *, limit: int) -> Bools:
    """Marks each pair that is among the `limit` best of either side."""
    row = np.concatenate([left, right])
    good = rank_in_row(row, np.concatenate([score, score])) < limit
    kept: Bools = good[: len(left)] | good[len(left) :]
    return kept


def rank_in_row(row: Ints, score: Floats) -> Ints:
    """The place of each entry among those of its row, best score first, from 0."""
    if not len(row):
        return np.zeros(0, dtype=np.int64)
    span = float(np.ptp(score)) + 1.0
    order = np.argsort(row * span - (score - score.min()))
    sorted_row = row[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_row[1:] != sorted_row[:-1]]))
    rank = np.zeros(len(row), dtype=np.int64)
    rank[order] = np.arange(len(row)) - np.repeat(starts, np.diff(np.append(starts, len(row))))
    return rank


# Levels of time at which a token is shared: at any time, in one of two overlapping fortnights, on the day.
ANY_TIME, FORTNIGHTS, ONE_DAY = 1, 2, 4


def _tokens(ledger: Ledger) -> list[tuple[Ragged, float, int]]:
    """What rows may share: lists, how much one of them counts, and at which levels of time."""
    every = ANY_TIME | FORTNIGHTS | ONE_DAY
    return [
        (_rarest(ledger.residue, 8), 1.0, every),
        (_rarest(ledger.venue, 4), 0.6, FORTNIGHTS | ONE_DAY),
        (ledger.told_sites, 1.5, every),
        (_organisations(ledger), 1.5, every),
        (ledger.numbers, 1.2, ANY_TIME | ONE_DAY),
        (_heads(ledger), 1.5, every),
        (ledger.photos, 4.0, ANY_TIME),
        (_rarest(_rare(ledger.summary), 10), 0.7, ANY_TIME | ONE_DAY),
        (_links(ledger), 4.0, ANY_TIME),
    ]


def _organisations(ledger: Ledger) -> Ragged:
    """The telling unit, its co-units and whoever is named, as one list."""
    rows = np.arange(len(ledger))
    known = ledger.unit >= 0
    owner = np.concatenate([rows[known], ledger.co_units.owners(), ledger.mentions.owners()])
    value = np.concatenate([ledger.unit[known], ledger.co_units.values, ledger.mentions.values])
    return _gather(owner, value, len(ledger))


def _gather(owner: Ints, value: Ints, size: int) -> Ragged:
    span = int(value.max(initial=0)) + 1
    code = np.unique(owner * span + value)
    offsets = np.searchsorted(code, np.arange(size + 1) * span)
    return Ragged(code % span, offsets)


def _heads(ledger: Ledger) -> Ragged:
    rows = np.flatnonzero(ledger.head >= 10)
    return _gather(rows, np.minimum(ledger.head[rows], 10**6), len(ledger))


def _links(ledger: Ledger) -> Ragged:
    rows = np.flatnonzero(ledger.links >= 0)
    return _gather(rows, ledger.links[rows], len(ledger))


def _rare(summary: Ragged, limit: int = 60) -> Ragged:
    """Only bigrams of summaries that few rows use: the rest of a summary leads everywhere."""
    uses = np.bincount(summary.values, minlength=1)[summary.values]
    return _kept(summary, (uses >= 2) & (uses <= limit))


def _rarest(lists: Ragged, limit: int) -> Ragged:
    """The heaviest values of each row that some other row has too."""
    shared = _kept(lists, np.bincount(lists.values, minlength=1)[lists.values] >= 2)
    return _kept(shared, rank_in_row(shared.owners(), shared.weights) < limit)


def _kept(lists: Ragged, keep: Bools) -> Ragged:
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(keep)])[lists.offsets]
    return Ragged(lists.values[keep], offsets, lists.weights[keep])


def _keys(ledger: Ledger) -> tuple[Ints, Ints, Floats]:
    """Every token at its levels of time (the day also with month and day swapped), as one number each."""
    span = int(max(ledger.start.max(initial=0), ledger.swapped.max(initial=0))) + 2
    rows: list[Ints] = []
    keys: list[Ints] = []
    weights: list[Floats] = []
    base = 0
    for lists, weight, times in _tokens(ledger):
        owner = lists.owners()
        alone = (lists.values + base) * (4 * span)
        base += int(lists.values.max(initial=-1)) + 1
        for key, mask, factor in _levels(alone, ledger.start[owner], ledger.swapped[owner], span, times):
            rows.append(owner[mask])
            keys.append(key[mask])
            weights.append(np.full(int(mask.sum()), weight * factor))
    return np.concatenate(rows), np.concatenate(keys), np.concatenate(weights)


def _levels(
    alone: Ints, day: Ints, swapped: Ints, span: int, times: int
) -> Iterator[tuple[Ints, Bools, float]]:
    known = day != NO_DAY
    if times & ANY_TIME:
        yield alone, np.ones(len(day), dtype=np.bool_), 0.6
    if times & FORTNIGHTS:
        yield alone + span + day // FORTNIGHT, known, 0.8
        yield alone + 2 * span + (day + FORTNIGHT // 2) // FORTNIGHT, known, 0.8
    if times & ONE_DAY:
        yield alone + 3 * span + day, known, 1.2
        yield alone + 3 * span + swapped, swapped != NO_DAY, 0.8


def _postings(
    row: Ints, key: Ints, weight: Floats, reach: Reach, total: int
) -> tuple[Ints, Ints, Floats, Ints]:
    """Sorted by key, with the size of each posting; lonely keys go, and of each row the rarest stay."""
    order = np.argsort(key)
    row, key, weight = row[order], key[order], weight[order]
    size = _run_sizes(key)
    keep = size > 1
    row, key, weight, size = row[keep], key[keep], weight[keep], size[keep]
    weight = weight * np.log((total + 1.0) / size)
    preferred = weight - np.where(size > reach.posting, 100.0, 0.0)
    keep = rank_in_row(row, preferred) < reach.postings_per_row
    return row[keep], key[keep], weight[keep], _run_sizes(key[keep])


def _run_sizes(key: Ints) -> Ints:
    if not len(key):
        return np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    sizes = np.diff(np.append(starts, len(key)))
    return np.repeat(sizes, sizes)


def _pairs(row: Ints, key: Ints, weight: Floats, size: Ints, reach: Reach) -> tuple[Ints, Ints, Floats]:
    """All pairs of a short posting; in a long one each row meets its next few neighbours only."""
    left, right, gain = [], [], []
    for step in range(1, reach.posting):
        near = (size <= reach.posting) if step > REACH else np.ones(len(size), dtype=np.bool_)
        head = np.flatnonzero(near[:-step] & (key[:-step] == key[step:]))
        if not len(head) and step > REACH:
            break
        left.append(row[head])
        right.append(row[head + step])
        gain.append(weight[head])
    if not left:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    return np.concatenate(left), np.concatenate(right), np.concatenate(gain)


def _summed(left: Ints, right: Ints, gain: Floats, total: int) -> tuple[Ints, Ints, Floats]:
    code = np.minimum(left, right) * total + np.maximum(left, right)
    apart = left != right
    code, gain = code[apart], gain[apart]
    order = np.argsort(code)
    code, gain = code[order], gain[order]
    if not len(code):
        return code, code, gain
    starts = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    codes = code[starts]
    return codes // total, codes % total, np.add.reduceat(gain, starts)
