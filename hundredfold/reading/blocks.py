"""The visual lines of a page and the blocks they stand in; it must not know which of them tell a story."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

SKIPPED = frozenset((
    "aside", "audio", "button", "canvas", "embed", "footer", "frameset", "head", "iframe", "map", "math", "nav",
    "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea",
    "video", "rt", "rp", "title", "amp-sidebar", "amp-ad", "noframes", "input",
))  # fmt: skip
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "o:p", "q", "rb", "ruby", "s", "samp", "founder-content",
    "small", "span", "st1", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
JUNK = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|crumbs?|breadcrumb|share|bdsharebuttonbox|related|recommends?|footer|copyright|"
    r"sidebar|side|rank|hot|pager|pagination|pagebar|toolbar|search|login|ads?|gg|guanggao|advert|banner|topbar|foot|"
    r"links?|mbx|dqwz|fenxiang|xgyd|xgwd|qrcode|prevnext|weizhi|position|tags?|hotnews|relnews|friendlink|statement|"
    r"disclaimer|editor-info|summary-tip|tuijian|more|btm)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
REMARKS = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?list|commentlist|pinglun|pl-?list|replies|reply|remarks|tie-areas|cmt|ds-thread|"
    r"respond|discuss-list|liuyan)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
# Names that publishing systems give to the text of an article and to nothing else.
STRONG = re.compile(
    r"(?:^|\s)(?:js_content|ozoom|fontzoom|trs_editor|trs_ueditor|trs_web|trs_paper_default|v_news_content|vsb_content\w*|"
    r"wp_articlecontent|ucap-content|post_body|post_text|artibody|article_content|articlecontent|article-content|"
    r"article-body|article__body|entry-content|post-content|news_content|newscontent|news-content|rm_txt_con|"
    r"rich_media_content|t_f|articalcontent|article-con|article_con|articlecon|content_area|detail-content|"
    r"detail_content|endtext|con_con|pages_content|j-fontcontent|main-text|left_zw|mainbody|articletext|article-text|"
    r"story-body|xl_cont|wz_content|arti_content|artcontent|rich-text|content-article|text_content|rich_content|"
    r"index-module_articlewrap\w*|syl-article-base|mp-article-content|art_con|zw_content|bd_content)(?:$|\s)",
    re.IGNORECASE,
)
LIKELY = re.compile(
    r"(?:^|[\s_-])(?:article|content|contents|zoom|text|txt|detail|body|main|news|zw|zhengwen|cont|con|post|story|nr|neirong|"
    r"wenzhang|artical|entry)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
SENTENCE_MARK = re.compile("[，。！？；：、,.!?;]")
INDENT = re.compile("(?<=[。！？”…）])[ \t\r\n]*[\u3000\xa0]{2,}")
HIDDEN = re.compile(r"display\s*:\s*none|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.IGNORECASE)
LONG = 24
LINKED_MOST = 0.4
DEEPEST = 200


@dataclass(slots=True, eq=False)
class Block:
    """A block element: what its lines weigh, its own (`own`), with all inside (`raw`), without junk (`weight`).
    `junk` 1 by its name, 2 remarks of readers; `named` 1 perhaps the article, 2 surely; blocks inside it have
    `start` between its own and `end`."""

    parent: "Block | None"
    tag: str
    start: int
    junk: int
    named: int
    end: int = 0
    lines: int = 0
    size: int = 0
    linked: int = 0
    own: int = 0
    raw: int = 0
    weight: int = 0
    is_junk: bool = False
    kids: "list[Block]" = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One visual line: its text, how many of its characters are links, and the block it stands in."""

    text: str
    linked: int
    block: Block

    @property
    def tag(self) -> str:
        """The element it stands in."""
        return self.block.tag

    @property
    def is_junk(self) -> bool:
        """Known once the blocks are weighed."""
        return self.block.is_junk

    @property
    def weight(self) -> int:
        """What the line adds to an article: nothing for links, menus and bits without a sentence mark."""
        size = len(self.text)
        if self.linked > LINKED_MOST * size:
            return 0
        return size if size >= LONG or (size > 8 and SENTENCE_MARK.search(self.text)) else 0


@lru_cache(8192)
def _kind(label: str) -> tuple[int, int]:
    """Junk and telling name of a block by its classes and id."""
    if STRONG.search(label):
        return 0, 2
    if REMARKS.search(label):
        return 2, 0
    if JUNK.search(label):
        return 1, 0
    return 0, 1 if LIKELY.search(label) else 0


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    return bool(style and HIDDEN.search(style))


class _Reader:
    """Walks the tree, gathering lines and blocks."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0

    def end_line(self, block: Block) -> None:
        """What was gathered becomes a line, or two where an indent stands inside."""
        whole, linked = "".join(self.parts), self.linked
        self.parts.clear()
        self.linked = 0
        has_indent = "\u3000\u3000" in whole or "\xa0\xa0" in whole
        pieces = INDENT.split(whole) if has_indent else [whole]
        for piece in pieces:
            text = " ".join(piece.split())
            if text:
                self.lines.append(Line(text, min(linked, len(text)), block))
                block.lines += 1

    def enter(self, element: etree._Element, parent: Block | None, *, depth: int, links: int) -> None:
        """Read a block element: its lines are its own."""
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        junk, named = _kind(label) if len(label) > 1 else (0, 0)
        if element.tag == "article":
            named = max(named, 1)
        if not junk and _is_hidden(element):
            junk, named = 1, 0
        block = Block(parent, str(element.tag), len(self.blocks), junk, named)
        self.blocks.append(block)
        self.inside(element, block, depth=depth, links=links)
        if self.parts:
            self.end_line(block)
        block.end = len(self.blocks)

    def inside(self, element: etree._Element, block: Block, *, depth: int, links: int) -> None:
        """Read what stands inside an element, text and children in order."""
        self.add(element.text, links)
        if depth > DEEPEST:
            return
        for child in element:
            tag = child.tag
            if tag in INLINE:
                if not _is_hidden(child):
                    self.inside(child, block, depth=depth + 1, links=links + (tag == "a"))
            elif tag not in SKIPPED and isinstance(tag, str):
                if self.parts:
                    self.end_line(block)
                if tag != "br":
                    self.enter(child, block, depth=depth + 1, links=links)
            self.add(child.tail, links)

    def add(self, text: str | None, links: int) -> None:
        """Text of the line being gathered; what only lays out the source stays out."""
        if text and not (text.isspace() and not self.parts):
            self.parts.append(text)
            if links:
                self.linked += len(text.strip())


def read_lines(root: etree._Element) -> tuple[list[Line], list[Block]]:
    """Every visual line of the body in order, and every block, each before those inside it."""
    body = root.find("body")
    reader = _Reader()
    reader.enter(body if body is not None else root, None, depth=0, links=0)
    return reader.lines, reader.blocks
