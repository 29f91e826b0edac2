"""Which of given units a text names, where, in whatever writing. Must not know where the units are kept.

`阿1# 社区`, `阿1号社区` and `阿尔丁1#社区` are one; so are `友谊十七社区` and `友谊17社区`,
`鞍山道街道办事处` and `鞍山街道`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hundredfold.reading.figures import chinese_number

MOST_TEXT = 100_000
SHORTEST = 2
_NUMERAL = re.compile("[一二三四五六七八九十]{1,3}(?=[号#＃]|社区|居委会|小区|街坊|村|小学|中学|幼儿园)")
_STREET = re.compile("(?<=[一-鿿])(?:大街|道|路)街道")
_OFFICE = re.compile("(?:居民委员会|居委会|社区居委会|办事处|村民委员会|村委会|党群服务中心)$")
_NUMBERED = re.compile("^([一-鿿]{2,4})([0-9]{1,3})(社区|小区|街坊)$")
_FULL = {"＃": "", "#": "", "號": "", "号": ""}


@dataclass(frozen=True, slots=True)
class UnitNames:
    """A unit: its key, every name it goes by, and those of the unit above it, which may stand before them."""

    key: str
    names: tuple[str, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """That a text names a unit between ``start`` and ``end``. ``keys`` are several where the name fits several."""

    keys: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in one writing, with where each of its characters came from."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def units_named(text: str, units: Iterable[UnitNames], *, districts: Iterable[str] = ()) -> list[NamedUnit]:
    """The units that ``text`` names, in its order, the longest name at each place.

    ``districts`` are names of the district: a unit's name counts with and without one before it. At most MOST_TEXT
    characters are read.
    """
    folded = _folded(text[:MOST_TEXT])
    known, above = _known(units, [_folded(name).text for name in districts])
    lengths: dict[str, list[int]] = {}
    for name in known:
        lengths.setdefault(name[:SHORTEST], []).append(len(name))
    ordered = {opening: sorted(set(each), reverse=True) for opening, each in lengths.items()}
    return list(_found(folded, known, above, ordered))


def _found(
    folded: _Folded, known: dict[str, set[str]], above: dict[str, set[str]], lengths: dict[str, list[int]]
) -> Iterator[NamedUnit]:
    at, said = 0, folded.text
    while at < len(said):
        room = len(said) - at
        sizes = (n for n in lengths.get(said[at : at + SHORTEST], ()) if n <= room)
        length = next((n for n in sizes if said[at : at + n] in known), 0)
        if not length:
            at += 1
            continue
        keys = known[said[at : at + length]]
        if len(keys) > 1:
            keys = {
                key for key in keys if any(said.endswith(name, 0, at) for name in above.get(key, ()))
            } or keys
        yield NamedUnit(tuple(sorted(keys)), folded.starts[at], folded.ends[at + length - 1])
        at += length


def _known(
    units: Iterable[UnitNames], districts: Sequence[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Every writing of every unit, and what stands above each. A short form that fits two long names is neither's."""
    known: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    above: dict[str, set[str]] = {}
    for unit in units:
        above[unit.key] = {each for name in unit.above for each in _writings(_folded(name).text, districts)}
        for name in unit.names:
            for each in _writings(_folded(name).text, districts):
                known.setdefault(each, set()).add(unit.key)
                numbered = _NUMBERED.match(each)
                if numbered:
                    short.setdefault(f"{numbered[1][0]}{numbered[2]}{numbered[3]}", set()).add(unit.key)
    for name, keys in short.items():
        if len(keys) == 1:
            known.setdefault(name, set()).update(keys)
    return known, above


def _writings(name: str, districts: Sequence[str]) -> Iterator[str]:
    """The name, and it without its district, its office or the middle of its street."""
    forms = {name, *(name.removeprefix(each) for each in districts if name != each)}
    forms |= {_OFFICE.sub("", each) for each in forms}
    forms |= {_STREET.sub("街道", each) for each in forms}
    yield from (each for each in forms if len(each) >= SHORTEST and each not in districts)
    yield from (each for each in (name,) if each in districts)


def _folded(text: str) -> _Folded:
    """Width and case made one, marks and blanks left out, numerals before a place's ending as digits, no 号 or #."""
    numerals = {found.start(): found for found in _NUMERAL.finditer(text)}
    said: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        found = numerals.get(at)
        written, end = (str(chinese_number(found[0])), found.end()) if found else (_one(text[at]), at + 1)
        said.extend(written)
        starts.extend([at] * len(written))
        ends.extend([end] * len(written))
        at = end
    return _Folded("".join(said), starts, ends)


def _one(character: str) -> str:
    if character in _FULL:
        return _FULL[character]
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(each for each in plain if each.isalnum())
