"""A story told over several pages: where its further parts are, and their lines joined; it fetches nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from lxml import etree

from hundredfold.reading.article import parse
from hundredfold.reading.html_story import Told
from hundredfold.reading.titles import text_of

WHOLE = re.compile(
    r"^\W*(?:(?:阅读|余下|查看|展开|显示|在本页阅读)?全文(?:阅读)?|单页阅读|View all|Single page)\W*$",
    re.IGNORECASE,
)
NEXT = re.compile(r"^\W*(?:下一页|下页|后一页|下一頁|Next(?: page)?)\W*$", re.IGNORECASE)
NUMBERED = re.compile(r"^\W*(?:第\s*)?(\d{1,2})\s*页?\W*$")
MADE_BY_SCRIPT = re.compile(
    r"""createPageHTML\(\s*["']?(\d{1,2})["']?\s*,\s*["']?(\d{1,2})["']?\s*,\s*["']([\w./-]{1,120})["']\s*,\s*["'](\w{1,8})["']"""
)
PART_END = re.compile(r"(?:[_-](?:p|page)?\d{1,3})?$", re.IGNORECASE)
QUERY = re.compile(r"(?:^|&)(?:p|page|pn|pageno|curpage|currentpage|pageindex)=\d{1,3}(?=&|$)", re.IGNORECASE)
ENDING = re.compile(r"\.\w{2,6}$")
MOST_PARTS = 30
SENTENCE_ENDS = "。！？”’…）)】》.!?：:；;"
REPEATED = 12  # characters; shorter lines, such as a name, may well stand twice


def further_parts(html: str, *, url: str) -> list[str]:
    """The addresses of the other parts of the story on a page that stands at `url`, in their order; where the
    page links to all of it on one, that address alone. Empty for a story told on one page."""
    root = parse(html)
    if root is None:
        return []
    found: dict[str, int] = {}
    for number, address in [*_linked(root, url), *_made(html, url)]:
        if address != url and address not in found:
            found[address] = number
    whole = [address for address, number in found.items() if number == 0]
    return whole[:1] or sorted(found, key=lambda address: found[address])[:MOST_PARTS]


def _linked(root: etree._Element, url: str) -> Iterator[tuple[int, str]]:
    """Links with a number, 下一页 or 阅读全文 to a neighbour of this page: 0 for the whole, 99 for the next."""
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        label = text_of(link)
        if not href or len(label) > 12 or href.lower().startswith(("javascript:", "#", "data:")):
            continue
        numbered = NUMBERED.match(label)
        number = (
            int(numbered[1]) if numbered else 0 if WHOLE.match(label) else 99 if NEXT.match(label) else None
        )
        address = _joined(url, href)
        if number is not None and address and is_neighbour(address, url, is_whole=number == 0):
            yield number, address


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href).partition("#")[0]
    except ValueError:
        return ""


def is_neighbour(address: str, url: str, *, is_whole: bool = False) -> bool:
    """Whether two addresses differ only in the number of a part: a_1.html and a_2.html, ?id=7 and ?id=7&page=2."""
    one, other = urlsplit(address), urlsplit(url)
    if (one.scheme, one.netloc) != (other.scheme, other.netloc):
        return False
    stems = [ENDING.sub("", part.path) for part in (one, other)]
    if stems[0] == stems[1]:
        return QUERY.sub("", one.query).strip("&") == QUERY.sub("", other.query).strip("&")
    if is_whole and stems[0].rpartition("/")[2].startswith(stems[1].rpartition("/")[2]):
        return True
    long, short = sorted(stems, key=len, reverse=True)
    return (
        PART_END.sub("", long) in {short, PART_END.sub("", short)}
        and long.rpartition("/")[0] == short.rpartition("/")[0]
    )


def _made(html: str, url: str) -> Iterator[tuple[int, str]]:
    """The pager of a widespread publishing system, which a script writes: createPageHTML(3, 0, "t1", "html")."""
    found = MADE_BY_SCRIPT.search(html) if "createPageHTML" in html else None
    if found is None:
        return
    for number in range(min(int(found[1]), MOST_PARTS)):
        name = found[3] if number == 0 else f"{found[3]}_{number}"
        if number != int(found[2]):
            yield number + 1, _joined(url, f"{name}.{found[4]}")


def joined(parts: list[Told]) -> Told:
    """The parts of one story as one, in the order given: what a part repeats of those before is left out."""
    first = parts[0]
    whole = _holding_all(parts)
    if whole is not None:
        return replace(whole, heading=first.heading if first.heading[0] else whole.heading)
    body: list[str] = []
    seen: set[str] = set()
    for part in parts:
        new = [line for line in part.body if len(line) < REPEATED or line not in seen]
        if body and new and len(body[-1]) >= REPEATED and body[-1][-1] not in SENTENCE_ENDS:
            body[-1] += new.pop(0)  # the page was turned within a sentence
        body += new
        seen.update(part.body)
    near = list(dict.fromkeys(line for part in parts for line in part.near))
    after = list(dict.fromkeys(line for part in parts for line in part.after))
    return replace(first, body=body, near=near, after=after)


def _holding_all(parts: list[Told]) -> Told | None:
    """A part that is the whole story, with the others' lines in it."""
    longest = max(parts, key=lambda part: sum(map(len, part.body)))
    own = set(longest.body)
    return longest if len(parts) > 1 and all(set(part.body) <= own for part in parts) else None
