"""Text made comparable."""

from __future__ import annotations

import pytest

from hundredfold.linkage.lexicon import forms, topics
from hundredfold.linkage.text import clean, grams, numbers, numeral, ordinals, sessions


def test_clean_drops_width_case_and_invisible_marks() -> None:
    assert clean("义\u200b诊  ABC123\ufeff") == "义诊 abc123"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("石榴讲堂第三期", {3}),
        ("讲座(二)", {2}),
        ("首场演出", {1}),
        ("第十二讲", {12}),
        ("session 4", {4}),
        ("中秋晚会", set()),
    ],
)
def test_ordinals(text: str, found: set[int]) -> None:
    assert ordinals(clean(text)) == found


def test_ordinals_tell_groups_from_numbers() -> None:
    assert ordinals("a组决赛").isdisjoint(ordinals("b组决赛"))


@pytest.mark.parametrize(
    ("text", "found"),
    [("上午开展", {"morning"}), ("14:30开始", {"afternoon"}), ("19时", {"evening"}), ("春节晚会", set())],
)
def test_sessions(text: str, found: set[str]) -> None:
    assert sessions(clean(text)) == found


def test_numbers_leave_dates_and_hours_out() -> None:
    assert numbers("2024年6月10日9:30,386人参加,发放210份,6.10") == {386, 210}


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("二十", 20), ("十五", 15), ("iv", 4), ("百", 100), ("x场", None)]
)
def test_numeral(text: str, value: int | None) -> None:
    assert numeral(text) == value


def test_grams_of_short_and_empty_titles() -> None:
    assert (grams("会"), grams(""), grams("🎉"), grams("端午端午")) == (["会"], [], [], ["端午", "午端"])


def test_lexicon_sees_form_and_subject() -> None:
    assert "show" in forms("中秋文艺展演")
    assert topics("民法典普法讲座") == {"law"}
