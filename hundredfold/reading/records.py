"""One row of cells to one record, or the reason it is none. Knows the columns, not the file."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from hundredfold.reading.cells import clean, one_line, text_of
from hundredfold.reading.dates import Cell as DateCell
from hundredfold.reading.dates import Problem, Span, read_date
from hundredfold.reading.grids import Cell
from hundredfold.reading.layout import FILLED_DOWN, Layout, is_section, no_record, repeats_headings
from hundredfold.reading.numbers import HeadCount, read_head_count

UNIT_MARKS = re.compile(r"[、,，;；/\n|]+")
FILE_MARKS = re.compile(r"[;；\n|]+")
LOOSE_FILE_MARKS = re.compile(
    r"(?<=\.(?:jpg|png|gif|bmp))[\s、,，]+|(?<=\.(?:jpeg|heic|heif|webp))[\s、,，]+", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://[^\s，。；、<>\"“”]+", re.IGNORECASE)
CLOCK_ONLY = re.compile(
    r"\s*(?:上午|下午|晚上|早上)?\s*\d{1,2}\s*(?:[:：]\s*\d{2}(?:[:：]\d{2})?|[点时](?:\d{1,2}分?|半)?)\s*"
)
METHODS = (
    ("tickets", re.compile(r"票|闸机|刷卡|ticket", re.IGNORECASE)),
    ("counted", re.compile(r"清点|点名|签到|实数|count", re.IGNORECASE)),
    ("range", re.compile(r"区间|范围|range", re.IGNORECASE)),
    ("estimate", re.compile(r"估|约|目测|estimat", re.IGNORECASE)),
)
MOST_EXTRA, EXTRA_LENGTH = 30, 500
ABSENT = -1
SHOWN_ROWS = 5


class RowSkipped(Exception):
    """The row is no record, or cannot be read: a code with params for the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class RecordReader:
    """Reads the rows of one sheet in order; keeps the strand that section rows pass down."""

    def __init__(
        self, layout: Layout, *, sheet: str, year: int | None, is_1904: bool, id_column: str | None
    ) -> None:
        self.layout = layout
        self.sheet = sheet
        self.year = year
        self.is_1904 = is_1904
        self.strand = ""
        self.noticed: Counter[str] = Counter()
        self.noticed_rows: dict[str, list[int]] = {}
        self._at = {name: column for column, name in layout.columns.items() if column not in layout.forbidden}
        self._id_at = self._at.get(id_column, ABSENT) if id_column else ABSENT
        self._date_name = next((name for name in ("date", "start", "year", "month") if name in self._at), "")
        self._extra = [column for column in layout.kept() if column not in layout.columns][:MOST_EXTRA]
        self._only_sheet = {"sheet": sheet}
        self._kept = layout.kept()
        self._blank = [""] * (len(layout.headings) + 1)  # one more, which ABSENT points at

    def read(self, number: int, cells: Sequence[Cell]) -> list[Any] | None:
        """The values of a LedgerRow, its id as written; None for blanks and sections. Raises RowSkipped."""
        texts = self._blank.copy()
        width = len(cells)
        for place in self._kept:
            if place < width and (cell := cells[place]) != "":
                texts[place] = clean(cell) if type(cell) is str else text_of(cell)
        filled = [text for text in texts if text]
        if not filled:
            return None
        if repeats_headings(self.layout, texts):
            raise RowSkipped("row_headings")
        if code := no_record(filled):
            raise RowSkipped(code, text=filled[0][:40])
        if len(filled) == 1 and self._begins_section(filled[0], texts):
            return None
        return self._record(number, cells, texts)

    def _begins_section(self, text: str, texts: list[str]) -> bool:
        """A lone cell is a heading over the rows below (二、文艺汇演), unless it is just a title."""
        if not is_section(text, is_title=bool(self._text(texts, "title"))):
            return False
        if "strand" in self._at:
            raise RowSkipped("row_note", text=text[:40])
        self.strand = text
        return True

    def _record(self, number: int, cells: Sequence[Cell], texts: list[str]) -> list[Any]:
        start, end, date_text = self._span(number, cells, texts)
        count, method = self._people(number, cells, texts)
        at = self._at.get
        photos = texts[at("photos", ABSENT)]
        return [
            number,
            self.sheet,
            texts[self._id_at],
            one_line(texts[at("strand", ABSENT)]) if "strand" in self._at else self.strand,
            self._title(texts),
            start,
            end,
            date_text,
            one_line(texts[at("venue", ABSENT)]),
            one_line(texts[at("unit", ABSENT)]),
            _parts(UNIT_MARKS, texts[at("co_units", ABSENT)]),
            one_line(texts[at("town", ABSENT)]),
            one_line(texts[at("district", ABSENT)]),
            count,
            method,
            texts[at("summary", ABSENT)],
            _parts(FILE_MARKS, LOOSE_FILE_MARKS.sub(";", photos)) if photos else [],
            _address(texts[at("url", ABSENT)]),
            one_line(texts[at("outlet", ABSENT)]),
            one_line(texts[at("level", ABSENT)]),
            self._rest(texts),
        ]

    def _cell(self, cells: Sequence[Cell], name: str) -> Cell:
        column = self._at.get(name)
        return "" if column is None or column >= len(cells) else cells[column]

    def _text(self, texts: list[str], name: str) -> str:
        return texts[self._at.get(name, ABSENT)]

    def _title(self, texts: list[str]) -> str:
        title = one_line(self._text(texts, "title"))
        if title:
            return title
        if "title" in self._at:
            raise RowSkipped("row_untitled", column=self._heading("title"))
        stands_in = self._text(texts, "summary") or self._text(texts, "venue") or self._text(texts, "unit")
        return one_line(stands_in)[:40]

    def _heading(self, name: str) -> str:
        return self.layout.headings[self._at[name]].replace("\n", "")

    def _span(
        self, number: int, cells: Sequence[Cell], texts: list[str]
    ) -> tuple[str | None, str | None, str]:
        name = self._date_name
        cell = self._three_columns(texts) if name in ("year", "month") else self._cell(cells, name)
        last = self._cell(cells, "end")
        if isinstance(cell, datetime) and last == "":  # the common case of a workbook, made short
            day = cell.date().isoformat()
            return day, day, text_of(cell)
        span = self._date(number, cell, name)
        if span is None:
            return None, None, ""
        until = self._date(number, last, "end")
        shown = text_of(cell) if until is None else f"{text_of(cell)} 至 {text_of(last)}"
        end = until.end if until else span.end
        if end < span.start:
            raise RowSkipped("date_reversed", column=self._heading("end"), text=shown)
        return span.start.isoformat(), end.isoformat(), shown

    def _three_columns(self, texts: list[str]) -> str:
        year, month, day = (self._text(texts, name).rstrip("年月日号度") for name in ("year", "month", "day"))
        if not (year or month):
            return ""
        return f"{year}年" * bool(year) + f"{month}月" * bool(month) + f"{day}日" * bool(day and month)

    def _date(self, number: int, cell: Cell, name: str) -> Span | None:
        """None for an empty cell and for a time of day alone: the ledger counts days."""
        if isinstance(cell, str):
            cell = clean(cell)
        if cell == "" or isinstance(cell, bool | time | timedelta) or _is_clock(cell):
            return None
        found = _known_date(cell, self.year, self.is_1904)
        if isinstance(found, Problem):
            raise RowSkipped(found.code, column=self._heading(name), text=text_of(found.text))
        if found.year_guessed:
            self._notice("year_guessed", number)
        return found

    def _people(self, number: int, cells: Sequence[Cell], texts: list[str]) -> tuple[int | None, str]:
        cell = self._cell(cells, "headcount")
        if cell == "" or not isinstance(cell, str | int | float):
            return None, ""
        found = _known_count(clean(cell) if isinstance(cell, str) else cell)
        if isinstance(found, Problem):
            raise RowSkipped(found.code, column=self._heading("headcount"), text=found.text)
        if found.value is None:
            self._notice("head_vague", number)
            return None, ""
        stated = self._text(texts, "headcount_method")
        return found.value, next(
            (name for name, shape in METHODS if stated and shape.search(stated)), found.method
        )

    def _rest(self, texts: list[str]) -> dict[str, str]:
        rest = {}
        for column in self._extra:
            if text := texts[column]:
                rest[self.layout.headings[column].replace("\n", "")] = text[:EXTRA_LENGTH]
        return {**rest, **self._only_sheet} if rest else self._only_sheet

    def _notice(self, code: str, number: int) -> None:
        self.noticed[code] += 1
        rows = self.noticed_rows.setdefault(code, [])
        if len(rows) < SHOWN_ROWS:
            rows.append(number)


