"""A paper as a PDF/A-2b file. Must not know what the paper reports on; what strangers wrote goes in as values only."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from hundredfold.tell.render import docx_sheet, fonts
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

STANDARD: Literal["a-2b"] = "a-2b"


def write_pdf(paper: Paper, path: Path, *, made_at: dt.datetime | None = None) -> frozenset[str]:
    """Writes ``paper`` to ``path`` and gives the characters that no font of this machine has, each printed as □.

    Fonts are embedded. Raises NoFont without a Chinese font; OSError if the file cannot be written.
    """
    chosen = fonts.chosen()
    clean = papers.cleaned(paper)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        root = Path(folder)
        told = json.dumps(_values(clean, chosen, root), ensure_ascii=False)
        missing = fonts.not_shown(told)
        if missing:
            told = told.translate(dict.fromkeys(map(ord, missing), fonts.UNKNOWN))
        source = root / "paper.typ"
        source.write_bytes(files("hundredfold.tell.render").joinpath("paper.typ").read_bytes())
        made = typst.compile(
            source,
            root=root,
            sys_inputs={"paper": told},
            pdf_standards=[STANDARD],
            timestamp=made_at and int(made_at.timestamp()),
        )
    assert isinstance(made, bytes)
    path.write_bytes(made)
    return missing


def _values(paper: Paper, chosen: fonts.Chosen, root: Path) -> dict[str, Any]:
    return {
        "title": paper.title,
        "author": paper.author,
        "keywords": list(paper.keywords),
        "about": list(paper.about),
        "language": paper.language,
        "fonts": {use: list(families) for use, families in asdict(chosen).items()},
        "sheet": {
            "top": papers.TOP_MM,
            "left": papers.LEFT_MM,
            "right": papers.RIGHT_MM,
            "bottom": papers.BOTTOM_MM,
            "below": papers.PAGE_NO_BELOW_MM,
            "title": papers.TITLE_PT,
            "body": papers.BODY_PT,
            "small": papers.SMALL_PT,
            "page_no": papers.PAGE_NO_PT,
            "line": papers.LINE_PT,
            "tracking": docx_sheet.tracking_pt(),
        },
        "blocks": list(_blocks(paper, root)),
    }


def _blocks(paper: Paper, root: Path) -> Iterator[dict[str, Any]]:
    for number, block in enumerate(paper.blocks):
        yield _block(block, paper, root / f"{number}")


def _block(block: Block, paper: Paper, beside: Path) -> dict[str, Any]:
    match block:
        case Heading():
            return {"sort": "heading", "level": block.level, "text": papers.numbered(block, paper.language)}
        case Text():
            return {"sort": "text", "note": block.is_note, "text": block.text}
        case Facts():
            return {"sort": "facts", "lines": _lists(block.lines)}
        case Grid():
            return {
                "sort": "table",
                "caption": block.caption,
                "headings": list(block.headings),
                "rows": _lists(block.rows),
                "widths": list(block.widths),
                "numeric": sorted(block.numeric),
            }
        case Picture():
            return _picture(block, beside)
        case Contents():
            return {"sort": "contents", "title": block.title, "levels": block.levels}
        case NewPage():
            return {"sort": "page"}


def _lists(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(row) for row in rows]


def _picture(picture: Picture, beside: Path) -> dict[str, Any]:
    """The typesetter reads only what lies beside its source, so the picture is laid there."""
    laid = beside.with_suffix(picture.file.suffix.lower())
    shutil.copyfile(picture.file, laid)
    width, height = picture.size_mm()
    return {
        "sort": "picture",
        "file": laid.name,
        "caption": picture.caption,
        "width": width,
        "height": height,
    }
