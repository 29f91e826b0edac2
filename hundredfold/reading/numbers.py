"""Head counts as people write them, to a number and how it was got; it must not know whose heads they are."""

import math
import re
import unicodedata
from dataclasses import dataclass

from hundredfold.reading.dates import Problem

MOST = 10_000_000
UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
METHODS = (
    ("tickets", re.compile(r"票|检录|刷卡|闸机|ticket", re.IGNORECASE)),
    ("counted", re.compile(r"清点|点名|签到|实到|实数|逐一|count", re.IGNORECASE)),
    (
        "estimate",
        re.compile(
            r"估|约|左右|上下|余|多|近|超|逾|上百|上千|大概|\+|about|around|nearly|over|more|est|~",
            re.IGNORECASE,
        ),
    ),
)
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
RANGE = re.compile(rf"(-?{NUMBER})([十百千万]?)\s*(?:-+|~+|—+|–|至|到|to)\s*({NUMBER})([十百千万]?)")
SINGLE = re.compile(rf"([-−负]?)\s*({NUMBER}(?:e\+?\d+)?)\s*[余多几]?\s*([十百千万亿]?)[余多]?\s*(人|名|位)?")
CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万]+")
MANY = re.compile(r"[余多]")  # inside a numeral: 一百余人, 两百多
VAGUE = re.compile(r"[数几若][十百千万]|若干|不详|未统计")


@dataclass(frozen=True, slots=True)
class HeadCount:
    """`value` people, None where the text names no number; `method` is empty where not stated."""

    value: int | None
    method: str = ""


def read_head_count(value: str | int | float) -> HeadCount | Problem:
    """The head count a cell names. Problem codes: head_negative, head_absurd, head_unknown.

    A range counts with its lower bound (the claim nobody can dispute) and the method `range`; a word such as
    若干 gives no number. Fractions of a person are refused.
    """
    if isinstance(value, int | float):
        return _checked(value, "", str(value))
    text = unicodedata.normalize("NFKC", value).strip()
    method = next((name for name, pattern in METHODS if pattern.search(text)), "")
    if match := RANGE.search(text):
        low_unit = match[2] or match[4]  # 1-2万 means 10,000 to 20,000
        return _checked(_scaled(match[1], low_unit), "range", text)
    if VAGUE.search(text):
        return HeadCount(None)
    if found := list(SINGLE.finditer(text)):
        return _one_of(found, method, text)
    if match := CHINESE.search(MANY.sub("", text)):
        return _checked(_chinese(match[0]), method, text)
    return HeadCount(None)


def _one_of(found: list[re.Match[str]], method: str, text: str) -> HeadCount | Problem:
    """Of several numbers the one that counts people (3场120人); where none or several say so, no number."""
    of_people = [match for match in found if match[4]]
    if len(found) > 1:
        found = of_people
    if len(found) != 1:
        return HeadCount(None)
    number = _scaled(found[0][2], found[0][3])
    return _checked(-number if found[0][1] else number, method, text)


def _scaled(number: str, unit: str) -> float:
    return round(float(number.replace(",", "")) * UNITS.get(unit, 1), 6)


def _checked(number: float, method: str, text: str) -> HeadCount | Problem:
    text = text[:60]
    if math.isnan(number) or not float(number).is_integer():
        return Problem("head_absurd" if math.isinf(number) else "head_unknown", text)
    if number < 0:
        return Problem("head_negative", text)
    if number > MOST:
        return Problem("head_absurd", text)
    return HeadCount(int(number), method)


def _chinese(text: str) -> int:
    """一百二十, 一万二千, 一百二 (120) and 三五 read digit by digit (35)."""
    if not any(unit in text for unit in UNITS):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total = section = digit = 0
    last_unit = 1
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
            last_unit = 10 if sign in "零〇" else last_unit
        elif sign == "万":
            total, section, digit, last_unit = (total + section + digit) * UNITS[sign], 0, 0, UNITS[sign]
        else:
            section += (digit or 1) * UNITS[sign]
            digit, last_unit = 0, UNITS[sign]
    return total + section + digit * (last_unit // 10 if last_unit > 10 else 1)
