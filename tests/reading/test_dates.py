"""Dates as people write them."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundredfold.reading.dates import Problem, Span, read_date


def span(text: object, **kwargs: object) -> str:
    found = read_date(text, **{"year_hint": 2024, **kwargs})
    if isinstance(found, Problem):
        return found.code
    return f"{found.start:%m%d}" if found.start == found.end else f"{found.start:%m%d}-{found.end:%m%d}"


@pytest.mark.parametrize(
    "text",
    [
        "6月10日", "2024.6.10上午", "20240610", "24.6.10", "2024年6月10日 14:30", "六月十日",
        "二〇二四年六月十日",
        "二○二四年六月十日", "２０２４年６月１０日", "2024年6月10日（星期一）",
        "2024年6月10日(周一)下午3点半", "6.10",
        "6/10", "6-10", "June 10, 2024", "10 Jun 2024", "Monday, 10 June 2024", "10-Jun-2024", "June 10",
        "2024-06-10T14:30:00+08:00", "2024-06-10T06:30:00Z", "2024-06-10 14:30:00", "45453", "6 月 10 日",
        "2024 年 6 月 10 日", "2024年6月10号", "2024.06.10.", "2024年6月10日9时-11时",
        "6月10日（农历五月初五）",
        "2024年6月10日14:30-16:30", 45453, 45453.6, 20240610, datetime(2024, 6, 10, 14), date(2024, 6, 10),
    ],
)  # fmt: skip
def test_one_day_as_written(text):
    assert span(text) == "0610"


@pytest.mark.parametrize(
    "text",
    [
        "2024/6/10-12", "2024-06-10 至 2024-06-12", "6月10日-12日", "6月10日—12日", "6.10-6.12",
        "2024.6.10—6.12",
        "2024年6月10日上午至12日下午", "2024-6-10~6-12", "2024年06月10日-2024年06月12日",
        "20240610-20240612",
        "6月10日、12日", "6月10、11、12日", "6月10日、11日、12日", "June 10-12, 2024", "10-12 June 2024",
        "六月十日至十二日",
    ],
)  # fmt: skip
def test_several_days_as_written(text):
    assert span(text) == "0610-0612"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年6月", "0601-0630"), ("6月", "0601-0630"), ("2024.6", "0601-0630"), (202406, "0601-0630"),
        ("Jun 2024", "0601-0630"), ("2024年6月-8月", "0601-0831"), ("2024.6-2024.8", "0601-0831"),
        ("6-8月", "0601-0831"), ("2024年6月上旬", "0601-0610"), ("6月中旬", "0611-0620"),
        ("2月底", "0221-0229"),
        ("2024年", "0101-1231"), (2024, "0101-1231"), ("12月", "1201-1231"), ("二月二十九日", "0229"),
        ("十二月三十一日", "1231"), ("25/06/2024", "0625"), ("06/25/2024", "0625"), (6.15, "0615"),
    ],
)  # fmt: skip
def test_months_years_and_rarer_shapes(text, expected):
    assert span(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024-02-30", "date_impossible"), ("13月5日", "date_impossible"),
        ("2023年2月29日", "date_impossible"),
        (float("nan"), "date_impossible"), (float("inf"), "date_impossible"),
        ("99999999", "date_impossible"),
        ("2024-06-12至2024-06-10", "date_reversed"), ("6月12日-10日", "date_reversed"),
        ("农历五月初五", "date_lunar"), ("正月十五", "date_lunar"), ("10/06/2024", "date_ambiguous"),
        (6.1, "date_ambiguous"), ("待定", "date_unknown"), ("每周三", "date_unknown"),
        ("二十日", "date_unknown"),
        (-5, "date_unknown"), (1e300, "date_unknown"), (0, "date_unknown"), ("0001年1月1日", "date_far"),
    ],
)  # fmt: skip
def test_problems_are_named(text, code):
    assert span(text) == code


def test_missing_year_without_a_hint_is_a_problem():
    assert read_date("6月10日") == Problem("date_year_missing", "6月10日")


def test_guessed_year_is_marked():
    assert read_date("6月10日", year_hint=2023) == Span(
        date(2023, 6, 10), date(2023, 6, 10), year_guessed=True
    )


def test_span_over_new_year_takes_the_next_year():
    assert read_date("2024年12月30日-1月2日") == Span(date(2024, 12, 30), date(2025, 1, 2))


def test_serial_of_a_1904_workbook():
    assert read_date(43991, is_1904=True) == Span(date(2024, 6, 10), date(2024, 6, 10))


@settings(database=None, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_every_common_spelling(day):
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%d %b %Y}",
    ):
        assert read_date(text) == Span(day, day)


@settings(database=None, deadline=None)
@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_anything_gives_a_span_or_a_problem(value):
    assert isinstance(read_date(value, year_hint=2024), Span | Problem)
