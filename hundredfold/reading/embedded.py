"""The story a page holds only as data in its scripts, as app and share pages do; it runs no script."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

from lxml import etree

ENOUGH = 400  # characters shown; a page that shows as much is read as shown
MOST_SCRIPTS, MOST_NODES, DEEPEST = 60, 40_000, 40
LEAST, SMALL = 40, 120
MAYBE = ("ontent", "rticle", "%22", "itle", "ody", "headline", 'ext"')
CONTENT = frozenset((
    "content", "articlebody", "body", "text", "html", "contenthtml", "content_html", "article_content",
    "articlecontent", "cnt_html",
    "detail", "richtext", "rich_text", "txt", "contents", "contenttext", "maincontent", "content_noencode",
    "news_content", "newscontent", "bodytext", "paragraphs", "sections", "items", "data", "value", "description",
))  # fmt: skip
TITLE = (
    "title",
    "articletitle",
    "headline",
    "article_title",
    "newstitle",
    "news_title",
    "doctitle",
    "contenttitle",
    "topic",
    "name",
)
SOURCE = (
    "source",
    "sourcename",
    "source_name",
    "media",
    "medianame",
    "media_name",
    "nick_name",
    "nickname",
    "publisher",
    "copyfrom",
    "origin",
    "from",
)
DAY = (
    "publishtime", "publish_time", "datepublished", "pubtime", "pub_time", "publishdate", "publish_date",
    "pubdate", "publishedat", "ptime", "releasetime", "release_time", "publish", "time", "ctime", "create_time",
    "createtime", "date", "datecreated",
)  # fmt: skip
AUTHOR = ("author", "authorname", "author_name", "writer", "reporter", "editor_name", "byline")
STRING = r"""(?P<q>['"])(?P<text>(?:\\.|(?!(?P=q))[^\\])*)(?P=q)"""
ASSIGNED = re.compile(
    r"=\s*(?=[{\[])|JSON\.parse\(\s*(?=['\"])|decodeURIComponent\(\s*(?=['\"])|\(\s*(?={)|:\s*(?=\{)"
)
PAIR = re.compile(
    r"""(?:\bvar\s+|["']?)\b(?P<name>[A-Za-z_]\w{1,30})["']?\s*[:=]\s*(?:[A-Za-z_.]{1,20}\(\s*)?""" + STRING
)
NUMBER = re.compile(
    r"""\b(?:ct|publish_time|create_time|ori_create_time|createTimestamp)["']?\s*[:=]\s*["']?(?P<n>1\d{9})\b"""
)
UNDEFINED = re.compile(r"(?<=[:,\[])\s*undefined\b")
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
NAMED = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": ""}
CHINESE_SENTENCE = re.compile("[，。！？；：、]|[.,;!?] ")
TAG = re.compile(r"<(?:p|br|div|section|span|h\d|img|strong)\b", re.IGNORECASE)


@dataclass(slots=True)
class Embedded:
    """A story found in data; `html` when its text is markup still to be read, `size` how much running text."""

    html: str = ""
    lines: list[str] = field(default_factory=list)
    title: str = ""
    source: str = ""
    published: str = ""
    author: str = ""

    @property
    def size(self) -> int:
        """Characters, markup not counted."""
        return len(re.sub(r"<[^>]*>", "", self.html)) if self.html else sum(map(len, self.lines))


def find_embedded(root: etree._Element, *, shown: int) -> Embedded | None:
    """The best story in a page's scripts: its facts always where the page tells search engines, its text only
    where the page shows less than the data hold."""
    best: Embedded | None = None
    for number, script in enumerate(root.iter("script")):
        text = script.text
        if not text or number > MOST_SCRIPTS:
            continue
        is_told = "ld+json" in (script.get("type") or "")
        if not is_told and "msg_title" not in text and (shown >= ENOUGH or not _may_tell(text)):
            continue
        for found in _stories(script, text, is_told=is_told):
            best = _better(best, found)
    if best is not None and best.size < max(LEAST, 2 * shown):
        best.html, best.lines = "", []
    return best


def _may_tell(text: str) -> bool:
    """A quick look before the slow one: most scripts count visits and the like."""
    if len(text) < SMALL or (text.isascii() and "\\u" not in text and "%E" not in text and "&#" not in text):
        return False
    return any(sign in text for sign in MAYBE)


def _better(best: Embedded | None, found: Embedded) -> Embedded:
    if best is None or found.size > best.size:
        best, found = found, best or found
    for name in ("title", "source", "published", "author"):
        setattr(best, name, getattr(best, name) or getattr(found, name))
    return best


def _stories(script: etree._Element, text: str, *, is_told: bool) -> Iterator[Embedded]:
    kind = script.get("type") or ""
    values = list(_values(text, is_whole=is_told or "json" in kind))
    for value in values:
        yield from _walk(value)
    if not values or "msg_title" in text:
        found = _pairs(text)
        if found is not None:
            yield found


def _values(text: str, *, is_whole: bool) -> Iterator[Any]:
    """Every JSON value a script holds: all of it, assigned, or as a string to be parsed."""
    text = text.strip()
    if text.startswith(("%7B", "%5B", "%257B")):
        text = unquote(unquote(text) if text.startswith("%25") else text)
        is_whole = True
    if is_whole and (value := _json(text)) is not None:
        yield value
        return
    if "undefined" in text:
        text = UNDEFINED.sub("null", text)
    end, tried = -1, 0
    for found in ASSIGNED.finditer(text):
        if found.end() < end or tried > 200:
            continue
        tried += 1
        value, length = _value_at(text, found.end())
        if value is not None:
            end = found.end() + length
            yield value


def _json(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


DECODER = json.JSONDecoder(strict=False)


def _value_at(text: str, start: int) -> tuple[Any, int]:
    """An object or list that starts here, or the one inside the string that does."""
    if text[start] in "'\"":
        found = re.compile(STRING, re.DOTALL).match(text, start)
        if not found or len(found["text"]) < LEAST:
            return None, 0
        inner = unescaped(found["text"])
        return _json(unquote(inner) if inner.startswith("%") else inner), len(found[0])
    try:
        value, end = DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, 0
    return value, end - start


def unescaped(text: str) -> str:
    """The characters a string of a script stands for."""

    def one(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        return chr(int(code, 16)) if code else NAMED.get(found[3], found[3])

    made = ESCAPE.sub(one, text) if "\\" in text else text
    return made.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _walk(value: Any) -> Iterator[Embedded]:
    """Every object that holds text under a telling name, with the facts beside it or above it."""
    stack: list[tuple[Any, tuple[dict[str, Any], ...]]] = [(value, ())]
    nodes = 0
    while stack and nodes < MOST_NODES:
        held, above = stack.pop()
        nodes += 1
        if isinstance(held, dict):
            low = {str(name).lower(): each for name, each in held.items()}
            above = (low, *above[:DEEPEST])
            found = _from(low, above)
            if found is not None:
                yield found
            stack += [(each, above) for each in low.values() if isinstance(each, dict | list)]
        elif isinstance(held, list):
            stack += [(each, above) for each in held[:2000] if isinstance(each, dict | list)]


def _from(held: dict[str, Any], above: tuple[dict[str, Any], ...]) -> Embedded | None:
    best = Embedded()
    for name in CONTENT & held.keys():
        found = _text(held[name])
        if found.size > best.size:
            best = found
    is_told = "headline" in held or "datepublished" in held
    if best.size < LEAST and not is_told:
        return None
    near = (held, *_beside(held), *(each for each in above[1:4]))
    best.title = _first(near, TITLE)
    best.source, best.published, best.author = _first(near, SOURCE), _first(near, DAY), _first(near, AUTHOR)
    return best


def _beside(held: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in held.values():
        if isinstance(each, dict):
            yield {str(name).lower(): value for name, value in each.items()}


def _text(value: Any) -> Embedded:
    """Running text in a string, or in a list of strings or of objects each with one."""
    if isinstance(value, str):
        return _string(value)
    if not isinstance(value, list):
        return Embedded()
    lines = [line for each in value[:2000] if (line := _piece(each))]
    joined = "\n".join(lines)
    return _string(joined) if CHINESE_SENTENCE.search(joined) else Embedded()


def _piece(value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, dict) or str(value.get("type", "text")).lower() in {
        "img",
        "image",
        "picture",
        "video",
        "ad",
    }:
        return ""
    for name in ("text", "data", "value", "content", "txt", "html", "desc"):
        held = value.get(name)
        if isinstance(held, str):
            return held
        if isinstance(held, list | dict):
            return "".join(_piece(each) for each in (held if isinstance(held, list) else [held])[:200])
    return ""


def _string(value: str) -> Embedded:
    if "&lt;" in value or "&#" in value or "\\u003c" in value:
        value = unescape(value)
    if not CHINESE_SENTENCE.search(value):
        return Embedded()
    if TAG.search(value):
        return Embedded(html=value)
    return Embedded(
        lines=[text for line in re.split(r"\n+|\u2029", value) if (text := " ".join(line.split()))]
    )


def _first(held: tuple[dict[str, Any], ...], names: tuple[str, ...]) -> str:
    for each in held:
        for name in names:
            said = _said(each.get(name))
            if said:
                return said
    return ""


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(filter(None, (_said(each) for each in value[:5])))
    if isinstance(value, dict):
        return next(
            (value[name] for name in ("name", "title", "value") if isinstance(value.get(name), str)), ""
        )
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return unescape(str(value)).strip()[:300]


def _pairs(text: str) -> Embedded | None:
    """Facts of a script that is no JSON: `var msg_title = '...'`, `content: '...'`."""
    held: dict[str, Any] = {}
    for found in PAIR.finditer(text):
        held.setdefault(found["name"].lower(), unescape(unescaped(found["text"])))
    moment = NUMBER.search(text)
    held["title"] = held.get("msg_title") or held.get("title", "")
    if moment:
        held["publish_time"] = moment["n"]
    if "msg_title" in held:  # an account's page: its user_name and round_head_img say nothing
        held["source"] = held.get("nickname", "")
    found_in = _from(held, (held,))
    if found_in is None and "msg_title" in held:
        return Embedded(
            title=held["title"], source=held["source"], published=str(held.get("publish_time", ""))
        )
    return found_in
