"""A second copying kit, drawn site by site from a seed: lists, readings, marks, ways of conversion, width, script.

Written apart from the first from the description of the byte edits alone, so that a repair cannot learn one maker.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import opencc
from pypinyin import Style, pinyin

PROSE = Path(__file__).with_name("press_prose.txt")
KEPT = frozenset("于后里范志愿采并")
FIXED = {"发": "發", "台": "臺"}
MARKS = "，。！？、；：“”《》（）"
STYLES = {"tone": Style.TONE, "bare": Style.NORMAL}
NARROW = str.maketrans("，！？：；（）", ",!?:;()")
WIDE = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Site:
    """What one site does. `low`: the byte before marks; `eats`: a lead byte takes the low byte with it."""

    name: str
    listed: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    low: str
    lost: str
    vanished: str
    eats: bool = True
    script: str = "before"  # before the notes, after all, or not at all
    width: str = "as is"
    form: str = "text"


@cache
def _turner(way: str) -> opencc.OpenCC:
    return opencc.OpenCC(way)


def in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


@cache
def turned(char: str, way: str = "s2t") -> str:
    """The traditional form of one character, as a table without words gives it."""
    if char in KEPT:
        return char
    found: str = FIXED.get(char) or _turner(way).convert(char)
    return found if len(found) == 1 and in_gbk(found) else char


def to_traditional(text: str, way: str = "s2t") -> str:
    return "".join(turned(char, way) for char in text)


def prose() -> dict[str, list[str]]:
    """Our own sentences by kind of prose."""
    found: dict[str, list[str]] = {}
    kind = ""
    for line in PROSE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line:
            found.setdefault(kind, []).append(line)
    return found


def _note(char: str, style: str) -> str:
    said: str = pinyin(char, style=STYLES.get(style, Style.TONE))[0][0]
    return said + " " if style == "spaced" else said


def draw_site(random: Random, *, number: int = 0) -> Site:
    """One site: which characters it notes, before which marks it writes, and how losses look."""
    often: dict[str, int] = {}
    for lines in prose().values():
        for char in "".join(lines):
            often[char] = often.get(char, 0) + 1
    known = sorted((char for char in often if turned(char) != char), key=lambda char: (-often[char], char))
    size = random.choice((8, 20, 45, 90, 200))
    chosen = random.sample(known[: max(60, 2 * size)], min(size, len(known)))
    style = random.choices(("tone", "bare", "spaced"), (85, 7, 8))[0]
    listed = tuple((turned(char), _note(turned(char), style)) for char in chosen)
    marks = tuple(random.sample(MARKS[:7], random.choice((0, 3, 4, 6, 7))))
    if random.random() < 0.5:
        marks = tuple("，。！？")
    return Site(
        name=f"{number}",
        listed=listed,
        marks=marks,
        low=random.choices(("\x01", ",", " "), (75, 20, 5))[0],
        lost=random.choices(("?", "\ufffd", ""), (80, 14, 6))[0],
        vanished=random.choices(("", "?", "\ufffd"), (85, 8, 7))[0],
        script=random.choices(("before", "not"), (92, 8))[0],
        width=random.choices(("as is", "narrow", "wide"), (80, 14, 6))[0],
    )


def convert(raw: bytes, *, lost: str, vanished: str) -> str:
    """GBK bytes to text, badly: a lead byte and a low one make one lost sign, an undefined pair its own."""
    out: list[str] = []
    at = 0
    while at < len(raw):
        lead = raw[at]
        if lead < 0x80:
            out.append(chr(lead))
            at += 1
            continue
        tail = raw[at + 1] if at + 1 < len(raw) else 0
        if tail < 0x40:
            out.append(lost)
        else:
            try:
                out.append(bytes((lead, tail)).decode("gbk"))
            except UnicodeDecodeError:
                out.append(vanished)
        at += 2
    return "".join(out)


def spoil(text: str, site: Site, *, way: str = "s2t") -> str:
    """The text as this site would show it."""
    shown = to_traditional(text, way) if site.script == "before" else text
    raw = shown.encode("gbk", "replace")
    for char, note in site.listed:
        two = char.encode("gbk")
        raw = raw.replace(two, two + f"({note})".encode("gbk"))
    raw = convert(raw, lost="?", vanished="").encode("gbk", "replace")
    for mark in site.marks:
        two = mark.encode("gbk")
        raw = raw.replace(two, site.low.encode() + two)
    shown = convert(raw, lost=site.lost, vanished=site.vanished).replace("\x01", "")
    if site.width == "narrow":
        return shown.translate(NARROW)
    return shown.translate(WIDE) if site.width == "wide" else shown


def kinds_of_hit(text: str, site: Site) -> set[str]:
    """Which kinds of damage the site does to the text, for a table."""
    shown = to_traditional(text) if site.script == "before" else text
    listed = {char for char, _ in site.listed}
    found = {"note"} if any(char in listed for char in shown) else set()
    pairs = [(a, b) for a, b in pairwise(shown) if in_gbk(a) and in_gbk(b)]
    for first, second in pairs:
        straddle = first.encode("gbk")[-1:] + second.encode("gbk")[:1]
        if straddle[0] < 0x81:
            continue
        try:
            char = straddle.decode("gbk")
        except UnicodeDecodeError:
            continue
        if char in listed:
            found.add("straddled note")
        elif char in site.marks:
            found.add("straddled mark")
    return found
