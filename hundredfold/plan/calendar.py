"""Days: festivals, campaign windows, working days by the official calendar or by a stated guess. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import chinese_calendar

from hundredfold.plan.blueprint_types import Blueprint, Campaign, Words, month_day
from hundredfold.plan.festivals import EARLIEST_YEAR, LATEST_YEAR, festival_date

__all__ = [
    "Deadline", "Remaining", "Window", "WorkingDay", "add_working_days", "campaign_windows", "festival_date",
    "is_working_day", "working_days_left",
]  # fmt: skip

UNCONFIRMED = (
    "{year} 年的放假与调休安排尚未确认，按周一至周五及法定节日推算",
    "the official holidays of {year} are not confirmed; counted as Monday to Friday less the statutory days",
)
# days off by law itself: festival, first day before or after it, how many (in force since 2025)
_STATUTORY = (
    ("new_year", 0, 1),
    ("spring_festival", -1, 4),
    ("qingming", 0, 1),
    ("labour_day", 0, 2),
    ("dragon_boat", 0, 1),
    ("mid_autumn", 0, 1),
    ("national_day", 0, 3),
)
LONGEST_COUNT = 400


@dataclass(frozen=True, slots=True)
class Window:
    """A campaign window in one year; both days inside."""

    code: str
    start: dt.date
    end: dt.date
    name: Words
    note: Words


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """Whether a day is worked. `sure` is False where the official calendar of its year is not known."""

    day: dt.date
    value: bool
    sure: bool

    def say(self, language: str = "zh") -> str:
        """What the answer rests on, if it is not sure; else nothing."""
        return "" if self.sure else _unconfirmed(self.day.year, language)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day reached by counting working days; not `sure` if any day counted was not."""

    day: dt.date
    sure: bool

    def say(self, language: str = "zh") -> str:
        """What the answer rests on, if it is not sure; else nothing."""
        return "" if self.sure else _unconfirmed(self.day.year, language)


@dataclass(frozen=True, slots=True)
class Remaining:
    """Working days between a day and a deadline; not `sure` if any day counted was not."""

    days: int
    sure: bool


def _unconfirmed(year: int, language: str) -> str:
    zh, en = UNCONFIRMED
    return (en if language.split("-")[0] == "en" else zh).format(year=year)


def campaign_windows(blueprint: Blueprint, year: int) -> list[Window]:
    """The windows that the blueprint's rules give for the calendar year `year`, by first day."""
    windows = [_window(campaign, year) for campaign in blueprint.campaigns]
    return sorted(windows, key=lambda window: (window.start, window.end, window.code))


def _window(campaign: Campaign, year: int) -> Window:
    start, end = _edges(campaign, year)
    return Window(campaign.code, start, end, campaign.name, campaign.note)


def _edges(campaign: Campaign, year: int) -> tuple[dt.date, dt.date]:
    if campaign.days:
        first, last = campaign.days
        return month_day(first, year), month_day(last, year if last >= first else year + 1)
    which, _, number = (campaign.week or f"whole of {campaign.month}").partition(" of ")
    month = int(number)
    length = calendar.monthrange(year, month)[1]
    start = dt.date(year, month, length - 6 if which == "last" else 1)
    end = dt.date(year, month, 7 if which == "first" else length)
    return start, end


def is_working_day(day: dt.date, official: Mapping[dt.date, bool] | None = None) -> WorkingDay:
    """Whether `day` is worked in mainland China, make-up days included.

    `official`: days that the site itself has entered (True: worked); they go before the built-in calendar.
    """
    if official and day in official:
        return WorkingDay(day, official[day], sure=True)
    try:
        return WorkingDay(day, chinese_calendar.is_workday(day), sure=True)
    except NotImplementedError:  # a year the built-in calendar does not know
        return WorkingDay(day, day.weekday() < 5 and day not in _days_off(day.year), sure=False)


@cache
def _days_off(year: int) -> frozenset[dt.date]:
    """The statutory days off of a year not arranged yet, without days moved for them."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return frozenset()
    return frozenset(
        festival_date(code, year) + dt.timedelta(days=first + step)
        for code, first, count in _STATUTORY
        for step in range(count)
    )


def add_working_days(day: dt.date, n: int, *, official: Mapping[dt.date, bool] | None = None) -> Deadline:
    """The `n`th working day after `day`, which itself is not counted; `day` for n = 0.

    ValueError if `n` is negative or above 400.
    """
    if not 0 <= n <= LONGEST_COUNT:
        raise ValueError(f"working days must be 0-{LONGEST_COUNT}, not {n}")
    sure = True
    while n:
        day += dt.timedelta(days=1)
        worked = is_working_day(day, official)
        sure = sure and worked.sure
        n -= worked.value
    return Deadline(day, sure)


def working_days_left(
    day: dt.date, due: dt.date, *, official: Mapping[dt.date, bool] | None = None
) -> Remaining:
    """The working days after `day` up to and with `due`; once `due` has passed, those since, below zero."""
    first, last = min(day, due), max(day, due)
    between = (first + dt.timedelta(days=step) for step in range(1, (last - first).days + 1))
    answers = [is_working_day(each, official) for each in between]
    number = sum(each.value for each in answers)
    return Remaining(number if due >= day else -number, all(each.sure for each in answers))
