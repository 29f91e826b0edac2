"""Festivals by code and the day each falls on in a year: lunar, by solar term, or fixed. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import cnlunar

EARLIEST_YEAR, LATEST_YEAR = 1902, 2099


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival: names, and either lunar month and day, a fixed month and day, or a solar term."""

    code: str
    zh: str
    en: str
    lunar: tuple[int, int] | None = None
    fixed: tuple[int, int] | None = None
    term: str | None = None


FESTIVALS: Mapping[str, Festival] = {
    festival.code: festival
    for festival in (
        Festival("new_year", "元旦", "New Year's Day", fixed=(1, 1)),
        Festival("spring_festival", "春节", "Spring Festival", lunar=(1, 1)),
        Festival("lantern", "元宵节", "Lantern Festival", lunar=(1, 15)),
        Festival("dragon_head", "龙抬头", "Dragon Head Day", lunar=(2, 2)),
        Festival("volunteer_day", "学雷锋纪念日", "Lei Feng Day", fixed=(3, 5)),
        Festival("womens_day", "妇女节", "Women's Day", fixed=(3, 8)),
        Festival("qingming", "清明节", "Qingming", term="清明"),
        Festival("reading_day", "世界读书日", "World Book Day", fixed=(4, 23)),
        Festival("labour_day", "劳动节", "Labour Day", fixed=(5, 1)),
        Festival("youth_day", "青年节", "Youth Day", fixed=(5, 4)),
        Festival("childrens_day", "儿童节", "Children's Day", fixed=(6, 1)),
        Festival("dragon_boat", "端午节", "Dragon Boat Festival", lunar=(5, 5)),
        Festival("party_day", "建党节", "Party Founding Day", fixed=(7, 1)),
        Festival("army_day", "建军节", "Army Day", fixed=(8, 1)),
        Festival("double_seventh", "七夕节", "Double Seventh", lunar=(7, 7)),
        Festival("teachers_day", "教师节", "Teachers' Day", fixed=(9, 10)),
        Festival("mid_autumn", "中秋节", "Mid-Autumn Festival", lunar=(8, 15)),
        Festival("national_day", "国庆节", "National Day", fixed=(10, 1)),
        Festival("double_ninth", "重阳节", "Double Ninth", lunar=(9, 9)),
        Festival("laba", "腊八节", "Laba Festival", lunar=(12, 8)),
    )
}


@cache
def festival_date(code: str, year: int) -> dt.date:
    """The day on which the festival falls in the calendar year `year`.

    KeyError for an unknown code; ValueError outside 1902-2099, or if the year holds no such lunar day
    (the eighth of the twelfth month may fall in the January before or after).
    """
    festival = FESTIVALS[code]
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"festivals are known for {EARLIEST_YEAR}-{LATEST_YEAR} only, not {year}")
    if festival.fixed:
        return dt.date(year, *festival.fixed)
    day = _term_day(festival.term, year) if festival.term else _lunar_day(festival.lunar or (1, 1), year)
    if day is None:
        raise ValueError(f"{festival.en} does not fall in {year}")
    return day


def _term_day(term: str, year: int) -> dt.date | None:
    month, day = cnlunar.Lunar(dt.datetime(year, 1, 15)).thisYearSolarTermsDic[term]  # noqa: DTZ001 - a calendar day, no moment
    return dt.date(year, month, day)


def _lunar_day(wanted: tuple[int, int], year: int) -> dt.date | None:
    """The first day of `year` with that lunar month and day, leap months passed over."""
    # lunar month m lies three weeks to seven weeks after the start of month m of the solar year
    month, lunar_day = wanted
    # (the twelfth month may open the year or close it)
    day = dt.date(year, 1, 1) + dt.timedelta(days=0 if month == 12 else (month - 1) * 29 + lunar_day - 1)
    last = dt.date(year, 12, 31)
    while day <= last:
        read = cnlunar.Lunar(dt.datetime(day.year, day.month, day.day, 12))  # noqa: DTZ001 - a calendar day, no moment
        if (read.lunarMonth, read.lunarDay, read.isLunarLeapMonth) == (month, lunar_day, False):
            return day
        day += dt.timedelta(days=1)
    return None
