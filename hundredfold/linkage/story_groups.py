"""Joins bonds between stories into groups. A page that holds several reports goes to one of them; strangers in it
stay strangers. It must not know why two were bonded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from hundredfold.linkage.story_pairs import Bond, Span

Pair = tuple[int, int]
Part = tuple[int, Bond]  # a story that a longer one holds, and how
Akin = Callable[[int, int, int], bool]
APART = 0.3  # two parts of a page are one passage where they have so much of the smaller in common
MANY = 3  # a page that holds so many strangers is a round-up, and no story of any of them
FEW_LINES = 0.35  # of a story: less in another may be a paragraph that many print
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
    akin: Akin,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """Groups of the places below ``count``. ``akin`` tells whether two stories that a third (named last) holds side by
    side may be parts of one; ``together`` and ``apart`` are what people said, the latter above all."""
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


def _strangers(bonds: Mapping[Pair, Bond], apart: dict[int, set[int]], akin: Akin) -> set[Pair]:
    """Keeps apart the reports that only a page of several brings together; gives the bonds of round-ups."""
    held: dict[int, list[Part]] = defaultdict(list)
    for (a, b), bond in bonds.items():
        if not bond.whole and not bond.apart:
            holder, part = (a, b) if bond.longer == 0 else (b, a)
            held[holder].append((part, bond))
    unlike: set[Pair] = set()
    related: set[Pair] = set()
    dropped: set[Pair] = set()
    for holder, parts in held.items():
        beside = [_pair(a, b) for a, b in combinations(parts, 2) if _are_strangers(a, b, bonds)]
        related.update(pair for pair in beside if akin(*pair, holder))
        unlike.update(beside)
        if _most_unlike(parts, unlike - related) >= MANY and not any(bond.titled for _, bond in parts):
            dropped.update((min(holder, part), max(holder, part)) for part, _ in parts)
    for a, b in (unlike - related) | _brought_together(bonds):
        _keep_apart(apart, a, b)
    return dropped


def _brought_together(bonds: Mapping[Pair, Bond]) -> set[Pair]:
    """Stories that have nothing in common but that a few lines stand in both, which are no report's own then."""
    beside: dict[int, set[int]] = defaultdict(set)
    holders: dict[int, list[int]] = defaultdict(list)
    for (a, b), bond in bonds.items():
        if not bond.apart:
            beside[a].add(b)
            beside[b].add(a)
        if not bond.apart and not bond.whole and bond.score < FEW_LINES:
            holder, part = (a, b) if bond.longer == 0 else (b, a)
            holders[part].append(holder)
    found: set[Pair] = set()
    for part, held in holders.items():
        for a, b in combinations(sorted(held), 2):
            if (a, b) not in bonds and not (beside[a] & beside[b]) - {part, *holders}:
                found.add((a, b))
    return found


def _pair(a: Part, b: Part) -> Pair:
    return min(a[0], b[0]), max(a[0], b[0])


def _most_unlike(parts: list[Part], unlike: set[Pair]) -> int:
    """How many of the parts, taken one after the other, are strangers to all those taken before."""
    taken: list[Part] = []
    for part in sorted(parts, key=lambda part: (part[1].spans[0], part[0])):
        if all(_pair(part, other) in unlike for other in taken):
            taken.append(part)
    return len(taken)


def _are_strangers(one: Part, other: Part, bonds: Mapping[Pair, Bond]) -> bool:
    return _pair(one, other) not in bonds and _common(one[1].spans, other[1].spans) < APART * min(
        _length(one[1].spans), _length(other[1].spans)
    )


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _common(one: Iterable[Span], other: Iterable[Span]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
