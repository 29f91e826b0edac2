"""From the bytes of a page, an archive or a text to one story; it knows no ledger and fetches nothing."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hundredfold.reading.archives import Saved, is_archive, saved_pages
from hundredfold.reading.decoding import close_tags, decode
from hundredfold.reading.figures import Figure, read_figures
from hundredfold.reading.html_story import Draft, Told, mended, read_html, tell
from hundredfold.reading.mentions import Mention, read_mentions, read_page_number
from hundredfold.reading.named_source import named_source
from hundredfold.reading.outlets import find_outlet
from hundredfold.reading.parts import MOST_PARTS, further_parts, joined
from hundredfold.reading.places import read_places
from hundredfold.reading.repair import Repair
from hundredfold.reading.script import language_of, plain
from hundredfold.reading.story_dates import read_dates
from hundredfold.reading.strands import read_strands
from hundredfold.reading.text_file import read_bytes
from hundredfold.reading.text_story import read_plain
from hundredfold.reading.words import Refused

LIMIT_MB = 5
MOST_FRAMES = 8
FACTS_LIMIT = 60_000  # characters; a longer text is no single story, and its facts are read from its start
MARKUP = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|meta|div|p|table|title|h[1-6]|span|article|script|section|font|center|br|b|ul|li|td)\b",
    re.IGNORECASE,
)


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


def read_page(data: bytes, *, name: str, url: str | None = None, charset: str | None = None) -> Page:
    """One story from the bytes of an HTML page, a WARC or MHTML archive, or a text file. `url` is where the
    page was fetched and `charset` what the server called it; an archive says both itself.

    Raises Refused as `read_file` does, and where a page holds no story: soft_404, captcha, login_wall,
    needs_script, navigation, no_text."""
    return _page(name, _best(_saved(data, name=name, url=url, charset=charset), name))


def _saved(data: bytes, *, name: str, url: str | None, charset: str | None) -> list[Saved]:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty", file=name)
    return saved_pages(data, name=name) if is_archive(data) else [Saved(data, url, charset)]


def _best(pages: list[Saved], name: str) -> Draft:
    """The story of the page, or of the one of its frames that tells one."""
    refused: Refused | None = None
    for page in pages[:MOST_FRAMES]:
        try:
            return _draft(page, name)
        except Refused as why:
            refused = refused or why
    raise refused or Refused("no_page", file=name)


def _draft(page: Saved, name: str) -> Draft:
    text = decode(page.body, name=name, header=page.charset)
    if MARKUP.search(text[:65_536]):
        return read_html(close_tags(text), url=page.url, name=name)
    return read_plain(text)


def read_parts(parts: list[bytes], *, name: str, url: str | None = None) -> Page:
    """One story from the pages it is told over, in their order. What a later part repeats is left out, and a
    part that is a list or an error page adds nothing.

    Raises Refused as `read_page` does, where no part tells anything."""
    told: list[Told] = []
    refused: Refused | None = None
    for data in parts[:MOST_PARTS]:
        try:
            for page in _saved(data, name=name, url=url, charset=None)[:1]:
                html = close_tags(decode(page.body, name=name, header=page.charset))
                told.append(tell(html, name=name))
        except Refused as why:
            refused = refused or why
    if not told:
        raise refused or Refused("empty", file=name)
    return _page(name, mended(joined(told), url=url or ""))


def find_parts(data: bytes, *, name: str, url: str | None = None) -> list[str]:
    """The addresses of the further parts of the story on a page; see `further_parts`. Empty where the page's
    own address is not known."""
    page = _saved(data, name=name, url=url, charset=None)[0]
    if not page.url:
        return []
    return further_parts(decode(page.body, name=name, header=page.charset), url=page.url)


def _page(name: str, draft: Draft) -> Page:
    outlet = find_outlet(draft.source) if draft.source else None
    if draft.source and outlet is None:  # the table is in simplified characters
        outlet = find_outlet("".join(map(plain, draft.source)))
    text = draft.text
    if not draft.source:
        outlet = named_source(text)
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
