"""The pages of a search: found, marked, narrowed, paged; in both rooms, in both languages, by those who may."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.tell.actions import index_all
from hundredfold.web.desk import reporting
from tests.people import NOW, District
from tests.web.office_pages import see, signed_in

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def thirtieth_of_june() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _page(client: Client, href: str, language: str = "zh-hans") -> str:
    answer = client.get(href, headers={"accept-language": language})
    assert answer.status_code == 200, href
    return answer.content.decode()


def test_before_a_programme_is_founded_it_says_how_to_begin(client: Client, db: None) -> None:
    assert "还没有设立项目" in _page(client, "/search/?q=端午")


def test_words_are_marked_and_lead_to_the_record(client: Client, district: District) -> None:
    told = district.tell(title="邻里普法茶话会", summary="讲了三场普法课")
    index_all()

    page = _page(client, "/search/?q=普法")

    assert f'<a href="/records/{told.record.public_id}/">邻里<mark>普法</mark>茶话会</a>' in page
    assert "讲了三场<mark>普法</mark>课" in page
    assert "找到 1 条" in page
    assert "1 found" in _page(client, "/search/?q=普法", "en")


def test_a_search_is_narrowed_by_links_that_keep_the_words(client: Client, district: District) -> None:
    district.tell(title="邻里普法茶话会")
    index_all()

    page = _page(client, "/search/?q=普法&state=pending")

    assert "/search/?q=%E6%99%AE%E6%B3%95&amp;state=counted" in page
    assert '<input type="hidden" name="state" value="pending">' in page
    assert "没有找到" in _page(client, "/search/?q=普法&state=counted")


def test_a_unit_that_was_found_opens_what_it_told(client: Client, district: District) -> None:
    district.tell(title="邻里普法茶话会")
    index_all()

    page = _page(client, "/search/?q=yysqsq")
    href = re.search(r'<h2><a href="(/search/\?unit=\w+)">', page)

    assert href
    assert "普法茶话会" in _page(client, href[1])


def test_pages_are_turned(client: Client, district: District) -> None:
    for number in range(21):
        district.tell(title=f"普法第{number}场")
    index_all()

    first, second = _page(client, "/search/?q=普法"), _page(client, "/search/?q=普法&page=2")

    assert "第 1 页，共 2 页" in first
    assert (first.count("<h2><a"), second.count("<h2><a")) == (20, 1)
    assert "没有找到" in _page(client, "/search/?q=普法&page=9")


@pytest.mark.parametrize(
    "typed", ["", "🎉", "-普法", "%00", "x" * 5000, "%3Cscript%3Ealert(1)%3C/script%3E", "%ff"]
)
def test_odd_queries_are_answered_in_a_sentence(client: Client, district: District, typed: str) -> None:
    for language in ("zh-hans", "en"):
        page = _page(client, f"/search/?q={typed}", language)
        assert 'class="empty"' in page
        assert "<script>alert" not in page


@pytest.mark.parametrize("room", ["/search/", "/office/search/"])
def test_queries_do_not_grow_with_what_is_found(client: Client, district: District, room: str) -> None:
    client.force_login(district.office)
    asked = []
    for number in range(3):
        told = district.tell(title=f"普法第{number}场", co_units=(district.outside.public_id,))
        assert told.record.pk
        index_all()
        with CaptureQueriesContext(connection) as kept:
            _page(client, f"{room}?q=普法")
        asked.append(len(kept))

    assert asked[0] == asked[1] == asked[2]
    if room == "/search/":
        client.logout()
        with CaptureQueriesContext(connection) as kept:
            _page(client, "/search/?q=普法")
        assert len(kept) <= MOST_QUERIES


def test_the_office_finds_what_the_public_does_not(client: Client, district: District) -> None:
    told = district.tell(title="邻里普法茶话会", details={"lecturer": ["高志强"]})
    index_all()

    assert "没有找到" in _page(client, "/search/?q=高志强")
    page = see(signed_in(district.auditor), "/office/search/?q=高志强")
    assert f"/office/records/{told.record.public_id}/" in page
    assert "<mark>高志强</mark>" in page


def test_the_office_is_not_open_to_others(client: Client, district: District) -> None:
    assert client.get("/office/search/?q=普法").status_code == 302
    assert signed_in(district.an).get("/office/search/?q=普法").status_code == 404


def test_the_box_stands_on_every_page_but_its_own(client: Client, district: District) -> None:
    assert 'action="/search/"' in _page(client, "/")
    assert 'action="/office/search/"' in see(signed_in(district.office), "/office/")
    assert 'class="find"' not in _page(client, "/search/")


def test_a_clerk_finds_the_own_record_at_once(district: District) -> None:
    client = signed_in(district.an)
    facts = district.facts(title="新鲜的一件")

    reporting.tell(by=district.an, programme=district.programme, facts=facts, photos=(), key="k", at=NOW)

    assert "新鲜" in _page(client, "/search/?q=新鲜")
