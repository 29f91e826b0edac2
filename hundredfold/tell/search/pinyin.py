"""How a Chinese name may be typed by its sound: whole pinyin and its initials, from each of its characters on."""

from __future__ import annotations

from functools import cache
from itertools import product

from hundredfold.tell.search.folding import is_ideographs

LONGEST = 24  # characters of a name that are read aloud
WAYS = 8  # readings of one name that are kept: more than that many nobody will try
_AHEAD = 8  # characters of a name that somebody types from one place on


@cache
def _sounds(char: str) -> tuple[str, ...]:
    """The sounds of one character without tones, the usual one first."""
    import pypinyin  # noqa: PLC0415  brings a large table, for names only

    found = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(each.replace("ü", "v") for each in found[0])) if found else ()


def readings(folded: str) -> frozenset[str]:
    """Pinyin and initials of a folded name, from each character on: 昆都仑 gives kundulun, kdl, dulun, dl, lun, l.

    A character with several sounds gives each of them, eight ways together at most. A beginning of any of these is
    what somebody may type.
    """
    found: set[str] = set()
    for run in folded.split():
        if is_ideographs(run):
            name = run[:LONGEST]
            for start in range(len(name)):
                found |= _from(name[start : start + _AHEAD])
    return frozenset(found)


@cache
def _from(name: str) -> frozenset[str]:
    sounds = [_sounds(char) for char in name]
    if not all(sounds):
        return frozenset()
    while _ways(sounds) > WAYS:  # the last of several sounds is the rarest: it goes first
        longest = max(range(len(sounds)), key=lambda at: len(sounds[at]))
        sounds[longest] = sounds[longest][:-1]
    ways = list(product(*sounds))
    return frozenset("".join(way) for way in ways) | {"".join(each[0] for each in way) for way in ways}


def _ways(sounds: list[tuple[str, ...]]) -> int:
    number = 1
    for each in sounds:
        number *= len(each)
    return number
