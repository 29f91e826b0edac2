"""Finds reused photographs among many prints: candidates first, then a second look at each pair.

Knows prints and keys; not files, records or units, and it decides nothing about either."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Generic, TypeVar, overload

from hundredfold.linkage.alignment import Look
from hundredfold.linkage.photo_index import candidates
from hundredfold.linkage.prints import Print, fingerprint
from hundredfold.linkage.same_shot import Verdict, judge

__all__ = ["PhotoPair", "Print", "find_reused", "fingerprint"]

Key = TypeVar("Key", bound=Hashable)
Progress = Callable[[int, int], None]
LOOKS_KEPT = 400


@dataclass(frozen=True, slots=True)
class PhotoPair(Generic[Key]):
    """Two photographs that belong together.

    `kind` is `same file` (equal bytes), `same photo` (one shot, whatever was done to it) or `same scene` (two
    shots of one place). `score` from 0 to 1. `grounds` are codes with params for `photo_words.say`."""

    a: Key
    b: Key
    kind: str
    score: float
    grounds: tuple[tuple[str, dict[str, Any]], ...] = field(default=())


def find_reused(
    prints: Sequence[tuple[Key, Print]],
    *,
    digests: Sequence[str] | None = None,
    progress: Progress | None = None,
    among: Collection[Key] | None = None,
) -> list[PhotoPair[Key]]:
    """All pairs of photographs that are one file, one photo or one scene, in the order of `prints`.

    `digests`, one per print, are SHA-256 sums of the files; equal ones are the same file and are looked at
    once. `prints` may read each print from a file when asked for it: what is held here are hashes and points, some
    3 kB a photograph. `progress(done, total)` is told of each pair looked at. Black and blank pictures are never
    paired. With `among` only pairs with one side at least among those keys are looked at and told."""
    groups = _groups(prints, digests)
    asked = None if among is None else {at for at, (key, _) in enumerate(prints) if key in among}
    asked_groups = None if asked is None else {at for at, group in enumerate(groups) if asked & set(group)}
    found = {
        pair: Verdict("same file", 1.0, (("same_file", {}),))
        for group in groups
        if len(group) > 1 and not prints[group[0]][1].is_flat
        for pair in combinations(group, 2)
    }
    for left, right, verdict in _judged(_Firsts(prints, groups), asked_groups, progress):
        for one in groups[left]:
            for other in groups[right]:
                found[min(one, other), max(one, other)] = verdict
    return [
        PhotoPair(prints[a][0], prints[b][0], verdict.kind, verdict.score, verdict.grounds)
        for (a, b), verdict in sorted(found.items(), key=lambda pair: pair[0])
        if asked is None or a in asked or b in asked
    ]


def _groups(prints: Sequence[tuple[Key, Print]], digests: Sequence[str] | None) -> list[list[int]]:
    """Places of the prints, those of one file together."""
    if digests is None:
        return [[at] for at in range(len(prints))]
    by_digest: dict[str, list[int]] = {}
    for at, digest in enumerate(digests):
        by_digest.setdefault(digest, []).append(at)
    return list(by_digest.values())


def _judged(
    prints: Sequence[Print], among: Set[int] | None, progress: Progress | None
) -> Iterator[tuple[int, int, Verdict]]:
    found = candidates(prints)
    pairs = [(pair, found[pair]) for pair in sorted(found) if among is None or not among.isdisjoint(pair)]
    looks = _Looks(prints)
    for done, ((left, right), guesses) in enumerate(pairs, start=1):
        verdict = judge(looks[left], looks[right], guesses)
        if progress is not None:
            progress(done, len(pairs))
        if verdict.kind != "different":
            yield left, right, verdict


class _Firsts(Sequence[Print]):
    """The print of the first photograph of each group, fetched when asked for."""

    def __init__(self, prints: Sequence[tuple[Key, Print]], groups: Sequence[Sequence[int]]) -> None:
        self._prints, self._groups = prints, groups

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, at: int) -> Print: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Print]: ...
    def __getitem__(self, at: int | slice) -> Print | Sequence[Print]:
        if isinstance(at, slice):
            return _Firsts(self._prints, self._groups[at])
        return self._prints[self._groups[at][0]][1]


class _Looks:
    """Opened prints, the latest few hundred kept: pairs come sorted, so most are asked for again at once."""

    def __init__(self, prints: Sequence[Print]) -> None:
        self._prints = prints
        self._kept: OrderedDict[int, Look] = OrderedDict()

    def __getitem__(self, at: int) -> Look:
        if at not in self._kept:
            self._kept[at] = Look(self._prints[at])
            if len(self._kept) > LOOKS_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(at)
        return self._kept[at]
