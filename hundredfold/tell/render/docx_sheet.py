"""The sheet and the styles of a Word file as an official document has them. Must not know what is written on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from hundredfold.tell.render import paper as sheet
from hundredfold.tell.render.words import Language

# Named, never embedded: these fonts are licensed and every office that writes official documents has them. Beside
# each, what another machine may take instead.
SONG_TITLE, HEI, KAI, FANG_SONG, SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
LATIN = "Times New Roman"
MONGOLIAN = "Mongolian Baiti"
INSTEAD = {
    SONG_TITLE: ("SimSun", "Noto Serif CJK SC"),
    HEI: ("SimHei", "Noto Sans CJK SC"),
    KAI: ("KaiTi", "Noto Serif CJK SC"),
    FANG_SONG: ("FangSong", "Noto Serif CJK SC"),
    SONG: ("SimSun", "Noto Serif CJK SC"),
}
HEADING_FONTS = (HEI, KAI, FANG_SONG)
NOTE, FACT, CELL, CAPTION, ABOUT, CONTENTS = (
    "HF Note",
    "HF Fact",
    "HF Cell",
    "HF Caption",
    "HF About",
    "HF Contents",
)
TWIPS = 20
# Word wants the properties of a paragraph in the order of its schema.
_AFTER_SNAP = ("w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc",
               "w:textDirection", "w:textAlignment", "w:outlineLvl")  # fmt: skip
BLACK = RGBColor(0, 0, 0)


def prepare(document: Document, language: Language) -> None:
    """Sets page, footers and styles of an empty document."""
    _page(document)
    _styles(document, language)
    _fonts(document)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(sheet.WIDTH_MM), Mm(sheet.HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(sheet.TOP_MM), Mm(sheet.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(sheet.LEFT_MM), Mm(sheet.RIGHT_MM)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(sheet.BOTTOM_MM - sheet.PAGE_NO_BELOW_MM - 5)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(round(sheet.LINE_PT * TWIPS)))
    grid.set(qn("w:charSpace"), str(round(tracking_pt() * 4096)))
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        _page_number(footer.paragraphs[0], side)


def tracking_pt() -> float:
    """What is added between characters of the body so that 28 of them fill a line."""
    return sheet.TYPE_WIDTH_MM / 25.4 * 72 / sheet.CHARACTERS - sheet.BODY_PT


def _page_number(paragraph: Paragraph, side: Any) -> None:
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(sheet.PAGE_NO_PT)
    paragraph.add_run("— ")
    field(paragraph, "PAGE", "1")
    paragraph.add_run(" —")
    for run in paragraph.runs:
        run.font.size = Pt(sheet.PAGE_NO_PT)
        name_font(run._element, east=SONG, latin=SONG)


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Adds a field that the word processor works out; ``shown`` stands there until it does."""
    for sort, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if sort == "shown" else "")
        if sort == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._element.append(instruction)
        elif sort != "shown":
            run._element.append(mark(sort))


def mark(sort: str) -> Any:
    """The begin, separate or end of a field."""
    found = OxmlElement("w:fldChar")
    found.set(qn("w:fldCharType"), sort)
    return found


def name_font(element: Any, *, east: str, latin: str) -> None:
    """Names the fonts of a run or a style for Chinese and for everything else."""
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script, name in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east)):
        fonts.set(qn(f"w:{script}"), name)


def _styles(document: Document, language: Language) -> None:
    indent = Pt(sheet.BODY_PT * 2) if language == "zh" else Pt(0)
    normal = document.styles["Normal"]
    _look(normal, size=sheet.BODY_PT, east=FANG_SONG)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(sheet.LINE_PT)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = True
    _say_language(normal, language)
    title = document.styles["Title"]
    _look(title, size=sheet.TITLE_PT, east=SONG_TITLE)
    _free(title, align=WD_ALIGN_PARAGRAPH.CENTER, after=12)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for level, east in enumerate(HEADING_FONTS, 1):
        style = document.styles[f"Heading {level}"]
        _look(style, size=sheet.BODY_PT, east=east)
        style.font.bold = style.font.italic = False
        style.paragraph_format.first_line_indent = indent
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = True
    for name, align, after in (
        (NOTE, WD_ALIGN_PARAGRAPH.LEFT, 4),
        (FACT, WD_ALIGN_PARAGRAPH.LEFT, 2),
        (CELL, WD_ALIGN_PARAGRAPH.LEFT, 0),
        (CAPTION, WD_ALIGN_PARAGRAPH.CENTER, 6),
        (ABOUT, WD_ALIGN_PARAGRAPH.CENTER, 4),
        (CONTENTS, WD_ALIGN_PARAGRAPH.LEFT, 2),
    ):
        style = document.styles.add_style(name, 1)
        style.base_style = normal
        _look(style, size=sheet.SMALL_PT, east=FANG_SONG)
        _free(style, align=align, after=after)


def _look(style: Any, *, size: float, east: str) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = BLACK
    name_font(style.element, east=east, latin=LATIN)


def _free(style: Any, *, align: Any, after: float) -> None:
    """Single line pitch off the grid of lines, for what is small, high or a picture."""
    form = style.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.space_before, form.space_after = Pt(0), Pt(after)
    form.alignment = align
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().insert_element_before(snap, *_AFTER_SNAP)


def _say_language(style: Any, language: Language) -> None:
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), "en-US")
    said.set(qn("w:eastAsia"), "zh-CN" if language == "zh" else "en-US")
    style.element.get_or_add_rPr().append(said)


def _fonts(document: Document) -> None:
    """Tells the word processor what to take for a font that its machine has not got."""
    table = next(
        (
            each.target_part
            for each in document.part.rels.values()
            if each.reltype == RELATIONSHIP_TYPE.FONT_TABLE
        ),
        None,
    )
    if table is not None:
        table._blob = _font_table(INSTEAD).encode()


def _font_table(instead: Mapping[str, tuple[str, ...]]) -> str:
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in instead.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:fonts {nsdecls('w')}>{listed}"
        f'<w:font w:name="{LATIN}"><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
