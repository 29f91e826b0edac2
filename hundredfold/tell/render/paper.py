"""A paper to be printed, block by block, whatever file it becomes. Must not know what it reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hundredfold.tell.render.words import Language

# The sheet of an official document: A4, its type area 156 by 225 mm, 22 lines of 28 characters of size 3 (16 pt).
WIDTH_MM, HEIGHT_MM = 210, 297
TOP_MM, LEFT_MM, RIGHT_MM, BOTTOM_MM = 37, 28, 26, 35
TYPE_WIDTH_MM, TYPE_HEIGHT_MM = WIDTH_MM - LEFT_MM - RIGHT_MM, HEIGHT_MM - TOP_MM - BOTTOM_MM
TITLE_PT, BODY_PT, SMALL_PT, PAGE_NO_PT = 22, 16, 12, 14
LINE_PT = 28.95
CHARACTERS = 28
PAGE_NO_BELOW_MM = 7

DEEPEST = 3  # levels of headings
MOST_TITLE = 300

_DIGITS = "零一二三四五六七八九"
# What no file format and no font can carry: controls, halves of characters, marks that turn the direction of a line.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3. ``number`` counts from 1 within its parent; 0 leaves it without one."""

    level: int
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph of running text; ``is_note`` sets it small, without indent."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its heading row is repeated on each page. ``widths`` are shares of the line, ``numeric`` columns that
    stand on the right."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: frozenset[int] = frozenset()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, a label and its value on a line."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (JPEG or PNG file), scaled to fit the type area together with its caption."""

    file: Path
    caption: str
    width_px: int
    height_px: int

    def size_mm(self, *, most_height: float = 0.8 * TYPE_HEIGHT_MM) -> tuple[float, float]:
        """Width and height in print: as wide as the type area unless that would be too high."""
        width, height = max(1, self.width_px), max(1, self.height_px)
        scale = min(TYPE_WIDTH_MM / width, most_height / height)
        return max(1.0, width * scale), max(1.0, height * scale)


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the headings of ``levels`` levels with their pages."""

    title: str
    levels: int = 2


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Heading | Text | Grid | Facts | Picture | Contents | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. ``about`` are the lines under the title, ``author`` who hands it out."""

    title: str
    language: Language
    blocks: tuple[Block, ...]
    about: tuple[str, ...] = ()
    author: str = ""
    keywords: tuple[str, ...] = field(default=())


def writable(text: str) -> str:
    """``text`` without what no file can carry; a halved character becomes the mark for an unknown one."""
    return _UNWRITABLE.sub("", _HALVES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """``text`` as a heading or a cell takes it: one line, not without end."""
    flat = " ".join(writable(text).split())
    return flat if len(flat) <= MOST_TITLE else f"{flat[: MOST_TITLE - 1]}…"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, blank ones left out."""
    return [line for each in writable(text).split("\n") if (line := " ".join(each.split()))]


def cleaned(paper: Paper) -> Paper:
    """The paper with every text in it writable; renderers take no other."""
    return replace(
        paper,
        title=one_line(paper.title),
        author=one_line(paper.author),
        about=tuple(map(one_line, paper.about)),
        keywords=tuple(map(one_line, paper.keywords)),
        blocks=tuple(block for each in paper.blocks for block in _cleaned(each)),
    )


def _cleaned(block: Block) -> Iterator[Block]:
    match block:
        case Heading():
            yield replace(block, text=one_line(block.text) or "—", level=min(max(1, block.level), DEEPEST))
        case Text():
            yield from (replace(block, text=each) for each in paragraphs(block.text))
        case Grid():
            yield _cleaned_grid(block)
        case Facts():
            yield Facts(tuple((one_line(label), one_line(value)) for label, value in block.lines))
        case Picture():
            yield replace(block, caption=one_line(block.caption))
        case Contents():
            yield replace(block, title=one_line(block.title))
        case NewPage():
            yield block


def _cleaned_grid(grid: Grid) -> Grid:
    """All rows as long as the heading row, and widths that add up to one."""
    size = len(grid.headings)
    rows = tuple(tuple(one_line(cell) for cell in (*row, *[""] * size)[:size]) for row in grid.rows)
    widths = grid.widths if len(grid.widths) == size else (1.0,) * size
    whole = sum(widths) or 1.0
    return replace(
        grid,
        headings=tuple(map(one_line, grid.headings)),
        rows=rows,
        widths=tuple(width / whole for width in widths),
        caption=one_line(grid.caption),
    )


def numbered(heading: Heading, language: Language) -> str:
    """The heading with its number: 一、 （一） 1. in Chinese, 1. (1) a. in English."""
    if heading.number < 1:
        return heading.text
    number = heading.number
    if language == "en":
        return (f"{number}. ", f"({number}) ", f"{_letter(number)}. ")[heading.level - 1] + heading.text
    said = chinese(number)
    return (f"{said}、", f"（{said}）", f"{number}. ")[heading.level - 1] + heading.text


def _letter(number: int) -> str:
    return chr(ord("a") + number - 1) if number <= 26 else str(number)


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese numerals; greater ones in digits."""
    if not 0 < number < 10_000:
        return str(number)
    said, gap = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            said += ("零" if gap else "") + _DIGITS[digit] + word
            gap = False
        else:
            gap = bool(said)
        if not number:
            break
    return said.removeprefix("一") if said.startswith("一十") else said


def in_contents(blocks: Sequence[Block]) -> list[tuple[int, Heading]]:
    """The headings a list of contents names, each with its place among all headings."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    levels = next((block.levels for block in blocks if isinstance(block, Contents)), 0)
    return [(at, heading) for at, heading in enumerate(headings) if heading.level <= levels]
