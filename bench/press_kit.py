"""The copying kit run forward on whole text: the damage that the repair has to undo. Written from its rules."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cache

import opencc

# Left alone when the kit turns simplified characters traditional one by one.
STAYS = frozenset("于后里范志愿采并着乾只面才系松干了余布游周征斗折御")
ALWAYS = {"发": "發", "台": "臺"}
MARKS = "，。！？、：；"
VISIBLE, HIDDEN = b",", b"\x01"


@dataclass(frozen=True, slots=True)
class Kit:
    """One site's way: which characters get a note, before which marks a byte is put, and how it looks."""

    notes: tuple[tuple[str, str], ...]
    marks: str = MARKS
    low: bytes = HIDDEN
    lost: str = "?"


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


@cache
def _turned(char: str) -> str:
    if char in ALWAYS:
        return ALWAYS[char]
    turned: str = char if char in STAYS else _converter().convert(char)
    try:
        turned.encode("gbk")
    except UnicodeEncodeError:
        return char
    return turned if len(turned) == 1 else char


def turn(text: str) -> str:
    """Simplified to traditional, one character at a time."""
    return "".join(map(_turned, text))


def damage(text: str, kit: Kit) -> str:
    """The text as the site would show it."""
    raw = turn(text).encode("gbk", "ignore")
    for char, note in kit.notes:
        pair = char.encode("gbk")
        raw = raw.replace(pair, pair + b"(" + note.encode("gbk") + b")")
    raw = broken(raw, lost="?").encode("gbk", "ignore")
    for mark in kit.marks:
        pair = mark.encode("gbk")
        raw = raw.replace(pair, kit.low + pair)
    return broken(raw, lost=kit.lost).replace(HIDDEN.decode(), "")


def broken(raw: bytes, *, lost: str) -> str:
    """GBK to characters as the kit does it: a lead byte eats a low one, an undefined pair vanishes."""
    shown = []
    place = 0
    while place < len(raw):
        first = raw[place]
        if first < 0x80:
            shown.append(chr(first))
            place += 1
        elif place + 1 == len(raw) or raw[place + 1] < 0x40:
            shown.append(lost)
            place += 2
        else:
            with suppress(UnicodeDecodeError):
                shown.append(raw[place : place + 2].decode("gbk"))
            place += 2
    return "".join(shown)
