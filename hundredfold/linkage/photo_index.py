"""Which pairs of photographs deserve a second look: near hashes, and local features in common.

Knows prints only. It may name a pair too many, for each is looked at again; it should not miss one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.prints import HASH_BYTES, VARIANTS, Print
from hundredfold.linkage.shared_points import Shared, shared_points

NEAR = 76
ALL_PAIRS = 3000
BANDS = 16
PROBE_NEAR = 31
LONGEST_BAND = 2000
BEST_PER_PHOTO = 24

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Guesses:
    """Why two photos may belong together: variants (0 to 7) of the earlier whose hash is near, shared points."""

    turns: list[int] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)


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


def candidates(prints: Sequence[Print]) -> dict[tuple[int, int], Guesses]:
    """Pairs (i < j) of places in `prints`, with what made us think of them: hash variants or shared points.

    Flat pictures are never in a pair. Of each photo the nearest few by hash and the strongest few by rare
    shared points are kept, so that the pairs grow with the photos and not with their square."""
    lively: list[int] = []
    hashes: list[NDArray[np.uint8]] = []
    points: list[NDArray[np.void]] = []
    for at, kept in enumerate(prints):
        if not kept.is_flat:
            lively.append(at)
            # Copies: a print read from a file would otherwise hold on to all its bytes.
            hashes.append(kept.hashes.copy())
            points.append(kept.points.copy())
    pairs: dict[tuple[int, int], Guesses] = {}
    if len(lively) < 2:
        return pairs
    for left, right, variant in _near_hashes(np.stack(hashes)):
        pairs.setdefault((lively[left], lively[right]), Guesses()).turns.append(variant)
    found = list(shared_points(points))
    for each in _strongest(found):
        pairs.setdefault((lively[each.left], lively[each.right]), Guesses()).shared.append(each)
    return pairs


def _strongest(found: list[Shared]) -> list[Shared]:
    """Those among the best few of one of their two photos."""
    seen: Counter[int] = Counter()
    kept = []
    for each in sorted(found, key=lambda shared: (-shared.weight, shared.left, shared.right)):
        if min(seen[each.left], seen[each.right]) < BEST_PER_PHOTO:
            kept.append(each)
        seen.update((each.left, each.right))
    return kept


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
