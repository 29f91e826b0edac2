"""One short text for all that a search found: two roads that print the same found the same pairs, equally likely."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Protocol

DIGITS = 4  # what probabilities are rounded to, here as everywhere


class Told(Protocol):
    """Two ids and a probability."""

    @property
    def a(self) -> str: ...
    @property
    def b(self) -> str: ...
    @property
    def probability(self) -> float: ...


def fingerprint(pairs: Iterable[Told]) -> str:
    """SHA-256 in hexadecimal over `a`, `b` and the probability to four digits of each pair, a line each, sorted."""
    lines = sorted(f"{pair.a}\t{pair.b}\t{pair.probability:.{DIGITS}f}\n" for pair in pairs)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
