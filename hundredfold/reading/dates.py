"""Dates as people write them in a ledger, to a span of days; it must not know where the date was written.

A time of day is dropped: the ledger counts days. Nothing is guessed but a missing year, from the hint given.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hundredfold.reading.date_words import MONTHS, NOTE, plain_digits, without_time_of_day

EARLIEST, LATEST = 1900, 2100
SERIALS = range(18264, 73051)  # 1950 to 2100 as Excel counts days
LEAP_1904 = 1462  # days between the two epochs of Excel


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` to `end`, both included; `year_guessed` when the year came from the hint."""

    start: date
    end: date
    year_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a value: a code of `words.SENTENCES`, and the text as written."""

    code: str
    text: str


class _NoYearError(ValueError):
    """The text gives no year and there is no hint."""


Cell = str | int | float | date | datetime


def read_date(value: Cell, *, year_hint: int | None = None, is_1904: bool = False) -> Span | Problem:
    """The span a cell names. Problem codes: date_unknown, date_impossible, date_reversed, date_lunar,
    date_year_missing, date_ambiguous, date_far.

    Numbers are Excel serials (or 20240610, 202406, 2024, 6.15); `is_1904` says which epoch the workbook uses.
    A list of days (`6月10日、12日`) is the span from its first to its last.
    """
    text = str(value)[:60]
    try:
        span = _read(value, year_hint, is_1904=is_1904)
    except _NoYearError:
        return Problem("date_year_missing", text)
    except (ValueError, OverflowError):
        return Problem("date_impossible", text)
    if isinstance(span, str):
        return Problem(span, text)
    if span.end < span.start:
        return Problem("date_reversed", text)
    if not EARLIEST <= span.start.year <= span.end.year <= LATEST:
        return Problem("date_far", text)
    return span


def _read(value: Cell, hint: int | None, *, is_1904: bool) -> Span | str:
    if isinstance(value, datetime):
        return _day(value.date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, float) and not value.is_integer() and value < SERIALS.start:
        return _read_decimal(value, hint)
    if isinstance(value, int | float):
        return _read_serial(int(value), is_1904=is_1904)
    return _read_text(value, hint, is_1904=is_1904)


def _day(day: date) -> Span:
    return Span(day, day)


def _read_decimal(value: float, hint: int | None) -> Span | str:
    """6.15 typed where a date was meant. 6.1 may have been 6.10: the sheet no longer knows."""
    month, _, day = f"{value:g}".partition(".")
    if day in ("1", "2", "3"):
        return "date_ambiguous"
    return _read_text(f"{month}.{day}", hint, is_1904=False) if len(day) <= 2 else "date_unknown"


def _read_serial(number: int, *, is_1904: bool) -> Span | str:
    if number in SERIALS:
        return _day(date(1899, 12, 30) + timedelta(days=number + (LEAP_1904 if is_1904 else 0)))
    digits = str(number)
    if len(digits) == 8:
        return _day(date(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    if len(digits) == 6 and digits.startswith(("19", "20")):
        return _months(int(digits[:4]), int(digits[4:]))
    if len(digits) == 4 and EARLIEST <= number <= LATEST:
        return Span(date(number, 1, 1), date(number, 12, 31))
    return "date_unknown"


def _read_text(text: str, hint: int | None, *, is_1904: bool) -> Span | str:
    plain = unicodedata.normalize("NFKC", text)
    if LUNAR.search(NOTE.sub("", plain)):
        return "date_lunar"
    tidy = without_time_of_day(plain_digits(plain))
    if tidy.isdigit() and len(tidy) in (4, 5, 6, 8):
        return _read_serial(int(tidy), is_1904=is_1904)
    for pattern, build in SHAPES:
        if match := pattern.fullmatch(tidy):
            return build({name: part for name, part in match.groupdict().items() if part}, hint)
    return "date_unknown"


LUNAR = re.compile(
    r"农历|阴历|農曆|陰曆|正月|腊月|冬月|闰|(?<!月)初[一二三四五六七八九十]|廿[一二三四五六七八九](?!日)"
)

YEAR = r"(?P<y{0}>\d{{4}}|\d{{2}})\s*[年./-]\s*"
MONTH_DAY = r"(?P<m{0}>\d{{1,2}})\s*[月./-]\s*(?P<d{0}>\d{{1,2}})\s*[日号]?"
TO = r"\s*(?:至|到|~+|-+|—+|–|−|、|,|to|until)\s*"


def _shape(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _year_of(parts: dict[str, str], name: str, hint: int | None) -> int:
    if name not in parts:
        if hint is None:
            raise _NoYearError
        return hint
    year = int(parts[name])
    return year + 2000 if len(parts[name]) == 2 else year


def _days(parts: dict[str, str], hint: int | None) -> Span:
    """One day or two, where the second may lack its year and its month."""
    year, month, day = _year_of(parts, "y1", hint), int(parts["m1"]), int(parts["d1"])
    start = date(year, month, day)
    guessed = "y1" not in parts
    if "d2" not in parts:
        return Span(start, start, guessed)
    month2 = int(parts.get("m2", month))
    year2 = _year_of(parts, "y2", year)
    if "y2" not in parts and month >= 11 and month2 <= 2:  # over New Year
        year2 += 1
    return Span(start, date(year2, month2, int(parts["d2"])), guessed)


def _months(year: int, month: int, until: int | None = None) -> Span:
    """Whole months, the last one included."""
    last = date(year, until or month, 1)
    next_month = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return Span(date(year, month, 1), next_month - timedelta(days=1))


def _whole_months(parts: dict[str, str], hint: int | None) -> Span:
    span = _months(_year_of(parts, "y1", hint), int(parts["m1"]))
    if "m2" in parts:
        end = _months(_year_of(parts, "y2", span.start.year), int(parts["m2"])).end
        span = Span(span.start, end)
    if "y1" not in parts:
        return Span(span.start, span.end, year_guessed=True)
    return span


def _third_of_month(parts: dict[str, str], hint: int | None) -> Span:
    """上旬, 中旬, 下旬 and 初, 中, 底."""
    whole = _whole_months(parts, hint)
    first, last = {"上": (1, 10), "初": (1, 10), "中": (11, 20)}.get(parts["third"], (21, whole.end.day))
    return Span(whole.start.replace(day=first), whole.start.replace(day=last), whole.year_guessed)


def _whole_year(parts: dict[str, str], _hint: int | None) -> Span:
    year = int(parts["y1"])
    return Span(date(year, 1, 1), date(year, 12, 31))


def _foreign(parts: dict[str, str], _hint: int | None) -> Span | str:
    """10/06/2024: readable only where one of the two numbers cannot be a month."""
    first, second, year = int(parts["a"]), int(parts["b"]), int(parts["y1"])
    if first <= 12 and second <= 12 and first != second:
        return "date_ambiguous"
    month, day = (second, first) if first > 12 else (first, second)
    return _day(date(year, month, day))


def _english(parts: dict[str, str], hint: int | None) -> Span:
    numbered = dict(parts)
    for name in ("m1", "m2"):
        if name in parts:
            numbered[name] = str(MONTHS.index(parts[name][:3].lower()) + 1)
    return _days(numbered, hint) if "d1" in parts else _whole_months(numbered, hint)


NAME = r"(?P<m{0}>" + "|".join(MONTHS) + r")[a-z]*\.?"
DAY = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th)?"
SECOND_DAY = r"(?:\s*[-–]\s*" + DAY.format(2) + ")?"
END_YEAR = r"(?:[,-]?\s*(?P<y1>\d{4}))?"

Build = Callable[[dict[str, str], int | None], Span | str]
SHAPES: list[tuple[re.Pattern[str], Build]] = [
    (_shape(YEAR.format(1) + MONTH_DAY.format(1)), _days),
    (_shape(YEAR.format(1) + MONTH_DAY.format(1) + TO + YEAR.format(2) + MONTH_DAY.format(2)), _days),
    (_shape(YEAR.format(1) + MONTH_DAY.format(1) + TO + MONTH_DAY.format(2)), _days),
    (_shape(YEAR.format(1) + MONTH_DAY.format(1) + TO + r"(?P<d2>\d{1,2})[日号]?"), _days),
    (_shape(MONTH_DAY.format(1)), _days),
    (_shape(MONTH_DAY.format(1) + TO + MONTH_DAY.format(2)), _days),
    (_shape(MONTH_DAY.format(1) + TO + r"(?P<d2>\d{1,2})[日号]?"), _days),
    (_shape(r"(?P<y1>\d{4})\s*[年./-]\s*(?P<m1>\d{1,2})月?"), _whole_months),
    (_shape(r"(?P<y1>\d{4})\s*[年./-]\s*(?P<m1>\d{1,2})月?" + TO + r"(?P<m2>\d{1,2})月"), _whole_months),
    (
        _shape(
            r"(?P<y1>\d{4})\s*[年./-]\s*(?P<m1>\d{1,2})月?"
            + TO
            + r"(?P<y2>\d{4})\s*[年./-]\s*(?P<m2>\d{1,2})月?"
        ),
        _whole_months,
    ),
    (_shape(r"(?P<m1>\d{1,2})月"), _whole_months),
    (_shape(r"(?P<m1>\d{1,2})月?" + TO + r"(?P<m2>\d{1,2})月"), _whole_months),
    (
        _shape(r"(?:(?P<y1>\d{4})\s*[年./-]\s*)?(?P<m1>\d{1,2})月(?P<third>[上中下]旬|[初中底末])"),
        lambda parts, hint: _third_of_month({**parts, "third": parts["third"][0]}, hint),
    ),
    (_shape(r"(?P<y1>(?:19|20)\d\d)年度?"), _whole_year),
    (_shape(r"(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<y1>\d{4})"), _foreign),
    (_shape(NAME.format(1) + r"\s*" + DAY.format(1) + SECOND_DAY + END_YEAR), _english),
    (_shape(DAY.format(1) + SECOND_DAY + r"[\s-]*" + NAME.format(1) + END_YEAR), _english),
    (_shape(NAME.format(1) + END_YEAR), _english),
]
