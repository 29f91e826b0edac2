"""Where the headings of a sheet are and which rows below are no records. Interprets no cell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from hundredfold.reading.forbidden import is_forbidden
from hundredfold.reading.grids import WIDEST, Cell, Grid
from hundredfold.reading.headings import LONGEST, assign, canonical, plain

LOOK_ROWS = 40
_DOWN = "strand unit town district venue date start end title co_units outlet level year month"
FILLED_DOWN = frozenset(_DOWN.split())
# Enough to call it a ledger: what happened, or when with where, who or how many.
TELLING = (
    {"title"},
    {"date", "venue"},
    {"date", "unit"},
    {"date", "headcount"},
    {"date", "summary"},
    {"start", "unit"},
)
TOTALS = re.compile(
    r"(?:本页|本表|全年|年度|本月|累计)?(?:合计|总计|小计|共计|累计)(?:\d+[项场个条次]?)?|(?:sub|grand)?totals?|sum",
    re.IGNORECASE,
)
NOTES = re.compile(
    r"(?:备?注|说明|填表说明|填报说明|填表人|填报人|制表人?|审核人?|审批人?|填报单位|报送单位|负责人|"
    r"经办人|联系人|联系电话|填表日期|填报日期|填报时间|制表日期|"
    r"单位负责人|分管领导|单位盖章|盖章|notes?|remarks?|prepared by|filled in by|checked by)"
    r"\s*(?:[\((（].*?[\))）])?\s*[:：]|^[（(]?盖章[)）]?$|^注\d?[、.．]",
    re.IGNORECASE,
)
SPACES = re.compile(r"[\s　:：]")
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.．]")
YEARS = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
GENERIC_SHEET = re.compile(r"(?:sheet|工作表|表|book|feuil)?\s*[（(]?\d*[)）]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape of one sheet: its headings, which column is which, the first row of records (from 1)."""

    headings: tuple[str, ...]
    columns: dict[int, str]
    forbidden: frozenset[int]
    first_row: int
    above: str
    is_wide: bool

    def column(self, name: str) -> int | None:
        """The column of a canonical name."""
        return next((column for column, known in self.columns.items() if known == name), None)

    def kept(self) -> list[int]:
        """Columns with a heading that may be read."""
        return [place for place, text in enumerate(self.headings) if text and place not in self.forbidden]


def known_headings(rows: Sequence[Sequence[Cell]]) -> int:
    """The most canonical names any one row names: how much like headings the best row looks."""
    return max((len(_names(_texts(row))) for row in rows[:LOOK_ROWS]), default=0)


def find_layout(grid: Grid) -> Layout | None:
    """The layout of a sheet, or None where no row looks like headings of a ledger."""
    rows = list(islice(grid.rows(), LOOK_ROWS + 1))
    wide = any(len(row) > WIDEST for row in rows)
    texts = [_texts(row) for row in rows]
    best: tuple[tuple[int, bool], int, list[str], int] | None = None
    for place, row in enumerate(texts[:LOOK_ROWS]):
        for height, headings in _candidates(grid, texts, place, row):
            score = (len(_names(headings)), height == 1)  # on a tie the row above is a title, no heading
            if _is_telling(headings) and (best is None or score > best[0]):
                best = (score, place, headings, height)
    if best is None:
        return None
    _, place, headings, height = best
    forbidden = frozenset(column for column, text in enumerate(headings) if text and is_forbidden(text))
    open_headings = ["" if column in forbidden else text for column, text in enumerate(headings)]
    above = next((text for row in texts[:place] for text in row if text and not NOTES.match(text)), "")[:200]
    return Layout(tuple(headings), assign(open_headings), forbidden, place + height + 1, above, wide)


def _candidates(
    grid: Grid, texts: list[list[str]], place: int, row: list[str]
) -> Iterable[tuple[int, list[str]]]:
    yield 1, row
    if place + 1 < len(texts) and sum(1 for text in row if text) > 1:
        below = texts[place + 1]
        if any(canonical(text) for text in below):
            yield 2, _two_rows(_spread(grid, row, place), below)


def _spread(grid: Grid, row: list[str], place: int) -> list[str]:
    """A heading over several columns, said for each: by its merge, in plain text by the blanks after it."""
    spread = list(row)
    for top, left, _, right in grid.merges:
        if top == place and left < len(row):
            for column in range(left, min(right, len(row) - 1) + 1):
                spread[column] = row[left]
    if not grid.merges:
        for column in range(1, len(spread)):
            spread[column] = spread[column] or spread[column - 1]
    return spread


def _two_rows(upper: list[str], lower: list[str]) -> list[str]:
    """One heading for each column: the lower where it says something of itself, else both together."""
    joined = []
    for column in range(max(len(upper), len(lower))):
        high = upper[column] if column < len(upper) else ""
        low = lower[column] if column < len(lower) else ""
        if not low or not high or high == low:
            joined.append(low or high)
        elif is_forbidden(high) or is_forbidden(low):
            joined.append(high if is_forbidden(high) else low)
        else:
            joined.append(low if canonical(low) else high + low)
    return joined


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else str(cell) for cell in row[:WIDEST]]


def _names(headings: list[str]) -> set[str]:
    return {match[0] for text in headings if text and (match := canonical(text))}


def _is_telling(headings: list[str]) -> bool:
    names = _names(headings)
    return len(names) >= 2 and any(need <= names for need in TELLING)


def repeats_headings(layout: Layout, texts: Sequence[str]) -> bool:
    """Whether a row says the headings again, as printed ledgers do on each page."""
    first = next((place for place, text in enumerate(texts) if text), 0)
    second = next((place for place in range(first + 1, len(texts)) if texts[place]), 0)
    if not any(_same(texts[place], layout.headings[place]) for place in (first, second)):
        return False  # nearly every row ends here
    filled = [(text, heading) for text, heading in zip(texts, layout.headings, strict=False) if text]
    return len(filled) > 1 and sum(1 for pair in filled if _same(*pair)) * 10 > len(filled) * 6


def _same(text: str, heading: str) -> bool:
    return text == heading or (0 < len(text) <= len(heading) + 4 and plain(text) == plain(heading))


def no_record(filled: list[str]) -> str | None:
    """The code for a row of totals or remarks, from its filled cells in order; None for a record."""
    for text in filled[:3]:
        if (
            len(text) < 20
            and ("计" in text or text[0] in "sStTgG")
            and TOTALS.fullmatch(SPACES.sub("", text))
        ):
            return "row_total"
    return "row_note" if NOTES.match(filled[0]) else None


def is_section(text: str, *, is_title: bool) -> bool:
    """Whether the one filled cell of a row heads the rows below it; a lone title must be numbered to do so."""
    if len(text) > LONGEST or text.replace(".", "").isdigit():
        return False
    return not is_title or bool(NUMBERED.match(text))


def year_said(*texts: str) -> int | None:
    """The one year the first telling text names; a text that names two says nothing."""
    for text in texts:
        years = set(YEARS.findall(text))
        if len(years) == 1:
            return int(years.pop())
    return None


def offered_strand(sheet: str, above: str) -> str:
    """What stands for a strand where no column names it: the sheet's name, else the title above."""
    return above if GENERIC_SHEET.fullmatch(sheet.strip()) else sheet
