"""A story from a page of HTML: its own text and what the page prints about it, mended together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from hundredfold.reading.article import Article, find_article, parse, split
from hundredfold.reading.blocks import Line
from hundredfold.reading.embedded import Embedded, find_embedded
from hundredfold.reading.furniture import ends_article, is_furniture
from hundredfold.reading.no_story import why_no_story
from hundredfold.reading.printed import STAMP, Printed, day_of, day_of_url, is_name, read_printed
from hundredfold.reading.repair import Repair, repair
from hundredfold.reading.titles import SITE, best_title, candidates, plain_title, same_title
from hundredfold.reading.words import Refused

NEAR, AFTER = 14, 8  # lines before and after the body that may carry title, source and day
NEAR_LONGEST = 200
TOP, TITLE_BEFORE = 6, 0.3  # the title stands before this share of the block's running text
LABEL = re.compile(r"(?:来源|作者|时间|日期|发布时间|发布日期|编辑|责任编辑|记者)\s*[:：]")
SIGNED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
SHORT_VALUE = 14
WEAK = 60  # characters of text below which the rest of the page is looked at too
RUNNING = 24
META_DAY = (
    "pubdate", "article:published_time", "publishdate", "publish-date", "datepublished", "og:release_date",
    "publishtime", "pubtime", "firstcreatetime",
)  # fmt: skip
META_MADE = ("date", "dc.date", "createdate", "weibo: article:create_at", "apub:time")
META_SOURCE = ("contentsource", "source", "og:site_source", "mediaid", "dc.source")
META_AUTHOR = ("author", "article:author", "dc.creator", "byl")
OTHER_PAGES = re.compile(r"(?:共|今日|本期|总第|每周)\s*\d+\s*版|[上下前后]一?版")
NAMED = re.compile(
    r"[\w -]{0,40}[\"']?[^<>]{0,120}>\s*(?:<[^<>]{0,80}>\s*)?"
    r"(?P<name>[\u4e00-\u9fff·]{2,8}(?:[、 ,，][\u4e00-\u9fff·]{2,8}){0,3})\s*<"
)
MOST_SIGNS = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """A story before its facts are read: `around` the printed lines near it, nearest first; `source` as printed."""

    title: str
    text: str
    source: str | None
    published: str | None
    byline: str | None
    around: str
    damage: str
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells, not yet mended: heading and window title, printed lines before and after, the body."""

    heading: tuple[str, str]
    near: list[str]
    after: list[str]
    body: list[str]
    meta: dict[str, str]
    embedded: Embedded | None


def read_html(html: str, *, url: str | None, name: str) -> Draft:
    """The story of a page. `url` is where it really stands: what a page says of its own address may be false.
    Raises Refused naming the file: soft_404, captcha, login_wall, needs_script, navigation, no_text."""
    return mended(tell(html, name=name), url=url or "")


def tell(html: str, *, name: str) -> Told:
    """What a page tells, as it stands. Raises Refused as `read_html` does."""
    article = find_article(html)
    meta = _meta(article.root)
    begin = _below_title(article, meta)
    body = _own_lines(article, begin)
    if sum(map(len, body)) < WEAK:
        body = max(body, _second_look(article), key=lambda lines: sum(map(len, lines)))
    embedded = None
    if article.root is not None:
        embedded = find_embedded(article.root, shown=sum(map(len, body)))
    if embedded is not None and embedded.size and _is_of_page(embedded, body, article.root):
        return _from_data(embedded, article, meta)
    near, after = _near(article, begin), _after(article)
    heading = candidates(article.root, _lines_above(article, begin), meta)
    refused = why_no_story(article, body, window=heading[1], heading=heading[0])
    if refused:
        raise Refused(refused, file=name)
    if not any(sign in line for line in near for sign in ("作者", "记者", "記者", "文/")):
        meta.setdefault("author", _named_author(html))
    return Told(
        _titled(heading, [*_above(article, begin), *_top(article, begin)]), near, after, body, meta, embedded
    )


def _is_of_page(embedded: Embedded, body: list[str], root: etree._Element | None) -> bool:
    """Whether the data hold the page's own story and not the next one: by its title, or by what is shown of it."""
    if sum(map(len, body)) < WEAK:
        return True
    window = candidates(root, [], {})[1]
    whole = embedded.html or "\n".join(embedded.lines)
    is_begun = any(line[:SHORT_VALUE] in whole for line in body if len(line) >= RUNNING)
    return is_begun or (len(embedded.title) >= TOP and embedded.title in window)


