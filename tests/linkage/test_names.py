"""Names of units and places under their variants."""

from __future__ import annotations

import pytest

from hundredfold.linkage.names import Register, flat, parts, plain, sites
from hundredfold.linkage.text import clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("阿尔丁街道", "昆都仑区阿尔丁大街街道办事处"),
        ("昆区教育局", "包头市昆都仑区教育局"),
        ("鞍山街道", "鞍山道街道"),
        ("乌兰社区", "昆区乌兰社区居委会"),
        ("阿尔丁1#社区", "阿尔丁一号社区"),
        ("毛登嘎查", "毛登嘎查村民委员会"),
        ("河湾村", "河湾村村民委员会"),
        ("河湾村", "河湾村委会"),
        ("昆区民委", "区民委"),
    ],
)
def test_parts_of_variants_are_equal(one: str, other: str) -> None:
    assert parts(one) == parts(other)


def test_plain_keeps_a_community_that_ends_like_a_district() -> None:
    assert plain("和平社区") == "和平社区"


def test_register_joins_the_short_name_with_the_only_long_one() -> None:
    register = Register(["阿1# 社区", "阿尔丁1号社区", "乌兰社区"])

    assert register.number("阿1# 社区") == register.number("阿尔丁1号社区")
    assert register.number("乌兰社区") != register.number("阿1# 社区")
    assert register.number("不在册单位") == -1


def test_register_leaves_an_ambiguous_short_name_alone() -> None:
    register = Register(["阿1号社区", "阿尔丁1号社区", "阿拉善1号社区"])

    assert len({register.number(name) for name in ("阿1号社区", "阿尔丁1号社区", "阿拉善1号社区")}) == 3


def test_register_knows_a_unit_without_its_town_and_its_committee() -> None:
    register = Register(["白杨镇团结巷社区居民委员会", "团结巷社区", "白杨镇", "查干苏木那仁嘎查村民委员会"])

    assert register.number("白杨镇团结巷社区居民委员会") == register.number("团结巷社区")
    assert register.mentions(flat("在那仁嘎查举行")) == {register.number("查干苏木那仁嘎查村民委员会")}


def test_register_keeps_units_of_one_name_in_two_towns_apart() -> None:
    names = ["白杨镇水塔社区", "北河街道水塔社区居委会", "水塔社区", "白杨镇", "北河街道"]
    register = Register(names)

    assert len({register.number(name) for name in names}) == 5


def test_register_keeps_units_of_one_name_and_two_sorts_apart() -> None:
    names = ["白杨镇团结街道", "白杨镇团结社区", "团结小区", "团结村", "白杨镇"]
    register = Register(names)

    assert len({register.number(name) for name in names}) == 5


def test_mentions_finds_the_longest_name() -> None:
    register = Register(["乌兰社区", "北乌兰社区", "教育局"])

    found = register.mentions(flat("由北乌兰社区与昆区教育局主办"))

    assert found == {register.number("北乌兰社区"), register.number("教育局")}


def test_sites_name_the_owner_and_its_class() -> None:
    assert sites(clean("乌兰社区二楼, 阿1# 社区")) == {"乌兰/community", "1号/community"}
