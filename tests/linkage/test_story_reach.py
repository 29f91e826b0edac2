"""Families grow as pages come in: folding only what a change reaches gives what folding everything gives."""

from collections.abc import Collection, Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.press_stories import collection
from bench.press_stories_b import lines_of
from hundredfold.linkage.stories import Family, fold, reached, signs_of
from hundredfold.linkage.story_marks import Story

STORIES = [
    *(
        Story(f"a{told.id}", told.title, told.text, told.published.isoformat())
        for told in collection(8, seed=3)
    ),
    *(
        Story(line.id, line.title, line.text, line.published, line.outlet)
        for line in lines_of(9, seed=4, harm=False)
    ),
]
SIGNS = {story.id: signs_of(story) for story in STORIES}


class Desk:
    """Keeps stories with their signs and the families as they stand, as a site would."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self.family: dict[str, Family] = {}

    def holders(self, signs: Collection[int]) -> Iterable[str]:
        return [name for name in self.stories if not SIGNS[name].isdisjoint(signs)]

    def reach(self, name: str) -> set[str]:
        return reached([name], story_of=self.stories.__getitem__, holders=self.holders)

    def fold(self, names: set[str]) -> None:
        for family in fold([self.stories[name] for name in sorted(names)]):
            self.family |= dict.fromkeys(family.members, family)

    def come(self, story: Story) -> None:
        self.stories[story.id] = story
        self.fold(self.reach(story.id))

    def go(self, name: str) -> None:
        touched = self.reach(name) - {name}
        del self.stories[name], self.family[name]
        self.fold(touched)

    def families(self) -> set[Family]:
        return set(self.family.values())


@settings(max_examples=6, deadline=None)
@given(st.permutations(STORIES), st.sets(st.integers(0, len(STORIES) - 1), max_size=4))
def test_pages_that_come_and_go_one_by_one_give_the_families_of_the_whole(
    stories: list[Story], gone: set[int]
) -> None:
    desk = Desk()
    for story in stories:
        desk.come(story)
    assert desk.families() == set(fold(STORIES))

    for place in gone:
        desk.go(STORIES[place].id)

    assert desk.families() == set(fold([each for n, each in enumerate(STORIES) if n not in gone]))
