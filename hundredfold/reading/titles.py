"""Which of the lines near an article is its title; it must not know what a story is."""

import re
from collections.abc import Iterable

from lxml import etree

BETWEEN = re.compile(
    r"\s*(?:_|\||｜|\s[-–—]\s|>>|»)\s*|\s*(?:-{1,2}|—{1,2}|–)\s*(?=[\u4e00-\u9fff]{1,14}(?:网|网站|日报|晚报|政府|频道|新闻|在线|中心|委员会)$)"
)
SITE = re.compile(
    r"(?:网|网站|频道|官网|日报|晚报|新闻|政府|门户|客户端|融媒|中心|首页|委员会|要闻|动态|资讯|在线|公众号|平台)$"
)
MARKUP = re.compile(
    r"<\s*(script|style)\b.*?(?:<\s*/\s*\1\s*>|$)|</?[A-Za-z][^<>]{0,300}>", re.DOTALL | re.IGNORECASE
)
META_TITLE = ("articletitle", "og:title", "twitter:title", "title")
UNSHOWN = frozenset(("script", "style", "noscript", "template"))
SHORTEST, LONGEST, FRAMING = 4, 120, 14
SIGN = re.compile(r"[\W_]+")


def text_of(element: etree._Element) -> str:
    """The shown text of an element in one line."""
    parts: list[str] = []
    _gather(element, parts, 0)
    return plain_title(" ".join("".join(parts).split()))


def _gather(element: etree._Element, parts: list[str], depth: int) -> None:
    if element.text:
        parts.append(element.text)
    for child in element if depth < 50 else ():
        if child.tag not in UNSHOWN:
            _gather(child, parts, depth + 1)
        if child.tail:
            parts.append(child.tail)


def plain_title(text: str) -> str:
    """A title without markup someone put into it."""
    return " ".join(MARKUP.sub("", text).split()) if "<" in text else text


def candidates(root: etree._Element | None, lines: list[str], meta: dict[str, str]) -> tuple[str, str]:
    """The heading as shown near the article, and the window's title. Either may be empty."""
    if root is None:
        return "", ""
    first = next(root.iter("title"), None)
    window = text_of(first)[:300] if first is not None else ""
    named = plain_title(next((meta[name] for name in META_TITLE if meta.get(name)), ""))
    headings = [text for tag in root.iter("h1", "h2") if SHORTEST <= len(text := text_of(tag)) <= LONGEST]
    shown = _shown([*headings, *lines], (window, named))
    if shown:
        return shown, window
    if named and (named in window or not headings):
        return named, window
    return (headings[0] if headings else ""), window


def _shown(lines: list[str], known: tuple[str, str]) -> str:
    """The longest shown line that is what the page calls itself, or part of it, or frames it by a few words."""
    best = ""
    for name in filter(None, known):
        parts = [part for part in BETWEEN.split(name) if len(part) >= 6 and not SITE.search(part)]
        for line in lines:
            if not SHORTEST <= len(line) <= LONGEST:
                continue
            if line in name and (len(line) >= 6 or line == name):
                best = max(best, line, key=len) if not SITE.search(line) or line == name else best
            else:
                framed = (part for part in parts if part in line and len(line) - len(part) <= FRAMING)
                best = max([best, *framed], key=len)
    return best


def best_title(heading: str, window: str, before: Iterable[str]) -> str:
    """A heading the window's title also has; else the longest part of that which is no site name; else the
    line that stands before what is printed about the article."""
    parts = [part for part in BETWEEN.split(window) if part]
    if heading and (heading in window or not parts):
        return heading
    own = [part for part in parts if not SITE.search(part)]
    longest = max(own, key=len, default="")
    if heading and (len(heading) >= len(longest) * 0.6 and not SITE.search(heading)):
        return heading
    if longest:
        return longest if len(parts) > 1 or len(window) < SHORTEST else window
    return heading or next(iter(before), "") or window


def same_title(line: str, title: str) -> bool:
    """Whether a line says the title again, whatever marks and spaces it has."""
    return bool(title) and (line == title or SIGN.sub("", line) == SIGN.sub("", title) != "")
