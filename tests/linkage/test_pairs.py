"""The engine's promises on small ledgers written out by hand, and on hostile ones."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from hundredfold.linkage.clusters import join
from hundredfold.linkage.pairs import THRESHOLD_ASK, THRESHOLD_JOIN, find_pairs, score
from hundredfold.linkage.prepared import Numbering
from hundredfold.linkage.rows import Row
from hundredfold.linkage.words import say

DAY = date(2024, 6, 10)
STREETS = ("阿尔丁大街街道", "团结大街街道", "鞍山道街道", "前进道街道")
CORES = [first + second for first in "春夏秋冬梅兰竹菊" for second in ("晖", "苑", "园", "庭", "泽")]


def festival() -> list[Row]:
    """Forty communities, one day, one slogan."""
    return [
        Row(
            id=f"f{at}",
            strand="talks",
            title="粽叶飘香五月五 浓情端午共安康",
            start=DAY,
            unit=f"昆区{core}社区",
            town=STREETS[at % 4],
            venue=f"{core}社区活动室",
            headcount=30 + at % 9,
            summary=f"{core}社区组织居民包粽子、做香囊,共度端午佳节。",
        )
        for at, core in enumerate(CORES)
    ]


def gala() -> list[Row]:
    """One gala told by its host, its street and a bureau, in three wordings."""
    return [
        Row(
            id="g1",
            title="“情满中秋庆团圆”专场文艺展演",
            start=date(2024, 9, 17),
            unit="阿尔丁1号社区",
            town="阿尔丁大街街道",
            venue="阿尔丁广场",
            headcount=386,
            co_units=("昆区文旅局",),
            summary="9月17日晚,12个节目上演,马头琴合奏《万马奔腾》开场。",
        ),
        Row(
            id="g2",
            title="阿尔丁街道举办民族团结进步中秋文艺演出",
            start=date(2024, 9, 17),
            unit="阿尔丁街道",
            venue="昆区阿尔丁广场",
            headcount=380,
            summary="阿1#社区在阿尔丁广场演出12个节目,马头琴合奏《万马奔腾》获得掌声。",
        ),
        Row(
            id="g3",
            title="民族团结进步活动月中秋展演",
            start=date(2024, 9, 18),
            unit="昆都仑区文旅局",
            venue="阿尔丁广场",
            headcount=386,
            co_units=("阿1#社区", "阿尔丁街道"),
            summary="现场386人观看,马头琴合奏《万马奔腾》等节目。",
        ),
    ]


def joined(rows: list[Row]) -> list[tuple[str, ...]]:
    return join(find_pairs(rows), threshold=THRESHOLD_JOIN)


def test_festival_of_forty_communities_joins_none() -> None:
    assert joined(festival()) == []


def test_gala_told_three_times_is_one_deed_among_look_alikes() -> None:
    assert joined([*festival(), *gala()]) == [("g1", "g2", "g3")]


def test_gala_without_partner_columns_is_one_deed_with_three_credits() -> None:
    bare = [replace(row, co_units=(), town="") for row in gala()]
    told = [*festival(), *bare]

    deeds = joined(told)

    assert deeds == [("g1", "g2", "g3")]
    assert {row.unit for row in told if row.id in deeds[0]} == {
        "阿尔丁1号社区",
        "阿尔丁街道",
        "昆都仑区文旅局",
    }


def test_zero_width_and_emoji_twins_are_copies() -> None:
    row = festival()[0]
    twin = replace(
        row, id="again", title="🎉粽叶\u200b飘香五月五 浓情\ufeff端午共安康", summary=row.summary + "✨"
    )

    found = find_pairs([row, twin])

    assert [ground.code for ground in found[0].grounds] == ["exact_copy"]


def test_texts_of_random_characters_do_not_number_without_end() -> None:
    numbering = Numbering(4)

    numbers = [numbering.all([f"{at}a", f"{at}b"]) for at in range(50)]

    assert len({number for pair in numbers for number in pair}) <= 5
    assert numbering.all(["0a"]) == numbers[0][:1]


def test_series_with_other_ordinals_stays_apart() -> None:
    base = Row(
        id="",
        title="",
        unit="乌兰社区",
        venue="乌兰社区二楼",
        headcount=40,
        summary="民法典普法讲座,律师以案说法。",
    )
    rows = [
        replace(base, id=f"s{n}", title=f"石榴讲堂民法典讲座第{mark}期", start=date(2024, 4, 3 + 7 * n))
        for n, mark in enumerate("一二三四")
    ]

    assert joined([*festival(), *rows]) == []


def test_two_deeds_in_one_hall_on_one_day_stay_apart() -> None:
    hall = {"venue": "文化馆剧场", "start": DAY, "town": "团结大街街道"}
    rows = [
        Row(
            id="h1",
            title="少儿书法作品展",
            unit="昆区教育局",
            headcount=60,
            summary="上午展出学生书法作品210幅。",
            **hall,
        ),
        Row(
            id="h2",
            title="秦腔戏曲专场演出",
            unit="昆区文联",
            headcount=240,
            summary="晚上演出《三滴血》选段。",
            **hall,
        ),
    ]

    assert joined([*festival(), *rows]) == []


def test_refiled_row_is_found_and_says_so() -> None:
    row = festival()[0]

    found = find_pairs([row, replace(row, id="again")])

    assert [(pair.a, pair.b) for pair in found] == [("f0", "again")]
    assert found[0].probability > THRESHOLD_JOIN
    assert say(found[0].grounds[0].code, found[0].grounds[0].params) == "两条记录内容相同, 由同一单位填报"


def test_identical_words_of_other_units_elsewhere_stay_apart() -> None:
    row = festival()[0]
    other = replace(row, id="other", unit="昆区万青社区", venue="万青社区小广场", summary="")

    assert joined([*festival(), other]) == []


def test_ten_thousand_identical_rows_make_a_star_not_a_square() -> None:
    row = festival()[0]

    found = find_pairs([replace(row, id=str(at)) for at in range(10_000)])

    assert len(found) == 9_999
    assert len(join(found, threshold=THRESHOLD_JOIN)[0]) == 10_000


def test_near_copies_without_end_are_scored_within_the_limit() -> None:
    row = Row(id="", title="活动", unit="某单位", start=DAY)

    scored = score([replace(row, id=str(at), headcount=20 + at) for at in range(600)])

    assert len(scored.pairs.left) <= 10 * 600


def test_shared_photo_brings_a_pair_nothing_else_would() -> None:
    rows = [
        *festival(),
        Row(id="p1", title="慰问", start=date(2024, 1, 3), unit="甲单位"),
        Row(id="p2", title="清扫", start=date(2024, 11, 9), unit="乙单位"),
    ]

    found = find_pairs(rows, shared_photos=[("p2", "p1"), ("p1", "nobody")], floor=0.0)

    assert any(ground.code == "shared_photo" for pair in found if pair.a == "p1" for ground in pair.grounds)


HOSTILE = [
    Row(id="one", title="会"),
    Row(id="long", title="端午" * 2500, summary="安康" * 9000, unit="社区" * 300),
    Row(id="empty"),
    Row(id="nan", title="义诊", lat=math.nan, lon=math.inf, headcount=-5, kind="other"),
    Row(id="emoji", title="🎉🎉🎉"),
    Row(id="zero", title="义\u200b诊\ufeff", start=date.max, end=date.min),
    Row(id="late", title="義診", start=date.min, headcount=10**30),
    Row(id="mark", title="——!!##", venue="#"),
]


@pytest.mark.parametrize("rows", [[], HOSTILE[:1], HOSTILE, HOSTILE * 2], ids=["none", "one", "all", "twice"])
def test_hostile_rows_are_taken_in_stride(rows: list[Row]) -> None:
    found = find_pairs(rows, floor=0.0)

    assert all(0.0 <= pair.probability <= 1.0 for pair in found)


def test_order_of_rows_changes_no_pair_and_hardly_a_probability() -> None:
    rows = [*festival(), *gala()]
    forward = {frozenset((pair.a, pair.b)): pair.probability for pair in find_pairs(rows, floor=0.5)}
    backward = {frozenset((pair.a, pair.b)): pair.probability for pair in find_pairs(rows[::-1], floor=0.5)}

    assert forward == pytest.approx(backward, abs=0.01)


def test_thresholds_leave_room_between_asking_and_joining() -> None:
    assert 0.05 < THRESHOLD_ASK < THRESHOLD_JOIN < 1.0


def test_unknown_engine_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="abacus"):
        find_pairs([], engine="abacus")


def test_progress_hears_every_stage() -> None:
    heard: list[str] = []

    find_pairs(festival(), progress=lambda stage, share: heard.append(stage))

    assert list(dict.fromkeys(heard)) == ["reading", "candidates", "comparing", "grounds"]
