"""The article inside a page of HTML, as lines, with the lines around it; it must not know what they mean."""

import re
from dataclasses import dataclass, field

from lxml import etree

from hundredfold.reading.blocks import Block, Line, read_lines

UNSEEN = "\u200b\ufeff\xad\u200c\u200d\u2060\u200e"
AS_ENTITIES = re.compile("&(?:#8203|#[xX]200[bB]|#65279|#173|shy|ZeroWidthSpace|zwnj|zwj);")
# Hundreds of elements opened or closed in a row lay out nothing: they are there to break a reader.
OPENED, CLOSED = (
    re.compile(r"(?:<[A-Za-z][^<>]{0,200}>\s*){99,}"),
    re.compile(r"(?:</[A-Za-z][^<>]{0,20}>\s*){99,}"),
)
SHARE = 0.72  # a child holding this share of the text is where the article is
LESS = 0.4  # it also is with less, when what stands beside it is made of links
LINKED = 0.13  # of a block's characters; running text seldom links more
JUNK_MOST = 0.6  # a block called "sidebar" that holds more of a page's text than this is none
NAMED_LEAST, NAMED_SHARE = 16, 0.3
LEAF = 0.9


@dataclass(slots=True)
class Article:
    """Lines before the body, of the body, and after it; `root` for the meta tags. `is_named`: the page itself
    calls the block its text."""

    root: etree._Element | None
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    is_named: bool = False


def parse(html: str) -> etree._Element | None:
    """The tree of a page, None where there is nothing to parse."""
    for sign in UNSEEN:
        if sign in html:
            html = html.replace(sign, "")
    if "&#8203;" in html or "&shy;" in html:
        html = AS_ENTITIES.sub("", html)
    if not html.strip():
        return None
    root, is_cut = _tree(html)
    if is_cut:
        root, _ = _tree(CLOSED.sub("", OPENED.sub("<div>", html)))
    return root


def _tree(html: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser stopped within it because elements stand too deep in one another."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, bool(parser.error_log) and "depth" in parser.error_log.last_error.message


def find_article(html: str) -> Article:
    """Split the lines of a page into those of the article and those around it."""
    root = parse(html)
    return split(root) if root is not None else Article(None)


def split(root: etree._Element) -> Article:
    """As `find_article`, for a tree."""
    lines, blocks = read_lines(root)
    _weigh(lines, blocks)
    container = _container(blocks)
    if container is None:
        return Article(root, tail=lines)
    inside = [container.start <= line.block.start < container.end for line in lines]
    if True not in inside:
        return Article(root, tail=lines)
    first, last = inside.index(True), len(lines) - inside[::-1].index(True)
    return Article(
        root,
        lines[:first],
        [line for line, is_in in zip(lines[first:last], inside[first:last], strict=True) if is_in],
        lines[last:],
        is_named=container.named > 1,
    )


def _weigh(lines: list[Line], blocks: list[Block]) -> None:
    """Give each block what its lines weigh; a block named junk that is most of the page is none."""
    for line in lines:
        block = line.block
        block.size += len(line.text)
        block.linked += line.linked
        block.own += line.weight
        block.raw = block.own
    for block in reversed(blocks):
        outer = block.parent
        if outer is not None:
            outer.size += block.size
            outer.linked += block.linked
            outer.raw += block.raw
    _sort_out(blocks)
    for block in reversed(blocks):
        if block.parent is not None and block.weight:
            block.parent.weight += block.weight
            block.parent.kids.append(block)


def _sort_out(blocks: list[Block]) -> None:
    """Find what is junk, by its own name or by that of a block around it."""
    most = JUNK_MOST * blocks[0].raw if blocks else 0
    for block in blocks:
        if block.junk == 1 and block.raw > most:
            block.junk = 0
        block.is_junk = block.junk > 0 or (block.parent is not None and block.parent.is_junk)
        block.weight = 0 if block.is_junk else block.own


def _container(blocks: list[Block]) -> Block | None:
    """The block the page calls its text, else the innermost that still holds most of the running text."""
    if not blocks or not blocks[0].weight:
        return None
    named = _named(blocks)
    return named if named is not None and named.named > 1 else _descend(named or blocks[0])


def _named(blocks: list[Block]) -> Block | None:
    """The first block with a telling name that is no trifle beside the others of its kind."""
    for degree, least in ((2, NAMED_LEAST), (1, NAMED_SHARE * blocks[0].weight)):
        alike = [block for block in blocks if block.named == degree and block.weight >= least]
        most = max((block.weight for block in alike), default=0)
        good = [block for block in alike if block.weight >= 0.4 * most]
        if good:
            first = good[0]
            inner = [each for each in good if each.end <= first.end and each.weight >= 0.85 * first.weight]
            return inner[-1]
    return None


def _descend(best: Block) -> Block:
    while best.kids:
        heaviest = max(best.kids, key=lambda block: block.weight)
        share = heaviest.weight / best.weight
        rest = [block for block in best.kids if block is not heaviest]
        is_leaf = heaviest.tag == "p" or not (heaviest.kids or heaviest.lines > 1)
        if is_leaf and (share < LEAF or heaviest.tag == "p"):
            return best
        if share >= SHARE or (share >= LESS and best.own == 0 and all(map(_is_list, rest))):
            best = heaviest
        else:
            return best
    return best


def _is_list(block: Block) -> bool:
    """Teasers, menus and the like: a good part of what they say are links."""
    return block.linked > LINKED * block.size
