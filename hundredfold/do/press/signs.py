"""What pages are found by among all pages, packed; and which pages share enough of it. Pure; judges no likeness."""

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt

from hundredfold.linkage.stories import signs_of
from hundredfold.linkage.story_candidates import SHARE
from hundredfold.linkage.story_marks import SAMPLED, Marks, Story

VERSION = 3  # raise it when the signs or the mending of texts change: those kept before are then made anew
FEW = 16  # signs; of so few it cannot be told whether they are a sample

Signs = npt.NDArray[np.uint32]


def packed(story: Story) -> bytes:
    """The signs of a story: how many of them tell of a part, those, then all in order; four bytes each."""
    parts = np.fromiter(sorted(Marks(story).part_signs), dtype="<u4")
    every = np.fromiter(sorted(signs_of(story)), dtype="<u4")
    return np.concatenate([np.array([parts.size], "<u4"), parts, every]).tobytes()


class Shelf:
    """The signs of all pages of a programme, turned round: which pages hold each."""

    def __init__(self, kept: Mapping[int, bytes]) -> None:
        self._pages = np.fromiter(kept, dtype=np.int64, count=len(kept))
        every, parts, owners = [], set(), []
        for place, blob in enumerate(kept.values()):
            signs = np.frombuffer(blob, "<u4")
            many = int(signs[0])
            parts.update(signs[1 : 1 + many].tolist())
            every.append(signs[1 + many :])
            owners.append(np.full(every[-1].size, place))
        self._parts = frozenset(parts)
        self._sizes = np.array([each.size for each in every], dtype=np.float64)
        self._sampled = np.array([_is_sample(each) for each in every], dtype=bool)
        signs = np.concatenate(every) if every else np.empty(0, "<u4")
        order = np.argsort(signs, kind="stable")
        self._signs = signs[order]
        self._owners = np.concatenate(owners)[order] if owners else np.empty(0, np.int64)

    def __contains__(self, page: int) -> bool:
        return bool((self._pages == page).any())

    def holders(self, asked: Collection[int]) -> list[int]:
        """The pages that share enough with a story of these signs to be laid beside it, and seldom others."""
        signs = np.fromiter(sorted(asked), dtype="<u4")
        left = np.searchsorted(self._signs, signs, "left").tolist()
        right = np.searchsorted(self._signs, signs, "right").tolist()
        held = [self._owners[a:b] for a, b in zip(left, right, strict=True)]
        if not held:
            return []
        common = np.bincount(np.concatenate(held), minlength=self._pages.size)
        enough = (common > 0) & (common >= SHARE * self._most(signs))
        for place, sign in enumerate(signs.tolist()):
            if sign in self._parts:
                enough[held[place]] = True
        return [int(page) for page in self._pages[enough]]

    def _most(self, signs: Signs) -> npt.NDArray[np.float64]:
        """How many signs each page could have in common with these, taken rather too low than too high."""
        small, large = np.minimum(self._sizes, signs.size), np.maximum(self._sizes, signs.size)
        between = np.minimum(large, small / SAMPLED)  # of a text with all its signs and one with a sample
        if signs.size < FEW:
            return between
        alike = (self._sampled == _is_sample(signs)) & (self._sizes >= FEW)
        return np.where(alike, small, between)


def _is_sample(signs: Signs) -> bool:
    return bool(2 * int((signs % SAMPLED == 0).sum()) >= signs.size)
