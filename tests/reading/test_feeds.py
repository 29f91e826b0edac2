"""Feeds, sitemaps and lists of addresses give whole addresses with titles and days; bad ones one sentence."""

import gzip

import pytest

from hundredfold.reading.feeds import MOST, Found, read_feed
from hundredfold.reading.words import Refused

RSS = (
    '<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>要闻</title>'
    "<item><title><![CDATA[<b>端午</b>活动]]></title><link>/a/1.html</link>"
    "<pubDate>Mon, 10 Jun 2024 07:00:00 +0800</pubDate></item>"
    "<item><title>脚本</title><link>javascript:alert(1)</link></item>"
    "<item><title>再来一次</title><link>http://e.example/a/1.html</link></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>石榴花开</title><link href="http://e.example/2"/>'
    "<updated>2024-06-11T08:00:00+08:00</updated></entry></feed>"
)
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://e.example/3</loc>'
    "<lastmod>2024-07-01</lastmod><news:news><news:publication_date>2024-06-12T09:00</news:publication_date>"
    "<news:title>邻里节</news:title></news:news></url><url><loc>ftp://e.example/4</loc></url></urlset>"
)
INDEX = "<sitemapindex><sitemap><loc>http://e.example/s1.xml.gz</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (RSS.encode("gb18030"), Found("http://e.example/a/1.html", "端午活动", "2024-06-10")),
        (ATOM.encode(), Found("http://e.example/2", "石榴花开", "2024-06-11")),
        (SITEMAP.encode(), Found("http://e.example/3", "邻里节", "2024-06-12")),
        (gzip.compress(SITEMAP.encode(), mtime=0), Found("http://e.example/3", "邻里节", "2024-06-12")),
        (INDEX.encode(), Found("http://e.example/s1.xml.gz", "", None, is_list=True)),
        (b"\xef\xbb\xbfhttp://e.example/5\r\nhttp://e.example/5\r\n", Found("http://e.example/5", "", None)),
    ],
)
def test_feed_gives_each_address_once(data: bytes, found: Found) -> None:
    assert read_feed(data, url="http://e.example/feed.xml") == [found]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b" \n", "empty"),
        (b"<html><body>no feed</body></html>", "no_feed"),
        (b"\x1f\x8bbroken", "no_feed"),
        (gzip.compress(bytes(40 << 20), mtime=0), "too_large"),
        (bytes(6 << 20), "empty"),
        (b"x" * (6 << 20), "too_large"),
    ],
)
def test_feed_that_is_none_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_feed(data, name="f.xml")

    assert refused.value.code == code
    assert refused.value.sentence("en").startswith("f.xml: ")


def test_entities_open_no_file() -> None:
    hostile = (
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        "<urlset><url><loc>http://e.example/&x;</loc></url><url><loc>http://e.example/&b;</loc></url></urlset>"
    )

    assert {each.url for each in read_feed(hostile.encode())} <= {"http://e.example/"}


def test_endless_feed_is_cut() -> None:
    items = "".join(f"<url><loc>http://e.example/{number}</loc></url>" for number in range(MOST + 9))

    assert len(read_feed(f"<urlset>{items}</urlset>".encode())) == MOST
