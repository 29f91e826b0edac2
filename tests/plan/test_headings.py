"""Which strand a messy heading means."""

import pytest

from hundredfold.plan.blueprint import load
from hundredfold.plan.headings import HeadingIndex

NINE = load("nine_hundreds")
READING = load("reading_year")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4. 百场宣传教育", "talks"),
        ("４．百场宣传教育活动汇总表", "talks"),
        ("（四）百场宣传教育台账", "talks"),
        ("四、宣传教育", "talks"),
        ("百 人 宣 讲 团", "lecturers"),
        ("理论宣讲", "lecturers"),
        ("Lecturers", "lecturers"),
        ("“红石榴”百支志愿服务队", "teams"),
        ("志愿者服务队登记表", "teams"),
        ("100场文艺汇演", "performances"),
        ("一百场文艺汇演", "performances"),
        ("文艺汇演（3月）", "performances"),
        ("第五类：典型宣传", "exemplars"),
        ("百名典型", "exemplars"),
        ("百家示范单位", "model_units"),
        ("model_units", "model_units"),
        ("Model Units", "model_units"),
        ("7-景观小品", "landscape"),
        ("文创", "products"),
        ("9、媒体报道", "press"),
        ("4", "talks"),
        ("九", "press"),
        ("A Hundred Talks", "talks"),
    ],
)
def test_heading_names_its_strand(text: str, code: str) -> None:
    assert NINE.strand_for(text) == code


@pytest.mark.parametrize(
    "text", ["", "   ", "九个一百", "10", "0", "宣传", "Sheet1", "汇总", "演出和媒体", "一" * 60 + "文艺汇演"]
)
def test_heading_that_names_none_or_several_is_left_open(text: str) -> None:
    assert NINE.strand_for(text) is None


def test_another_programme_has_its_own_words() -> None:
    assert READING.strand_for("三、农家书屋") == "corners"
    assert READING.strand_for("书评") == "reviews"
    assert READING.strand_for("百场文艺汇演") is None


def test_every_word_of_a_blueprint_leads_back_to_its_strand() -> None:
    for blueprint in (NINE, READING, load("blank")):
        for strand in blueprint.strands:
            for word in (strand.code, strand.name.zh, strand.name.en, strand.short_name.zh, *strand.aliases):
                assert blueprint.strand_for(word) == strand.code, word


def test_word_of_two_codes_names_neither() -> None:
    assert HeadingIndex({"a": ["same"], "b": ["same", "other"]}).find("same") is None
