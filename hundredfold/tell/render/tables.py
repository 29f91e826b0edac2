"""A table as a file: XLSX, CSV, JSON. What people wrote can never become a formula in anybody's spreadsheet."""

import csv
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

Value = str | int | float | dt.date | None

# Characters that make a spreadsheet read a text as a formula, their full-width twins among them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of plain values."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def write_xlsx(table: Table, path: Path) -> None:
    """Writes a workbook of one sheet, texts as texts, days as days, its first row fixed."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        head = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table.headings) - 1, 16)
        sheet.write_row(0, 0, table.headings, head)
        for number, row in enumerate(table.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, dt.datetime.combine(value, dt.time()), day)
                elif isinstance(value, int | float):
                    sheet.write_number(number, column, value)
                elif value:
                    sheet.write_string(number, column, value[:32_000])


def write_csv(table: Table, path: Path) -> None:
    """Writes UTF-8 with a mark, which Excel and WPS want; a text that looks like a formula gets a quote before it."""
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as out:
        writer = csv.writer(out)
        writer.writerow(table.headings)
        writer.writerows([_plain(value) for value in row] for row in table.rows)


def _plain(value: Value) -> str:
    text = "" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def write_json(table: Table, path: Path) -> None:
    """Writes a list of objects, keys as the headings."""
    rows = [
        {
            heading: value.isoformat() if isinstance(value, dt.date) else value
            for heading, value in zip(table.headings, row, strict=True)
        }
        for row in table.rows
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8", errors="replace")


WRITERS: Mapping[str, Callable[[Table, Path], None]] = {
    ".xlsx": write_xlsx,
    ".csv": write_csv,
    ".json": write_json,
}
