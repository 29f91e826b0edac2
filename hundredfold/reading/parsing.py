"""The child's side of reading a ledger: opens the file, finds the tables, sends rows in batches.

Runs only inside `sandbox`. What may not be kept is dropped here, before anything leaves the child.
"""

import csv
import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from hundredfold.reading.cells import text_of
from hundredfold.reading.delimited import open_delimited
from hundredfold.reading.forbidden import holds_secrets
from hundredfold.reading.grids import WIDEST, Book, Grid, Note
from hundredfold.reading.layout import Layout, find_layout, known_headings, offered_strand, year_said
from hundredfold.reading.records import MergedDown, RecordReader, RowSkipped, full_year
from hundredfold.reading.words import Refused
from hundredfold.reading.workbooks import is_workbook, open_workbook, refuse_foreign

BATCH = 500
SURVEYED = 2_000  # rows looked at before reading, for years, serial numbers and what columns hold
TEXT_MB, WORKBOOK_MB = 80, 200
ID_PLACE = 2  # in the values of a row


@dataclass(slots=True)
class Table:
    """One sheet that is a ledger, and what a first look at it told."""

    grid: Grid
    layout: Layout
    years: Counter[int] = field(default_factory=Counter)
    serials: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)


def ledger(file: str, most_rows: int) -> Iterator[list[Any]]:
    """Messages of a reading: `["rows", [...]]`, `["skipped", [...]]`, and one `["end", {...}]` at last.

    Raises Refused naming the file.
    """
    path = Path(file)
    gc.disable()  # there are no cycles among the cells, and looking for them takes as long as reading
    try:
        yield from _messages(path, most_rows)
    except csv.Error:
        raise Refused("damaged", file=path.name) from None
    finally:
        gc.enable()


def _messages(path: Path, most_rows: int) -> Iterator[list[Any]]:
    book = _open(path)
    tables = [table for grid in book.grids if (table := _survey(grid, book.notes))]
    if not tables:
        raise Refused(
            "no_headings",
            file=path.name,
            sheets="、".join(grid.name for grid in book.grids if grid.name) or path.name,
        )
    reading = Reading(path, book, tables, most_rows)
    yield from reading.messages()
    yield ["end", reading.outcome()]


def _open(path: Path) -> Book:
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head:
        raise Refused("empty", file=path.name)
    size_mb, limit_mb = path.stat().st_size >> 20, WORKBOOK_MB if is_workbook(head) else TEXT_MB
    refuse_foreign(path.name, head)
    if size_mb > limit_mb:
        raise Refused("too_large", file=path.name, size_mb=size_mb, limit_mb=limit_mb)
    if is_workbook(head):
        return open_workbook(path)
    return open_delimited(path, known_headings)


def _survey(grid: Grid, notes: list[Note]) -> Table | None:
    layout = find_layout(grid)
    if layout is None:
        if grid.name:
            notes.append(("sheet_ignored", {"sheet": grid.name}))
        return None
    if layout.is_wide:
        notes.append(("wide", {"limit": WIDEST}))
    table = Table(grid, layout)
    rows = list(islice(grid.rows(), layout.first_row - 1, layout.first_row - 1 + SURVEYED))
    secret = {
        column
        for column in layout.kept()
        if holds_secrets(
            str(row[column]) if not isinstance(row[column], float) else f"{row[column]:.0f}"
            for row in rows
            if column < len(row)
        )
    }
    if secret:
        table.secret = [layout.headings[column] for column in sorted(secret)]
        columns = {column: name for column, name in layout.columns.items() if column not in secret}
        table.layout = Layout(
            layout.headings,
            columns,
            layout.forbidden | secret,
            layout.first_row,
            layout.above,
            layout.is_wide,
        )
    _look_at(table, rows)
    return table


def _look_at(table: Table, rows: list[list[Any]]) -> None:
    dates = table.layout.column("date")
    dates = dates if dates is not None else table.layout.column("start")
    serial = table.layout.column("serial")
    for row in rows:
        if (
            dates is not None
            and dates < len(row)
            and (year := full_year(row[dates], is_1904=table.grid.is_1904))
        ):
            table.years[year] += 1
        if serial is not None and serial < len(row) and (text := text_of(row[serial])).isdigit():
            table.serials.append(text)


