"""Public ids: ULIDs, so that no page or address ever shows a primary key."""

import secrets
from collections.abc import Iterator
from datetime import datetime

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32, as the ULID specification has it
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
LENGTH = 26


def new_ulid(*, at: datetime) -> str:
    """A ULID of 26 characters: 48 bits of milliseconds from ``at``, then 80 random bits."""
    return encode(int(at.timestamp() * 1000), secrets.randbits(80))


def ascending_ulids(*, at: datetime) -> Iterator[str]:
    """ULIDs of one moment without end, each above the last by fifty random bits.

    For many rows at once: an index takes keys that rise many times faster, and nobody can guess the next.
    """
    milliseconds, tail = int(at.timestamp() * 1000), secrets.randbits(79)
    while True:
        yield encode(milliseconds, tail)
        tail += secrets.randbits(50) + 1


def encode(milliseconds: int, tail: int) -> str:
    """The ULID of a time in milliseconds since 1970 and an 80-bit tail."""
    value = (milliseconds << 80) | tail
    return "".join([_PAIRS[(value >> shift) & 1023] for shift in range(120, -1, -10)])
