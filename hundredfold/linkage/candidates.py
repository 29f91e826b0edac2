"""Which pairs deserve a look: rows that share something rare, near in time. Knows no probabilities.

Weights are whole numbers and equal ones are told apart by what they belong to, never by where they lie: so a part of
the ledger looked at by itself, on another machine, gives what the whole gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hundredfold.linkage.prepared import NO_DAY, Ledger
from hundredfold.linkage.ragged import Bools, Floats, Ints, Ragged
from hundredfold.linkage.rows import KINDS

FORTNIGHT = 14
# Sorted-neighbour reach inside a posting that is too long to be paired in full.
REACH = 2
# How many meetings of rows are laid out at once.
ROOM = 2_000_000
# Degrees of a square on the map, about a hundred metres.
CELL = 0.001
EVENT = KINDS.index("event")
# A weight of 1 as a whole number; sums of whole numbers come out the same in any order.
ONE = 1 << 20


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the search goes: the longest posting paired in full, then limits per row."""

    posting: int = 60
    postings_per_row: int = 48
    near: int = 40
    kept: int = 12


def nearest(ledger: Ledger, reach: Reach = Reach()) -> tuple[Ints, Ints, Floats]:
    """Pairs (left < right) with the weight of what they share, at most `reach.near` sought per row."""
    row, key, gain, size = _shared(ledger)
    keep = rarest_keys(row, key, gain, size, reach)
    return closest(*in_order(row[keep], key[keep], gain[keep], reach), reach, ledger.kind)


