"""The article inside a page of HTML, as lines, with the lines around it; it must not know what they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import html as lxml_html
from lxml.html import HtmlElement

SKIPPED = frozenset((
    "aside", "audio", "button", "canvas", "embed", "footer", "iframe", "map", "math", "nav",
    "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea",
    "video",
))  # fmt: skip
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "o:p", "q", "rb", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "st1", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
JUNK = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|crumbs?|breadcrumb|share|bdsharebuttonbox|related|recommend|comments?|footer|copyright|"
    r"sidebar|side|rank|hot|pager|pagination|pagebar|toolbar|search|login|ad|ads|advert|banner|topbar|foot|links?|"
    r"mbx|dqwz|fenxiang|xgyd|qrcode|prevnext|weizhi|position|tags?|hotnews|relnews|friendlink)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
SENTENCE_MARK = re.compile("[，。！？；：、,.!?;]")
SPACES = re.compile(r"[ \t\xa0\u3000\u200b\ufeff\n\r\f\v]+")
SHARE = 0.72  # a child holding this share of the text is where the article is
LONG = 24
LINKED_MOST = 0.4
DEEPEST = 200


@dataclass(slots=True)
class Line:
    """One visual line: its text, how many of its characters are links, and the blocks it stands in."""

    text: str
    linked: int
    path: tuple[HtmlElement, ...]
    tag: str
    is_junk: bool

    @property
    def weight(self) -> int:
        """What the line adds to the article: nothing for links, menus and bits without a sentence mark."""
        if self.is_junk or self.linked > LINKED_MOST * len(self.text):
            return 0
        if len(self.text) >= LONG or (len(self.text) > 8 and SENTENCE_MARK.search(self.text)):
            return len(self.text)
        return 0


@dataclass(slots=True)
class Article:
    """Lines before the body, of the body, and after it; `root` for the meta tags."""

    root: HtmlElement | None
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)


def parse(html: str) -> HtmlElement | None:
    """The tree of a page, None where there is nothing to parse."""
    data = html.encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    if not data.strip():
        return None
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (lxml_html.etree.ParserError, lxml_html.etree.XMLSyntaxError):
        return None
    return root if isinstance(root, HtmlElement) else None


def find_article(html: str) -> Article:
    """Split the lines of a page into those of the article and those around it."""
    root = parse(html)
    if root is None:
        return Article(None)
    lines = list(read_lines(root))
    container = _container(lines)
    inside = [number for number, line in enumerate(lines) if container is not None and container in line.path]
    if not inside:
        return Article(root, tail=lines)
    first, last = inside[0], inside[-1] + 1
    return Article(root, lines[:first], [lines[number] for number in inside], lines[last:])


def _container(lines: list[Line]) -> HtmlElement | None:
    """The innermost block that still holds most of the running text."""
    weights: dict[HtmlElement, int] = {}
    children: dict[HtmlElement, set[HtmlElement]] = {}
    for line in lines:
        for block in line.path:
            weights[block] = weights.get(block, 0) + line.weight
        for outer, block in pairwise(line.path):
            children.setdefault(outer, set()).add(block)
    best = lines[0].path[0] if lines else None
    while best is not None and weights.get(best):
        heaviest = max(children.get(best, ()), key=lambda block: weights[block], default=None)
        if heaviest is None or weights[heaviest] < SHARE * weights[best] or heaviest.tag == "p":
            return best
        best = heaviest
    return None


class _Reader:
    """Walks the tree without recursion, gathering lines."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.path: list[HtmlElement] = []
        self.junk = 0
        self.links = 0

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            if self.links:
                self.linked += len(text.strip())

    def line(self) -> Iterator[Line]:
        text = SPACES.sub(" ", "".join(self.parts)).strip()
        linked, self.linked = self.linked, 0
        self.parts.clear()
        if text and self.path:
            yield Line(text, linked, tuple(self.path), str(self.path[-1].tag), self.junk > 0)


def _is_junk(element: HtmlElement) -> bool:
    label = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(label) > 1 and bool(JUNK.search(label))


def read_lines(root: HtmlElement) -> Iterator[Line]:
    """Every visual line of the body in order."""
    body = root.find("body")
    reader = _Reader()
    stack: list[tuple[HtmlElement, bool]] = [(body if body is not None else root, False)]
    while stack:
        element, done = stack.pop()
        if done:
            yield from _leave(reader, element)
        elif isinstance(element.tag, str) and element.tag not in SKIPPED and len(reader.path) < DEEPEST:
            yield from _enter(reader, element)
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]
        else:
            reader.add(element.tail)
    yield from reader.line()


def _enter(reader: _Reader, element: HtmlElement) -> Iterator[Line]:
    if element.tag == "br":
        yield from reader.line()
    elif element.tag not in INLINE:
        yield from reader.line()
        reader.path.append(element)
        reader.junk += _is_junk(element)
    reader.links += element.tag == "a"
    reader.add(element.text)


def _leave(reader: _Reader, element: HtmlElement) -> Iterator[Line]:
    reader.links -= element.tag == "a"
    if element.tag not in INLINE and element.tag != "br":
        yield from reader.line()
        reader.junk -= _is_junk(element)
        reader.path.pop()
    reader.add(element.tail)
