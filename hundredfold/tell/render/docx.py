"""A paper as a Word file in the layout of an official document. Must not know what the paper reports on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Length, Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from hundredfold.tell.render import docx_sheet
from hundredfold.tell.render import paper as papers
from hundredfold.tell.render.paper import (
    Block,
    Contents,
    Facts,
    Grid,
    Heading,
    NewPage,
    Paper,
    Picture,
    Text,
)

Tick = Callable[[float], None]
_FIRST_SHAPE = 100_000  # drawings are numbered from here on, beyond all bookmarks
_MONGOLIAN = re.compile("([\u1800-\u18af\u202f]+)")


def write_docx(paper: Paper, path: Path, *, tick: Tick | None = None) -> None:
    """Writes ``paper`` to ``path``. ``tick`` is told the share that is done, now and then. OSError if it cannot."""
    _Writer(papers.cleaned(paper), tick).write(path)


class _Writer:
    """Writes block after block into one document."""

    def __init__(self, paper: Paper, tick: Tick | None) -> None:
        self.paper, self.tick = paper, tick
        self.document: Document = docx.Document()
        self.body: Any = self.document.element.body
        self.headings = self.pictures = 0
        docx_sheet.prepare(self.document, paper.language)
        # Looked up once: the library would search all styles again for every paragraph.
        self.styles = {style.name: style.style_id for style in self.document.styles}

    def write(self, path: Path) -> None:
        core = self.document.core_properties
        core.title, core.author = self.paper.title[:255], self.paper.author[:255]
        core.keywords, core.comments = "，".join(self.paper.keywords)[:255], ""
        core.language = "zh-CN" if self.paper.language == "zh" else "en-US"
        self.line(self.paper.title, "Title")
        for each in self.paper.about:
            self.line(each, docx_sheet.ABOUT)
        for at, block in enumerate(self.paper.blocks):
            self.block(block)
            if self.tick and at % 64 == 0:
                self.tick(at / len(self.paper.blocks))
        self.document.save(str(path))

    def line(self, text: str, style: str) -> Paragraph:
        """One paragraph at the end of the document; asking the document for it would look through all of it."""
        element = OxmlElement("w:p")
        self.body.insert_element_before(element, "w:sectPr")
        paragraph = Paragraph(element, self.document._body)
        paragraph._p.style = self.styles[style]
        fill(paragraph, text)
        return paragraph

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Text():
                self.text(block)
            case Grid():
                self.grid(block)
            case Facts():
                self.facts(block)
            case Picture():
                self.picture(block)
            case Contents():
                self.contents(block)
            case NewPage():
                self.line("", "Normal").add_run().add_break(WD_BREAK.PAGE)

    def heading(self, heading: Heading) -> None:
        paragraph = self.line("", f"Heading {heading.level}")
        start, end = _bookmark(self.headings)
        paragraph._p.append(start)
        fill(paragraph, papers.numbered(heading, self.paper.language))
        paragraph._p.append(end)
        self.headings += 1

    def text(self, text: Text) -> None:
        paragraph = self.line(text.text, docx_sheet.NOTE if text.is_note else "Normal")
        if not text.is_note:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            if self.paper.language == "zh":
                _indent_two(paragraph)

    def facts(self, facts: Facts) -> None:
        for label, value in facts.lines:
            paragraph = self.line("", docx_sheet.FACT)
            paragraph.paragraph_format.keep_with_next = True
            fill(paragraph, label, bold=True)
            fill(paragraph, f"：{value}" if self.paper.language == "zh" else f": {value}")

    def grid(self, grid: Grid) -> None:
        if grid.caption:
            caption = self.line(grid.caption, docx_sheet.CAPTION)
            caption.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=len(grid.rows) + 1, cols=len(grid.headings), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = [Mm(share * papers.TYPE_WIDTH_MM) for share in grid.widths]
        for row, cells in zip(table.rows, (grid.headings, *grid.rows), strict=True):
            is_head = row._index == 0
            _fit(row, repeats=is_head)
            for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = widths[at]
                self.cell(cell, text, is_head=is_head, is_number=at in grid.numeric)
        self.line("", docx_sheet.NOTE)

    def cell(self, cell: _Cell, text: str, *, is_head: bool, is_number: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self.styles[docx_sheet.CELL]
        fill(paragraph, text, bold=is_head)
        if is_head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def picture(self, picture: Picture) -> None:
        width, height = picture.size_mm()
        held = self.line("", docx_sheet.CAPTION)
        held.paragraph_format.keep_with_next = True
        inline = self._inline(picture.file, Mm(width), Mm(height))
        inline.docPr.set("descr", picture.caption)
        held.add_run()._r.add_drawing(inline)
        self.line(picture.caption, docx_sheet.CAPTION)

    def _inline(self, file: Path, width: Length, height: Length) -> CT_Inline:
        """The picture as a part of its own. The library's way hashes all pictures again for each one more."""
        self.pictures += 1
        image = Image.from_file(str(file))
        name = PackURI(f"/word/media/page{self.pictures}.{image.ext}")
        part = ImagePart.from_image(image, name)
        relation = self.document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return CT_Inline.new_pic_inline(_FIRST_SHAPE + self.pictures, relation, name.filename, width, height)

    def contents(self, contents: Contents) -> None:
        """The list of contents as a field: names and links at once, page numbers when the word processor opens it."""
        self.line(contents.title, docx_sheet.CAPTION).runs[0].bold = True
        listed = papers.in_contents(self.paper.blocks)
        for place, (number, heading) in enumerate(listed):
            paragraph = self.line("", docx_sheet.CONTENTS)
            paragraph.paragraph_format.left_indent = Mm(6 * (heading.level - 1))
            if place == 0:
                _begin_contents(paragraph, contents.levels)
            paragraph._p.append(_link(number, papers.numbered(heading, self.paper.language)))
            if place == len(listed) - 1:
                paragraph.add_run()._element.append(docx_sheet.mark("end"))


def fill(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    """Adds text to a paragraph; Mongolian script gets the font that has it."""
    for part in _MONGOLIAN.split(text):
        if part:
            run = paragraph.add_run(part)
            run.bold = bold or None
            if _MONGOLIAN.fullmatch(part):
                docx_sheet.name_font(run._element, east=docx_sheet.MONGOLIAN, latin=docx_sheet.MONGOLIAN)


def _bookmark(number: int) -> tuple[Any, Any]:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _name(number))
    return start, end


def _name(number: int) -> str:
    return f"_Toc{1000 + number}"


def _begin_contents(paragraph: Paragraph, levels: int) -> None:
    begin = docx_sheet.mark("begin")
    begin.set(qn("w:dirty"), "true")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f' TOC \\o "1-{levels}" \\h \\z \\u '
    for element in (begin, code, docx_sheet.mark("separate")):
        paragraph.add_run()._element.append(element)


def _link(number: int, text: str) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(number))
    run, said = OxmlElement("w:r"), OxmlElement("w:t")
    said.set(qn("xml:space"), "preserve")
    said.text = text
    run.append(said)
    link.append(run)
    return link


def _indent_two(paragraph: Paragraph) -> None:
    """Two characters, whatever their size."""
    indent = OxmlElement("w:ind")
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(2 * papers.BODY_PT * docx_sheet.TWIPS))
    form = paragraph._p.get_or_add_pPr()
    form._insert_ind(indent)


def _fit(row: Any, *, repeats: bool) -> None:
    """A row is not torn over two pages; the heading row stands on each."""
    form = row._tr.get_or_add_trPr()
    form.append(OxmlElement("w:cantSplit"))
    if repeats:
        form.append(OxmlElement("w:tblHeader"))
