"""Folds press stories into families: reprints, shortened, re-headlined and merged ones beside their first.

Pure: texts come mended and in one script. It must not know pages, outlets' levels or what is counted.

Which two stories are bonded depends on the two alone, and how bonds are joined on the stories they reach. So the
families of all stories are those of each reached part by itself: after a change it is enough to fold what ``reached``
gives for the changed stories, and everything else stands as it was. The order of arrival never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hundredfold.linkage.story_candidates import Neighbours, near
from hundredfold.linkage.story_first import in_order, rank
from hundredfold.linkage.story_groups import Pair, joined
from hundredfold.linkage.story_marks import Marks, Story, alike_titles
from hundredfold.linkage.story_pairs import Bond, judge
from hundredfold.linkage.story_passages import Places

Progress = Callable[[int, int], None]
Ids = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Family:
    """Stories that tell one report. `first`: its first publication; `members`: all ids, the first one included."""

    first: str
    members: tuple[str, ...]


def fold(
    stories: Sequence[Story], *, together: Ids = (), apart: Ids = (), progress: Progress | None = None
) -> list[Family]:
    """Every story in exactly one family; the order of arrival does not matter.

    Families are sorted by their first story's day and id, members likewise. `together` and `apart` are pairs of ids
    of which people said that they are one story or two; ids not among the stories are left out. `progress` is told
    stories done and in all. Raises ValueError when an id comes twice.
    """
    marks = [Marks(story) for story in sorted(stories, key=lambda story: story.id)]
    place_of = {each.story.id: place for place, each in enumerate(marks)}
    if len(place_of) < len(marks):
        raise ValueError("an id comes twice")
    groups = joined(
        len(marks),
        _bonds(marks, progress),
        akin=lambda a, b, holder: akin(marks[a], marks[b], holder=marks[holder]),
        together=_pairs(together, place_of),
        apart=_pairs(apart, place_of),
    )
    ordered = sorted((in_order([marks[place] for place in group]) for group in groups), key=rank)
    return [Family(group[0].id, tuple(story.id for story in group)) for group in ordered]


def reached(
    changed: Iterable[str],
    *,
    story_of: Callable[[str], Story],
    holders: Callable[[Collection[int]], Iterable[str]],
) -> set[str]:
    """The ids of all stories whose families a change to `changed` may touch, `changed` included.

    `story_of` gives a story by id; `holders` the ids of stories that have any of the signs (``signs_of``). To fold
    what this gives is to fold the whole. A story that was altered or taken away still has to be reached by its old
    text: ask once before the change and once after it, and fold all that either answer gives.
    """
    marks: dict[str, Marks] = {}

    def marked(name: str) -> Marks:
        if name not in marks:
            marks[name] = Marks(story_of(name))
        return marks[name]

    found: set[str] = set()
    waiting = sorted(set(changed))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        ours = marked(name)
        beside = set(holders(ours.signs)) - found
        waiting += sorted(
            other for other in beside if near(ours, marked(other)) and _bond(ours, marked(other))
        )
    return found


def signs_of(story: Story) -> frozenset[int]:
    """The signs by which a story is found, each below 2**32; to be kept beside it."""
    return Marks(story).signs


def akin(a: Marks, b: Marks, *, holder: Marks) -> bool:
    """Whether two that share no words may be parts of the one that holds both: one says so and bears its title."""
    return any(each.is_part and alike_titles(each, holder) for each in (a, b))


def _pairs(named: Ids, place_of: Mapping[str, int]) -> list[Pair]:
    known = [(place_of[a], place_of[b]) for a, b in named if a in place_of and b in place_of]
    return [(min(pair), max(pair)) for pair in known if pair[0] != pair[1]]


def _bonds(marks: Sequence[Marks], progress: Progress | None) -> dict[Pair, Bond]:
    neighbours = Neighbours(marks)
    bonds: dict[Pair, Bond] = {}
    for place, ours in enumerate(marks):
        others = list(neighbours.before(place))
        bonds |= _bonds_of(ours, marks, others, place)
        if progress:
            progress(place + 1, len(marks))
    return bonds


def _bonds_of(ours: Marks, marks: Sequence[Marks], others: Sequence[int], place: int) -> dict[Pair, Bond]:
    if not others:
        return {}
    places = Places(ours.letters)
    judged = ((other, judge(marks[other], ours, places)) for other in others)
    return {(other, place): bond for other, bond in judged if bond}


def _bond(a: Marks, b: Marks) -> Bond | None:
    first, second = sorted((a, b), key=lambda each: each.story.id)
    return judge(first, second, Places(second.letters))