class Reading:
    """One ledger being read: its tables in order, ids made unique, notices gathered."""

    def __init__(self, path: Path, book: Book, tables: list[Table], most_rows: int) -> None:
        self.path = path
        self.book = book
        self.tables = tables
        self.most_rows = most_rows
        self.notes = list(book.notes)
        self.columns: dict[str, str] = {}
        self.dropped: list[str] = []
        self.seen: set[str] = set()
        self.repeated: list[str] = []
        self.made = 0
        self.count = 0
        years = sum((table.years for table in tables), Counter[int]())
        self.common_year = years.most_common(1)[0][0] if years else None
        serials = [text for table in tables for text in table.serials]
        self.may_use_serials = len(serials) == len(set(serials))

    def messages(self) -> Iterator[list[Any]]:
        """Rows and skipped rows of every table, in batches."""
        for table in self.tables:
            self._describe(table)
            rows: list[list[Any]] = []
            skipped: list[list[Any]] = []
            for values, reason in self._rows(table):
                (rows if reason is None else skipped).append(values if reason is None else reason)
                if len(rows) == BATCH:
                    yield ["rows", rows]
                    rows = []
                if len(skipped) == BATCH:
                    yield ["skipped", skipped]
                    skipped = []
            yield ["rows", rows]
            yield ["skipped", skipped]

    def _describe(self, table: Table) -> None:
        headings = table.layout.headings
        self.columns |= {
            headings[column].replace("\n", ""): name for column, name in table.layout.columns.items()
        }
        secret = [text.replace("\n", "") for text in table.secret]
        by_name = [headings[column].replace("\n", "") for column in sorted(table.layout.forbidden)]
        by_name = [text for text in by_name if text not in secret]
        for code, texts in (("column_forbidden", by_name), ("column_secret", secret)):
            if texts:
                self.notes.append((code, {"columns": "、".join(texts)}))
            self.dropped += [text for text in texts if text not in self.dropped]

    def _rows(self, table: Table) -> Iterator[tuple[list[Any], list[Any] | None]]:
        layout, grid = table.layout, table.grid
        year = year_said(layout.above, grid.name, self.path.stem) or self.common_year
        reader = RecordReader(
            layout, sheet=grid.name, year=year, is_1904=grid.is_1904, id_column=self._id_column(layout)
        )
        reader.strand = offered_strand(grid.name, layout.above)
        merged = MergedDown(layout, grid.merges)
        for place, cells in enumerate(grid.rows()):
            if place + 1 < layout.first_row:
                continue
            merged.fill(place, cells)
            try:
                values = reader.read(place + 1, cells)
            except RowSkipped as skipped:
                yield [], [place + 1, grid.name, skipped.code, skipped.params]
                continue
            if values is not None:
                self._name(values)
                yield values, None
        self._gather(reader, year)

    def _id_column(self, layout: Layout) -> str | None:
        if layout.column("id") is not None:
            return "id"
        return "serial" if layout.column("serial") is not None and self.may_use_serials else None

    def _name(self, values: list[Any]) -> None:
        """Give the row its id: its own, made unique where it repeats one, or made of sheet and row number."""
        self.count += 1
        if self.count > self.most_rows:
            raise Refused("too_many_rows", file=self.path.name, limit=self.most_rows)
        own, number = values[ID_PLACE], values[0]
        if not own:
            self.made += 1
            own = f"{values[1]}-{number}" if len(self.tables) > 1 else f"R{number}"
        if own in self.seen:
            self.repeated.append(own)
            own = f"{own}#{number}" if f"{own}#{number}" not in self.seen else f"{own}#{values[1]}#{number}"
        self.seen.add(own)
        values[ID_PLACE] = own

    def _gather(self, reader: RecordReader, year: int | None) -> None:
        for code, count in reader.noticed.items():
            rows = "、".join(str(row) for row in reader.noticed_rows[code])
            params: dict[str, Any] = {
                "count": count,
                "rows": rows + ("…" if count > len(reader.noticed_rows[code]) else ""),
            }
            if code == "year_guessed":
                params["year"] = year
            self.notes.append((code, params))

    def outcome(self) -> dict[str, Any]:
        """What is known only at the end."""
        if self.repeated:
            shown = "、".join(self.repeated[:5]) + ("…" if len(self.repeated) > 5 else "")
            self.notes.append(("ids_repeated", {"count": len(self.repeated), "ids": shown}))
        if self.made:
            self.notes.append(("ids_made", {"count": self.made}))
        if not self.count:
            self.notes.append(("no_rows", {}))
        return {
            "notices": [[code, params] for code, params in self.notes],
            "columns": self.columns,
            "dropped": self.dropped,
            "encoding": self.book.encoding,
        }