def closest(
    row: Ints, key: Ints, weight: Ints, size: Ints, reach: Reach, kind: Ints
) -> tuple[Ints, Ints, Floats]:
    """What `meetings`, `summed` and `best_per_row` give for entries sorted by key, a few rows at a time: memory stays
    flat however alike the rows are."""
    total = len(kind)
    by_row = np.argsort(row, kind="stable")
    many = np.where(size <= reach.posting, size, 2 * REACH)[by_row]
    room = np.cumsum(many) // ROOM
    # A new part begins with the first entry of a row, so that each row's meetings are seen together.
    first = (
        np.concatenate([[True], row[by_row][1:] != row[by_row][:-1]]) if len(row) else np.zeros(0, np.bool_)
    )
    begins, of_first = np.flatnonzero(first), room[first]
    cuts = begins[np.concatenate([[True], of_first[1:] != of_first[:-1]])] if len(begins) else begins
    opening = _opening(key)
    parts = []
    for entries in np.split(by_row, cuts[1:]) if len(cuts) else []:
        one, other = _met(entries, opening, size, row, reach)
        alike = (row[one] != row[other]) & (kind[row[one]] == kind[row[other]])
        one, other = one[alike], other[alike]
        code, shared = _added(row[one] * total + row[other], np.minimum(weight[one], weight[other]))
        near = first_in_row(code // total, shared, code % total, limit=reach.near)
        parts.append((code[near], shared[near]))
    if not parts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    code, shared = (np.concatenate(part) for part in zip(*parts, strict=True))
    left, right = np.minimum(code // total, code % total), np.maximum(code // total, code % total)
    code, at = np.unique(left * total + right, return_index=True)
    return code // total, code % total, shared[at] / ONE


def _opening(key: Ints) -> Ints:
    """Where the run of each entry begins."""
    if not len(key):
        return np.zeros(0, dtype=np.int64)
    starts, sizes = _runs(key)
    return np.repeat(starts, sizes)


def _met(entries: Ints, opening: Ints, size: Ints, row: Ints, reach: Reach) -> tuple[Ints, Ints]:
    """Each of the entries beside every other of its posting, or beside its next neighbours in a long one."""
    short = size[entries] <= reach.posting
    some = entries[short]
    one = np.repeat(some, size[some])
    ends = np.cumsum(size[some])
    other = np.arange(len(one)) - np.repeat(ends - size[some], size[some]) + opening[one]
    long = entries[~short]
    for step in (*range(-REACH, 0), *range(1, REACH + 1)):
        there = long + step
        inside = (there >= opening[long]) & (there < opening[long] + size[long])
        one, other = np.concatenate([one, long[inside]]), np.concatenate([other, there[inside]])
    return one, other


def _shared(ledger: Ledger) -> tuple[Ints, Ints, Ints, Ints]:
    """The keys that rows share, sorted, one sort of token after the other: lonely ones never lie side by side."""
    everyone = range(len(ledger))
    parts = [shared_keys(*keys_of([sort], ledger, everyone), len(ledger)) for sort in tokens_of(ledger)]
    row, key, gain, size = (np.concatenate(part) for part in zip(*parts, strict=True))
    return row, key, gain, size


def best_per_row(left: Ints, right: Ints, score: Floats, *, limit: int) -> Bools:
    """Marks each pair that is among the `limit` best of either side."""
    row, other = np.concatenate([left, right]), np.concatenate([right, left])
    good = first_in_row(row, whole(np.concatenate([score, score])), other, limit=limit)
    kept: Bools = good[: len(left)] | good[len(left) :]
    return kept


def whole(weight: Floats) -> Ints:
    """Weights as whole numbers, a millionth the finest step."""
    return np.rint(weight * ONE).astype(np.int64)


def first_in_row(row: Ints, score: Ints, name: Ints, *, limit: int) -> Bools:
    """Marks the `limit` best entries of each row; of equal ones those with the lesser name."""
    if not len(row):
        return np.zeros(0, dtype=np.bool_)
    top = score.max()
    code = row * (int(top - score.min()) + 1) + (top - score)
    order = np.argsort(code)
    starts, sizes = _runs(row[order])
    rank = np.arange(len(row)) - np.repeat(starts, sizes)
    first, equal = _runs(code[order])
    # Only where equal entries lie across the limit does it matter which of them come first.
    across = np.repeat((rank[first] < limit) & (rank[first] + equal > limit), equal)
    tied = order[across]
    order[across] = tied[np.lexsort((name[tied], code[tied]))]
    kept = np.zeros(len(row), dtype=np.bool_)
    kept[order[rank < limit]] = True
    return kept


def _runs(key: Ints) -> tuple[Ints, Ints]:
    """Where each run of equal values begins and how long it is."""
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return starts, np.diff(np.append(starts, len(key)))


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


@dataclass(frozen=True, slots=True)
class Tokens:
    """Lists of one sort: how much one of them counts, and at which levels of time; `base` sets apart its values."""

    lists: Ragged
    weight: float
    times: int
    base: int


def tokens_of(ledger: Ledger) -> list[Tokens]:
    """All that rows may share."""
    every = ANY_TIME | FORTNIGHTS | ONE_DAY
    sorts = [
        (_rarest(ledger.residue, 8), 1.0, every),
        (_rarest(ledger.venue, 4), 0.6, FORTNIGHTS | ONE_DAY),
        (ledger.told_sites, 1.5, every),
        (_organisations(ledger), 1.5, every),
        (ledger.numbers, 1.2, ANY_TIME | ONE_DAY),
        (_heads(ledger), 1.5, every),
        (ledger.photos, 4.0, ANY_TIME),
        (_rarest(_rare(ledger.summary), 10), 0.7, ANY_TIME | ONE_DAY),
        (_links(ledger), 4.0, ANY_TIME),
        (_named_by_unit(ledger), 2.0, ANY_TIME),
        (_cells(ledger), 3.0, ANY_TIME),
    ]
    found, base = [], 0
    for lists, weight, times in sorts:
        found.append(Tokens(lists, weight, times, base))
        base += int(lists.values.max(initial=-1)) + 1
    return found


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


def _named_by_unit(ledger: Ledger) -> Ragged:
    """Of members and things: the unit with each rare bigram of the name, so that one unit's own variants meet."""
    names = _rarest(ledger.title, 8)
    owner = names.owners()
    chosen = (ledger.kind[owner] != EVENT) & (ledger.unit[owner] >= 0)
    owner, gram = owner[chosen], names.values[chosen]
    _, number = np.unique(ledger.unit[owner] * (int(gram.max(initial=0)) + 1) + gram, return_inverse=True)
    return _gather(owner, number.astype(np.int64), len(ledger))


def _cells(ledger: Ledger) -> Ragged:
    """Of members and things on the map: squares of about a hundred metres, laid four times, half a square apart."""
    here = np.flatnonzero((ledger.kind != EVENT) & ~np.isnan(ledger.lat) & ~np.isnan(ledger.lon))
    owner, square = [], []
    for way, (north, east) in enumerate(((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5))):
        row = np.floor(ledger.lat[here] / CELL + north).astype(np.int64) + 200_000
        column = np.floor(ledger.lon[here] / CELL + east).astype(np.int64) + 400_000
        owner.append(here)
        square.append((row * 1_000_000 + column) * 4 + way)
    _, number = np.unique(np.concatenate(square), return_inverse=True)
    return _gather(np.concatenate(owner), number.astype(np.int64), len(ledger))


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


def keys_of(tokens: Sequence[Tokens], ledger: Ledger, rows: range) -> tuple[Ints, Ints, Floats]:
    """Every token of some rows at its levels of time, as one number each.

    The day also with its month swapped, and as the account tells it.
    """
    span = int(max(column.max(initial=0) for column in (ledger.start, ledger.swapped, ledger.told))) + 2
    rows_here = slice(rows.start, rows.stop)
    told: list[Ints] = []
    keys: list[Ints] = []
    weights: list[Floats] = []
    for sort in tokens:
        lists = sort.lists
        owner = np.repeat(np.arange(rows.start, rows.stop), lists.sizes[rows_here])
        values = lists.values[lists.offsets[rows.start] : lists.offsets[rows.stop]]
        alone = (values + sort.base) * (4 * span)
        days = ledger.start[owner], ledger.swapped[owner], ledger.told[owner]
        for key, mask, factor in _levels(alone, *days, span, sort.times):
            told.append(owner[mask])
            keys.append(key[mask])
            weights.append(np.full(int(mask.sum()), sort.weight * factor))
    return np.concatenate(told), np.concatenate(keys), np.concatenate(weights)


def _levels(
    alone: Ints, day: Ints, swapped: Ints, told: Ints, span: int, times: int
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
        yield alone + 3 * span + told, (told != NO_DAY) & (told != day) & (told != swapped), 1.0


def shared_keys(row: Ints, key: Ints, weight: Floats, total: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Sorted by key and without lonely ones: row, key, how much it counts by its rarity, size of its posting."""
    order = np.argsort(key)
    row, key, weight = row[order], key[order], weight[order]
    size = _run_sizes(key)
    keep = size > 1
    size = size[keep]
    return row[keep], key[keep], whole(weight[keep] * np.log((total + 1.0) / size)), size


def rarest_keys(row: Ints, key: Ints, gain: Ints, size: Ints, reach: Reach) -> Bools:
    """Marks the keys that count most in each row; those with long postings come after all others."""
    preferred = gain - np.where(size > reach.posting, 100 * ONE, 0)
    return first_in_row(row, preferred, key, limit=reach.postings_per_row)


def in_order(row: Ints, key: Ints, gain: Ints, reach: Reach) -> tuple[Ints, Ints, Ints, Ints]:
    """Of entries sorted by key the same with the size of each posting; in long ones, where rows meet neighbours only,
    the rows ascend."""
    size = _run_sizes(key)
    among = np.flatnonzero(size > reach.posting)
    order = np.arange(len(key))
    order[among] = among[np.lexsort((row[among], key[among]))]
    return row[order], key[order], gain[order], size


def _run_sizes(key: Ints) -> Ints:
    if not len(key):
        return np.zeros(0, dtype=np.int64)
    _, sizes = _runs(key)
    return np.repeat(sizes, sizes)


def meetings(row: Ints, key: Ints, weight: Ints, size: Ints, reach: Reach) -> tuple[Ints, Ints, Ints]:
    """All pairs of a short posting; in a long one each row meets its next few neighbours only."""
    left, right, gain = [], [], []
    for step in range(1, reach.posting):
        near = (size <= reach.posting) if step > REACH else np.ones(len(size), dtype=np.bool_)
        head = np.flatnonzero(near[:-step] & (key[:-step] == key[step:]))
        if not len(head) and step > REACH:
            break
        left.append(row[head])
        right.append(row[head + step])
        gain.append(np.minimum(weight[head], weight[head + step]))
    if not left:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    return np.concatenate(left), np.concatenate(right), np.concatenate(gain)


def summed(left: Ints, right: Ints, gain: Ints, total: int) -> tuple[Ints, Ints, Ints]:
    """Each pair once, the lesser row first, in order, with all it shares."""
    code, gain = _added(np.minimum(left, right) * total + np.maximum(left, right), gain)
    apart = code // total != code % total
    return code[apart] // total, code[apart] % total, gain[apart]


def _added(code: Ints, gain: Ints) -> tuple[Ints, Ints]:
    """Each code once, in order, with the sum of what belongs to it."""
    if not len(code):
        return code, gain
    order = np.argsort(code)
    code, gain = code[order], gain[order]
    starts, _ = _runs(code)
    return code[starts], np.add.reduceat(gain, starts)
