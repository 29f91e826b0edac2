"""Members and things under variant names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hundredfold.linkage.model import UnfitModelError
from hundredfold.linkage.pairs import THRESHOLD_JOIN, find_pairs
from hundredfold.linkage.rows import Row
from hundredfold.linkage.things import read


def crowd(kind: str) -> list[Row]:
    """Other things of the kind, so that rarity means something."""
    words = ["晨光", "暮云", "远山", "流水", "新芽", "白鹭", "青松", "银杏", "红柳", "沙枣"]
    return [
        Row(id=f"c{at}", kind=kind, title=f"{word}{tail}", unit=f"{word}社区", lat=40.6 + at / 100, lon=109.8)
        for at, (word, tail) in enumerate((word, tail) for word in words for tail in ("浮雕", "长廊"))
    ]


def chance(one: Row, other: Row) -> float:
    found = find_pairs([*crowd(one.kind), one, other], floor=0.0)
    return max((pair.probability for pair in found if {pair.a, pair.b} == {one.id, other.id}), default=0.0)


def test_place_from_two_streets_under_two_names_is_proposed() -> None:
    one = Row(id="a", kind="place", title="红石榴广场主题雕塑", unit="阿尔丁街道", lat=40.6581, lon=109.8402)
    other = replace(one, id="b", title="红石榴主题雕塑", unit="乌兰社区", lat=40.6582, lon=109.8403)

    assert chance(one, other) > THRESHOLD_JOIN


def test_place_of_the_same_name_a_kilometre_away_is_another() -> None:
    one = Row(id="a", kind="place", title="民族团结主题墙", unit="阿尔丁街道", lat=40.6581, lon=109.8402)
    other = replace(one, id="b", unit="鞍山道街道", lat=40.6681)

    assert chance(one, other) < THRESHOLD_JOIN


def test_team_renamed_by_its_department_is_proposed() -> None:
    one = Row(id="a", kind="team", title="红石榴助老志愿服务队", unit="昆区民政局")
    other = replace(one, id="b", title="昆区民政局“红石榴”助老志愿服务队", unit="昆都仑区民政局")

    assert chance(one, other) > 0.5


def test_numbered_teams_are_different() -> None:
    one = Row(id="a", kind="team", title="红石榴志愿服务队第一期", unit="昆区民政局")

    assert chance(one, replace(one, id="b", title="红石榴志愿服务队第二期")) < THRESHOLD_JOIN


def test_products_of_one_mascot_in_other_forms_are_different() -> None:
    one = Row(id="a", kind="product", title="昆小团徽章", unit="昆区文旅局")

    assert chance(one, replace(one, id="b", title="昆小团帽子")) < THRESHOLD_JOIN


def test_article_at_one_address_is_one() -> None:
    one = Row(
        id="a", kind="article", title="幸福小社区 团结大舞台", url="https://example.org/1", outlet="民族报"
    )

    assert chance(one, replace(one, id="b", title="团结大舞台", unit="乌兰社区")) > THRESHOLD_JOIN


def test_kinds_never_pair_with_each_other() -> None:
    one = Row(id="a", kind="place", title="红石榴广场", unit="乌兰社区")

    assert chance(one, replace(one, id="b", kind="team")) == 0.0


def test_numbered_parts_of_a_team_are_different() -> None:
    one = Row(id="a", kind="team", title="红石榴助老志愿服务队第一分队", unit="昆区民政局")

    assert chance(one, replace(one, id="b", title="红石榴助老志愿服务队第二分队")) < THRESHOLD_JOIN


def test_colours_of_one_design_are_one_product() -> None:
    one = Row(id="a", kind="product", title="昆小团徽章", unit="昆区文旅局")

    assert chance(one, replace(one, id="b", title="昆小团徽章(红色)")) > 0.5


def test_weights_of_another_version_are_refused_with_advice(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text('{"format": 0}', encoding="utf-8")

    with pytest.raises(UnfitModelError, match=r"old\.json is of another version.*train it again"):
        read(old)