def _named_author(html: str) -> str:
    """A person's name, by itself in an element that is called the author."""
    for sign in ("author", "byline", "rich_media_meta_text"):
        place = html.find(sign)
        for _ in range(MOST_SIGNS):
            if place < 0:
                break
            found = NAMED.match(html, place)
            if found and is_name(found["name"]):
                return found["name"]
            place = html.find(sign, place + len(sign))
    return ""


def _from_data(embedded: Embedded, article: Article, meta: dict[str, str]) -> Told:
    """The page shows next to nothing; its scripts hold the story."""
    lines = embedded.lines
    if embedded.html:
        root = parse(f"<html><body><div>{embedded.html}</div></body></html>")
        inner = split(root) if root is not None else Article(None)
        lines = [line.text for line in [*inner.head, *inner.body, *inner.tail] if not line.is_junk]
    body = [line for line in lines if not is_furniture(line)]
    edges = [line for line in [*lines[:TOP], *lines[-TOP:]] if is_furniture(line)]
    window = candidates(article.root, [], meta)[1]
    return Told((plain_title(embedded.title), window), edges, [], body, meta, embedded)


def _below_title(article: Article, meta: dict[str, str]) -> int:
    """The place in the body's lines after the last that says the title, before much of the text has run."""
    heading, window = candidates(article.root, [line.text for line in article.body[:NEAR]], meta)
    title, begin, weight = heading or window, 0, 0
    most = TITLE_BEFORE * sum(line.weight for line in article.body)
    for number, line in enumerate(article.body):
        if same_title(line.text, title) or (
            title and title in line.text and len(line.text) < len(title) + 14
        ):
            begin = number + 1
        else:
            weight += line.weight
        if weight > most:
            break
    return begin


def _own_lines(article: Article, begin: int) -> list[str]:
    """The article's lines without furniture; nothing after the links that follow an article."""
    own: list[Line] = []
    lines = article.body[begin:]
    for number, line in enumerate(lines):
        if own and ends_article(line.text):
            if not _goes_on(lines[number + 1 :], own[-1], is_named=article.is_named):
                break
            continue
        if not (line.is_junk or _is_label(lines, number) or _heads_links(lines, number)) and (
            not is_furniture(line.text) or (own and SIGNED.fullmatch(line.text))
        ):
            own.append(line)
    return [line.text for line in own]


def _is_label(lines: list[Line], number: int) -> bool:
    """Whether a line is a link, or the value of a label in a line of its own: 来源： over 包头日报."""
    line = lines[number]
    if line.linked > 0.5 * len(line.text):
        return True
    return number > 0 and len(line.text) <= SHORT_VALUE and bool(LABEL.fullmatch(lines[number - 1].text))


def _heads_links(lines: list[Line], number: int) -> bool:
    """Whether a short line stands over a list of links."""
    below = lines[number + 1 : number + 3]
    is_short = len(lines[number].text) <= SHORT_VALUE and lines[number].weight == 0
    return is_short and len(below) == 2 and all(line.linked > 0.5 * len(line.text) for line in below)


def _goes_on(rest: list[Line], last: Line, *, is_named: bool) -> bool:
    """Whether the text goes on below links set into it: in the same block as before, not in entries of their own."""
    after = next((line for line in rest if line.weight >= RUNNING and not line.is_junk), None)
    if after is None:
        return is_named
    return after.block is last.block or (
        after.block.tag == last.block.tag and after.block.parent is last.block.parent
    )


def _second_look(article: Article) -> list[str]:
    """Running text wherever it stands on a page whose text seems too short."""
    every = [*article.head, *article.body, *article.tail]
    return [
        line.text
        for line in every
        if line.weight >= RUNNING and line.block.junk == 0 and not is_furniture(line.text)
    ]


def _is_near(line: Line) -> bool:
    size = len(line.text)
    return size < NEAR_LONGEST and line.linked < 0.9 * size


def _top(article: Article, begin: int) -> list[str]:
    """Lines between the title and the first running line of the body."""
    top: list[str] = []
    for line in article.body[begin:]:
        if line.weight >= RUNNING and not is_furniture(line.text) and not STAMP.search(line.text):
            break
        if _is_near(line):
            top.append(line.text)
    return top[: 2 * TOP]


