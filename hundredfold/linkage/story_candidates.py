"""Which stories are worth comparing: for each the closest few of those before it. It must not judge them.

Bounded for each story, so that a form filled in ten thousand times costs no more than its stories.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from hundredfold.linkage.story_marks import Marks

CROWDED = 400  # a sign in more stories than this is a formula and tells none of them from the others
READ = 2000  # holders of its signs looked at for each story, the rarest sign first
CLOSEST = 20  # for each story: so many by rare signs shared, and as many by their share of the smaller
LOOKED_AT = 0.1  # share of the smaller sample two stories must have in common to be compared


class Neighbours:
    """Looks stories up by their signs, the rare ones first. Places are those in the list given."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self.marks = marks
        holders: dict[int, list[int]] = defaultdict(list)
        for place, each in enumerate(marks):
            for sign in each.signs:
                holders[sign].append(place)
        self.holders = {sign: places for sign, places in holders.items() if 1 < len(places) <= CROWDED}
        self.rarity = {sign: math.log1p(CROWDED / len(places)) for sign, places in self.holders.items()}
        self.weights = [sum(self.rarity[sign] for sign in self._rarest_first(each)) for each in marks]

    def before(self, place: int) -> Iterator[int]:
        """The places before this one whose stories are worth comparing with its own, in order."""
        shared, weighed = self._shared(place)
        sampled = len(self.marks[place].sample)
        for other in sorted(self._closest(place, weighed)):
            if shared[other] >= LOOKED_AT * min(sampled, len(self.marks[other].sample)):
                yield other

    def _rarest_first(self, each: Marks) -> list[int]:
        signs = each.signs & self.holders.keys()
        return sorted(signs, key=lambda sign: (len(self.holders[sign]), sign))

    def _shared(self, place: int) -> tuple[Counter[int], dict[int, float]]:
        """How many signs each earlier story has in common with this one, and what those weigh."""
        shared: Counter[int] = Counter()
        weighed: dict[int, float] = defaultdict(float)
        read = 0
        for sign in self._rarest_first(self.marks[place]):
            holders = self.holders[sign]
            earlier = holders[: bisect_left(holders, place)]
            shared.update(earlier)
            for other in earlier:
                weighed[other] += self.rarity[sign]
            read += len(earlier)
            if read > READ:
                break
        return shared, weighed

    def _closest(self, place: int, weighed: dict[int, float]) -> set[int]:
        """A long story shares most with its like; a short form little of its original, but nearly all of its own."""
        if len(weighed) <= CLOSEST:
            return set(weighed)
        weights, own = self.weights, self.weights[place]
        by_amount = heapq.nsmallest(CLOSEST, ((-amount, other) for other, amount in weighed.items()))
        by_share = heapq.nsmallest(
            CLOSEST, ((-amount / min(weights[other], own), other) for other, amount in weighed.items())
        )
        return {other for _, other in (*by_amount, *by_share)}
