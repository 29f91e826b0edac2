"""Units named in a text, in whatever writing, with their places; a name that fits several says so."""

import pytest

from hundredfold.reading.named_units import UnitNames, units_named

UNITS = (
    UnitNames("district", ("昆都仑区", "昆区")),
    UnitNames("aerding", ("阿尔丁1#社区",), ("市府东路街道",)),
    UnitNames("youyi", ("友谊十七社区",)),
    UnitNames("anshan", ("鞍山道街道办事处",)),
    UnitNames("tuanshi", ("团十社区",)),
    UnitNames("bureau", ("昆都仑区教育局", "昆区教育局")),
    UnitNames("east", ("光明社区",), ("东河街道",)),
    UnitNames("west", ("光明社区",), ("西河街道",)),
)


def named(text: str) -> list[tuple[str, ...]]:
    return [each.keys for each in units_named(text, UNITS, districts=("昆都仑区", "昆区"))]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("市府东路街道阿1# 社区", "aerding"),
        ("阿1号社区", "aerding"),
        ("阿尔丁１号社区", "aerding"),
        ("阿尔丁 1# 社区居委会", "aerding"),
        ("友谊17社区", "youyi"),
        ("友谊十七社区居委会", "youyi"),
        ("鞍山街道", "anshan"),
        ("鞍山道街道", "anshan"),
        ("昆区团十社区", "tuanshi"),
        ("教育局", "bureau"),
    ],
)
def test_every_writing_of_a_name_is_found(text: str, key: str) -> None:
    assert (key,) in named(f"昨日，{text}举办活动")


def test_places_are_those_of_the_text_as_written() -> None:
    text = "昆区市府东路街道阿1# 社区与友谊１７社区"

    found = units_named(text, UNITS, districts=("昆都仑区", "昆区"))

    assert [text[each.start : each.end] for each in found] == ["昆区", "阿1# 社区", "友谊１７社区"]


def test_a_name_of_two_units_is_settled_by_what_stands_before_it() -> None:
    assert named("西河街道光明社区") == [("west",)]
    assert named("光明社区") == [("east", "west")]


@pytest.mark.parametrize("text", ["", "友", "友谊", "一" * 50_000, "#" * 50_000, "友谊十七社"])
def test_what_names_nobody_gives_nothing(text: str) -> None:
    assert named(text) == []
