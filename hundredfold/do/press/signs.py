"""What pages are found by among all pages: the shingles' checksums, packed; and who shares enough with whom. Pure."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from hundredfold.linkage.story_candidates import LOOKED_AT
from hundredfold.linkage.story_marks import SAMPLED, Marks, Story
from hundredfold.reading.repair import whole

VERSION = (
    1  # raise it when shingles, their sample or the mending change: signs kept before are then made anew
)

Sums = npt.NDArray[np.uint32]


def story_of(*, key: str, title: str, text: str, published: str | None, outlet: str) -> Story:
    """A page as the engine of stories wants it: in one script. ``key`` settles what is otherwise equal."""
    return Story(id=key, title=whole(title), text=whole(text), published=published, outlet=outlet or None)


def packed(story: Story) -> bytes:
    """The signs of a story, four bytes each, ascending."""
    return np.sort(np.fromiter(Marks(story).signs, dtype="<u4")).tobytes()


class Shelf:
    """The signs of all pages of a programme, turned round: which pages hold each."""

    def __init__(self, kept: Mapping[int, bytes]) -> None:
        self._signs: dict[int, Sums] = {page: np.frombuffer(signs, "<u4") for page, signs in kept.items()}
        self._pages = np.fromiter(self._signs, dtype=np.int64)
        sizes = np.fromiter(
            (each.size for each in self._signs.values()), dtype=np.int64, count=len(self._signs)
        )
        every = np.concatenate([*self._signs.values()]) if self._signs else np.empty(0, "<u4")
        owners = np.repeat(np.arange(len(self._signs)), sizes)
        order = np.argsort(every, kind="stable")
        self._every, self._owners = every[order], owners[order]
        self._sampled = np.fromiter((_sampled(each) for each in self._signs.values()), dtype=np.int64)

    def near(self, page: int) -> list[int]:
        """The pages that share enough with ``page`` to be compared with it: no pair that a folding of all would
        compare is left out."""
        asked = self._signs[page]
        left = np.searchsorted(self._every, asked, "left")
        right = np.searchsorted(self._every, asked, "right")
        holders = [self._owners[a:b] for a, b in zip(left.tolist(), right.tolist(), strict=True)]
        shared = np.bincount(np.concatenate(holders), minlength=len(self._pages)) if holders else np.zeros(0)
        least = LOOKED_AT * np.minimum(self._sampled, _sampled(asked))
        found = self._pages[(shared > 0) & (shared >= least)]
        return [each for each in found.tolist() if each != page]

    def around(self, pages: Iterable[int], beside: Mapping[int, Iterable[int]]) -> set[int]:
        """All pages that ``pages`` reach by being near, or by ``beside``, from one to the next."""
        found = {page for page in pages if page in self._signs}
        waiting = list(found)
        while waiting:
            page = waiting.pop()
            reached = {*self.near(page), *beside.get(page, ())} & self._signs.keys()
            waiting += reached - found
            found |= reached
        return found


def _sampled(signs: Sums) -> int:
    """How many of the signs are of the sample that long stories keep; one at least."""
    return max(1, int((signs % SAMPLED == 0).sum()))
