"""Unit names as people write them, brought to one form so that they can be found. Pure: knows no table."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_MARKS = re.compile(r"[^\w#]|_", re.UNICODE)
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_NUMBERED = re.compile(r"[一二三四五六七八九](?=[号#])")
_OFFICE = re.compile(r"街道办事处|街道办(?!事)")
_STREET = re.compile(r"(大街|道)街道")
_COUNCIL = re.compile(r"(?<=社区)(居民委员会|居委会)$|(?<=村)村?(民委员会|委会)$")
NEAR_ENOUGH = 0.6


def folded(name: str, districts: Iterable[str] = ()) -> str:
    """One form for one unit: `阿1# 社区` and `阿1号社区`, `鞍山道街道办事处` and `鞍山街道` become equal.

    `districts`: names of the district in every spelling; a leading one is taken off.
    """
    plain = _plain(name)
    for district in sorted(map(_plain, districts), key=len, reverse=True):
        if district and plain.startswith(district) and plain != district:
            plain = plain.removeprefix(district)
            break
    plain = _NUMBERED.sub(lambda found: found.group().translate(_DIGITS), plain).replace("#", "号")
    plain = _STREET.sub("街道", _OFFICE.sub("街道", plain))
    return _COUNCIL.sub("", plain)


def _plain(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).casefold())


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """What the index needs to know of a unit: its key, all its names, its parent's key (None at the top)."""

    key: str
    names: tuple[str, ...]
    parent: str | None = None
    is_district: bool = False


class NameIndex:
    """Finds units by any of their names, alone or after their parent's (`市府东路街道阿1#社区`)."""

    def __init__(self, units: Sequence[NamedUnit], districts: Iterable[str] = ()) -> None:
        """`districts`: further names of the district, besides those of units that are one."""
        self._districts = tuple(
            {*districts, *(name for unit in units if unit.is_district for name in unit.names)}
        )
        self._exact: dict[str, set[str]] = {}
        self._folded: dict[str, set[str]] = {}
        by_key = {unit.key: unit for unit in units}
        for unit in units:
            for name in unit.names:
                self._exact.setdefault(_plain(name), set()).add(unit.key)
            for name in self._spellings(unit, by_key):
                self._folded.setdefault(name, set()).add(unit.key)

    def _spellings(self, unit: NamedUnit, by_key: Mapping[str, NamedUnit]) -> set[str]:
        own = {folded(name, self._districts) for name in unit.names} - {""}
        parent = by_key.get(unit.parent or "")
        if parent is None or parent.is_district:
            return own
        above = {folded(name, self._districts) for name in parent.names} - {""}
        return own | {f"{parent_name}{name}" for parent_name in above for name in own}

    def candidates(self, text: str) -> tuple[str, ...]:
        """Keys of all units that `text` may name, best form of match only; sorted."""
        found = self._exact.get(_plain(text)) or self._folded.get(folded(text, self._districts)) or set()
        return tuple(sorted(found))

    def find(self, text: str) -> str | None:
        """The key of the one unit that `text` names; None if it names none or several."""
        found = self.candidates(text)
        return found[0] if len(found) == 1 else None

    def nearest(self, text: str, n: int = 3) -> tuple[str, ...]:
        """Keys of up to `n` units whose names look most like `text`, to ask: did you mean?"""
        close = difflib.get_close_matches(
            folded(text, self._districts), self._folded, n=n * 3, cutoff=NEAR_ENOUGH
        )
        return tuple(dict.fromkeys(key for name in close for key in sorted(self._folded[name])))[:n]
