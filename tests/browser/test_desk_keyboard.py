"""The desk by keyboard alone: accept, return, join, split, undo; and two reviewers who pass each other by."""

import datetime as dt
import itertools

import pytest
from playwright.sync_api import Page

from hundredfold.base import clock
from hundredfold.do.ledger.models import Record
from hundredfold.prove.actions import file_appeal, settle
from hundredfold.prove.models import Appeal, Cell, Decision, Finding, Hold
from hundredfold.web.common.entry import demo_username
from tests.browser.conftest import Visiting
from tests.browser.town import Town
from tests.browser.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABS_MOST = 120
_NUMBERS = itertools.count(1)


def tell(town: Town, title: str, **said: object) -> Record:
    """A plain record that waits on the desk, told near the town's today."""
    return town.district.tell(title=title, start=dt.date(2026, 6, 24), venue=f"{title}门前", **said).record


def tell_twice(town: Town, title: str) -> tuple[Record, Record, Finding]:
    """One talk told by two units, with the finding between them."""
    first = tell(town, f"{title}一")
    again = tell(town, f"{title}二", by=town.district.chen, unit=town.district.outside.public_id)
    finding = Finding.objects.create(
        public_id=f"K{next(_NUMBERS):025d}",
        rule="same_deed",
        a=first,
        b=again,
        blocked=again,
        score=0.97,
        found_at=town.district.now,
    )
    settle(town.district.programme, {first.pk, again.pk}, at=town.district.now)
    return first, again, finding


def open_desk(visitor: Visit, record: Record) -> Page:
    """The desk with ``record`` in hand, its keys live."""
    page = visitor.go(f"/office/review/?record={record.public_id}")
    assert record.title in page.locator(".in-hand").inner_text()
    return page


def press(page: Page, *keys: str) -> None:
    """Presses keys, the last of which leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def tab_to(page: Page, text: str) -> None:
    """Tabs on until what has the focus says ``text``."""
    for _turn in range(TABS_MOST):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement?.innerText || document.activeElement?.value || ''")
        if text in said:
            return
    raise AssertionError(f"{text} is not reached by Tab")


def state(record: Record) -> str:
    """Where the record's deed stands now."""
    return Cell.objects.get(deed__tellings__record=record).state


def deeds(*records: Record) -> int:
    """How many deeds these records tell."""
    return Cell.objects.filter(deed__tellings__record__in=records).distinct().count()


def test_the_desk_by_keyboard_alone(visiting: Visiting, town: Town) -> None:
    plain, thin = tell(town, "键盘核准"), tell(town, "键盘退回")
    first, again, finding = tell_twice(town, "键盘归并")
    with visiting() as visitor:
        visitor.enter("reviewer")

        page = open_desk(visitor, plain)
        press(page, "a")
        assert state(plain) == "counted"
        assert "键盘核准" in page.locator(".undo-bar").inner_text()

        page = open_desk(visitor, thin)
        press(page, "r", "ArrowDown", "Control+Enter")
        returned = Decision.objects.get(record=thin)
        assert returned.verdict == "return"
        assert returned.reason

        page = open_desk(visitor, again)
        press(page, "m")
        assert deeds(first, again) == 1
        assert len(Cell.objects.get(deed__tellings__record=again).credited) == 2

        page = visitor.go(f"/office/records/{again.public_id}/")
        tab_to(page, "拆")
        press(page, "Enter")
        assert deeds(first, again) == 2

        page = open_desk(visitor, again)
        press(page, "d")
        finding.refresh_from_db()
        assert finding.settled_by is not None
        press(page, "u")
        finding.refresh_from_db()
        assert finding.settled_by is None
        assert state(again) == "pending"


def test_an_appeal_is_read_and_granted_by_keyboard(visiting: Visiting, town: Town) -> None:
    refused = tell(town, "键盘申诉")
    with visiting() as visitor:
        visitor.enter("reviewer")
        page = open_desk(visitor, refused)
        page.keyboard.press("r")
        page.keyboard.press("ArrowDown")
        tab_to(page, "不予采纳")
        press(page, "Enter")
    decision = Decision.objects.get(record=refused)
    people = town.district
    file_appeal(
        by=people.an, decision=decision, unit=people.community, text="有二十位居民参加", at=clock.now()
    )
    with visiting() as visitor:
        visitor.enter("office")
        page = visitor.go("/office/appeals/")
        tab_to(page, refused.title)
        press(page, "Enter")
        assert "有二十位居民参加" in page.locator("main").inner_text()
        while page.evaluate("document.activeElement?.tagName") != "TEXTAREA":
            page.keyboard.press("Tab")
        page.keyboard.type("照片里确有居民，采纳")
        page.keyboard.press("Tab")
        press(page, "Enter")
    assert Appeal.objects.get(decision=decision).outcome == "granted"
    assert state(refused) == "counted"


def test_next_and_back_lead_through_the_queue(visiting: Visiting, town: Town) -> None:
    tell(town, "前后一"), tell(town, "前后二")
    with visiting() as visitor:
        visitor.enter("reviewer")
        page = visitor.go("/office/review/?strand=talks")
        start = page.locator(".queue [aria-current] h3").inner_text()
        press(page, "j")
        assert page.locator(".queue [aria-current] h3").inner_text() != start
        assert "strand=talks" in page.url
        press(page, "k")
        assert page.locator(".queue [aria-current] h3").inner_text() == start


def test_the_box_of_keys_opens_closes_and_stills_the_others(visiting: Visiting, town: Town) -> None:
    record = tell(town, "按键框")
    with visiting() as visitor:
        visitor.enter("reviewer")
        page = open_desk(visitor, record)
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("a")
        assert state(record) == "pending"
        page.keyboard.press("?")
        assert not page.locator("#keys").is_visible()
        page.keyboard.press("Shift+A")
        page.keyboard.press("Control+a")
        assert state(record) == "pending"


def test_two_reviewers_keep_out_of_each_others_way(visiting: Visiting, town: Town) -> None:
    record = tell(town, "两人同时打开的一条")
    with visiting() as one, visiting() as other:
        one.enter("reviewer")
        page = open_desk(one, record)
        page.locator(".hand", has_text="在您手里").wait_for()
        assert Hold.objects.get(record=record).by.username == demo_username("reviewer")

        other.enter("office")
        page = open_desk(other, record)
        assert page.locator("button[name=verdict]").count() == 0
        assert "石小审" in page.locator(".in-hand .notice").inner_text()
        page = other.go("/office/review/")
        assert record.title not in page.locator(".in-hand").inner_text()

        tab_to(one.page, "放下")
        press(one.page, "Enter")
        assert not Hold.objects.filter(record=record).exists()
        page = open_desk(other, record)
        press(page, "a")
    assert state(record) == "counted"


def test_many_plain_ones_are_chosen_and_accepted_by_keyboard(visiting: Visiting, town: Town) -> None:
    records = [tell(town, f"一批{place}") for place in range(3)]
    with visiting() as visitor:
        visitor.enter("reviewer")
        page = visitor.go("/office/review/plain/")
        for box in page.locator("input[name=chosen]").all():
            assert not box.is_checked()
        while page.evaluate("document.activeElement?.closest('tr')?.innerText.includes('一批0')") is not True:
            page.keyboard.press("j")
        page.keyboard.press("Space")
        assert page.locator("[data-chosen]").inner_text() == "1"
        press(page, "a")
        assert page.locator(".outcome b").first.inner_text() == "1"
    assert [state(each) for each in records] == ["counted", "pending", "pending"]
