"""A sheet as rows of cells, whatever file it came from; knows nothing of headings or ledgers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

Cell = str | int | float | bool | date | datetime | time | timedelta
Merge = tuple[int, int, int, int]  # top, left, bottom, right, from 0, all included
Note = tuple[str, dict[str, Any]]  # a code of `words.SENTENCES` with its params

WIDEST = 1024  # columns looked at; what lies beyond is named in a notice


@dataclass(slots=True)
class Grid:
    """One sheet. `rows` starts again at row 1 with every call, so a reader may look before it reads."""

    name: str
    rows: Callable[[], Iterator[list[Cell]]]
    merges: list[Merge] = field(default_factory=list)
    is_1904: bool = False


@dataclass(slots=True)
class Book:
    """All visible sheets of one file, the text encoding where there is one, and what was noticed."""

    grids: list[Grid]
    encoding: str = ""
    notes: list[Note] = field(default_factory=list)
