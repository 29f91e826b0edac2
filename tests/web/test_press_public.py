"""The public page of the press: what counts, by level, each number a way to its list."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.base import clock
from tests.people import District
from tests.web.office_pages import see

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def midsummer(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages open on the day of the tests."""
    monkeypatch.setattr(clock, "now", lambda: district.now + dt.timedelta(hours=1))


def story(district: District, number: int, *, outlet: str = "包头日报", level: str = "municipal") -> str:
    """One story told with its archived page and accepted; its public id."""
    filed = told(district, title=f"石榴花开第{number}篇", number=number, outlet=outlet, level=level)
    district.accept(filed)
    return filed.record.public_id


def told(district: District, *, title: str, number: int, outlet: str, level: str):  # type: ignore[no-untyped-def]
    return district.tell(
        kind="article",
        strands=("press",),
        title=title,
        start=dt.date(2026, 3, 1) + dt.timedelta(days=number),
        venue="",
        head_count=None,
        head_count_method="",
        outlet=outlet,
        level=level,
        url=f"https://paper.example/{number}",
        summary=f"第{number}件事，说的是第{number}个院子里的人和第{number * 7}棵树。",
    )


def english() -> Client:
    return Client(headers={"accept-language": "en"})


def test_an_empty_page_says_what_goes_here(district: District) -> None:
    assert "No story counts here yet" in see(english(), "/press/")


def test_every_number_opens_to_its_list(district: District) -> None:
    story(district, 1)
    story(district, 2, outlet="内蒙古日报", level="regional")
    story(district, 3, outlet="没听说过", level="")

    page = see(english(), "/press/")

    assert "All <b>3</b>" in page
    assert "City <b>1</b>" in page
    assert "Level not known <b>1</b>" in page
    regional = see(english(), "/press/?level=regional")
    assert "第2篇" in regional
    assert "第1篇" not in regional
    assert "第3篇" in see(english(), "/press/?level=unknown")
    assert "石榴花开第1篇" in see(Client(headers={"accept-language": "zh-hans"}), "/press/")


def test_what_waits_is_not_listed(district: District) -> None:
    told(district, title="还没有审核的", number=4, outlet="包头日报", level="municipal")

    assert "还没有审核的" not in see(english(), "/press/")


@pytest.mark.parametrize("asked", ["level=nowhere", "page=9"])
def test_what_is_not_there_is_not_found(district: District, asked: str) -> None:
    assert english().get(f"/press/?{asked}").status_code == 404


def test_the_number_of_queries_does_not_grow(district: District) -> None:
    story(district, 1)
    see(english(), "/press/")
    with CaptureQueriesContext(connection) as one:
        see(english(), "/press/")
    story(district, 2)
    story(district, 3, outlet="内蒙古日报", level="regional")
    with CaptureQueriesContext(connection) as three:
        see(english(), "/press/")
    assert len(three) == len(one)
