"""Which pairs deserve a look: rows that share something rare, near in time. Knows no probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hundredfold.linkage.prepared import NO_DAY, Ledger
from hundredfold.linkage.ragged import Bools, Floats, Ints, Ragged

FORTNIGHT = 14
# Sorted-neighbour reach inside a posting that is too long to be paired in full.
REACH = 2


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the search goes: longest posting paired in full, postings kept per row, near rows and final pairs per row."""

    posting: int = 40
    postings_per_row: int = 32
    near: int = 24
    kept: int = 8


@dataclass(frozen=True, slots=True)
class _Tokens:
    row: Ints
    token: Ints
    weight: Floats


def nearest(ledger: Ledger, reach: Reach = Reach()) -> tuple[Ints, Ints, Floats]:
    """Pairs (left < right) with the weight of what they share, at most `reach.near` sought per row."""
    tokens = _tokens(ledger)
    row, key, weight = _dated(ledger, tokens)
    row, key, weight, size = _postings(row, key, weight, reach, len(ledger))
    left, right, gain = _pairs(row, key, weight, size, reach)
    left, right, gain = _summed(left, right, gain, len(ledger))
    same_kind = ledger.kind[left] == ledger.kind[right]
    left, right, gain = left[same_kind], right[same_kind], gain[same_kind]
    keep = best_per_row(left, right, gain, limit=reach.near)
    return left[keep], right[keep], gain[keep]


def best_per_row(left: Ints, right: Ints, score: Floats, *, limit: int) -> Bools:
    """Marks each pair that is among the `limit` best of either side; ties fall to the earlier pair."""
    if not len(left):
        return np.zeros(0, dtype=np.bool_)
    row = np.concatenate([left, right])
    order = np.lexsort((-np.concatenate([score, score]), row))
    sorted_row = row[order]
    first = np.flatnonzero(np.concatenate([[True], sorted_row[1:] != sorted_row[:-1]]))
    rank = np.arange(len(row)) - np.repeat(first, np.diff(np.append(first, len(row))))
    good = np.zeros(len(row), dtype=np.bool_)
    good[order] = rank < limit
    kept: Bools = good[: len(left)] | good[len(left) :]
    return kept


def _tokens(ledger: Ledger) -> _Tokens:
    """What rows may share, in one number space; each source has a weight of its own."""
    sources: list[tuple[Ragged, float]] = [
        (ledger.residue, 1.0),
        (ledger.venue, 0.6),
        (ledger.told_sites, 1.5),
        (_organisations(ledger), 1.5),
        (ledger.numbers, 1.2),
        (_heads(ledger), 1.5),
        (ledger.photos, 4.0),
        (_rare(ledger.summary), 0.7),
        (_links(ledger), 4.0),
    ]
    rows, tokens, weights, base = [], [], [], 0
    for source, weight in sources:
        rows.append(source.owners())
        tokens.append(source.values + base)
        weights.append(np.full(len(source.values), weight))
        base += int(source.values.max(initial=-1)) + 1
    return _Tokens(np.concatenate(rows), np.concatenate(tokens), np.concatenate(weights))


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
    keep = (uses >= 2) & (uses <= limit)
    offsets = np.concatenate([[0], np.cumsum(keep)])[summary.offsets]
    return Ragged(summary.values[keep], offsets)


def _dated(ledger: Ledger, tokens: _Tokens) -> tuple[Ints, Ints, Floats]:
    """Each token alone, within two overlapping fortnights, and on its day (and the day with month and day swapped)."""
    day = ledger.start[tokens.row]
    known = day != NO_DAY
    span = int(max(ledger.start.max(initial=0), ledger.swapped.max(initial=0))) + 2
    alone = tokens.token * (4 * span)
    swapped = ledger.swapped[tokens.row]
    levels: list[tuple[Ints, Bools, float]] = [
        (alone, np.ones(len(day), dtype=np.bool_), 0.6),
        (alone + span + day // FORTNIGHT, known, 0.8),
        (alone + 2 * span + (day + FORTNIGHT // 2) // FORTNIGHT, known, 0.8),
        (alone + 3 * span + day, known, 1.2),
        (alone + 3 * span + swapped, swapped != NO_DAY, 0.8),
    ]
    row = np.concatenate([tokens.row[mask] for _, mask, _ in levels])
    key = np.concatenate([key[mask] for key, mask, _ in levels])
    weight = np.concatenate([tokens.weight[mask] * factor for _, mask, factor in levels])
    return row, key, weight


def _postings(
    row: Ints, key: Ints, weight: Floats, reach: Reach, total: int
) -> tuple[Ints, Ints, Floats, Ints]:
    """Sorted by key, with the size of each key's posting; lonely ones go, and of each row only the rarest stay."""
    order = np.lexsort((row, key))
    row, key, weight = row[order], key[order], weight[order]
    size = _run_sizes(key)
    keep = size > 1
    row, key, weight, size = row[keep], key[keep], weight[keep], size[keep]
    weight = weight * np.log((total + 1.0) / size)
    by_row = np.lexsort((-weight, size > reach.posting, row))
    sorted_row = row[by_row]
    first = (
        np.concatenate([[True], sorted_row[1:] != sorted_row[:-1]])
        if len(row)
        else np.zeros(0, dtype=np.bool_)
    )
    starts = np.flatnonzero(first)
    rank = np.arange(len(row)) - np.repeat(starts, np.diff(np.append(starts, len(row))))
    keep = np.zeros(len(row), dtype=np.bool_)
    keep[by_row] = rank < reach.postings_per_row
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
    order = np.argsort(code, kind="stable")
    code, gain = code[order], gain[order]
    if not len(code):
        return code, code, gain
    starts = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    codes = code[starts]
    return codes // total, codes % total, np.add.reduceat(gain, starts)
