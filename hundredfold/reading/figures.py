"""Counts and amounts a text states, with their measure word; it must not know which of them matter."""

import re
from dataclasses import dataclass
from functools import cache

import rjieba

DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
UNITS = (
    "人次|人（次）|人\\(次\\)|场次|余场|万元|亿元|公里|平方米|场|次|名|位|支|篇|期|件|条|户|家|处|幅|项(?!目(?!标))|份|册|部|"
    "首|本|个(?!百分点|多?小时|多?月|星期|工作日|季度|年头)|人|元|堂|批|辆|套|例|节|组|间|座|块|面|张|所|届|轮|集|种"
)
SIGNS = "零〇一二两三四五六七八九十百千万亿"
DIGITAL = r"(?<![\d.])(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d{1,15}(?:\.\d{1,4})?)"
NUMBER = rf"{DIGITAL}|(?<![{SIGNS}])[{SIGNS}]{{1,14}}"
FIGURE = re.compile(
    rf"(?P<before>[第近约达逾超过上几数若]?)(?P<number>{NUMBER})(?P<more>[余多])?(?P<scale>[百千万亿]+)?"
    rf"(?:(?:[-~～—–－]+|至|到)(?P<most>{NUMBER})[余多]?(?P<most_scale>[百千万亿]+)?)?"
    rf"(?P<also>[余多])?(?P<unit>{UNITS})"
)
# 三四百, 七八十, 三五: two digits side by side are a guess between them; the lower one cannot be disputed.
NEIGHBOURS = re.compile(r"(?:一二|二三|两三|三四|三五|四五|五六|六七|七八|八九)(?=$|[十百千万亿])")
FIXED = re.compile(
    "56个民族|五十六个民族|二十四节气|24节气|九个一百|一周两月|[一二三四五六七八九十]{1,3}个(?:与共|认同|意识|自信|维护|确立|共同)"
)
VAGUE_ALONE = frozenset("百千万亿")  # 百场, 万家: a name, not a count, unless 近, 上 or 余 stands beside it
OF_SOMETHING = re.compile("[人总次户场名家件篇份点量]数$")  # 总人数一百零五: a number of something
UNCOUNTED = frozenset("几数若")  # 几十户, 数百名: nobody knows how many
ORDINAL_UNITS = frozenset("届期")
NOUN_TAGS = ("n", "vn", "v", "nz", "l", "j")
REACH = 12
MOST = 10**13


@dataclass(frozen=True, slots=True)
class Figure:
    """`what`: the measure word and, where the text says, what was counted; `value`: a plain number."""

    what: str
    value: int | float


def chinese_number(text: str) -> int | None:
    """一百二十 to 120, 八万 to 80,000; None for what is no numeral."""
    total = section = digit = 0
    for sign in text:
        if sign in DIGITS:
            digit = digit * 10 + DIGITS[sign]
        elif SCALES[sign] >= 10_000:
            total = (total + section + digit or 1) * SCALES[sign]
            section = digit = 0
        else:
            section += (digit or 1) * SCALES[sign]
            digit = 0
    return total + section + digit or None


def _value(found: re.Match[str]) -> int | float | None:
    """The number that a figure states; of a range its lower end, which nobody can dispute."""
    if found["before"] in UNCOUNTED and not OF_SOMETHING.search(found.string[: found.start() + 1]):
        return None
    number, scale = found["number"], found["scale"] or ""
    value = _plain(number, is_about=bool(found["before"] or found["more"] or found["also"]))
    if value is None:
        return None
    if found["most"] and not scale and not set(number) & SCALES.keys():
        scale = _shared_scale(found)
    for sign in scale:
        value *= SCALES[sign]
    if not 0 < value < MOST:
        return None
    return int(value) if value == int(value) else round(value, 4)


def _plain(number: str, *, is_about: bool) -> float | None:
    """A numeral as a number; None where it stands in a name or says no number."""
    if number[0].isdigit():
        return float(re.sub("[, \u00a0\u2009\u202f]", "", number))
    if number in VAGUE_ALONE and not is_about:
        return None
    if number == "一" or (number[0] in "零〇" and len(number) > 1):
        return None
    lower = NEIGHBOURS.sub(lambda pair: pair[0][0], number)
    return float(chinese_number(lower) or 0) or None


def _shared_scale(found: re.Match[str]) -> str:
    """What follows the second number of a range and is meant for both: 1至2万, 三到五百."""
    if found["most_scale"]:
        return str(found["most_scale"])
    most = found["most"]
    return most[1:] if most[0] in DIGITS and most[1:] and set(most[1:]) <= SCALES.keys() else ""


def read_figures(text: str) -> list[Figure]:
    """The figures of a text in order, each once. Ordinals, years, slogans and mottoes are left out."""
    fixed = [found.span() for found in FIXED.finditer(text)]
    figures: dict[Figure, None] = {}
    for found in FIGURE.finditer(text):
        if any(start <= found.start() < end for start, end in fixed) or _is_ordinal(text, found):
            continue
        value = _value(found)
        if value is not None:
            figures[Figure(_what(text, found), value)] = None
    return list(figures)


def _is_ordinal(text: str, found: re.Match[str]) -> bool:
    if found["before"] == "第" or (found["unit"] == "届"):
        return True
    if found["most"]:
        return text[max(0, found.start() - 1) : found.start()] in {"第", "/"}
    plain_digit = found["number"] in DIGITS and found["unit"] in {
        "个",
        "家",
        "人",
        "次",
        "面",
        "条",
        "位",
        "项",
    }
    return plain_digit or text[max(0, found.start() - 1) : found.start()] in {"第", "-", "—", "/", "."}


def _what(text: str, found: re.Match[str]) -> str:
    unit = found["unit"].replace("余", "").replace("（次）", "次").replace("(次)", "次")
    after = re.match(r"[\u4e00-\u9fff]{2,8}", text[found.end() : found.end() + REACH])
    noun = _noun(after[0], first=True) if after else ""
    if not noun:
        before = re.search(r"[\u4e00-\u9fff]{2,8}$", text[max(0, found.start() - REACH) : found.start()])
        noun = _noun(before[0], first=False) if before else ""
    return f"{unit} {noun}".strip()


@cache
def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(rjieba.tag(text))


def _noun(text: str, *, first: bool) -> str:
    words = _tagged(text)
    word, tag = words[0] if first else words[-1]
    if tag not in NOUN_TAGS or len(word) < 2:
        return ""
    return word
