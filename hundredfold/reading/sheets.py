"""A ledger in any common sheet, as rows of plain facts; it must not know programmes, units or what counts.

The file is opened in a limited child process (`sandbox`, `parsing`); here its answer becomes frozen values.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from stat import S_ISREG
from typing import Any

from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused, say

PARSER = "hundredfold.reading.parsing:ledger"
READ_ROWS, READ_MB = 120_000, 96
STREAM_ROWS, STREAM_MB = 250_000, 1_024


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One record as a ledger tells it. Texts are clean but not mapped to anything; absent ones are empty.

    `number` is the row as the sheet shows it. `start` and `end` are both given or both None; one day has both
    equal. `headcount` is people, its method one of counted, tickets, estimate, range or empty. `extra` holds
    the columns nobody asked for, and the sheet's name under `sheet`.
    """

    number: int
    sheet: str
    id: str
    strand: str
    title: str
    start: date | None
    end: date | None
    date_text: str
    venue: str
    unit: str
    co_units: tuple[str, ...]
    town: str
    district: str
    headcount: int | None
    headcount_method: str
    summary: str
    photos: tuple[str, ...]
    url: str
    outlet: str
    level: str
    extra: dict[str, str]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that gave no record, and why."""

    row: int
    sheet: str
    code: str
    params: dict[str, Any]

    def why(self, language: str = "zh") -> str:
        """What is wrong, where, and what to do."""
        return say(self.code, {**self.params, "row": self.row, "sheet": self.sheet}, language)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader decided that a person should know of."""

    code: str
    params: dict[str, Any]

    def why(self, language: str = "zh") -> str:
        """What was noticed and what to do about it."""
        return say(self.code, self.params, language)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of a ledger, what was skipped and noticed, and how it was understood."""

    rows: tuple[LedgerRow, ...]
    skipped: tuple[Skipped, ...]
    notices: tuple[Notice, ...]
    columns: dict[str, str]
    dropped: tuple[str, ...]
    encoding: str
    source: str


@dataclass(slots=True)
class LedgerStream:
    """A ledger read bit by bit: iterate for batches of rows; the rest is complete when they have ended."""

    source: str
    messages: Iterator[list[Any]]
    skipped: list[Skipped] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    encoding: str = ""

    def __iter__(self) -> Iterator[list[LedgerRow]]:
        """Batches of at most 500 rows. Raises Refused, also midway."""
        try:
            yield from self._batches()
        except Refused as refused:
            if refused.code != "memory":
                raise
            raise Refused("sheet_memory", **refused.params) from refused

    def _batches(self) -> Iterator[list[LedgerRow]]:
        for tag, content in self.messages:
            if tag == "rows":
                yield [_row(values) for values in content]
            elif tag == "skipped":
                self.skipped += [Skipped(*values) for values in content]
            else:
                self.notices = [Notice(code, params) for code, params in content["notices"]]
                self.columns, self.dropped = content["columns"], content["dropped"]
                self.encoding = content["encoding"]


def read_ledger(path: Path, *, seconds: float | None = None, memory_mb: int = 320) -> Ledger:
    """The whole ledger in XLSX, XLSB, XLS, ODS, CSV or TSV. Raises Refused, its sentence naming the file.

    `seconds` waits for the child: by default 8, and three more for each MB above 4, at most 60. At most 120,000
    rows and 96 MB of facts, so that reader and child together stay below 512 MB.
    """
    stream = _open(path, seconds=seconds, memory_mb=memory_mb, most_rows=READ_ROWS, output_mb=READ_MB)
    rows = tuple(row for batch in stream for row in batch)
    return Ledger(
        rows=rows,
        skipped=tuple(stream.skipped),
        notices=tuple(stream.notices),
        columns=stream.columns,
        dropped=tuple(stream.dropped),
        encoding=stream.encoding,
        source=path.name,
    )


def stream_ledger(path: Path, *, seconds: float = 60.0, memory_mb: int = 320) -> LedgerStream:
    """As `read_ledger`, in batches, so that a long import holds few rows at a time; at most 250,000 rows.

    `seconds` is time spent waiting for the child, not time the caller takes between batches.
    """
    return _open(path, seconds=seconds, memory_mb=memory_mb, most_rows=STREAM_ROWS, output_mb=STREAM_MB)


def _open(
    path: Path, *, seconds: float | None, memory_mb: int, most_rows: int, output_mb: int
) -> LedgerStream:
    size = _checked_size(path)
    allowed = seconds or min(60.0, 8.0 + 3 * max(0, (size >> 20) - 4))
    messages = sandbox.lines(
        PARSER, str(path.absolute()), most_rows, seconds=allowed, memory_mb=memory_mb, output_mb=output_mb
    )
    return LedgerStream(path.name, messages)


def _checked_size(path: Path) -> int:
    """Bytes of a file that may be opened; pipes and devices would block whoever opens them. Raises Refused."""
    name = path.name or str(path)
    try:
        status = path.stat()
    except FileNotFoundError:
        raise Refused("missing", file=name) from None
    except (OSError, ValueError):
        raise Refused("unreadable", file=name) from None
    if not S_ISREG(status.st_mode):
        raise Refused("not_a_file", file=name)
    if status.st_size == 0:
        raise Refused("empty", file=name)
    return status.st_size


def _row(values: list[Any]) -> LedgerRow:
    values[3] = sys.intern(values[3])  # the few words that stand in every row
    values[9] = sys.intern(values[9])
    values[11] = sys.intern(values[11])
    values[5] = values[5] and date.fromisoformat(values[5])
    values[6] = values[6] and date.fromisoformat(values[6])
    values[10] = tuple(values[10])
    values[16] = tuple(values[16])
    return LedgerRow(*values)
