"""Head counts as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundredfold.reading.dates import Problem
from hundredfold.reading.numbers import HeadCount, read_head_count


@pytest.mark.parametrize(
    ("text", "value", "method"),
    [
        ("约120人", 120, "estimate"), ("一百二十", 120, ""), ("120余人次", 120, "estimate"),
        ("100-150人", 100, "range"),
        ("1.2万人", 12_000, ""), ("1-2万", 10_000, "range"), ("3千", 3_000, ""), ("１２０", 120, ""),
        ("120（清点）", 120, "counted"), ("检票321人", 321, "tickets"), (120.0, 120, ""), (0, 0, ""),
        ("1,200人", 1_200, ""), ("一千二百余人", 1_200, "estimate"), ("两百多", 200, "estimate"),
        ("一百二", 120, ""),
        ("十五", 15, ""), ("三十", 30, ""), ("一万二千", 12_000, ""), ("一百零五", 105, ""),
        ("百余人", 100, "estimate"),
        ("上百人", 100, "estimate"), ("about 120 people", 120, "estimate"), ("共计120人", 120, ""),
        ("200+", 200, "estimate"),
        ("3场120人", 120, ""), ("三百二十一", 321, ""),
    ],
)  # fmt: skip
def test_head_count_as_written(text, value, method):
    assert read_head_count(text) == HeadCount(value, method)


@pytest.mark.parametrize("text", ["若干", "数百人", "几十人", "", "不详", "线上300，线下50", "nan"])
def test_vague_words_give_no_number(text):
    assert read_head_count(text) == HeadCount(None)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("-3", "head_negative"), (-3, "head_negative"), ("2亿", "head_absurd"), ("1e9", "head_absurd"),
        (10_000_001, "head_absurd"), (float("inf"), "head_absurd"), (float("nan"), "head_unknown"),
        ("120.5", "head_unknown"),
    ],
)  # fmt: skip
def test_absurd_counts_are_problems(value, code):
    found = read_head_count(value)

    assert isinstance(found, Problem)
    assert found.code == code


@settings(database=None, deadline=None)
@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_anything_gives_a_count_or_a_problem(value):
    found = read_head_count(value)

    assert isinstance(found, HeadCount | Problem)
    assert isinstance(found, Problem) or found.value is None or 0 <= found.value <= 10_000_000
