"""Makes hostile and merely odd ledger files in a folder, each with what must become of it; used by every door.

`pass` means read with at least one row, `refuse` means one sentence and no rows, `either` allows both.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter

HEADINGS = ("编号", "活动名称", "活动时间", "活动地点", "主办单位", "人数")
ROW = ("A-1", "端午包粽子", "2024-06-10", "友谊广场", "文化馆", 120)


@dataclass(frozen=True, slots=True)
class Case:
    """A file and what must become of it."""

    path: Path
    must: str


def make_hostile(folder: Path) -> list[Case]:
    """Write every case into the folder (about 30 MB) and list them."""
    return [Case(_written(folder / name, make), must) for name, must, make in CASES]


def _written(path: Path, make: Callable[[], bytes]) -> Path:
    path.write_bytes(make())
    return path


def workbook(rows: list[tuple[object, ...]], *, sheet: str = "台账", **options: object) -> bytes:
    """A small real XLSX."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **options})
    page = book.add_worksheet(sheet)
    for place, row in enumerate(rows):
        page.write_row(place, 0, row)
    book.close()
    return stream.getvalue()


def plain_workbook() -> bytes:
    return workbook([HEADINGS, ROW])


def rewritten(edit: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    """A small workbook whose parts have been changed by `edit(name, content)`."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain_workbook())) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, edit(name, source.read(name)))
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return stream.getvalue()


def _in_sheet(old: bytes, new: bytes) -> bytes:
    return rewritten(
        lambda name, content: content.replace(old, new) if name.endswith("sheet1.xml") else content
    )


def _part(part: str, content: bytes) -> bytes:
    return rewritten(lambda name, old: content if name.endswith(part) else old)


def _dimension_lie() -> bytes:
    lie = b'<dimension ref="A1:XFD1048576"'
    return rewritten(
        lambda name, old: re.sub(rb'<dimension ref="[^"]*"', lie, old) if "sheet1" in name else old
    )


def _with_row(row: bytes) -> bytes:
    return _in_sheet(b"</sheetData>", row + b"</sheetData>")


def _far_cell() -> bytes:
    return _with_row(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def _far_blank() -> bytes:
    return _with_row(b'<row r="1048576"><c r="XFD1048576"/></row>')


def _beyond_the_last_column() -> bytes:
    return _with_row(b'<row r="3"><c r="ZZZZZZ3"><v>1</v></c></row>')


def _huge_row_number() -> bytes:
    return _with_row(b'<row r="99999999999999999999"><c r="A99999999999999999999"><v>1</v></c></row>')


def _shared_string_bomb() -> bytes:
    words = b"<si><t>" + b"A" * 1000 + b"</t></si>"
    return _part("sharedStrings.xml", b"<sst>" + words * 60_000 + b"</sst>")


def _sheet_bomb() -> bytes:
    cells = b'<row><c t="inlineStr"><is><t>' + b"B" * 30_000 + b"</t></is></c></row>"
    return _in_sheet(b"</sheetData>", cells * 8_000 + b"</sheetData>")


def _lying_sizes() -> bytes:
    """The zip directory claims a few bytes where two hundred megabytes come out."""
    content = bytearray(_part("sharedStrings.xml", b"<sst><si><t>" + b"A" * (200 << 20) + b"</t></si></sst>"))
    place = content.rfind(b"xl/sharedStrings.xml") - 46
    content[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def _many_parts() -> bytes:
    return rewritten(lambda _name, old: old, {f"xl/media/{number}.bin": b"" for number in range(6_000)})


def _entities(kind: str) -> bytes:
    if kind == "laughs":
        levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]>'
    else:
        doctype = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
    return _part(
        "sharedStrings.xml", f"<?xml version='1.0'?>{doctype}<sst><si><t>&l9;</t></si></sst>".encode()
    )


def _deep_nesting() -> bytes:
    return _in_sheet(b"</sheetData>", b"<a>" * 300_000 + b"</a>" * 300_000 + b"</sheetData>")


def _formula_errors() -> bytes:
    return _with_row(
        b'<row r="3"><c r="A3" t="e"><v>#REF!</v></c><c r="B3" t="inlineStr"><is><t>x</t></is></c>'
        b'<c r="C3" t="e"><v>#N/A</v></c><c r="F3" t="e"><v>#DIV/0!</v></c></row>'
    )


def _encrypted() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return head + "EncryptionInfo".encode("utf-16-le") + b"\x00" * 64 + "EncryptedPackage".encode("utf-16-le")


def _zip_of(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, content)
    return stream.getvalue()


def _text(rows: list[tuple[object, ...]], mark: str = ",") -> str:
    return "".join(mark.join(str(cell) for cell in row) + "\r\n" for row in rows)


def _csv(*rows: tuple[object, ...], mark: str = ",") -> str:
    return _text([HEADINGS, ROW, *rows], mark)


def _million_columns() -> bytes:
    heads = ",".join(HEADINGS) + "," + ",".join("c" for _ in range(1_000_000))
    return (
        heads + "\n" + ",".join(str(cell) for cell in ROW) + "," + ",".join("1" * 1_000_000) + "\n"
    ).encode()


def _wide_workbook() -> bytes:
    return workbook([(*HEADINGS, *(f"列{number}" for number in range(16_000))), ROW])


def _mixed_encodings() -> bytes:
    second = "A-2,敬老月慰问,2024-10-11,社区,街道,30\r\n".encode("gb18030")
    return _csv().encode() + second


def _dates_of_1904() -> bytes:
    return workbook([HEADINGS, (*ROW[:2], date(2024, 6, 10), *ROW[3:])], date_1904=True)


MONGOLIAN = ("M-1", "ᠨᠠᠶᠢᠷᠠᠮᠳᠠᠯ ᠤᠨ ᠡᠳᠦᠷ", "2024-06-11", "ᠬᠥᠬᠡᠬᠣᠲᠠ", "ᠰᠣᠶᠣᠯ ᠤᠨ ᠭᠡᠷ", 40)
TIBETAN = ("T-1", "མི་རིགས་མཐུན་སྒྲིལ", "2024-06-12", "ལྷ་ས", "རིག་གནས་ཁང", 50)
SURROGATE = b"\xed\xa0\x80"

CASES: list[tuple[str, str, Callable[[], bytes]]] = [
    # Harmless oddities
    ("plain.xlsx", "pass", plain_workbook),
    ("dimension_lie.xlsx", "pass", _dimension_lie),
    ("far_blank_cell.xlsx", "pass", _far_blank),
    ("days_from_1904.xlsx", "pass", _dates_of_1904),
    ("formula_errors.xlsx", "pass", _formula_errors),
    ("wide_16000_columns.xlsx", "pass", _wide_workbook),
    ("renamed_xlsx.csv", "pass", plain_workbook),
    ("renamed_csv.xlsx", "pass", lambda: _csv().encode()),
    ("gb18030.csv", "pass", lambda: _csv().encode("gb18030")),
    ("utf8_mark.csv", "pass", lambda: _csv().encode("utf-8-sig")),
    ("utf16.csv", "pass", lambda: _csv(mark="\t").encode("utf-16")),
    ("utf16_be_unmarked.csv", "pass", lambda: _csv().encode("utf-16-be")),
    ("semicolons.csv", "pass", lambda: _csv(mark=";").encode()),
    ("full_width_commas.csv", "pass", lambda: _csv(mark="，").encode()),
    ("tabs.tsv", "pass", lambda: _csv(mark="\t").encode()),
    ("mongolian_tibetan.csv", "pass", lambda: _csv(MONGOLIAN, TIBETAN).encode()),
    ("mongolian_tibetan.xlsx", "pass", lambda: workbook([HEADINGS, ROW, MONGOLIAN, TIBETAN])),
    ("nfd_cafe\u0301.csv", "pass", lambda: _csv(("B", "cafe\u0301", "2024-06-10", "re\u0301", "x", 1)).encode()),
    ("zero_width.csv", "pass", lambda: _csv().replace("活动名称", "活\u200b动名\ufeff称").encode()),
    ("nul_bytes.csv", "pass", lambda: _csv().replace("友谊", "友\x00谊").encode()),
    ("invalid_utf8.csv", "pass", lambda: _csv().encode() + b"A-2,\xff\xfe\x80,2024-06-10,x,y,1\n"),
    ("lone_surrogate.csv", "pass", lambda: _csv().encode() + b"A-2,x" + SURROGATE + b",2024-06-10,x,y,1\n"),
    ("mixed_encodings.csv", "pass", _mixed_encodings),
    ("million_columns.csv", "pass", _million_columns),
    ("quote_never_closed.csv", "pass", lambda: _csv(*[("A", '"x', "2024-06-10", "y", "z", 1)] * 3_000).encode()),
    ("only_returns.csv", "pass", lambda: _csv().replace("\r\n", "\r").encode()),
    ("formulas.csv", "pass", lambda: _csv(("=cmd|' /C calc'!A0", "@SUM(1)", "2024-06-10", "+1", "-1", 1)).encode()),
    # Hostile
    ("far_cell.xlsx", "refuse", _far_cell),
    ("beyond_last_column.xlsx", "either", _beyond_the_last_column),
    ("huge_row_number.xlsx", "either", _huge_row_number),
    ("shared_string_bomb.xlsx", "either", _shared_string_bomb),
    ("sheet_bomb.xlsx", "either", _sheet_bomb),
    ("lying_sizes.xlsx", "either", _lying_sizes),
    ("many_parts.xlsx", "refuse", _many_parts),
    ("billion_laughs.xlsx", "either", lambda: _entities("laughs")),
    ("outside_entity.xlsx", "either", lambda: _entities("outside")),
    ("deep_nesting.xlsx", "either", _deep_nesting),
    ("encrypted.xlsx", "refuse", _encrypted),
    ("ole_rubbish.xls", "refuse", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40),
    ("truncated.xlsx", "refuse", lambda: plain_workbook()[:2000]),
    ("no_directory.xlsx", "refuse", lambda: b"PK\x03\x04" + b"\x00" * 100),
    ("zip_bomb.xlsx", "refuse", lambda: _zip_of("xl/workbook.xml", b"\x00" * (120 << 20))),
    ("zip_of_nothing.xlsx", "refuse", lambda: _zip_of("a.txt", b"x")),
    ("word.xlsx", "refuse", lambda: _zip_of("word/document.xml", b"<x/>")),
    ("broken_sheet_xml.xlsx", "refuse", lambda: _part("sheet1.xml", b"<worksheet><sheetData><row><c")),
    ("broken_workbook_xml.xlsx", "refuse", lambda: _part("workbook.xml", b"\xff\xfe<")),
    ("html.xls", "refuse", lambda: ("<html><table><tr>" + "".join(f"<td>{h}</td>" for h in HEADINGS)).encode()),
    ("pdf.xlsx", "refuse", lambda: b"%PDF-1.7\n1 0 obj\n"),
    ("png.csv", "refuse", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
    ("polyglot.csv", "refuse", lambda: b"%PDF-1.4\n" + plain_workbook()),
    ("random.csv", "refuse", lambda: bytes((i * 7919 + i // 3) % 256 for i in range(50_000))),
    ("zeros.csv", "refuse", lambda: b"\x00" * 100_000),
    ("one_long_line.csv", "refuse", lambda: b"x" * (20 << 20)),
    ("quotes_only.csv", "refuse", lambda: b'"' * (5 << 20)),
    ("commas_only.csv", "refuse", lambda: b"," * (5 << 20)),
    ("newlines_only.csv", "refuse", lambda: b"\n" * (5 << 20)),
    ("no_headings.csv", "refuse", lambda: b"a,b,c\n1,2,3\n"),
    ("empty.csv", "refuse", lambda: b""),
    ("program.csv", "refuse", lambda: b"\x7fELF" + b"\x01" * 500),
]  # fmt: skip
