"""Folds press stories into families: reprints, shortened, re-headlined and merged ones beside their first.

Pure: texts come mended and in one script. It must not know pages, outlets' levels or what is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hundredfold.linkage.story_candidates import Neighbours
from hundredfold.linkage.story_marks import Marks, Story, differ

SAME = 0.55  # share of all shingles: plainly one text
CONTAINED = 0.75  # share of the shorter story's shingles
HALF = 0.5  # below half the length of the longer, the shorter must tell its lead to be its short form
LEAD_KEPT = 0.5
REWORDED, REWORDED_PAIRS, FIGURES_AGREE, FIGURES_NEEDED = 0.22, 0.5, 0.8, 4
HINT, FEW_SAMPLED = 0.45, 16  # of the sample; a sample smaller than this proves nothing
SOON = 60  # days within which a reworded reprint appears

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Family:
    """Stories that tell one report. `first`: the earliest; `members`: all ids, the first one included."""

    first: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Bond:
    """Two stories (places in the sorted list) that tell one report. `longer` may hold several."""

    score: float
    a: int
    b: int
    longer: int | None


def fold(stories: Sequence[Story], *, progress: Progress | None = None) -> list[Family]:
    """Every story in exactly one family; the order of arrival does not matter.

    Families are sorted by their first story's day and id, members likewise. `progress` is told stories done
    and in all. Raises ValueError when an id comes twice.
    """
    marks = [Marks(story) for story in sorted(stories, key=lambda story: story.id)]
    if len({each.story.id for each in marks}) < len(marks):
        raise ValueError("an id comes twice")
    bonds: list[_Bond] = []
    apart: dict[int, set[int]] = defaultdict(set)
    for a, b in _candidates(marks, progress):
        bond = _bond(a, b, marks)
        if bond and differ(marks[a], marks[b]):
            apart[a].add(b)
            apart[b].add(a)
        elif bond:
            bonds.append(bond)
    groups = _joined(bonds, apart, marks)
    ordered = sorted((_in_order([marks[place] for place in group]) for group in groups), key=_rank)
    return [Family(group[0].id, tuple(story.id for story in group)) for group in ordered]


def _in_order(group: list[Marks]) -> list[Story]:
    """Earliest day first; then the outlet the others name, then one that names its outlet, then the id."""
    texts = [each.text for each in group]

    def named(story: Story) -> int:
        return sum(story.outlet in text for text in texts) if story.outlet else -1

    stories = [each.story for each in group]
    return sorted(stories, key=lambda story: (story.published or "9999", -named(story), story.id))


def _rank(group: list[Story]) -> tuple[str, str]:
    return group[0].published or "9999", group[0].id


def _candidates(marks: list[Marks], progress: Progress | None) -> Iterator[tuple[int, int]]:
    neighbours = Neighbours(marks)
    for place in range(len(marks)):
        for other in neighbours.before(place):
            yield other, place
        if progress:
            progress(place + 1, len(marks))


def _bond(a: int, b: int, marks: list[Marks]) -> _Bond | None:
    """Whether the words of the two make them one report, whatever their days say."""
    one, other = marks[a], marks[b]
    if not (_may_hold(one, other) or _is_reworded(one, other)):
        return None
    both = len(one.shingles & other.shingles)
    likeness = both / len(one.shingles | other.shingles)
    if likeness >= SAME:
        return _Bond(likeness, a, b, None)
    shorter, longer = (a, b) if len(one.shingles) <= len(other.shingles) else (b, a)
    share = both / len(marks[shorter].shingles)
    if share >= CONTAINED and _is_short_form(marks[shorter], marks[longer]):
        return _Bond(0.5 * share, a, b, longer)
    if share >= REWORDED and _is_reworded(one, other):
        return _Bond(0.3 * share, a, b, None)
    return None


def _may_hold(a: Marks, b: Marks) -> bool:
    """Judged by the sample alone: a quick no for the many pairs that share a formula or a paragraph."""
    least = min(len(a.sample), len(b.sample))
    return least < FEW_SAMPLED or len(a.sample & b.sample) >= HINT * least


def _is_short_form(shorter: Marks, longer: Marks) -> bool:
    if len(shorter.shingles) >= HALF * len(longer.shingles):
        return True
    return len(longer.lead & shorter.shingles) >= LEAD_KEPT * len(longer.lead)


def _is_reworded(a: Marks, b: Marks) -> bool:
    """Other words, the same figures throughout, printed at about the same time."""
    if a.day and b.day and abs((a.day - b.day).days) > SOON:
        return False
    shared = len(a.figures & b.figures)
    if shared < FIGURES_NEEDED or shared < FIGURES_AGREE * len(a.figures | b.figures):
        return False
    return len(a.pairs & b.pairs) >= REWORDED_PAIRS * min(len(a.pairs), len(b.pairs))


class _Groups:
    """Stories joined so far; joins that would bring two told apart together are refused."""

    def __init__(self, count: int, apart: dict[int, set[int]]) -> None:
        self.group = [{place} for place in range(count)]
        self.apart = apart
        self.parts: dict[int, list[int]] = defaultdict(list)  # what a longer story already holds

    def join(self, a: int, b: int) -> bool:
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


def _joined(bonds: list[_Bond], apart: dict[int, set[int]], marks: list[Marks]) -> list[list[int]]:
    """Strongest bonds first. A story merged of two unlike ones goes to the one it shares most with."""
    groups = _Groups(len(marks), apart)
    for bond in sorted(bonds, key=lambda bond: (-bond.score, bond.a, bond.b)):
        if bond.longer is None:
            groups.join(bond.a, bond.b)
            continue
        part = bond.a + bond.b - bond.longer
        held = groups.parts[bond.longer]
        if all(groups.group[part] is groups.group[each] or _overlap(part, each, marks) for each in held):
            held.append(part)
            groups.join(bond.a, bond.b)
    distinct = {id(group): sorted(group) for group in groups.group}
    return list(distinct.values())


def _overlap(a: int, b: int, marks: list[Marks]) -> bool:
    one, other = marks[a].shingles, marks[b].shingles
    return 3 * len(one & other) >= min(len(one), len(other))
