"""From the bytes of a feed or sitemap to the addresses it lists; it fetches nothing and knows no ledger.

`read_feed` reads in a limited child, for the bytes are a stranger's; `entries` is the child's side of it.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from hundredfold.reading import sandbox
from hundredfold.reading.decoding import decode
from hundredfold.reading.printed import day_of, real_day
from hundredfold.reading.words import Refused

LIMIT_MB = 5  # as sent; unpacked it may be five times that
UNPACKED = 25 << 20
MOST = 5_000  # addresses of one feed; a sitemap may list fifty thousand, which no desk would look through
LONGEST_URL, LONGEST_TITLE = 2_000, 300
GZIP = b"\x1f\x8b"
SECONDS, MEMORY_MB = 8.0, 320
ROOT = re.compile(rb"<\s*(?:[A-Za-z][\w.-]*:)?(urlset|sitemapindex|rss|feed|RDF|channel)\b")
TAGS = re.compile(r"<[^<>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Found:
    """One address of a feed: title may be empty, `published` is an ISO day or None. `is_list`: the address
    is not of a story but of a further sitemap."""

    url: str
    title: str
    published: str | None
    is_list: bool = False


def read_feed(data: bytes, *, url: str = "", name: str = "feed") -> list[Found]:
    """The http(s) addresses of an RSS or Atom feed, a sitemap, a sitemap index (all also gzipped) or a list
    of addresses, each once, in its order, at most 5,000. `url` resolves relative ones.

    Raises Refused naming `name`: empty, too_large, no_feed, or `time`, `memory`, `crash` of the child.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty", file=name)
    if len(data) > LIMIT_MB << 20:
        raise Refused("too_large", file=name, size_mb=(len(data) >> 20) + 1, limit_mb=LIMIT_MB)
    answer = sandbox.run(
        "hundredfold.reading.feeds:entries",
        name,
        encoded=base64.b64encode(data).decode("ascii"),
        url=url,
        seconds=SECONDS,
        memory_mb=MEMORY_MB,
    )
    return [Found(*each) for each in answer]


def entries(name: str, *, encoded: str, url: str) -> list[list[Any]]:
    """As `read_feed`, for the confined child: rows of url, title, published, is_list."""
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise Refused("no_feed", file=name) from None
    found: dict[str, Found] = {}
    for each in _listed(_unpacked(data, name), name):
        address = _address(each.url, url)
        if address and address not in found:
            title = " ".join(TAGS.sub("", each.title).split())[:LONGEST_TITLE]
            found[address] = Found(address, title, each.published, each.is_list)
        if len(found) == MOST:
            break
    return [[each.url, each.title, each.published, each.is_list] for each in found.values()]


def _unpacked(data: bytes, name: str) -> bytes:
    if not data.startswith(GZIP):
        return data
    unpacking = zlib.decompressobj(wbits=31)
    try:
        plain = unpacking.decompress(data, UNPACKED)
    except zlib.error:
        raise Refused("no_feed", file=name) from None
    if unpacking.unconsumed_tail:
        raise Refused("too_large", file=name, size_mb=(UNPACKED >> 20) + 1, limit_mb=UNPACKED >> 20)
    return plain


def _listed(data: bytes, name: str) -> Iterable[Found]:
    root = ROOT.search(data[:16_384].replace(b"\x00", b""))  # UTF-16 leaves every other byte empty
    if root is None:
        return _addresses(data, name)
    if root[1] in {b"urlset", b"sitemapindex"}:
        return _sitemap(data)
    return _feed(data)


def _address(href: str, base: str) -> str | None:
    """A whole http(s) address, or None."""
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    is_good = parts.scheme in {"http", "https"} and parts.hostname and len(address) <= LONGEST_URL
    return address if is_good and not re.search(r"[\s<>\"\x00-\x1f]", address) else None


def _feed(data: bytes) -> Iterator[Found]:
    """RSS and Atom of any version. The bytes go in as a stream: by its name the library would open files."""
    import feedparser  # noqa: PLC0415 - slow to load, and only the child needs it

    for entry in feedparser.parse(BytesIO(data), sanitize_html=True, resolve_relative_uris=True).entries:
        said = entry.get("published") or entry.get("updated") or entry.get("created") or ""
        link = entry.get("link") or next((each.get("href") for each in entry.get("links", ())), "") or ""
        if not link and str(entry.get("id", "")).startswith("http"):
            link = entry["id"]
        yield Found(link, entry.get("title", ""), _day(said))


def _day(said: str) -> str | None:
    """The day as printed, in the feed's own zone: at seven in the morning in Beijing it is still yesterday in UTC."""
    mail = parsedate(said)
    return real_day(*map(str, mail[:3])) if mail else day_of(said)


def _sitemap(data: bytes) -> Iterator[Found]:
    """Addresses of a sitemap or of an index of sitemaps, read as a stream, without entities or network."""
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in {"url", "sitemap"} and element.getparent() is not None:
                yield _place(element, is_list=name == "sitemap")
                element.clear()
    except etree.XMLSyntaxError:
        return


def _place(element: Any, *, is_list: bool) -> Found:
    said: dict[str, str] = {}
    for child in element.iter():
        if isinstance(child.tag, str) and child.text and child.text.strip():
            said.setdefault(etree.QName(child).localname, child.text.strip())
    day = day_of(said.get("publication_date", "")) or day_of(said.get("lastmod", ""))
    return Found(said.get("loc", ""), said.get("title", ""), day, is_list)


def _addresses(data: bytes, name: str) -> list[Found]:
    """A bare list of addresses, one a line, as some sites give their sitemap."""
    lines = [line.strip() for line in decode(data, name=name).splitlines() if line.strip()]
    links = [line for line in lines if line.startswith(("http://", "https://")) and " " not in line]
    if len(links) * 2 < len(lines) or not links:
        raise Refused("no_feed", file=name)
    return [Found(link, "", None) for link in links]