def _above(article: Article, begin: int) -> list[str]:
    return [line.text for line in [*article.head, *article.body[:begin]] if _is_near(line)][-NEAR:]


def _near(article: Article, begin: int) -> list[str]:
    """What may be printed about the article above it, nearest to its text first."""
    above = _above(article, begin)
    return list(dict.fromkeys([*_top(article, begin), *_from_title(above)]))


def _from_title(above: list[str]) -> list[str]:
    """In reading order from the last date on, then what stands higher up."""
    place = next((number for number in range(len(above) - 1, -1, -1) if STAMP.search(above[number])), 0)
    return [*above[max(0, place - 1) :], *reversed(above[: max(0, place - 1)])]


def _after(article: Article) -> list[str]:
    last = [line for line in article.body[-TOP:] if is_furniture(line.text)]
    return [line.text for line in [*last, *article.tail[:AFTER]] if _is_near(line)]


def _lines_above(article: Article, begin: int) -> list[str]:
    return [line.text for line in [*article.head[-2 * NEAR :], *article.body[: max(begin, TOP)]]]


def _titled(heading: tuple[str, str], above: list[str]) -> tuple[str, str]:
    """The heading; where the page calls itself nothing, the line above the printed date."""
    if heading[0] or len(heading[1]) >= TOP:
        return heading
    place = next((number for number, line in enumerate(above) if number and STAMP.search(line)), 0)
    line = above[place - 1] if place else ""
    return (line if _may_head(line) else ""), heading[1]


def _may_head(line: str) -> bool:
    """Whether a line can be a title: it is short, and no sentence."""
    return 4 <= len(line) <= 60 and line[-1] not in "。，；," and not is_furniture(line)


def mended(told: Told, *, url: str) -> Draft:
    """Mend heading, printed lines and body as one text, so that each is judged by the signs of all."""
    given = next((told.meta[name] for name in META_SOURCE if told.meta.get(name)), "")
    held = told.embedded or Embedded()
    author = held.author or next((told.meta[name] for name in META_AUTHOR if told.meta.get(name)), "")
    front = [*told.heading, given, held.source, author, *told.near, *told.after]
    whole = "\n".join([*(line.replace("\n", " ") for line in front), *told.body])
    start = len("\n".join(front)) + 1
    fixed = repair(whole)
    lines = fixed.text.split("\n")
    if len(lines) == len(front) + len(told.body):
        front, body = lines[: len(front)], lines[len(front) :]
    else:
        body = lines[len(front) :]
    heading, window, given, source, author, *around = front
    near = around[: len(told.near)]
    title = best_title(heading, window, filter(_may_head, near))
    printed = read_printed([line for line in around if not same_title(line, title)], body)
    return Draft(
        title=title,
        text="\n".join(_without_title(body, title)),
        source=printed.source or given or source or None,
        published=_published(told, printed, url=url),
        byline=printed.byline or _author(author),
        around=OTHER_PAGES.sub("", "\n".join(near)),
        damage=fixed.damage,
        repairs=tuple(_shift(fix, start) for fix in fixed.repairs if fix.start >= start),
    )


def _shift(fix: Repair, start: int) -> Repair:
    return replace(fix, start=fix.start - start, end=fix.end - start)


def _meta(root: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta") if root is not None else ():
        name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            found.setdefault(name, content[:300])
    return found


def _without_title(body: list[str], title: str) -> list[str]:
    """The heading repeated on top of the body is not part of the text."""
    for number, line in enumerate(body[:3]):
        if same_title(line, title):
            return body[:number] + body[number + 1 :]
    return body


def _days(told: Told, names: Iterable[str]) -> str | None:
    return next((day for name in names if (day := day_of(told.meta.get(name, "")))), None)


def _published(told: Told, printed: Printed, *, url: str) -> str | None:
    """What the page calls its day of publication, then what it tells machines, then any day near the text."""
    if printed.published and printed.is_labelled:
        return printed.published
    held = day_of(told.embedded.published) if told.embedded else None
    return _days(told, META_DAY) or printed.published or held or _days(told, META_MADE) or day_of_url(url)


def _author(named: str) -> str | None:
    good = re.fullmatch(r"[\u4e00-\u9fff·、 ]{2,20}|[A-Z][A-Za-z.' -]{3,40}", named)
    return named if good and is_name(named) and not SITE.search(named) else None
