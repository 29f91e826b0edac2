"""From the bytes of a page, an archive or a text to one story; it knows no ledger and fetches nothing."""

import io
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from warcio import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from hundredfold.reading.decoding import close_tags, decode
from hundredfold.reading.figures import Figure, read_figures
from hundredfold.reading.html_story import Draft, read_html
from hundredfold.reading.mentions import Mention, read_mentions, read_page_number
from hundredfold.reading.outlets import find_outlet
from hundredfold.reading.places import read_places
from hundredfold.reading.repair import Repair
from hundredfold.reading.script import language_of
from hundredfold.reading.story_dates import read_dates
from hundredfold.reading.strands import read_strands
from hundredfold.reading.text_file import read_bytes
from hundredfold.reading.text_story import read_plain
from hundredfold.reading.words import Refused

LIMIT_MB = 5
LIMIT = LIMIT_MB << 20
FACTS_LIMIT = 60_000  # characters; a longer text is no single story, and its facts are read from its start
MARKUP = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|meta|div|p|table|title|h1|span|article|script)\b", re.IGNORECASE
)
WARC = (b"WARC/", b"\x1f\x8b")


@dataclass(frozen=True, slots=True)
class Page:
    """One story as read. `published` ISO or None; `level` as the contract names them or None;
    `repairs` are offsets into the text before mending; `damage` none, light or heavy."""

    file: str
    title: str
    text: str
    published: str | None
    outlet: str | None
    level: str | None
    byline: str | None
    page: int | None
    language: str
    damage: str
    repairs: tuple[Repair, ...]
    strands: tuple[str, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[str, ...]
    places: tuple[str, ...]
    figures: tuple[Figure, ...]

    def as_json(self) -> dict[str, Any]:
        """The contract's shape."""
        return asdict(self)


def read_file(path: str) -> dict[str, Any]:
    """Read one file into the contract's shape; for the confined child. Raises Refused: missing, not_a_file,
    unreadable, empty, too_large, not_text, no_page."""
    return read_page(read_bytes(path, limit_mb=LIMIT_MB), name=Path(path).name).as_json()


def read_page(data: bytes, *, name: str) -> Page:
    """One story from the bytes of an HTML page, a WARC archive (its first HTML answer) or a text file."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty", file=name)
    url, header = None, None
    if data.startswith(WARC):
        data, url, header = _from_archive(data, name)
    text = decode(data, name=name, header=header)
    is_html = bool(MARKUP.search(text[:65_536]))
    draft = read_html(close_tags(text), url=url) if is_html else read_plain(text)
    return _page(name, draft)


def _page(name: str, draft: Draft) -> Page:
    outlet = find_outlet(draft.source) if draft.source else None
    text = draft.text
    facts = text[:FACTS_LIMIT]
    return Page(
        file=name,
        title=draft.title,
        text=text,
        published=draft.published,
        outlet=outlet.name if outlet else draft.source,
        level=outlet.level if outlet else None,
        byline=draft.byline,
        page=read_page_number(draft.around),
        language=language_of(text or draft.title),
        damage=draft.damage,
        repairs=draft.repairs,
        strands=tuple(read_strands(f"{draft.title}\n{facts}")),
        mentions=tuple(read_mentions(facts)),
        dates=tuple(read_dates(facts, published=draft.published)),
        places=tuple(read_places(facts)),
        figures=tuple(read_figures(facts)),
    )


def _from_archive(data: bytes, name: str) -> tuple[bytes, str | None, str | None]:
    """Body, address and declared encoding of the first HTML answer in an archive."""
    try:
        for body, url, kind in _answers(data, name):
            if "html" in kind or MARKUP.search(body[:4096].decode("latin-1")):
                found = re.search(r"charset=([\w-]+)", kind)
                return body, url, found[1] if found else None
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as broken:
        if isinstance(broken, Refused):
            raise
        raise Refused("no_page", file=name) from broken
    raise Refused("no_page", file=name)


def _answers(data: bytes, name: str) -> Iterator[tuple[bytes, str | None, str]]:
    for record in ArchiveIterator(io.BytesIO(data)):
        if record.rec_type not in ("response", "resource"):
            continue
        headers = record.http_headers or record.rec_headers
        kind = (headers.get_header("Content-Type") or "").lower()
        body = record.content_stream().read(LIMIT + 1)
        if len(body) > LIMIT:
            raise Refused("too_large", file=name, size_mb=LIMIT_MB + 1, limit_mb=LIMIT_MB)
        yield body, record.rec_headers.get_header("WARC-Target-URI"), kind
