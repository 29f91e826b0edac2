"""Opens CSV and its kin as a grid: which encoding, which delimiter. What a heading is, it asks."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from hundredfold.reading.grids import WIDEST, Book, Cell, Grid, Note
from hundredfold.reading.words import Refused

DELIMITERS = (",", "\t", ";", "，", "；", "|")
BYTE_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
LONGEST_CELL = 32_767  # what a spreadsheet cell holds; longer means a quote was never closed
MOST_BINARY = 0.05
MOST_DAMAGE = 0.05
SAMPLE_ROWS = 60
Score = Callable[[list[list[Cell]]], int]


def open_delimited(path: Path, score: Score) -> Book:
    """The one grid of a text file. `score` counts known headings in some rows, to choose a delimiter.

    Raises Refused: binary, encoding.
    """
    text, encoding, notes = decode(path.read_bytes(), path.name)
    if "\x00" in text:
        text = text.replace("\x00", "")
        notes.append(("nul_bytes", {}))
    delimiter = max(DELIMITERS, key=lambda mark: _fitness(text, mark, score))
    quoting = csv.QUOTE_MINIMAL
    if _quotes_run_away(text, delimiter):
        quoting = csv.QUOTE_NONE
        notes.append(("quotes_broken", {}))
    return Book([Grid("", lambda: _rows(text, delimiter, quoting))], encoding, notes)


def decode(content: bytes, file: str) -> tuple[str, str, list[Note]]:
    """The text, its encoding, and what was noticed. Lines of a mixed file are decoded one by one."""
    for mark, encoding in BYTE_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace"), encoding, []
    if wide := _sixteen_bit(content):
        return content.decode(wide, "replace"), wide, []
    if content[: 1 << 16].count(0) > len(content[: 1 << 16]) * MOST_BINARY:
        raise Refused("binary", file=file)
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding), encoding, []
        except UnicodeDecodeError:
            continue
    return _decode_lines(content, file)


def _sixteen_bit(content: bytes) -> str | None:
    """UTF-16 without a mark: commas, digits and line ends leave a zero in every other byte."""
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 4 or max(even, odd) < len(head) * 0.08 or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decode_lines(content: bytes, file: str) -> tuple[str, str, list[Note]]:
    lines: list[str] = []
    damaged = by_gb = 0
    for line in content.splitlines(keepends=True):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            text = min(
                (line.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")),
                key=lambda tried: tried.count("\ufffd"),
            )
            damaged += text.count("\ufffd")
            by_gb += 1
            lines.append(text)
    text = "".join(lines)
    foreign = sum(1 for sign in text if sign > "\x7f") or 1
    if damaged > 3 and damaged / foreign > MOST_DAMAGE:
        raise Refused("encoding", file=file)
    return text, "utf-8", [("encoding_mixed", {"lines": by_gb, "damaged": damaged})]


def _fitness(text: str, delimiter: str, score: Score) -> tuple[int, int]:
    """Known headings first, then how many cells the commonest row width explains."""
    sample: list[list[Cell]] = []
    try:
        for row in _rows(text[: 1 << 18], delimiter, csv.QUOTE_MINIMAL):
            sample.append(row)
            if len(sample) == SAMPLE_ROWS:
                break
    except csv.Error:
        return score(sample), 0
    widths = [len(row) for row in sample if len(row) > 1]
    commonest = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return score(sample), widths.count(commonest)


def _quotes_run_away(text: str, delimiter: str) -> bool:
    """Whether quotes that do not pair up swallow rows: read without them, more rows have the common width."""
    if '"' not in text or _even_rows(text, delimiter, csv.QUOTE_MINIMAL, strict=True) is not None:
        return False
    with_quotes = _even_rows(text, delimiter, csv.QUOTE_MINIMAL) or 0
    return (_even_rows(text, delimiter, csv.QUOTE_NONE) or 0) > with_quotes


def _even_rows(text: str, delimiter: str, quoting: int, *, strict: bool = False) -> int | None:
    """How many rows have the commonest width; None where the text cannot be read that way."""
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in _records(text, delimiter, quoting, strict=strict))
    except csv.Error:
        return None
    return max(widths.values(), default=0)


def _rows(text: str, delimiter: str, quoting: int) -> Iterator[list[Cell]]:
    for row in _records(text, delimiter, quoting):
        cells: list[Cell] = [*row[: WIDEST + 1]]
        yield cells


def _records(text: str, delimiter: str, quoting: int, *, strict: bool = False) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    lines = (line[0] for line in LINE.finditer(text))
    reader = csv.reader(
        lines,
        delimiter=delimiter,
        quoting=quoting,  # type: ignore[arg-type]
        skipinitialspace=True,
        strict=strict,
    )
    for row in reader:
        yield [cell.strip('"') for cell in row] if quoting == csv.QUOTE_NONE else row
