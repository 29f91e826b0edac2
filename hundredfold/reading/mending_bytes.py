"""GBK as bytes: the two bytes of a character and the character of two bytes; it must know no damage."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


@cache
def bytes_of(char: str) -> bytes:
    """GBK bytes of a character, empty when it has none."""
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


@cache
def pair(first: int, second: int) -> str:
    """The character of two GBK bytes, empty when undefined."""
    try:
        char = bytes((first, second)).decode("gbk")
    except (UnicodeDecodeError, ValueError):
        return ""
    return char if len(char) == 1 else ""


@cache
def undefined() -> dict[int, frozenset[int]]:
    """First bytes to the second bytes that make no character with them."""
    found = {a: frozenset(b for b in range(0x81, 0xFF) if not pair(a, b)) for a in range(0x81, 0xFF)}
    return {first: seconds for first, seconds in found.items() if seconds}


class Group(NamedTuple):
    """Characters that the bytes at hand leave open; `kind` is a key of GROUPS, the others are bytes."""

    kind: str
    one: int
    other: int = -1


def _leads(first: int, _: int) -> Iterator[str]:
    return (pair(first, second) for second in range(0x80, 0xFF))


def _seconds(second: int, _: int) -> Iterator[str]:
    return (pair(first, second) for first in range(0x81, 0xFF))


def _ends(waiting: int, lead: int) -> Iterator[str]:
    """Characters of this first byte whose second vanishes together with a byte that follows, or with this one."""
    pairs = undefined().items()
    return (pair(waiting, first) for first, seconds in pairs if lead < 0 or lead in seconds)


def _starts(first: int, second: int) -> Iterator[str]:
    """Characters of this second byte whose first vanishes together with this first byte before it."""
    return (pair(lead, second) for lead in undefined()[first])


def _middles(first: int, _: int) -> Iterator[str]:
    """Characters lost whole: the first byte vanishes with this one before it, the second with one that follows."""
    return (pair(lead, second) for lead in undefined()[first] for second in undefined())


GROUPS = {"lead": _leads, "second": _seconds, "end": _ends, "start": _starts, "middle": _middles}


@cache
def members(group: Group) -> tuple[str, ...]:
    """All characters of a group."""
    return tuple(char for char in GROUPS[group.kind](group.one, group.other) if char)
