"""Feeds and sitemaps: looked at by their schedule, new pages only, each failure a sentence and a longer pause."""

import datetime as dt

import pytest

from hundredfold.base.outbound import NotFetched
from hundredfold.do.press import queries
from hundredfold.do.press.actions import add_feed, add_links, add_sitemap, look_at_sources, turn_source
from hundredfold.do.press.actions.sources import NEW_MOST
from hundredfold.do.press.actions.taking import LEASE, take
from hundredfold.do.press.models import Page, Source
from hundredfold.do.press.reasons import answer_of
from tests.people import District
from tests.press_sites import Sites, answer

FEED = "https://a.example/rss.xml"
MAP = "https://a.example/sitemap.xml"
DAY = dt.timedelta(days=1)


def rss(*links: str) -> bytes:
    entries = "".join(f"<item><title>题</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>报</title>{entries}</channel></rss>'.encode()


def sitemap(*links: str, index: bool = False) -> bytes:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>{link}</loc></{inner}>" for link in links)
    return f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{outer}>'.encode()


def listed(district: District, *, is_map: bool = False, section: str = "") -> Source:
    given = {
        "by": district.an,
        "programme": district.programme,
        "unit": district.community,
        "at": district.now,
    }
    if is_map:
        return add_sitemap(url=MAP, section=section, **given)  # type: ignore[arg-type]
    return add_feed(url=FEED, **given)  # type: ignore[arg-type]


def xml(url: str, body: bytes):
    return answer(url, body, kind="application/xml")


def test_a_feed_brings_its_new_pages_once(district: District) -> None:
    source = listed(district)
    add_links(
        by=district.an,
        programme=district.programme,
        unit=district.community,
        text="https://a.example/1.html",
        at=district.now,
    )
    sites = Sites({FEED: xml(FEED, rss("https://a.example/1.html", "https://a.example/2.html", "/3.html"))})

    assert look_at_sources(at=district.now, ask=sites.ask) == 1
    assert look_at_sources(at=district.now + DAY - dt.timedelta(minutes=1), ask=sites.ask) == 0
    assert look_at_sources(at=district.now + DAY, ask=sites.ask) == 1

    source.refresh_from_db()
    assert source.answer_params == {"found": 3, "new": 0}
    assert list(source.pages.order_by("pk").values_list("url", "came_by")) == [
        ("https://a.example/2.html", "feed"),
        ("https://a.example/3.html", "feed"),
    ]
    (shown,) = queries.sources_in_order(Source.objects.all())
    assert shown.brought == 2


def test_a_large_feed_comes_in_parts(district: District) -> None:
    source = listed(district)
    links = [f"https://a.example/{n}.html" for n in range(NEW_MOST + 50)]
    sites = Sites({FEED: xml(FEED, rss(*links))})

    look_at_sources(at=district.now, ask=sites.ask, most=1)
    source.refresh_from_db()
    assert (source.answer, len(Page.objects.all())) == ("press.looked_most", NEW_MOST)
    look_at_sources(at=district.now, ask=sites.ask, most=1)

    source.refresh_from_db()
    assert (source.answer, len(Page.objects.all())) == ("press.looked", NEW_MOST + 50)


def test_a_sitemap_is_followed_and_its_section_taken(district: District) -> None:
    listed(district, is_map=True, section="/local/")
    part = "https://a.example/part.xml"
    sites = Sites(
        {
            MAP: xml(MAP, sitemap(part, "https://a.example/lost.xml", index=True)),
            part: xml(part, sitemap("https://a.example/local/1.html", "https://a.example/world/2.html")),
        }
    )

    look_at_sources(at=district.now, ask=sites.ask)

    assert list(Page.objects.values_list("url", "came_by")) == [("https://a.example/local/1.html", "sitemap")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (500, "press.source_status"),
        (NotFetched("too_slow", host="a.example", seconds=5), "fetch.too_slow"),
        (b"<html><body>no list</body></html>", "read.no_feed"),
        (b"", "read.empty"),
    ],
)
def test_a_look_that_fails_says_why_and_waits_longer_each_time(
    district: District, given: object, code: str
) -> None:
    source = listed(district)
    sites = Sites({FEED: given})  # type: ignore[dict-item]
    pauses = []

    at = district.now
    for _look in range(7):
        look_at_sources(at=at, ask=sites.ask)
        source.refresh_from_db()
        pauses.append((source.next_look_at - at) / dt.timedelta(hours=1))
        at = source.next_look_at

    assert source.answer == code
    assert answer_of(source, "zh")
    assert answer_of(source, "en")
    assert pauses == [1, 2, 4, 8, 16, 24, 24]


def test_a_source_that_is_off_or_taken_is_not_looked_at(district: District) -> None:
    source = listed(district)
    sites = Sites({FEED: xml(FEED, rss("https://a.example/1.html"))})

    take(Source.objects.all(), at=district.now, most=1)
    assert look_at_sources(at=district.now, ask=sites.ask) == 0
    turn_source(by=district.an, source=source, is_on=False, at=district.now)
    assert look_at_sources(at=district.now + LEASE, ask=sites.ask) == 0
    turn_source(by=district.an, source=source, is_on=True, at=district.now)
    assert look_at_sources(at=district.now, ask=sites.ask) == 1
