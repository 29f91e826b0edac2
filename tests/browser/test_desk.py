"""At the desk by keyboard: a reviewer accepts and the public grid grows; two tellings are joined and parted again."""

import pytest
from playwright.sync_api import Page

from hundredfold.do.ledger.models import Record
from hundredfold.prove.models import Cell
from tests.browser.conftest import Visiting
from tests.browser.town import Town
from tests.browser.visits import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def counted(visitor: Visit, code: str) -> int:
    """How many of a strand the public home says are counted."""
    return int(visitor.go("/").locator(f"article#{code} .tally b").inner_text())


def take_in_hand(page: Page, title: str) -> None:
    """Opens the first record of the queue with that in its title, and waits until its keys are live."""
    with page.expect_navigation():
        page.locator(".queue a", has_text=title).first.click()
    assert title in page.locator(".in-hand").inner_text()


def state(record: Record) -> str:
    """Where the record's deed stands now."""
    return Cell.objects.get(deed__tellings__record=record).state


def test_reviewer_accepts_with_a_key_and_the_public_grid_has_one_more(visiting: Visiting, town: Town) -> None:
    told = town.district.tell(title="楼道里的宪法课", venue="七号楼前").record
    with visiting() as visitor:
        before = counted(visitor, "talks")
        page = visitor.enter("reviewer")
        assert visitor.path == "/office/review/"
        take_in_hand(page, "楼道里的宪法课")
        with page.expect_navigation():
            page.keyboard.press("a")

        assert counted(visitor, "talks") == before + 1
        cells = visitor.page.locator("article#talks g.c title").all_text_contents()
        assert any("楼道里的宪法课" in each for each in cells)
    assert state(told) == "counted"


def test_office_joins_two_tellings_with_a_key_and_takes_it_back(visiting: Visiting, town: Town) -> None:
    units = {town.district.community.name, town.district.outside.name}
    with visiting() as visitor:
        page = visitor.enter("office")
        assert visitor.path == "/office/"
        visitor.go("/office/review/")
        take_in_hand(page, "普法茶话")
        assert page.locator("section.finding .both").count() >= 1
        with page.expect_navigation():
            page.keyboard.press("m")

        byline = visitor.go(f"/records/{town.again.public_id}/").locator(".byline").inner_text()
        assert all(unit in byline for unit in units)
        assert page.locator(".told .rows a").count() == 1

        visitor.go("/office/review/")
        with page.expect_navigation():
            page.keyboard.press("u")
        byline = visitor.go(f"/records/{town.again.public_id}/").locator(".byline").inner_text()
        assert sum(unit in byline for unit in units) == 1


def test_a_key_typed_into_a_reason_decides_nothing(visiting: Visiting, town: Town) -> None:
    told = town.district.tell(title="只是写写理由", venue="六号楼前").record
    with visiting() as visitor:
        page = visitor.enter("reviewer")
        take_in_hand(page, "只是写写理由")
        page.keyboard.press("r")
        writing = page.locator("details.refusing[open] textarea").last
        writing.focus()
        page.keyboard.type("am")
        assert writing.input_value() == "am"
    assert state(told) == "pending"
