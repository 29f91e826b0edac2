"""A story from a page of HTML: its own text and what the page prints about it, mended together."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from hundredfold.reading.article import Article, Line, find_article
from hundredfold.reading.furniture import (
    Printed,
    day_of,
    day_of_url,
    ends_article,
    is_furniture,
    read_printed,
)
from hundredfold.reading.repair import Repair, repair

NEAR = 14  # lines before the body that may carry title, source and day
AFTER = 8
WEAK = 60
META_TITLE = ("articletitle", "og:title", "twitter:title", "title")
META_DAY = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "date",
    "publish-date",
    "og:release_date",
    "dc.date",
    "createdate",
    "publishtime",
)
META_SOURCE = ("contentsource", "source", "og:site_source", "mediaid", "dc.source")
META_AUTHOR = ("author", "article:author", "dc.creator", "byl")
BETWEEN = re.compile(
    r"\s*(?:_|\||｜|\s[-–—]\s|>>|»)\s*|\s*(?:-{1,2}|—{1,2}|–)\s*(?=[\u4e00-\u9fff]{1,14}(?:网|网站|日报|政府|频道)$)"
)
SITE = re.compile(
    r"(?:网|网站|频道|官网|日报|晚报|新闻|政府|门户|客户端|融媒|中心|首页|委员会|要闻|动态|资讯|在线)$"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A story before its facts are read: `around` the printed lines near it, `source` as printed."""

    title: str
    text: str
    source: str | None
    published: str | None
    byline: str | None
    around: str
    damage: str
    repairs: tuple[Repair, ...]


def read_html(html: str, *, url: str | None) -> Draft:
    """The story of a page. A page without running text gives an empty text, not a refusal."""
    article = find_article(html)
    meta = _meta(article.root)
    body = _own_lines(article.body)
    if sum(map(len, body)) < WEAK:
        body = _second_look(html) or body
    heading = _title_candidates(article, meta)
    near = [line.text for line in [*article.head[-NEAR:], *article.body[:6]] if len(line.text) < 200]
    after = [line.text for line in [*article.body[-4:], *article.tail[:AFTER]] if len(line.text) < 200]
    return _mended(heading, [*near, *after], body, meta=meta, url=url or _address(article.root))


def _mended(heading: list[str], near: list[str], body: list[str], *, meta: dict[str, str], url: str) -> Draft:
    """Mend heading, printed lines and body as one text, so that each is judged by the signs of all."""
    source = next((meta[name] for name in META_SOURCE if meta.get(name)), "")
    front = [*heading, source, *near]
    whole = "\n".join([*(line.replace("\n", " ") for line in front), *body])
    start = len("\n".join(front)) + 1 if front else 0
    mended = repair(whole)
    lines = mended.text.split("\n")
    count = len(lines) - len(body)
    whole_lines = count == len(front)
    front = lines[: len(front)] if whole_lines else front
    body = lines[len(front) :] if whole_lines else body
    title = _best_title(front[: len(heading)])
    printed = read_printed(front[len(heading) + 1 :], body)
    return Draft(
        title=title,
        text="\n".join(_without_title(body, title)),
        source=printed.source or front[len(heading)] or None,
        published=_published(meta, printed, url),
        byline=printed.byline or _author(meta),
        around="\n".join(front[len(heading) + 1 :]),
        damage=mended.damage,
        repairs=tuple(_shift(fix, start) for fix in mended.repairs if fix.start >= start),
    )


def _shift(fix: Repair, start: int) -> Repair:
    return Repair(fix.start - start, fix.end - start, fix.rule, fix.sure, fix.was, fix.now)


def _own_lines(lines: list[Line]) -> list[str]:
    """The article's lines without furniture; nothing after the links that follow an article."""
    own: list[str] = []
    for line in lines:
        if own and ends_article(line.text):
            break
        linked = line.linked > 0.5 * len(line.text)
        if not (line.is_junk or linked or is_furniture(line.text)):
            own.append(line.text)
    return own


def _second_look(html: str) -> list[str]:
    """Odd layouts go to trafilatura, which is slower and sees other things."""
    import trafilatura  # noqa: PLC0415 - heavy, and seldom needed

    text = trafilatura.extract(html, fast=True, include_comments=False)
    return [line for line in (text or "").split("\n") if line.strip() and not is_furniture(line)]


def _meta(root: HtmlElement | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if root is not None:
        for tag in root.iter("meta"):
            name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
            content = " ".join((tag.get("content") or "").split())
            if name and content:
                found.setdefault(name, content[:300])
    return found


def _text_of(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _title_candidates(article: Article, meta: dict[str, str]) -> list[str]:
    """Most trusted first: heading, meta, the window's title."""
    root = article.root
    if root is None:
        return ["", ""]
    window = next((_text_of(tag) for tag in root.iter("title")), "")[:300]
    headings = [text for tag in root.iter("h1", "h2") if 4 <= len(text := _text_of(tag)) <= 120]
    named = next((meta[name] for name in META_TITLE if meta.get(name)), "")
    heading = next(
        (text for text in headings if text in window or text == named), headings[0] if headings else ""
    )
    return [heading or named, window]


def _best_title(candidates: list[str]) -> str:
    """A heading the window's title also has; else the longest part of that which is no site name."""
    heading, window = candidates
    parts = [part for part in BETWEEN.split(window) if part]
    if heading and (heading in window or not parts):
        return heading
    own = [part for part in parts if not SITE.search(part)] or parts
    longest = max(own, key=len, default="")
    if heading and len(heading) >= len(longest) * 0.6 and not SITE.search(heading):
        return heading
    return longest if len(parts) > 1 or not heading else (window if len(window) >= 4 else heading)


def _without_title(body: list[str], title: str) -> list[str]:
    """The heading repeated on top of the body is not part of the text."""
    for number, line in enumerate(body[:3]):
        if title and line.strip() == title:
            return body[:number] + body[number + 1 :]
    return body


def _published(meta: dict[str, str], printed: Printed, url: str) -> str | None:
    named = next((day for name in META_DAY if (day := day_of(meta.get(name, "")))), None)
    return named or printed.published or day_of_url(url)


def _author(meta: dict[str, str]) -> str | None:
    named = next((meta[name] for name in META_AUTHOR if meta.get(name)), "")
    return named if re.fullmatch(r"[\u4e00-\u9fff·、 ]{2,20}", named) and not SITE.search(named) else None


def _address(root: HtmlElement | None) -> str:
    if root is None:
        return ""
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return link.get("href") or ""
    return _meta(root).get("og:url", "")
