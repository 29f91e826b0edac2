"""What two tellings share beneath their wording, level by level."""

from __future__ import annotations

from datetime import date

import numpy as np

from hundredfold.linkage.likeness import Pairs, levels
from hundredfold.linkage.prepared import prepare
from hundredfold.linkage.rows import Row

DAY = date(2026, 3, 4)


def compared(one: Row, other: Row) -> dict[str, int]:
    """The levels of a pair among a few strangers."""
    strangers = [
        Row(id=f"s{at}", title=title, unit=f"{unit}村", venue=f"{unit}村晒谷场")
        for at, (title, unit) in enumerate(
            zip(
                ("送米送油", "招工夜市", "暑假托管", "河道清洁"),
                ("横塘", "桑园", "渡口", "白沙"),
                strict=True,
            )
        )
    ]
    ledger = prepare([one, other, *strangers])
    found = levels(Pairs(ledger, np.array([0]), np.array([1]), np.array([False])))
    return {name: int(column[0]) for name, column in found.items()}


def test_core_leaves_out_the_names_of_units() -> None:
    one = Row(id="a", title="柳雁社区居民委员会油茶品鉴", unit="柳雁社区居民委员会")
    other = Row(id="b", title="油茶品鉴", unit="区文化局")

    assert compared(one, other)["core"] == 5


def test_characters_see_what_bigrams_miss() -> None:
    trees = compared(Row(id="a", title="义务植树"), Row(id="b", title="种树添绿"))
    others = compared(Row(id="a", title="打油茶"), Row(id="b", title="篮球赛"))

    assert trees["core"] == 1
    assert trees["characters"] > others["characters"] == 1


def test_title_retold_in_the_other_account_is_seen() -> None:
    one = Row(id="a", title="打油茶", unit="柳雁社区")
    other = Row(id="b", title="系列活动", unit="区文化局", summary="架起大锅打油茶,柳雁社区居民一起品尝。")

    assert compared(one, other)["retold"] >= 3


def test_day_named_in_the_account_speaks_beside_the_column() -> None:
    one = Row(id="a", title="打油茶", start=DAY)
    filed_later = Row(id="b", title="打油茶", start=date(2026, 3, 9), summary="3月4日上午,大家打油茶。")
    another_day = Row(id="b", title="打油茶", start=DAY, summary="2月27日上午,大家打油茶。")

    assert compared(one, filed_later)["told_day"] == 1
    assert compared(one, another_day)["told_day"] == 4


def test_day_named_in_english_is_read() -> None:
    one = Row(id="a", title="Tea tasting", start=DAY)
    other = Row(id="b", title="Tea tasting", start=date(2026, 3, 20), summary="On 4 March, a tea tasting.")

    assert compared(one, other)["told_day"] == 1


def test_day_before_the_year_one_breaks_nothing() -> None:
    rows = [
        Row(id=str(at), title="打油茶", start=day, summary="2月29日")
        for at, day in enumerate((date.min, date.max))
    ]

    assert compared(rows[0], rows[1])["told_day"] in (0, 5)


def test_venues_of_upper_and_lower_village_have_other_owners() -> None:
    one = Row(id="a", title="篮球赛", unit="上枫木村", venue="上枫木村晒谷场")
    other = Row(id="b", title="篮球赛", unit="下枫木村", venue="下枫木村晒谷场")

    assert compared(one, other)["owner"] == 3


def test_host_is_one_under_its_branches_and_short_names() -> None:
    one = Row(id="a", title="篮球赛", unit="柳雁社区党委")
    other = Row(id="b", title="篮球赛", unit="区民宗局", co_units=("柳雁社居委",))

    assert compared(one, other)["host"] == 2


def test_a_weekly_class_of_one_unit_is_told_again_unless_a_day_slipped() -> None:
    first = Row(id="a", title="打油茶", unit="柳雁社区", start=DAY, photos=("p",))
    next_week = Row(id="b", title="打油茶", unit="柳雁社区居委会", start=date(2026, 3, 11))
    same_picture = Row(id="b", title="打油茶", unit="柳雁社区", start=date(2026, 3, 11), photos=("p",))
    swapped = Row(id="b", title="打油茶", unit="柳雁社区", start=date(2026, 4, 3))
    filed_later = Row(
        id="b", title="打油茶", unit="柳雁社区", start=date(2026, 3, 9), summary="3月4日大家打油茶。"
    )
    by_another = Row(id="b", title="打油茶", unit="上枫木村", start=date(2026, 3, 11))

    assert compared(first, next_week)["again"] == 1
    assert [compared(first, other)["again"] for other in (same_picture, swapped, filed_later)] == [2, 2, 2]
    assert compared(first, by_another)["again"] == 0
