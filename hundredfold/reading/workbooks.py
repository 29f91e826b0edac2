"""Opens XLSX, XLSB, XLS and ODS as grids, within limits; knows nothing of headings. Runs in the child."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import error as zlib_error

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from hundredfold.reading.grids import Book, Cell, Grid, Merge, Note
from hundredfold.reading.words import Refused

MOST_MEMBERS = 5_000
MOST_UNPACKED_MB = 1_024
MOST_RATIO = 400  # sheets of one repeated value stay below 100
MOST_SHEETS = 60
MOST_CELLS = 12_000_000  # the rectangle around everything filled in: a far stray cell counts in full
MOST_MERGES = 200_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"RIFF", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3", "database"),
    (b"PAR1", "database"),
)
MARKUP = re.compile(
    rb"^\W{0,8}<(?:!doctype|html|head|body|table|meta|\?xml|svg|script|\?mso|workbook)", re.IGNORECASE
)


def is_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of a zip or OLE container."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06", OLE))


def refuse_foreign(file: str, head: bytes) -> None:
    """Refused `wrong_kind` when the first bytes are plainly those of something that is no ledger."""
    for magic, kind in KINDS:
        if head.startswith(magic):
            raise Refused("wrong_kind", file=file, kind=kind)
    if MARKUP.match(head[:200].replace(b"\x00", b"")):
        raise Refused("wrong_kind", file=file, kind="markup")


def open_workbook(path: Path) -> Book:
    """The visible sheets. Raises Refused: encrypted, wrong_kind, bomb, damaged, too_wide."""
    is_1904 = False
    with path.open("rb") as stream:
        head = stream.read(8)
        if head == OLE and ENCRYPTED in stream.read(1 << 22):
            raise Refused("encrypted", file=path.name)
    if head != OLE:
        is_1904 = _check_zip(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            return _read_sheets(book, path.name, is_1904=is_1904)
    except PasswordError:
        raise Refused("encrypted", file=path.name) from None
    except CalamineError:
        raise Refused("damaged", file=path.name) from None


def _check_zip(path: Path) -> bool:
    """Refuse what is not a workbook or unpacks beyond reason; returns whether its days count from 1904."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            _check_sizes(path.name, members)
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                kind = "document" if any(name.startswith(("word/", "ppt/")) for name in names) else "archive"
                raise Refused("wrong_kind", file=path.name, kind=kind)
            if "xl/workbook.xml" not in names:
                return False
            with archive.open("xl/workbook.xml") as part:
                return bool(re.search(rb'date1904\s*=\s*"(?:1|true)"', part.read(1 << 16)))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        zlib_error,
    ) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("damaged", file=path.name) from None


def _check_sizes(file: str, members: list[zipfile.ZipInfo]) -> None:
    """By what the directory claims; a directory that lies meets the memory and time limits instead."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    is_bomb = unpacked > 50 << 20 and unpacked / packed > MOST_RATIO
    if is_bomb or unpacked > MOST_UNPACKED_MB << 20 or len(members) > MOST_MEMBERS:
        raise Refused("bomb", file=file, size_mb=unpacked >> 20, members=len(members))


def _read_sheets(book: CalamineWorkbook, file: str, *, is_1904: bool) -> Book:
    grids: list[Grid] = []
    notes: list[Note] = []
    for place, sheet in enumerate(book.sheets_metadata):
        if place >= MOST_SHEETS:
            notes.append(("sheets_beyond", {"limit": MOST_SHEETS}))
            break
        if sheet.visible is not SheetVisibleEnum.Visible:
            notes.append(("sheet_hidden", {"sheet": sheet.name}))
            continue
        grids.append(_grid(book.get_sheet_by_index(place), file, is_1904=is_1904))
    return Book(grids, notes=notes)


def _grid(sheet: CalamineSheet, file: str, *, is_1904: bool) -> Grid:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise Refused(
            "too_wide", file=file, sheet=sheet.name, rows=sheet.total_height, columns=sheet.total_width
        )
    merges = [_merge(span) for span in (sheet.merged_cell_ranges or [])[:MOST_MERGES]]
    return Grid(sheet.name, _rows_of(sheet), merges, is_1904)


def _rows_of(sheet: CalamineSheet) -> Callable[[], Iterator[list[Cell]]]:
    return lambda: iter(sheet.iter_rows())


def _merge(span: tuple[tuple[int, int], tuple[int, int]]) -> Merge:
    (top, left), (bottom, right) = span
    return top, left, bottom, right
