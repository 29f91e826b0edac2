"""Families of stories with what persons answered: what they kept together stays, what they kept apart parts. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from hundredfold.linkage.stories import fold
from hundredfold.linkage.story_marks import Marks, Story

Verdicts = Mapping[tuple[str, str], str]
TOGETHER, APART = "together", "apart"


def fold_answered(stories: Sequence[Story], verdicts: Verdicts) -> list[list[str]]:
    """Every story's id in exactly one family, each first publication first. ``verdicts`` by pairs of ids, the earlier
    answered first; an answer that contradicts a later one through others gives way to it."""
    told = {each.id: each for each in stories}
    folded = [list(family.members) for family in fold(stories)]
    if not verdicts:
        return folded
    groups = _joined(folded, [pair for pair, verdict in verdicts.items() if verdict == TOGETHER])
    apart = {frozenset(pair) for pair, verdict in verdicts.items() if verdict == APART}
    kept = {
        frozenset(pair): place
        for place, (pair, verdict) in enumerate(verdicts.items())
        if verdict == TOGETHER
    }
    found: list[list[str]] = []
    for group in groups:
        within = {pair for pair in apart if pair <= set(group)}
        found += _parted([told[key] for key in group], within, kept) if within else [group]
    ordered = [first_first([told[key] for key in group]) for group in found]
    return sorted(ordered, key=lambda group: (told[group[0]].published or "9999", group[0]))


def _joined(groups: Sequence[Sequence[str]], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    home = {key: set(group) for group in groups for key in group}
    for group in groups:
        shared = set(group)
        for key in group:
            home[key] = shared
    for a, b in pairs:
        if home[a] is not home[b]:
            home[a] |= home[b]
            for key in home[b]:
                home[key] = home[a]
    return [sorted(each) for each in {id(group): group for group in home.values()}.values()]


def _parted(
    stories: Sequence[Story], apart: set[frozenset[str]], kept: Mapping[frozenset[str], int]
) -> list[list[str]]:
    """The likest first, nobody with one whom a person keeps apart; what persons kept together goes before all."""
    home = {story.id: {story.id} for story in stories}
    for a, b in _likest(stories, kept):
        one, other = home[a], home[b]
        if one is other or any(frozenset((x, y)) in apart for x in one for y in other):
            continue
        one |= other
        for key in other:
            home[key] = one
    return [sorted(each) for each in {id(group): group for group in home.values()}.values()]


def _likest(stories: Sequence[Story], kept: Mapping[frozenset[str], int]) -> Iterator[tuple[str, str]]:
    marks = {story.id: Marks(story).shingles for story in stories}

    def rank(pair: tuple[str, str]) -> tuple[int, float, tuple[str, str]]:
        answered = kept.get(frozenset(pair))
        a, b = marks[pair[0]], marks[pair[1]]
        likeness = len(a & b) / max(1, min(len(a), len(b)))
        return (1, -likeness, pair) if answered is None else (0, -answered, pair)

    yield from sorted(combinations(sorted(marks), 2), key=rank)


def first_first(stories: Sequence[Story]) -> list[str]:
    """The ids, earliest day first; of one day the outlet that the others name, then one named at all, then by id."""
    texts = [story.text for story in stories]

    def rank(story: Story) -> tuple[str, int, str]:
        named = sum(story.outlet in text for text in texts) if story.outlet else -1
        return story.published or "9999", -named, story.id

    return [story.id for story in sorted(stories, key=rank)]
