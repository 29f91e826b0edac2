"""Which stories are worth comparing: those that share enough signs. It must not judge them.

Whether two are near depends on the two alone, so that what is found does not depend on what else has arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from hundredfold.linkage.story_marks import SAMPLED, Marks

CROWDED = 300  # a sign in more stories than this is a formula; stories that share no other are not compared
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
        self.holders = {
            sign: np.array(places, dtype=np.int32) for sign, places in holders.items() if len(places) > 1
        }
        self.counts = np.array([len(each.signs) for each in marks], dtype=np.float64)
        self.short = np.array([each.is_short for each in marks], dtype=np.bool_)

    def before(self, place: int) -> Iterator[int]:
        """The places before this one whose stories are worth comparing with its own, in order."""
        ours = self.marks[place]
        held = [sign for sign in ours.signs if sign in self.holders]
        crowded = {sign for sign in held if len(self.holders[sign]) > CROWDED}
        rare = [self.holders[sign] for sign in held if sign not in crowded]
        if not rare:
            return
        common = np.bincount(np.concatenate(rare), minlength=place)[:place]
        # The bound first: most of those that share one sign share hardly another.
        near_enough = (common > 0) & (self._least(place) <= common + len(crowded))
        for other in np.flatnonzero(near_enough).tolist():
            shared = int(common[other]) + len(crowded & self.marks[other].signs)
            if _is_enough(shared, ours, self.marks[other]) or ours.part_signs & self.marks[other].part_signs:
                yield other

    def _least(self, place: int) -> npt.NDArray[np.float64]:
        """As ``_is_enough``: how many signs each story before this one would have to share; one for parts."""
        theirs, ours = self.counts[:place], self.counts[place]
        if self.marks[place].part_signs:
            return np.ones(place)
        alike = SHARE * np.minimum(theirs, ours)
        short, sampled = self.short[:place], ours / SAMPLED if self.short[place] else ours
        mixed = np.minimum(theirs if self.short[place] else theirs / SAMPLED, sampled)
        least: npt.NDArray[np.float64] = np.where(short == self.short[place], alike, SAMPLED_SHARE * mixed)
        return least
