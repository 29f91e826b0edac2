"""Which deeds a story tells of: named ones, each of a round-up, none of a campaign; hostile texts in bounded time."""

import datetime as dt

import pytest

from hundredfold.linkage import told_of
from hundredfold.linkage.told_of import DeedTold, StoryTold, tells_of, weighed
from hundredfold.linkage.told_of_words import SENTENCES, say

DAY = dt.date(2026, 9, 20)
PUBLISHED = dt.date(2026, 9, 21)


def deed(number: int, **changes: object) -> DeedTold:
    said: dict[str, object] = {
        "id": f"d{number}",
        "title": "“月圆中秋”邻里茶话会",
        "start": DAY,
        "venue": f"向阳{number}号社区活动室",
        "units": (f"向阳{number}号社区",),
        "head_count": 40 + number,
        **changes,
    }
    return DeedTold(**said)  # type: ignore[arg-type]


CAMPAIGN = [deed(number) for number in range(1, 41)]


def told(text: str, *, title: str = "邻里一家亲", published: dt.date | None = PUBLISHED) -> list[str]:
    return [each.deed for each in tells_of(StoryTold(title, text, published), CAMPAIGN)]


def test_the_one_named_of_forty_alike_is_told_of() -> None:
    assert told("9月20日，向阳7号社区举办“月圆中秋”邻里茶话会，47名居民参加。") == ["d7"]


def test_forty_communities_without_names_are_none() -> None:
    assert told("9月20日，全区40个社区举办“月圆中秋”邻里茶话会，处处欢声笑语。") == []


def test_a_round_up_names_each_of_its_deeds() -> None:
    text = "\n".join(
        f"9月20日，向阳{number}号社区举办“月圆中秋”邻里茶话会，{40 + number}名居民参加。"
        for number in (3, 9, 21)
    )

    assert sorted(told(text)) == ["d21", "d3", "d9"]


def test_names_alone_tell_of_no_deed() -> None:
    assert told("一年来，向阳3号社区、向阳9号社区等单位亮点纷呈，居民满意度位居前列。") == []


def test_last_years_doing_is_not_this_years() -> None:
    text = "9月20日，向阳7号社区举办“月圆中秋”邻里茶话会。"

    assert told(text, published=dt.date(2025, 9, 21)) == []


@pytest.mark.parametrize(
    "text", ["", "。" * 30_000, "向阳7号社区" * 5_000, "9月20日" * 8_000, "\ud800\x00" * 50]
)
def test_hostile_texts_are_weighed_in_bounds(text: str) -> None:
    found = weighed(
        StoryTold(text[:300], text, PUBLISHED), [*CAMPAIGN, deed(99, title="", units=(), start=None)]
    )

    assert len(found) == 41
    assert all(0 <= each.score <= 1 for each in found)


def test_no_deeds_give_none() -> None:
    assert tells_of(StoryTold("题", "文", PUBLISHED), []) == []


def test_days_that_cannot_be_read_are_passed_over() -> None:
    story = StoryTold(
        "题", "文", PUBLISHED, dates=("2026-09-20", "--05-20", "2026-02-31", "2026-09-01/2026-09-03")
    )

    assert told_of.days_of(story) == [DAY, dt.date(2026, 9, 1), dt.date(2026, 9, 3)]


def test_every_ground_has_words_in_both_languages() -> None:
    found = tells_of(
        StoryTold(
            "“月圆中秋”邻里茶话会", "9月20日，向阳7号社区举办“月圆中秋”邻里茶话会，47名居民参加。", PUBLISHED
        ),
        CAMPAIGN,
    )

    for ground in found[0].grounds:
        assert ground.code in SENTENCES
        assert say(ground.code, ground.params, "zh") != say(ground.code, ground.params, "en")
