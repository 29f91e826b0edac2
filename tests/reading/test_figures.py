"""Figures read out of phrases as people write them: counts and amounts, and what only looks like one."""

from pathlib import Path

import pytest

from hundredfold.reading.figures import chinese_number, read_figures

PHRASES = [
    line.split("\t")
    for line in Path(__file__).with_name("figure_phrases.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("phrase", "figures"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_figures_of_a_phrase(phrase: str, figures: str) -> None:
    read = [f"{figure.value} {figure.what.split(' ')[0]}" for figure in read_figures(phrase)]

    assert ";".join(read) == figures


def test_what_was_counted_is_named() -> None:
    (figure,) = read_figures("开展志愿服务活动384场")

    assert (figure.value, figure.what) == (384, "场 活动")


@pytest.mark.parametrize(
    ("text", "number"), [("一百二十", 120), ("八万", 80_000), ("万", 10_000), ("十", 10), ("零", None)]
)
def test_chinese_numbers(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


def test_digits_without_end_are_no_figure() -> None:
    assert read_figures("9" * 50_000 + "人") == []
    assert read_figures("一" * 50_000 + "人") == []
