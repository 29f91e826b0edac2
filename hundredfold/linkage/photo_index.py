"""Which pairs of photographs deserve a second look: near hashes, and local features in common.

Knows prints only. It may name a pair too many, for each is looked at again; it should not miss one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.prints import HASH_BYTES, VARIANTS, Print

NEAR = 76
ALL_PAIRS = 3000
BANDS = 16
PROBE_NEAR = 31
LONGEST_BAND = 2000
LONGEST_POSTING = 48
QUERY_CHUNK = 60_000
LEAST_VOTES = 3
BEST_PER_PHOTO = 64

Ints = NDArray[np.int64]
Turns = dict[tuple[int, int], set[int]]


class HashIndex:
    """An exact index of 256-bit hashes, shape (n, 32): every stored hash within a distance is found.

    Up to distance 31 (bits that differ) it looks only where one of sixteen 16-bit bands differs in at most one
    bit, which pigeons cannot avoid; beyond that it goes through all."""

    def __init__(self, hashes: NDArray[np.uint8]) -> None:
        self.hashes = np.ascontiguousarray(hashes, np.uint8).reshape(-1, HASH_BYTES)
        self._words = self.hashes.view(np.uint64)
        bands = self.hashes.view("<u2")
        self._order = np.argsort(bands, axis=0, kind="stable").astype(np.int32)
        self._sorted = np.take_along_axis(bands, self._order, axis=0).T.copy()
        self._flips = np.concatenate([[0], 1 << np.arange(16)]).astype(np.uint16)

    def near(self, wanted: NDArray[np.uint8], distance: int) -> tuple[Ints, Ints]:
        """Places and distances of all stored hashes at most `distance` from one hash (32 bytes), ascending."""
        word = np.ascontiguousarray(wanted, np.uint8).view(np.uint64)
        places = self._probed(wanted) if distance <= PROBE_NEAR else np.arange(len(self._words))
        apart = np.bitwise_count(self._words[places] ^ word).sum(axis=1).astype(np.int64)
        kept = apart <= distance
        return places[kept].astype(np.int64), apart[kept]

    def scan(self, wanted: NDArray[np.uint8], distance: int) -> tuple[Ints, Ints, Ints]:
        """For hashes (m, 32): all (asked, stored, distance) at most `distance` apart, by looking at every one."""
        words = np.ascontiguousarray(wanted, np.uint8).view(np.uint64)
        parts = [_empty()]
        for asked, word in enumerate(words):
            apart = np.bitwise_count(self._words ^ word).sum(axis=1)
            places = np.flatnonzero(apart <= distance)
            parts.append((np.full(len(places), asked), places, apart[places].astype(np.int64)))
        return _joined(parts)

    def join(self, wanted: NDArray[np.uint8]) -> tuple[Ints, Ints, Ints]:
        """For hashes (m, 32): all (asked, stored, distance) at most 31 apart, by their bands, many at once."""
        words, bands = wanted.view(np.uint64), wanted.view("<u2")
        parts = [_empty()]
        for band in range(BANDS):
            for flip in self._flips:
                probe = bands[:, band] ^ flip
                low = np.searchsorted(self._sorted[band], probe, side="left")
                size = np.searchsorted(self._sorted[band], probe, side="right") - low
                size[size > LONGEST_BAND] = 0
                asked = np.repeat(np.arange(len(probe)), size)
                offset = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
                place = self._order[np.repeat(low, size) + offset, band].astype(np.int64)
                apart = np.bitwise_count(words[asked] ^ self._words[place]).sum(axis=1).astype(np.int64)
                near = apart <= PROBE_NEAR
                parts.append((asked[near], place[near], apart[near]))
        asked, place, apart = _joined(parts)
        _, first = np.unique(asked * len(self._words) + place, return_index=True)
        return asked[first], place[first], apart[first]

    def _probed(self, wanted: NDArray[np.uint8]) -> Ints:
        bands = np.ascontiguousarray(wanted, np.uint8).view("<u2")
        found: list[Any] = []
        for band in range(BANDS):
            probes = bands[band] ^ self._flips
            lows = np.searchsorted(self._sorted[band], probes, side="left")
            highs = np.searchsorted(self._sorted[band], probes, side="right")
            found.extend(
                self._order[low:high, band] for low, high in zip(lows, highs, strict=True) if high > low
            )
        return np.unique(np.concatenate(found)).astype(np.int64) if found else np.zeros(0, np.int64)


def _empty() -> tuple[Ints, Ints, Ints]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)


def _joined(parts: list[tuple[Ints, Ints, Ints]]) -> tuple[Ints, Ints, Ints]:
    asked, place, apart = (np.concatenate(column) for column in zip(*parts, strict=True))
    return asked, place, apart


def candidates(prints: Sequence[Print]) -> Turns:
    """Pairs (i < j) of places in `prints`, with the hash variants of i that look like j (often none).

    Flat pictures are never in a pair."""
    lively = np.array([at for at, kept in enumerate(prints) if not kept.is_flat], np.int64)
    pairs: Turns = {}
    if len(lively) < 2:
        return pairs
    for left, right, variant in _near_hashes(np.stack([prints[at].hashes for at in lively])):
        pairs.setdefault((int(lively[left]), int(lively[right])), set()).add(variant)
    for left, right in _shared_features([prints[at].points for at in lively]):
        pairs.setdefault((int(lively[left]), int(lively[right])), set())
    return pairs


def _near_hashes(hashes: NDArray[np.uint8]) -> Iterator[tuple[int, int, int]]:
    """Pairs (earlier, later, variant of the earlier) of near hashes, the nearest few of each photo."""
    index = HashIndex(hashes[:, 0])
    for variant in range(VARIANTS):
        wanted = np.ascontiguousarray(hashes[:, variant])
        asked, place, far = index.join(wanted) if len(hashes) > ALL_PAIRS else index.scan(wanted, NEAR)
        ahead = place > asked
        asked, place, far = asked[ahead], place[ahead], far[ahead]
        order = np.lexsort((place, far, asked))
        asked, place = asked[order], place[order]
        rank = np.arange(len(asked)) - np.searchsorted(asked, asked, side="left")
        kept = rank < BEST_PER_PHOTO
        yield from zip(asked[kept].tolist(), place[kept].tolist(), repeat(variant), strict=False)


def _shared_features(points: Sequence[NDArray[np.void]]) -> Iterator[tuple[int, int]]:
    """Pairs that share several feature codes whose turns and sizes differ alike, plain or mirrored."""
    owner = np.repeat(np.arange(len(points)), [len(each) for each in points])
    every = np.concatenate(points)
    order = np.argsort(every["code"], kind="stable")
    stored = every["code"][order]
    for field in ("code", "mirrored"):
        for start in range(0, len(every), QUERY_CHUNK):
            stop = min(start + QUERY_CHUNK, len(every))
            asked = np.arange(start, stop)
            low = np.searchsorted(stored, every[field][asked], side="left")
            size = np.searchsorted(stored, every[field][asked], side="right") - low
            size[size > LONGEST_POSTING] = 0
            query = np.repeat(asked, size)
            place = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
            hit = order[np.repeat(low, size) + place]
            ahead = owner[query] < owner[hit] if field == "code" else owner[query] != owner[hit]
            yield from _voted(every, owner, query[ahead], hit[ahead], mirrored=field == "mirrored")


def _voted(
    every: NDArray[np.void], owner: Ints, query: Ints, hit: Ints, *, mirrored: bool
) -> Iterator[tuple[int, int]]:
    """Count, for each pair of photos, the matches that agree on one turn and one change of size."""
    if not len(query):
        return
    angle = every["angle"].astype(np.int64)
    turn = angle[hit] + angle[query] if mirrored else angle[hit] - angle[query]
    grown = every["size"][hit].astype(np.int64) - every["size"][query].astype(np.int64)
    pair = owner[query] * (int(owner[-1]) + 1) + owner[hit]
    # A match counts for its own bin and the next, so that no true turn is split by a border between bins.
    bins = [
        ((turn + shift * 8) % 256 // 16) * 64 + (grown + grow * 3) // 6 + 32
        for shift in (0, 1)
        for grow in (0, 1)
    ]
    best: set[int] = set()
    for each in bins:
        keys, votes = np.unique(pair * 1024 + each, return_counts=True)
        best.update((keys[votes >= LEAST_VOTES] // 1024).tolist())
    total = int(owner[-1]) + 1
    for key in sorted(best):
        left, right = divmod(key, total)
        yield (left, right) if left < right else (right, left)
