"""How characters are read, with tone marks, from a table that ships; it must not know why anyone asks."""

import csv
import unicodedata
from functools import cache
from importlib.resources import files

TONES = "\u0304\u0301\u030c\u0300"


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
def _toneless_readings(char: str) -> frozenset[str]:
    return frozenset(toneless(reading) for reading in _table().get(char, ()))


def is_read(char: str, note: str) -> bool:
    """Whether the note is a reading of the character, with its tone or wholly without tones."""
    if note in _table().get(char, ()):
        return True
    return note == toneless(note) and note in _toneless_readings(char)


def is_mainly(char: str, note: str) -> bool:
    """Whether the note is the first reading of the character, with its tone or without."""
    first = _table().get(char, ("",))[0]
    return note in (first, toneless(first))


@cache
def _by_reading() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for char, said in _table().items():
        for reading in {*said, *map(toneless, said)}:
            found.setdefault(reading, []).append(char)
    return {reading: tuple(chars) for reading, chars in found.items()}


def read_as(note: str) -> tuple[str, ...]:
    """The characters that can be read so."""
    return _by_reading().get(note, ())
