"""Which stories are worth comparing: those that share enough signs. It must not judge them.

Whether two are near depends on the two alone, so that what is found does not depend on what else has arrived.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from hundredfold.linkage.story_marks import SAMPLED, Marks

CROWDED = 1000  # a sign in more stories than this is a formula; stories that share no other are not compared
SHARE, SAMPLED_SHARE = 0.36, 0.2  # of the signs two stories could share; less where a sample is small


def near(a: Marks, b: Marks) -> bool:
    """Whether two stories are worth laying beside each other."""
    return _is_enough(len(a.signs & b.signs), a, b) or bool(a.part_signs & b.part_signs)


def _is_enough(common: int, a: Marks, b: Marks) -> bool:
    ours, theirs = len(a.signs), len(b.signs)
    if a.is_short == b.is_short:
        return common > 0 and common >= SHARE * min(ours, theirs)
    most = min(theirs, ours / SAMPLED) if a.is_short else min(ours, theirs / SAMPLED)
    return common > 0 and common >= SAMPLED_SHARE * most


class Neighbours:
    """Looks stories up by their signs. Places are those in the list given."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self.marks = marks
        holders: dict[int, list[int]] = defaultdict(list)
        for place, each in enumerate(marks):
            for sign in each.signs:
                holders[sign].append(place)
        self.holders = {sign: places for sign, places in holders.items() if len(places) > 1}

    def before(self, place: int) -> Iterator[int]:
        """The places before this one whose stories are worth comparing with its own, in order."""
        ours = self.marks[place]
        common: Counter[int] = Counter()
        crowded = set()
        for sign in ours.signs & self.holders.keys():
            holders = self.holders[sign]
            if len(holders) > CROWDED:
                crowded.add(sign)
            else:
                common.update(holders[: bisect_left(holders, place)])
        for other in sorted(common):
            theirs = self.marks[other]
            # The bound first: most of those that share one sign share hardly another.
            if _is_enough(common[other] + len(crowded), ours, theirs) or ours.part_signs & theirs.part_signs:
                shared = common[other] + len(crowded & theirs.signs)
                if _is_enough(shared, ours, theirs) or ours.part_signs & theirs.part_signs:
                    yield other
