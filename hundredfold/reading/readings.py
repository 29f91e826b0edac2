"""How characters are read, with tone marks, from a table that ships; it must not know why anyone asks."""

import csv
import unicodedata
from functools import cache
from importlib.resources import files

from hundredfold.reading.script import HAN

TONES = "\u0304\u0301\u030c\u0300"
RESPELT = str.maketrans("vɡɑ", "üga")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    page = files("hundredfold.reading") / "tables" / "readings.tsv"
    with page.open(encoding="utf-8") as lines:
        return {char: tuple(said.split(" ")) for char, said in csv.reader(lines, delimiter="\t")}


@cache
def toneless(reading: str) -> str:
    """The reading without its tone mark; ü keeps its dots."""
    parts = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))


@cache
def _readings(char: str) -> tuple[str, ...]:
    said = _table().get(char)
    if said is not None or not HAN.fullmatch(char):
        return said or ()
    # Hardly ever needed, and slow to load: rare characters only.
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    return tuple(PINYIN_DICT.get(ord(char), "").split(","))


def _spelt(note: str) -> str:
    """The note with the letters that some keyboards write instead: v for ü, the rounded a and g."""
    return note.translate(RESPELT)


@cache
def _toneless_readings(char: str) -> frozenset[str]:
    bare = {toneless(reading) for reading in _readings(char)}
    return frozenset(bare | {reading.replace("ü", "u") for reading in bare})


@cache
def is_read(char: str, note: str) -> bool:
    """Whether the note is a reading of the character, with its tone or wholly without tones."""
    spelt = _spelt(note)
    if spelt in _readings(char):
        return True
    return spelt == toneless(spelt) and spelt in _toneless_readings(char)


def is_mainly(char: str, note: str) -> bool:
    """Whether the note is the first reading of the character, with its tone or without."""
    first, spelt = (_readings(char) or ("",))[0], _spelt(note)
    return spelt in (first, toneless(first), toneless(first).replace("ü", "u"))


@cache
def _by_reading() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for char, said in _table().items():
        bare = {toneless(reading) for reading in said}
        for reading in {*said, *bare, *(each.replace("ü", "u") for each in bare)}:
            found.setdefault(reading, []).append(char)
    return {reading: tuple(chars) for reading, chars in found.items()}


def read_as(note: str) -> tuple[str, ...]:
    """The characters that can be read so."""
    return _by_reading().get(_spelt(note), ())
