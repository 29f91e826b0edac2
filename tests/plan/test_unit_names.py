"""Unit names as written, brought together without bringing different units together."""

import pytest

from hundredfold.plan.unit_names import NamedUnit, NameIndex, folded

DISTRICT = ("昆都仑区", "昆区", "包头市昆都仑区")
INDEX = NameIndex(
    [
        NamedUnit("d", ("昆都仑区", "昆区"), is_district=True),
        NamedUnit("s1", ("阿尔丁大街街道",), "d"),
        NamedUnit("s2", ("鞍山道街道",), "d"),
        NamedUnit("s3", ("市府东路街道",), "d"),
        NamedUnit("a1", ("阿尔丁1#社区", "阿1#社区"), "s3"),
        NamedUnit("a2", ("阿尔丁2#社区",), "s3"),
        NamedUnit("w1", ("友谊社区",), "s1"),
        NamedUnit("w2", ("友谊社区",), "s2"),
        NamedUnit("e", ("昆区教育局", "区教育局"), "d"),
        NamedUnit("v", ("乌兰计三村",), "d"),
    ],
    ["包头市昆都仑区"],
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("阿尔丁街道", "s1"),
        ("阿尔丁大街街道办事处", "s1"),
        ("昆区阿尔丁街道办", "s1"),
        ("鞍山街道", "s2"),
        ("阿1# 社区", "a1"),
        ("阿１＃社区", "a1"),
        ("阿尔丁1号社区", "a1"),
        ("阿尔丁一号社区", "a1"),
        ("阿尔丁1号社区居委会", "a1"),
        ("昆区市府东路街道阿1#社区", "a1"),
        ("昆都仑区教育局", "e"),
        ("包头市昆都仑区教育局", "e"),
        ("教育局", "e"),
        ("昆区", "d"),
        ("阿尔丁街道友谊社区", "w1"),
        ("鞍山道街道友谊社区", "w2"),
        ("乌兰计三村村委会", "v"),
        ("乌兰计三村村民委员会", "v"),
    ],
)
def test_variant_finds_its_unit(text: str, key: str) -> None:
    assert INDEX.find(text) == key


@pytest.mark.parametrize("text", ["", "友谊社区", "阿尔丁3#社区", "文旅局"])
def test_name_of_none_or_several_finds_no_unit(text: str) -> None:
    assert INDEX.find(text) is None


def test_candidates_are_all_units_a_name_may_mean() -> None:
    assert INDEX.candidates("友谊社区") == ("w1", "w2")


def test_nearest_offers_units_that_look_alike() -> None:
    assert INDEX.nearest("阿尔丁3#社区")[0] in {"a1", "a2"}
    assert INDEX.nearest("完全不同的名字") == ()


def test_district_alone_is_not_folded_away() -> None:
    assert folded("昆区", DISTRICT) == "昆区"
