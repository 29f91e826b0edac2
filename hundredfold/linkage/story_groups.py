"""Joins bonds between stories into groups. A page that holds several reports goes to one of them; strangers in it
stay strangers. It must not know why two were bonded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from hundredfold.linkage.story_pairs import Bond, Span

Pair = tuple[int, int]
APART = 0.3  # two parts of a page are one passage where they have so much of the smaller in common
MANY = 3  # a page that holds so many strangers is a round-up, and no story of any of them
FIRST = 120  # letters: a part that begins within so many leads the page


class Groups:
    """Stories joined so far; joins that would bring two told apart together are refused."""

    def __init__(self, count: int, apart: Mapping[int, set[int]]) -> None:
        self.group = [{place} for place in range(count)]
        self.apart = apart

    def join(self, a: int, b: int) -> bool:
        """Whether the two are now in one group."""
        one, other = self.group[a], self.group[b]
        if one is other:
            return True
        small, large = sorted((one, other), key=len)
        if any(not self.apart[place].isdisjoint(large) for place in small if place in self.apart):
            return False
        large |= small
        for place in small:
            self.group[place] = large
        return True

    def all(self) -> list[list[int]]:
        """Every group, each sorted."""
        return list({id(group): sorted(group) for group in self.group}.values())


def joined(
    count: int,
    bonds: Mapping[Pair, Bond],
    *,
    akin: Callable[[int, int], bool],
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """Groups of the places below ``count``. ``akin`` tells whether two stories that a third holds side by side may be
    parts of one; ``together`` and ``apart`` are what people said, the latter above all."""
    known = frozenset(together)
    kept_apart: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        _keep_apart(kept_apart, a, b)
    for (a, b), bond in bonds.items():
        if bond.apart and (a, b) not in known:
            _keep_apart(kept_apart, a, b)
    dropped = _strangers(bonds, kept_apart, akin)
    groups = Groups(count, kept_apart)
    for a, b in sorted(known):
        groups.join(a, b)
    for pair in sorted(bonds, key=lambda pair: _rank(pair, bonds[pair])):
        if not bonds[pair].apart and pair not in dropped:
            groups.join(*pair)
    return groups.all()


def _keep_apart(kept: dict[int, set[int]], a: int, b: int) -> None:
    kept[a].add(b)
    kept[b].add(a)


def _rank(pair: Pair, bond: Bond) -> tuple[bool, bool, bool, float, Pair]:
    """Whole copies first; then a page goes to the report in its title, the one it begins with, the larger one."""
    if bond.whole:
        return False, False, False, -bond.score, pair
    return True, not bond.titled, bond.spans[0][0] > FIRST, -bond.score, pair


def _strangers(
    bonds: Mapping[Pair, Bond], apart: dict[int, set[int]], akin: Callable[[int, int], bool]
) -> set[Pair]:
    """Keeps apart the reports that only a page of several brings together; gives the bonds of round-ups."""
    held: dict[int, list[tuple[int, Bond]]] = defaultdict(list)
    for (a, b), bond in bonds.items():
        if not bond.whole and not bond.apart:
            holder, part = (a, b) if bond.longer == 0 else (b, a)
            held[holder].append((part, bond))
    dropped: set[Pair] = set()
    for holder, parts in held.items():
        unlike: list[int] = []
        for place, (part, bond) in enumerate(parts):
            others = [
                other
                for other, beside in parts[:place]
                if _are_strangers((part, bond), (other, beside), bonds) and not akin(part, other)
            ]
            for other in others:
                _keep_apart(apart, part, other)
            if all(each in others for each in unlike):
                unlike.append(part)
        if len(unlike) >= MANY and not any(bond.titled for _, bond in parts):
            dropped.update((min(holder, part), max(holder, part)) for part, _ in parts)
    return dropped


def _are_strangers(one: tuple[int, Bond], other: tuple[int, Bond], bonds: Mapping[Pair, Bond]) -> bool:
    a, b = sorted((one[0], other[0]))
    return (a, b) not in bonds and _common(one[1].spans, other[1].spans) < APART * min(
        _length(one[1].spans), _length(other[1].spans)
    )


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _common(one: Iterable[Span], other: Iterable[Span]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
