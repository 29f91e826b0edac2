"""Which photographs share local features that lie alike, and how one is then laid over the other.

Knows the points of prints only. It may name a pair too many, for each is looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LONGEST_POSTING = 48
QUERY_CHUNK = 200_000
LEAST_VOTES = 3
MOST_MATCHES = 64
MOST_GUESSES = 24
BLOCK = 2_000_000
LOOSE, TIGHT = 0.1, 0.025
TURN_NEAR, SIZE_NEAR = 20, 8
LEAST_AGREE = 3
SCALES = (0.2, 5.0)
SPREAD_CELLS = 6

Ints = NDArray[np.int64]
Reals = NDArray[np.float64]
Complex = NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two photographs (`left` < `right`) whose features agree on one similarity.

    `slope` and `shift` are complex: a place x + iy of the left picture, in units of its longest side, lies at
    slope * place + shift in the right one; when `mirrored`, the left picture is mirrored first by x -> -x.
    `agree` counts the features that agree, out of `matched`; `weight` sums how rare they are, and `spread` says
    in how many of six rows or columns they lie, the fewer, in either picture."""

    left: int
    right: int
    mirrored: bool
    slope: complex
    shift: complex
    agree: int
    matched: int
    weight: float
    spread: int


@dataclass(frozen=True, slots=True)
class _Matches:
    """Matches sorted by pair, the rarest codes of each pair first."""

    pair: Ints
    query: Ints
    hit: Ints
    rare: Reals

    def taken(self, kept: Any) -> _Matches:
        return _Matches(self.pair[kept], self.query[kept], self.hit[kept], self.rare[kept])


def shared_points(points: Sequence[NDArray[np.void]]) -> Iterator[Shared]:
    """All pairs of places in `points` that share features lying alike, plain or mirrored."""
    sizes = [len(each) for each in points]
    owner = np.repeat(np.arange(len(points)), sizes)
    if not len(owner):
        return
    every = np.concatenate(points)
    order = np.argsort(every["code"], kind="stable")
    stored = every["code"][order]
    edges = np.concatenate([[0], np.cumsum(sizes)])
    for field in ("code", "mirrored"):
        for start, stop in _chunks(edges):
            low = np.searchsorted(stored, every[field][start:stop], side="left")
            size = np.searchsorted(stored, every[field][start:stop], side="right") - low
            size[size > LONGEST_POSTING] = 0
            query = np.repeat(np.arange(start, stop), size)
            place = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
            hit = order[np.repeat(low, size) + place]
            if field == "mirrored":
                # Each of the two may be the one that is mirrored: both ways are asked, and told as one.
                query, hit = np.where(owner[query] < owner[hit], (query, hit), (hit, query))
            ahead = owner[query] < owner[hit]
            rare = np.log(len(points) + 1) - np.log(np.repeat(np.maximum(size, 1), size))
            pair = owner[query] * len(points) + owner[hit]
            found = _Matches(pair[ahead], query[ahead], hit[ahead], rare[ahead])
            found = _voted(every, found, mirrored=field == "mirrored")
            yield from _agreeing(every, found, len(points), mirrored=field == "mirrored")


def _chunks(edges: Ints) -> Iterator[tuple[int, int]]:
    """Ranges of points, whole photographs each, so that all votes of a pair fall into one."""
    start = 0
    while start < edges[-1]:
        after = int(np.searchsorted(edges, start + QUERY_CHUNK, side="right")) - 1
        stop = int(max(edges[after], edges[np.searchsorted(edges, start, side="right")]))
        yield start, stop
        start = stop


