"""Which outlet a text names, and its level, from a table that ships and a site's own; never from the host.

The paper, its site and its app are one outlet, unless the site has a name of its own. It must not know what is counted.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from hundredfold.reading.outlet_shapes import bare, by_shape, placed_at_end

LEVELS = ("central", "regional", "municipal", "county", "unit", "self")
SHORT_PAPER = 3  # letters: 团结报, 健康报 are names only where a word begins
NO_PAPER = "(?![道告名送到请警酬销表考价恩答捷应复帐账废])"  # 团结报道, 健康报告, 青年报名
BEFORE_NAME = frozenset("据由自在与和是载源")
NONE: Final[Mapping[str, "Outlet"]] = {}


@dataclass(frozen=True, slots=True)
class Outlet:
    """A press outlet: its name and its level, one of central regional municipal county unit self."""

    name: str
    level: str


def outlets_of(rows: Iterable[Mapping[str, str]]) -> dict[str, Outlet]:
    """Every name and alias of a table's rows to its outlet. Rows have name, level and aliases (apart by blanks).

    A row that names no level we know, or no name, is left out; of two rows with one name the first holds.
    """
    known: dict[str, Outlet] = {}
    for row in rows:
        name, level = (row.get("name") or "").strip(), (row.get("level") or "").strip()
        if name and level in LEVELS:
            for alias in (name, *(row.get("aliases") or "").split()):
                known.setdefault(alias, Outlet(name, level))
    return known


@cache
def shipped() -> Mapping[str, Outlet]:
    """The names and aliases of the table that ships."""
    with (files("hundredfold.reading") / "tables" / "outlets.csv").open(encoding="utf-8") as lines:
        return outlets_of(csv.DictReader(lines))


@lru_cache(maxsize=8)
def _pattern(more: frozenset[str]) -> re.Pattern[str]:
    """All names, by their first letter, so that a letter no name begins with costs nothing; the longest first."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in sorted({*shipped(), *more}, key=lambda name: (-len(name), name)):
        by_letter[name[0]].append(re.escape(name[1:]) + (NO_PAPER if name.endswith("报") else ""))
    return re.compile(
        "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    )


def _begins(text: str, found: re.Match[str]) -> bool:
    """A short paper's name counts only where a word begins: 民族团结报 is another's."""
    name, before = found[0], text[max(0, found.start() - 1) : found.start()]
    if len(name) > SHORT_PAPER or not name.endswith("报"):
        return True
    return before in BEFORE_NAME or not "\u4e00" <= before <= "\u9fff"


def known_outlets(text: str, *, more: Mapping[str, Outlet] = NONE) -> list[tuple[int, int, Outlet]]:
    """Every outlet of the tables named in the text: start, end, outlet; the longest name wins.

    ``more`` are a site's own (``outlets_of``), which go before those that ship.
    """
    found = (each for each in _pattern(frozenset(more)).finditer(text) if _begins(text, each))
    return [(each.start(), each.end(), more.get(each[0]) or shipped()[each[0]]) for each in found]


def find_outlet(text: str, *, more: Mapping[str, Outlet] = NONE) -> Outlet | None:
    """The outlet a short text such as a source line names; None when it names none that we can place.

    ``more`` as in ``known_outlets``.
    """
    name = bare(text)
    if not name:
        return None
    whole = more.get(name) or shipped().get(name)
    if whole:
        return whole
    named = known_outlets(name, more=more)
    press = [each for each in named if each[2].level != "self"]
    if press:
        return _of_several(name, press)
    shaped = by_shape(name)
    if shaped:
        return Outlet(*shaped)
    return Outlet(name[:40], "self") if named else None


def _of_several(name: str, named: list[tuple[int, int, Outlet]]) -> Outlet:
    """The one the text begins with, else the longest; but a place's own newsroom goes before the group it is of."""
    best = max(named, key=lambda found: (found[0] == 0, found[1] - found[0]))
    placed = placed_at_end(name, after=best[1])
    if placed and shipped().get(placed[0]) != best[2]:
        return Outlet(*placed)
    # A unit's account that merely begins with an outlet's name, as 包钢集团幼儿园, is the unit's.
    shaped = (
        by_shape(name) if best[2].level not in ("unit", "self") and best[1] - best[0] < len(name) else None
    )
    return Outlet(*shaped) if shaped and shaped[1] == "unit" and best[0] > 0 else best[2]
