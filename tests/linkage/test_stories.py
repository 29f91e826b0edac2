"""Families of press stories: what belongs together, what only looks alike, and that order does not matter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.press_stories import collection
from hundredfold.linkage import story_candidates
from hundredfold.linkage.stories import Family, fold
from hundredfold.linkage.story_candidates import Neighbours
from hundredfold.linkage.story_marks import Marks, Story

TOLD = collection(30, seed=5)
STORIES = [Story(told.id, told.title, told.text, told.published.isoformat(), told.outlet) for told in TOLD]


def families_of(stories: list[Story]) -> set[frozenset[str]]:
    return {frozenset(family.members) for family in fold(stories)}


def test_families_are_those_planted() -> None:
    true: dict[str, set[str]] = {}
    for told in TOLD:
        true.setdefault(told.family, set()).add(told.id)

    assert families_of(STORIES) == {frozenset(members) for members in true.values()}


@settings(max_examples=10, deadline=None)
@given(st.permutations(STORIES[:40]))
def test_order_of_arrival_gives_the_same_families(stories: list[Story]) -> None:
    assert fold(stories) == fold(STORIES[:40])


def test_first_is_the_earliest() -> None:
    text = "今天上午，社区在文化广场举办了一场热闹的茶话会，居民们带来了自己做的点心，坐在一起聊家常。" * 3
    stories = [
        Story("b", "x", text, "2024-06-03"),
        Story("c", "y", text),
        Story("a", "z", text, "2024-06-05"),
    ]

    assert fold(stories) == [Family("b", ("b", "a", "c"))]


def test_last_years_round_is_another_story() -> None:
    text = "{}月10日，第{}届石榴花开茶话会在文化广场举行，居民带来自己做的点心，120人参加，发放资料300份。"
    stories = [
        Story("a", "", text.format(6, "三"), "2024-06-11"),
        Story("b", "", text.format(6, "二"), "2023-06-11"),
    ]

    assert len(fold(stories)) == 2


def test_merged_story_joins_one_family_only() -> None:
    one, other = (
        STORIES[0].text,
        next(s.text for s, t in zip(STORIES, TOLD, strict=True) if t.family != TOLD[0].family),
    )
    stories = [Story("a", "", one), Story("b", "", other), Story("m", "", f"{one}\n{other}")]

    assert sorted(len(family.members) for family in fold(stories)) == [1, 2]


def test_same_id_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="twice"):
        fold([STORIES[0], STORIES[0]])


def test_no_stories_give_no_families() -> None:
    assert fold([]) == []


def test_empty_texts_are_apart_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []

    families = fold(
        [Story("a", "端午", ""), Story("b", "中秋", "")], progress=lambda done, of: told.append((done, of))
    )

    assert (len(families), told) == (2, [(1, 2), (2, 2)])


def formula(number: int) -> Story:
    """One of many accounts in the words of one form: only the number tells which."""
    told = f"第{number}次活动共发放材料{number % 280 + 20}份"
    text = f"社区在文化活动室举行反诈骗讲座，居民围绕身边事提问，{told}，展板一并摆出。"
    return Story(f"{number:05d}", "", text, "2026-05-05")


def test_a_sign_that_very_many_hold_makes_nobody_a_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_candidates, "CROWDED", 50)
    neighbours = Neighbours([Marks(formula(number)) for number in range(300)])

    compared = [len(list(neighbours.before(place))) for place in range(300)]

    assert sum(compared) < 300 * 50


def test_a_reprint_is_found_among_a_thousand_in_the_same_words() -> None:
    original = formula(700)
    reprint = Story("99999", "", original.text + "（来源：包头日报）", "2026-05-06")

    families = fold([*(formula(number) for number in range(1000)), reprint])

    assert [family.members for family in families if len(family.members) > 1] == [("00700", "99999")]
