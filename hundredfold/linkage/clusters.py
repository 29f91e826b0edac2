"""Pairs joined into deeds without chaining strangers together. Knows ids and probabilities only."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

# A pair that was never scored counts as this probability between two groups: weak, but no veto by itself.
UNSEEN = 0.2
SURE = 40.0


class Likely(Protocol):
    """A pair with a probability; `is_copy` when one is the other, word for word, filed again."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def probability(self) -> float: ...
    @property
    def is_copy(self) -> bool: ...


def join(pairs: Iterable[Likely], *, threshold: float, unseen: float = UNSEEN) -> list[tuple[str, ...]]:
    """Groups of two or more ids, each a deed, in order of first appearance.

    Pairs are taken from the surest down. Two groups join only if the average log-odds of all pairs between them,
    unscored ones at `unseen`, stay above even: one bridge between two crowds is not enough. Copies join first and
    count as one.
    """
    known = sorted(pairs, key=lambda pair: -pair.probability)
    seen: dict[str, int] = {}
    for pair in known:
        seen.setdefault(pair.a, len(seen))
        seen.setdefault(pair.b, len(seen))
    groups = _Groups(seen, math.log(unseen / (1 - unseen)))
    for pair in known:
        groups.link(pair.a, pair.b, _odds(pair.probability))
    sure = [pair for pair in known if pair.probability >= threshold]
    for pair in sorted(sure, key=lambda pair: not pair.is_copy):
        groups.try_merge(pair.a, pair.b, copy=pair.is_copy)
    return groups.listed(seen)


def _odds(probability: float) -> float:
    if probability >= 1.0:
        return SURE
    return max(-SURE, min(SURE, math.log(max(probability, 1e-12) / (1 - probability))))


class _Groups:
    """Groups with the summed log-odds and number of scored pairs between any two that touch."""

    def __init__(self, names: Iterable[str], unseen: float) -> None:
        self.root = {name: name for name in names}
        self.members = {name: [name] for name in self.root}
        self.voices = dict.fromkeys(self.root, 1)
        self.bonds: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self.unseen = unseen

    def find(self, name: str) -> str:
        while self.root[name] != name:
            self.root[name] = self.root[self.root[name]]
            name = self.root[name]
        return name

    def link(self, one: str, other: str, odds: float) -> None:
        for here, there in ((one, other), (other, one)):
            total, count = self.bonds[here].get(there, (0.0, 0))
            self.bonds[here][there] = (total + odds, count + 1)

    def try_merge(self, one: str, other: str, *, copy: bool) -> None:
        keep, gone = self.find(one), self.find(other)
        if keep == gone:
            return
        total, count = self.bonds[keep][gone]
        voices = self.voices[keep], self.voices[gone]
        if not copy and total + max(0, voices[0] * voices[1] - count) * self.unseen <= 0:
            return
        if len(self.bonds[keep]) < len(self.bonds[gone]):
            keep, gone = gone, keep
        self._absorb(keep, gone)
        self.voices[keep] = max(voices) if copy else sum(voices)

    def _absorb(self, keep: str, gone: str) -> None:
        self.root[gone] = keep
        self.members[keep] += self.members.pop(gone)
        self.bonds[keep].pop(gone, None)
        for third, (total, count) in self.bonds.pop(gone).items():
            if third == keep:
                continue
            before, times = self.bonds[keep].get(third, (0.0, 0))
            self.bonds[keep][third] = (before + total, times + count)
            self.bonds[third].pop(gone, None)
            self.bonds[third][keep] = self.bonds[keep][third]

    def listed(self, order: dict[str, int]) -> list[tuple[str, ...]]:
        found = [
            tuple(sorted(group, key=order.__getitem__)) for group in self.members.values() if len(group) > 1
        ]
        return sorted(found, key=lambda group: order[group[0]])
