"""Fetching: each page once, kept before it is read, tried again where that may help, each refusal a sentence."""

import datetime as dt

import pytest
from pytest_django.fixtures import Settings

from hundredfold.base import files
from hundredfold.base.outbound import NotFetched
from hundredfold.do.press.actions import (
    fetch_again,
    fetch_waiting,
    look_at_archived,
    read_captured,
    set_aside,
)
from hundredfold.do.press.actions.fetch import PAUSES
from hundredfold.do.press.actions.taking import LEASE, take
from hundredfold.do.press.kept_pages import answers_in
from hundredfold.do.press.models import Page
from hundredfold.do.press.reasons import why_of
from hundredfold.do.press.words import NotDone
from hundredfold.reading.pages import read_page
from tests.people import District
from tests.press_sites import Sites, add, answer, html, read

LINK = "https://a.example/1.html"


def test_a_page_is_kept_as_an_archive_and_read(district: District) -> None:
    (page,) = read(district, {LINK: html()})

    assert (page.state, page.title, page.outlet) == ("read", "昆都仑区邻里书屋迎来百名小读者", "包头日报")
    assert page.archive is not None
    assert page.body is not None
    assert files.path_of(page.body.sha256).read_bytes() == html()
    archived = read_page(files.path_of(page.archive.sha256).read_bytes(), name="archive")
    assert archived.title == page.title
    assert page.captured_at == district.now
    assert page.story is not None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (404, "press.gone"),
        (410, "press.gone"),
        (403, "press.not_shown"),
        (NotFetched("private_address", host="a.example", address="10.0.0.1"), "fetch.private_address"),
        (NotFetched("robots", host="a.example"), "fetch.robots"),
        (NotFetched("bomb", host="a.example", mb=5), "fetch.bomb"),
        (answer(LINK, b"%PDF-1.7", kind="application/pdf"), "press.not_a_page"),
    ],
)
def test_what_cannot_be_had_is_refused_with_a_sentence(district: District, given: object, code: str) -> None:
    (page,) = read(district, {LINK: given})  # type: ignore[dict-item]

    assert (page.state, page.why) == ("refused", code)
    assert why_of(page, "zh")
    assert why_of(page, "en")
    assert page.next_try_at is None


@pytest.mark.parametrize("body", [b"", b"\0\0\0", b"<html><body></body></html>"])
def test_an_empty_page_is_kept_and_refused_with_a_sentence(district: District, body: bytes) -> None:
    (page,) = read(district, {LINK: body})

    assert page.state == "refused"
    assert why_of(page, "zh")
    assert why_of(page, "en")
    assert page.archive is not None


@pytest.mark.parametrize("given", [500, 503, NotFetched("too_slow", host="a.example", seconds=5)])
def test_what_may_pass_is_tried_again_after_growing_pauses_and_then_given_up(
    district: District, given: object
) -> None:
    add(district, LINK)
    at, sites = district.now, Sites({LINK: given})  # type: ignore[dict-item]

    waited = []
    for pause in PAUSES:
        fetch_waiting(at=at, ask=sites.ask)
        assert fetch_waiting(at=at + pause - dt.timedelta(seconds=1), ask=sites.ask) == 0
        page = Page.objects.get()
        waited.append((page.state, bool(why_of(page)), page.next_try_at))
        at += pause
    fetch_waiting(at=at, ask=sites.ask)

    assert {state for state, _why, _next in waited} == {"waiting"}
    assert all(why for _state, why, _next in waited)
    assert Page.objects.get().state == "refused"
    assert fetch_waiting(at=at + LEASE, ask=sites.ask) == 0
    assert len(sites.asked) == len(PAUSES) + 1


def test_a_page_that_one_worker_took_is_not_fetched_by_another(district: District) -> None:
    add(district, LINK)
    sites = Sites({LINK: html()})

    (taken,) = take(Page.objects.all(), at=district.now, most=5)

    assert taken.url == LINK
    assert fetch_waiting(at=district.now, ask=sites.ask) == 0
    # The worker was killed: after a while the page is free again, and nothing of it was lost.
    assert fetch_waiting(at=district.now + LEASE, ask=sites.ask) == 1
    assert sites.asked == [LINK]


def test_a_page_captured_before_a_kill_is_read_without_being_fetched_again(district: District) -> None:
    add(district, LINK)
    sites = Sites({LINK: html()})
    fetch_waiting(at=district.now, ask=sites.ask)
    take(Page.objects.all(), at=district.now, most=1)  # by a worker that was killed while it read

    assert read_captured(at=district.now) == 0
    assert read_captured(at=district.now + LEASE) == 1
    assert Page.objects.get().state == "read"
    assert sites.asked == [LINK]