class MergedDown:
    """Gives the cells below the first of a merged range its value, in the columns where that is meant."""

    def __init__(self, layout: Layout, merges: Sequence[tuple[int, int, int, int]]) -> None:
        self._last: dict[tuple[int, int], int] = {}
        self._open: dict[int, tuple[int, Cell]] = {}
        for top, left, bottom, _ in merges:
            if bottom > top and layout.columns.get(left) in FILLED_DOWN and top + 1 >= layout.first_row:
                self._last[top, left] = bottom
        self._columns = {left for _, left in self._last}

    def fill(self, place: int, cells: list[Cell]) -> None:
        """Fill one row in place; rows come in order, `place` from 0."""
        for column in self._columns:
            if column >= len(cells):
                continue
            if (place, column) in self._last:
                self._open[column] = (self._last[place, column], cells[column])
            elif column in self._open and place <= self._open[column][0] and cells[column] in ("", None):
                cells[column] = self._open[column][1]


@lru_cache(maxsize=1 << 13)
def _known_date(cell: DateCell, year: int | None, is_1904: bool) -> Span | Problem:
    return read_date(cell, year_hint=year, is_1904=is_1904)


@lru_cache(maxsize=1 << 13)
def _known_count(cell: str | int | float) -> HeadCount | Problem:
    return read_head_count(cell)


def _is_clock(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(CLOCK_ONLY.fullmatch(cell))


def _parts(marks: re.Pattern[str], text: str) -> list[str]:
    return [part for piece in marks.split(text) if (part := piece.strip())] if text else []


def _address(text: str) -> str:
    match = ADDRESS.search(text)
    return match[0] if match else one_line(text)


def full_year(cell: Cell, *, is_1904: bool) -> int | None:
    """The year a date cell states itself; None where it has none or is no date."""
    if isinstance(cell, bool | time | timedelta) or cell in ("", None):
        return None
    found = read_date(cell if not isinstance(cell, str) else cell.strip(), is_1904=is_1904)
    return found.start.year if isinstance(found, Span) and isinstance(found.start, date) else None
