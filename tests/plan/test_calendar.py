"""Days: festivals, campaign windows, working days known and guessed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundredfold.plan.blueprint import load, parse, source
from hundredfold.plan.calendar import (
    add_working_days,
    campaign_windows,
    festival_date,
    is_working_day,
    working_days_left,
)
from hundredfold.plan.festivals import FESTIVALS

D = dt.date


@pytest.mark.parametrize(
    ("code", "days"),
    [
        (
            "dragon_boat",
            [D(2024, 6, 10), D(2026, 6, 19), D(2027, 6, 9), D(2028, 5, 28), D(2029, 6, 16), D(2030, 6, 5)],
        ),
        (
            "mid_autumn",
            [D(2024, 9, 17), D(2026, 9, 25), D(2027, 9, 15), D(2028, 10, 3), D(2029, 9, 22), D(2030, 9, 12)],
        ),
        ("spring_festival", [D(2027, 2, 6), D(2028, 1, 26), D(2029, 2, 13), D(2030, 2, 3)]),
        ("lantern", [D(2027, 2, 20), D(2028, 2, 9)]),
        ("double_ninth", [D(2026, 10, 18), D(2027, 10, 8), D(2028, 10, 26)]),
        ("qingming", [D(2026, 4, 5), D(2028, 4, 4)]),
        ("national_day", [D(2026, 10, 1)]),
        ("mid_autumn", [D(2025, 10, 6)]),  # after a leap sixth month
    ],
)
def test_festival_falls_where_the_calendar_has_it(code: str, days: list[dt.date]) -> None:
    assert [festival_date(code, day.year) for day in days] == days


def test_every_festival_has_words_and_a_day() -> None:
    for code, festival in FESTIVALS.items():
        assert festival.code == code
        assert festival.zh
        assert festival.en
        assert festival_date(code, 2026).year == 2026


def test_festival_unknown_or_out_of_range_is_refused() -> None:
    with pytest.raises(KeyError):
        festival_date("tea_day", 2026)
    with pytest.raises(ValueError, match="1902-2099"):
        festival_date("lantern", 2100)


def test_lunar_day_that_a_year_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fall in 2004"):
        festival_date("laba", 2004)


def test_campaign_windows_follow_the_blueprints_rules() -> None:
    windows = [(w.code, w.start, w.end) for w in campaign_windows(load("nine_hundreds"), 2026)]

    assert windows == [
        ("policy_month", D(2026, 5, 1), D(2026, 5, 31)),
        ("law_week", D(2026, 5, 25), D(2026, 5, 31)),
        ("activity_month", D(2026, 9, 1), D(2026, 9, 30)),
    ]


def test_campaign_by_days_may_cross_the_new_year_and_a_first_week_opens_the_month() -> None:
    text, _ = source("blank")
    text += '[campaigns.a]\nname = {zh = "岁末", en = "Turn"}\ndays = ["12-20", "01-10"]\n'
    text += '[campaigns.b]\nname = {zh = "首周", en = "First"}\nweek = "first of 3"\n'

    windows = [(w.start, w.end) for w in campaign_windows(parse(text), 2026)]

    assert windows == [(D(2026, 3, 1), D(2026, 3, 7)), (D(2026, 12, 20), D(2027, 1, 10))]


def test_working_day_follows_holidays_and_make_up_days() -> None:
    assert not is_working_day(D(2026, 10, 1)).value
    assert is_working_day(D(2026, 10, 10)).value  # a Saturday made up
    assert is_working_day(D(2026, 10, 10)).sure
    assert is_working_day(D(2026, 10, 10)).say() == ""


def test_working_day_of_an_unknown_year_is_a_guess_and_says_so() -> None:
    year = 2090
    festival = festival_date("spring_festival", year)

    guessed = [is_working_day(festival + dt.timedelta(days=step)) for step in (-1, 0, 1, 2)]

    assert [day.value for day in guessed] == [False] * 4
    assert not any(day.sure for day in guessed)
    assert guessed[0].say() == "2090 年的放假与调休安排尚未确认，按周一至周五及法定节日推算"
    assert "2090 are not confirmed" in guessed[0].say("en")
    assert is_working_day(D(2200, 1, 1)).value  # a Wednesday beyond every calendar


def test_day_the_site_entered_goes_before_the_calendar() -> None:
    day = D(2090, 1, 1)

    entered = is_working_day(day, {day: True})

    assert entered.value
    assert entered.sure


def test_working_days_are_counted_from_the_day_after() -> None:
    assert add_working_days(D(2026, 3, 2), 5).day == D(2026, 3, 9)
    assert add_working_days(D(2026, 9, 28), 5).day == D(2026, 10, 10)  # over the national holiday
    assert add_working_days(D(2026, 3, 7), 0).day == D(2026, 3, 7)
    assert add_working_days(D(2026, 3, 2), 5).sure


def test_deadline_in_an_unknown_year_is_not_sure() -> None:
    deadline = add_working_days(D(2090, 3, 1), 5)

    assert not deadline.sure
    assert "2090" in deadline.say("en")
    assert add_working_days(D(2026, 3, 2), 1).say() == ""


@pytest.mark.parametrize("n", [-1, 401])
def test_working_days_out_of_range_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="0-400"):
        add_working_days(D(2026, 3, 2), n)


@given(st.dates(D(2024, 1, 1), D(2029, 12, 31)), st.integers(0, 60))
def test_days_left_are_those_counted_forward(day: dt.date, n: int) -> None:
    due = add_working_days(day, n).day

    assert working_days_left(day, due).days == n
    assert working_days_left(due, day).days == -n


def test_days_left_know_weekends_holidays_and_the_sites_own_days() -> None:
    assert (
        working_days_left(D(2026, 9, 29), D(2026, 10, 10)).days == 4
    )  # 30 September, 8, 9 and the worked Saturday
    assert working_days_left(D(2026, 6, 12), D(2026, 6, 14)).days == 0
    assert working_days_left(D(2026, 6, 8), D(2026, 6, 9), official={D(2026, 6, 9): False}).days == 0
    assert not working_days_left(D(2090, 1, 1), D(2090, 1, 9)).sure