def test_a_page_read_before_a_kill_still_comes_into_a_story(district: District) -> None:
    (page,) = read(district, {LINK: html()})
    Page.objects.update(story=None)

    read_captured(at=district.now)

    page.refresh_from_db()
    assert page.story is not None


@pytest.mark.parametrize("setting", ["FETCH_PRESS", "DEMO"])
def test_an_offline_site_and_a_demonstration_fetch_nothing(
    district: District, settings: Settings, setting: str
) -> None:
    add(district, LINK)
    sites = Sites({LINK: html()})
    setattr(settings, setting, setting == "DEMO")

    assert fetch_waiting(at=district.now, ask=sites.ask) == 0
    assert look_at_archived(at=district.now) == 0
    assert sites.asked == []


def test_a_refused_page_is_fetched_anew_when_asked(district: District) -> None:
    (page,) = read(district, {LINK: 404})

    fetch_again(by=district.an, page=page, at=district.now)
    fetch_waiting(at=district.now, ask=Sites({LINK: html()}).ask)
    read_captured(at=district.now)

    page.refresh_from_db()
    assert (page.state, page.why, page.tries) == ("read", "", 1)
    with pytest.raises(NotDone):
        fetch_again(by=district.an, page=page, at=district.now)


def test_a_page_set_aside_while_it_was_fetched_stays_aside(district: District) -> None:
    (page,) = add(district, LINK)

    def ask(url: str):
        set_aside(by=district.an, page=page, reason="重复", at=district.now)
        return answer(url, html())

    page_answer = ask(LINK)
    fetch_waiting(at=district.now, ask=lambda _url: page_answer)

    page.refresh_from_db()
    assert page.state == "set_aside"


def test_two_pages_of_the_same_bytes_are_both_read(district: District) -> None:
    first, second = read(district, {LINK: html(), "https://b.example/1.html": html()})

    assert first.body == second.body
    assert first.story == second.story


def test_pages_that_vanish_are_noticed_and_come_back(district: District) -> None:
    (page,) = read(district, {LINK: html()})
    week = dt.timedelta(days=7)

    assert look_at_archived(at=district.now + dt.timedelta(days=6), look=lambda _url: "gone") == 0
    assert look_at_archived(at=district.now + week, look=lambda _url: "gone") == 1
    page.refresh_from_db()
    assert page.gone_since == district.now + week
    look_at_archived(at=district.now + 2 * week, look=lambda _url: "answers")
    page.refresh_from_db()
    assert page.gone_since is None


def test_silence_is_held_against_no_page_when_none_answers(district: District) -> None:
    read(district, {LINK: html()})

    for week in range(1, 9):
        look_at_archived(at=district.now + week * dt.timedelta(days=7), look=lambda _url: "silent")

    assert Page.objects.get().gone_since is None


def parted(number: int, of: int = 3) -> bytes:
    """One part of a story told over several pages, with its pager."""
    pager = " ".join(f'<a href="/long{f"_{n}" if n > 1 else ""}.html">{n}</a>' for n in range(1, of + 1))
    text = "".join(
        f"<p>第{number}部分里，昆都仑区的第{n}位邻居讲起自己家门口那条路这些年的样子，讲得很仔细。</p>"
        for n in range(6)
    )
    pager += f' <a href="/long_{number + 1}.html">下一页</a>' if number < of else ""
    head = '<meta charset="utf-8"><title>一条路的三十年</title>'
    body = f"<h1>一条路的三十年</h1><article>{text}</article><div>{pager}</div>"
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_story_told_over_several_pages_is_kept_and_read_whole(district: District) -> None:
    first = "https://a.example/long.html"
    parts = {
        first: parted(1),
        "https://a.example/long_2.html": parted(2),
        "https://a.example/long_3.html": parted(3),
    }
    add(district, first)
    sites = Sites(parts)

    fetch_waiting(at=district.now, ask=sites.ask)
    read_captured(at=district.now)

    page = Page.objects.get()
    assert sites.asked == list(parts)
    assert page.state == "read"
    for number in (1, 2, 3):
        assert page.text.count(f"第{number}部分里，昆都仑区的第5位") == 1
    assert page.archive is not None
    kept = files.path_of(page.archive.sha256).read_bytes()
    assert len(list(answers_in(kept))) == 3


def test_a_part_that_cannot_be_had_leaves_the_others(district: District) -> None:
    first = "https://a.example/long.html"

    (page,) = read(district, {first: parted(1)})

    assert page.state == "read"
    assert "第1部分" in page.text
