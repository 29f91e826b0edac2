"""GBK as bytes: the two bytes of a character and the character of two bytes; it must know no damage."""

from functools import cache


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
def with_lead(first: int) -> tuple[str, ...]:
    """Characters that begin with this byte and whose second byte could lead another."""
    return tuple(char for second in range(0x80, 0xFF) if (char := pair(first, second)))


@cache
def with_second(second: int) -> tuple[str, ...]:
    """Characters that end in this byte."""
    return tuple(char for first in range(0x81, 0xFF) if (char := pair(first, second)))


@cache
def undefined() -> dict[int, tuple[int, ...]]:
    """First bytes to the second bytes that make no character with them."""
    found = {a: tuple(b for b in range(0x81, 0xFF) if not pair(a, b)) for a in range(0x81, 0xFF)}
    return {first: seconds for first, seconds in found.items() if seconds}
