"""Looks at told links: when one counts as dead, and that a remark comes and goes with it."""

import datetime as dt

from pytest_django import Settings

from hundredfold.base.outbound.looking import ANSWERS, DEAD, SILENT
from hundredfold.prove.actions import judge_all, look_at_links
from hundredfold.prove.models import Finding, LinkLook
from tests.people import District

PAGE = "https://paper.example/7"


def remarks() -> list[str]:
    return list(
        Finding.objects.filter(rule="dead_link", closed_at__isnull=True).values_list("rule", flat=True)
    )


def test_a_dead_link_is_remarked_on_after_some_days_and_the_remark_goes_when_it_is_back(
    district: District, settings: Settings
) -> None:
    settings.LOOK_AT_LINKS = True
    district.tell(url=PAGE)
    week = dt.timedelta(days=8)

    assert look_at_links(at=district.now, look=lambda _url: DEAD) == 1
    assert look_at_links(at=district.now, look=lambda _url: DEAD) == 0
    assert remarks() == []
    judge_all(district.programme, at=district.now + week / 2)
    assert remarks() == ["dead_link"]
    assert look_at_links(at=district.now + week, look=lambda _url: ANSWERS) == 1
    assert remarks() == []


def test_silence_counts_only_while_others_answer(district: District, settings: Settings) -> None:
    settings.LOOK_AT_LINKS = True
    district.tell(url=PAGE)
    at = district.now
    for _ in range(8):
        at += dt.timedelta(days=8)
        look_at_links(at=at, look=lambda _url: SILENT)
    assert LinkLook.objects.get().dead_since is None

    district.tell(url="https://other.example/1", title="志愿服务送到家门口")
    for _ in range(5):
        at += dt.timedelta(days=8)
        look_at_links(at=at, look=lambda url: SILENT if url == PAGE else ANSWERS)
    assert LinkLook.objects.get(url=PAGE).dead_since == at


def test_where_nothing_answers_it_goes_no_further_but_comes_to_the_others_later(
    district: District, settings: Settings
) -> None:
    settings.LOOK_AT_LINKS = True
    for number in range(20):
        district.tell(title=f"第{number}场", url=f"https://paper.example/{number}")

    assert look_at_links(at=district.now, look=lambda _url: SILENT) == 16
    assert look_at_links(at=district.now, look=lambda _url: SILENT) == 4
    assert look_at_links(at=district.now, look=lambda _url: SILENT) == 0


def test_a_site_that_stays_offline_asks_nobody(district: District, settings: Settings) -> None:
    settings.LOOK_AT_LINKS = False
    district.tell(url=PAGE)

    assert look_at_links(at=district.now) == 0
    assert not LinkLook.objects.exists()
