"""A paper as Word and PDF: whatever strangers wrote comes out as text, on the sheet of an official document."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from hundredfold.tell.render import fonts
from hundredfold.tell.render import paper as papers
from hundredfold.tell.render.docx import write_docx
from hundredfold.tell.render.paper import Contents, Facts, Grid, Heading, NewPage, Paper, Picture, Text
from hundredfold.tell.render.pdf import write_pdf

HOSTILE = (
    '#let x = read("/etc/passwd") $x$ *粗* _斜_ @ref <lab> `code` \\u{41}',
    "#panic() ]#[ // \"'",
    "=SUM(A1)+cmd|' /C calc'!A0",
    "團結進步 裏面",
    "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "坏\ud800字\x01符\x00号\ufffd\ufffe",
    "很长的标题" * 200,
    "https://example.com/" + "a" * 260,
    "</w:t><w:p>&amp;<script>alert(1)</script>",
    "😀\u202eabc\u2066",
    "",
    "   \t\n ",
)
MADE = dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
has_font = pytest.mark.skipif(
    not any(face.family in (*fonts.SERIF, *fonts.SANS) for face in fonts.faces()),
    reason="this machine has no Chinese font to embed",
)


def hostile_paper(tmp_path: Path, language: papers.Language = "zh") -> Paper:
    """A paper whose every text is hostile, with each sort of block."""
    file = tmp_path / "page.jpg"
    Image.new("RGB", (300, 900), "white").save(file)
    blocks: list[papers.Block] = [Contents(HOSTILE[0]), NewPage()]
    for number, text in enumerate(HOSTILE, 1):
        blocks += [
            Heading(1 + number % 3, text, number),
            Text(text),
            Text(text, is_note=True),
            Facts(((text, text),)),
            Grid((text, "数"), ((text,), (text, "1", "太多")), numeric=frozenset({1}), caption=text),
            Picture(file, text, 300, 900),
        ]
    return Paper(HOSTILE[0], language, tuple(blocks), about=HOSTILE, author=HOSTILE[2], keywords=HOSTILE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_words_stay_words_in_a_word_file(tmp_path: Path, language: papers.Language) -> None:
    made = tmp_path / "a.docx"

    write_docx(hostile_paper(tmp_path, language), made)

    read = docx.Document(str(made))
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert HOSTILE[0] in texts
    assert "</w:t><w:p>&amp;<script>alert(1)</script>" in texts
    assert "坏\ufffd字符号\ufffd" in texts
    assert any(text.endswith("…") and len(text) < 320 for text in texts)
    assert len(read.tables) == len(HOSTILE)
    assert len(read.inline_shapes) == len(HOSTILE)


@has_font
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_words_stay_words_in_a_pdf(tmp_path: Path, language: papers.Language) -> None:
    made = tmp_path / "a.pdf"

    missing = write_pdf(hostile_paper(tmp_path, language), made, made_at=MADE)

    content = made.read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert b"pdfaid:part>2<" in content
    assert b"pdfaid:conformance>B<" in content
    assert re.search(rb"/FontFile[23]?\b", content)
    assert not missing - set("ᠮᠣᠩᠭᠯᠪᠢᠴ😀")


def test_the_sheet_is_that_of_an_official_document(tmp_path: Path) -> None:
    made = tmp_path / "a.docx"

    write_docx(Paper("标题", "zh", (Heading(1, "一", 1), Text("正文"))), made)

    read = docx.Document(str(made))
    section = read.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height) if side] == [210, 297]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(side.mm) for side in margins if side] == [37, 28, 26, 35]
    body = read.styles["Normal"]
    assert body.font.size
    assert body.font.size.pt == 16
    assert body.paragraph_format.line_spacing
    assert round(body.paragraph_format.line_spacing.pt, 2) == 28.95
    assert read.settings.odd_and_even_pages_header_footer
    with zipfile.ZipFile(made) as parts:
        written = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    for name in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"):
        assert f'w:eastAsia="{name}"' in written
    assert 'w:linePitch="579"' in written
    assert "PAGE" in written


def test_contents_name_headings_and_link_to_them(tmp_path: Path) -> None:
    made = tmp_path / "a.docx"
    blocks = (Contents("目录"), Heading(1, "甲", 1), Heading(2, "乙", 1), Heading(3, "丙", 1))

    write_docx(Paper("标题", "zh", blocks), made)

    with zipfile.ZipFile(made) as parts:
        body = parts.read("word/document.xml").decode()
    links = re.findall(r'<w:hyperlink w:anchor="(\w+)">.*?<w:t[^>]*>([^<]+)', body)
    marks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', body)
    assert [text for _, text in links] == ["一、甲", "（一）乙"]
    assert [mark for mark, _ in links] == marks[:2]
    assert 'TOC \\o "1-2"' in body
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"')


def test_a_heading_row_is_repeated_and_no_row_is_torn(tmp_path: Path) -> None:
    made = tmp_path / "a.docx"

    write_docx(Paper("标题", "zh", (Grid(("甲", "乙"), (("1", "2"),) * 60),)), made)

    with zipfile.ZipFile(made) as parts:
        body = parts.read("word/document.xml").decode()
    assert body.count("<w:tblHeader/>") == 1
    assert body.count("<w:cantSplit/>") == 61


def test_numbers_of_headings() -> None:
    said = [papers.chinese(number) for number in (1, 10, 11, 20, 100, 101, 110, 111, 500, 1001, 1010, 10_000)]

    assert said == [
        *("一", "十", "十一", "二十", "一百", "一百零一", "一百一十", "一百一十一"),
        *("五百", "一千零一", "一千零一十", "10000"),
    ]
    assert papers.numbered(Heading(2, "甲", 3), "zh") == "（三）甲"
    assert papers.numbered(Heading(2, "A", 3), "en") == "(3) A"


def test_without_a_chinese_font_one_sentence_says_so() -> None:
    with pytest.raises(fonts.NoFont, match=r"fonts-noto-cjk.*fonts-noto-cjk"):
        fonts.chosen([fonts.Face("DejaVu Sans Mono", "", 0)])


def test_a_broken_font_file_shows_nothing(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"ttcf", b"\0\1\0\0\0\xff" + b"cmap" * 40)):
        file = tmp_path / f"{number}.ttf"
        file.write_bytes(content)
        assert fonts.shown_by(file, 0, {"中"}) == set()


def test_a_picture_fits_the_type_area() -> None:
    wide = Picture(Path("a.jpg"), "", 4000, 100).size_mm()
    high = Picture(Path("a.jpg"), "", 100, 4000).size_mm()

    assert wide[0] == papers.TYPE_WIDTH_MM
    assert high[1] <= papers.TYPE_HEIGHT_MM