def _voted(every: NDArray[np.void], found: _Matches, *, mirrored: bool) -> _Matches:
    """The matches of those pairs in which several agree on one turn and one change of size."""
    turn, grown = _turn(every, found, mirrored=mirrored), _grown(every, found)
    keep = np.zeros(len(found.pair), np.bool_)
    # A match counts for its own bin and the next, so that no true turn is split by a border between bins.
    for shift in (0, 1):
        for grow in (0, 1):
            bins = ((turn + shift * 8) % 256 // 16) * 64 + (grown + grow * 3) // 6 + 32
            _, back, votes = np.unique(found.pair * 1024 + bins, return_inverse=True, return_counts=True)
            keep |= votes[back] >= LEAST_VOTES
    kept = np.isin(found.pair, np.unique(found.pair[keep]))
    found = found.taken(kept)
    found = found.taken(np.lexsort((-found.rare, found.pair)))
    rank = np.arange(len(found.pair)) - np.searchsorted(found.pair, found.pair, side="left")
    return found.taken(rank < MOST_MATCHES)


def _turn(every: NDArray[np.void], found: _Matches, *, mirrored: bool) -> Ints:
    angle = every["angle"].astype(np.int64)
    asked = 128 - angle[found.query] if mirrored else angle[found.query]
    return (angle[found.hit] - asked) % 256


def _grown(every: NDArray[np.void], found: _Matches) -> Ints:
    return every["size"][found.hit].astype(np.int64) - every["size"][found.query].astype(np.int64)


def _places(every: NDArray[np.void], at: Ints, *, mirrored: bool) -> Complex:
    across = every["x"][at].astype(np.complex128)
    return np.asarray(((-across if mirrored else across) + 1j * every["y"][at]) / 65535, np.complex128)


def _agreeing(every: NDArray[np.void], found: _Matches, photos: int, *, mirrored: bool) -> Iterator[Shared]:
    """For each pair the similarity most matches agree on; each match alone proposes one."""
    if not len(found.pair):
        return
    source, goal = _places(every, found.query, mirrored=mirrored), _places(every, found.hit, mirrored=False)
    turn, grown = _turn(every, found, mirrored=mirrored), _grown(every, found)
    slope = 2.0 ** (grown / 12) * np.exp(2j * np.pi * turn / 256)
    first = np.searchsorted(found.pair, found.pair, side="left")
    count = np.searchsorted(found.pair, found.pair, side="right") - first
    guesses = np.flatnonzero(np.arange(len(first)) - first < MOST_GUESSES)
    best = _best_guess(guesses, (first, count), (source, goal, slope), (turn, grown))
    heads, group = np.unique(first, return_inverse=True)
    chosen = best[heads]
    far = np.abs(slope[chosen][group] * (source - source[chosen][group]) + goal[chosen][group] - goal)
    inside = (far < LOOSE) & _alike(turn, turn[chosen][group], grown, grown[chosen][group])
    for reach in (2 * TIGHT, TIGHT, TIGHT):
        bent, shift = _fit(source, goal, inside, group)
        inside = np.abs(bent[group] * source + shift[group] - goal) < reach
    agree = np.minimum(_distinct(group, found.query, inside), _distinct(group, found.hit, inside))
    weight = np.bincount(group, found.rare * inside)
    matched = np.minimum(_distinct(group, found.query, group >= 0), _distinct(group, found.hit, group >= 0))
    spread = np.min([_spread(group, plane, inside) for plane in (source, goal)], axis=0)
    grows = np.abs(bent)
    good = (agree >= LEAST_AGREE) & (grows > SCALES[0]) & (grows < SCALES[1])
    for at in np.flatnonzero(good).tolist():
        yield Shared(
            *divmod(int(found.pair[heads[at]]), photos),
            mirrored=mirrored,
            slope=complex(bent[at]),
            shift=complex(shift[at]),
            agree=int(agree[at]),
            matched=int(matched[at]),
            weight=float(weight[at]),
            spread=int(spread[at]),
        )


def _best_guess(
    guesses: Ints, span: tuple[Ints, Ints], lie: tuple[Complex, Complex, Complex], bins: tuple[Ints, Ints]
) -> Ints:
    """For the first match of each pair, which match proposes the similarity that most others accept."""
    (first, count), (source, goal, slope), (turn, grown) = span, lie, bins
    votes = np.zeros(len(first), np.int64)
    cuts = np.searchsorted(np.cumsum(count[guesses]), np.arange(BLOCK, int(count[guesses].sum()), BLOCK))
    for block in np.split(guesses, cuts):
        size = count[block]
        asked = np.repeat(block, size)
        other = (
            np.repeat(first[block], size) + np.arange(len(asked)) - np.repeat(np.cumsum(size) - size, size)
        )
        far = np.abs(slope[asked] * (source[other] - source[asked]) + goal[asked] - goal[other])
        fits = (far < LOOSE) & _alike(turn[asked], turn[other], grown[asked], grown[other])
        votes[block] = np.bincount(np.repeat(np.arange(len(block)), size), fits, len(block)).astype(np.int64)
    order = np.lexsort((-votes[guesses], first[guesses]))
    heads, at = np.unique(first[guesses][order], return_index=True)
    best = np.zeros(len(first), np.int64)
    best[heads] = guesses[order][at]
    return best


def _alike(turn: Ints, other_turn: Ints, grown: Ints, other_grown: Ints) -> NDArray[np.bool_]:
    apart = (turn - other_turn + 128) % 256 - 128
    return np.asarray((np.abs(apart) <= TURN_NEAR) & (np.abs(grown - other_grown) <= SIZE_NEAR), np.bool_)


def _fit(source: Complex, goal: Complex, inside: NDArray[np.bool_], group: Ints) -> tuple[Complex, Complex]:
    """The similarity of least squares over the matches `inside`, for each group at once."""
    many = np.maximum(np.bincount(group, inside), 1)
    mid, mid_goal = (_sum(group, plane * inside) / many for plane in (source, goal))
    off, off_goal = (source - mid[group]) * inside, (goal - mid_goal[group]) * inside
    slope = _sum(group, np.conj(off) * off_goal) / np.maximum(np.bincount(group, np.abs(off) ** 2), 1e-9)
    return slope, mid_goal - slope * mid


def _sum(group: Ints, values: Complex) -> Complex:
    return np.bincount(group, values.real) + 1j * np.bincount(group, values.imag)


def _distinct(group: Ints, points: Ints, inside: NDArray[np.bool_]) -> Ints:
    keys = np.unique(np.column_stack([group[inside], points[inside]]), axis=0)
    return np.bincount(keys[:, 0], minlength=int(group.max()) + 1)


def _spread(group: Ints, places: Complex, inside: NDArray[np.bool_]) -> Ints:
    across, down = (np.floor(axis * SPREAD_CELLS).astype(np.int64) for axis in (places.real, places.imag))
    return np.minimum(_distinct(group, across, inside), _distinct(group, down, inside))
