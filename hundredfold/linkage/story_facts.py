"""The facts in a story's letters by which it is told from its like: days, years, ordinals, figures. Judges nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMERAL = "一二三四五六七八九十百零〇两"
PATTERN = re.compile(
    rf"(?P<stamp>(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))"
    rf"|(?P<year>(?:19|20)\d{{2}}(?=年)|二[〇零][{NUMERAL}]{{2}}(?=年))"
    rf"|(?P<ordinal>第[{NUMERAL}\d]{{1,5}}[届期次场季回])"
    rf"|(?P<day>(?:\d{{1,2}}|[{NUMERAL}]{{1,3}})月(?:\d{{1,2}}|[{NUMERAL}]{{1,3}})[日号]|(?<!\d)\d{{1,2}}日)"
    rf"|(?P<figure>\d+)"
)
KINDS = ("year", "ordinal", "day", "figure")


@dataclass(frozen=True, slots=True)
class Fact:
    """One of year, ordinal, day, figure as written, and where: places in the letters, end exclusive."""

    kind: str
    value: str
    start: int
    end: int


def read_facts(letters: str) -> Iterator[Fact]:
    """All of them in order. A day written 20240917 counts as a day."""
    for found in PATTERN.finditer(letters):
        kind = found.lastgroup or "figure"
        yield Fact("day" if kind == "stamp" else kind, found[0], found.start(), found.end())
