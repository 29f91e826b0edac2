"""A resident, with no account: nine grids, every number equal to its list, every cell a thing that opens."""

import re

import pytest
from playwright.sync_api import Page

from hundredfold.base import clock
from hundredfold.prove.queries import count_at
from hundredfold.tell import count_report
from tests.browser.conftest import Visiting
from tests.browser.town import Town
from tests.browser.visits import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAWN = {"counted": "g.c > a", "pending": "g.w > a", "planned": "g.p > a"}


def on_the_card(page: Page, code: str) -> dict[str, int]:
    """The numbers that a strand's card says."""
    card = page.locator(f"article#{code}")
    found = {"counted": int(card.locator(".tally b").inner_text())}
    for state in ("pending", "planned"):
        said = card.locator(f'footer a[href$="state={state}"]')
        found[state] = int("".join(re.findall(r"\d+", said.inner_text()))) if said.count() else 0
    return found


def test_every_number_equals_its_cells_its_list_and_the_count(visiting: Visiting, town: Town) -> None:
    counted = count_at(town.district.programme, at=clock.now())
    report = count_report.as_json(town.district.programme)["counts"]
    with visiting() as visitor:
        home = visitor.go("/")
        assert home.locator("article.strand").count() == 9
        said = {code: on_the_card(home, code) for code in counted}
        drawn = {
            code: {state: home.locator(f"article#{code} {cells}").count() for state, cells in DRAWN.items()}
            for code in counted
        }
        listed: dict[str, dict[str, int]] = {code: {} for code in counted}
        for code in counted:
            for state in DRAWN:
                page = visitor.go(f"/strands/{code}/?state={state}")
                listed[code][state] = page.locator(f"table.cards tbody tr .tag.{state}").count()
                assert page.locator("table.cards tbody tr").count() == listed[code][state]

    true = {code: {state: each.numbers[state] for state in DRAWN} for code, each in counted.items()}
    assert said == drawn == listed == true
    assert true == {code: {state: report[code][state] for state in DRAWN} for code in counted}
    assert sum(numbers["counted"] for numbers in true.values()) >= 5
    assert all(numbers["counted"] + numbers["pending"] for numbers in true.values())
    assert true["performances"]["planned"] == 1


@pytest.mark.parametrize(("cells", "words"), [("g.c", "计入"), ("g.w", "尚未计入")])
def test_a_cell_opens_by_keyboard_and_its_record_says_why(visiting: Visiting, cells: str, words: str) -> None:
    with visiting() as visitor:
        page = visitor.go("/")
        cell = page.locator(f"article#talks {cells} > a").first
        title = cell.locator("title").text_content() or ""
        cell.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/records/**")

        assert page.locator("h1").inner_text() in title
        why = page.locator(".why").first
        assert words in why.locator("h2").inner_text()
        assert why.locator(".reasons li").first.inner_text()
        why.locator("a").click()
        page.wait_for_url("**/explain/")
        assert page.locator(".because tbody tr").count() >= 1


def test_explanation_adds_up_to_the_number_on_the_card(visiting: Visiting, town: Town) -> None:
    numbers = count_at(town.district.programme, at=clock.now())["talks"].numbers
    with visiting() as visitor:
        page = visitor.go("/strands/talks/explain/")
        rows = page.locator(".because tbody tr")
        for state in ("counted", "pending"):
            column = rows.filter(has=page.locator(f".tag.{state}")).locator("td.number").all_inner_texts()
            assert sum(int(each) for each in column) == numbers[state]


def test_language_switches_to_english_and_back_on_the_same_page(visiting: Visiting) -> None:
    with visiting(viewport=PHONE) as visitor:
        page = visitor.go("/strands/talks/?state=counted")
        assert page.locator("html").get_attribute("lang") == "zh-hans"
        page.get_by_role("button", name="English").click()
        page.wait_for_selector('html[lang="en"]')
        assert "state=counted" in page.url
        assert page.get_by_role("link", name="How we count").first.is_visible()
        page.get_by_role("button", name="中文").click()
        page.wait_for_selector('html[lang="zh-hans"]')


def test_everything_public_works_without_scripts(visiting: Visiting) -> None:
    with visiting(java_script_enabled=False) as visitor:
        page = visitor.go("/")
        assert page.locator("article.strand svg.hg").count() == 9
        page.locator("article#talks g.c > a").first.click()
        page.wait_for_url("**/records/**")
        page.locator(".why a").first.click()
        page.wait_for_url("**/explain/")
        page.locator(".crumbs a").last.click()
        page.wait_for_url("**/strands/talks/")
        assert page.locator("table.cards tbody tr").count() > 3
        assert (
            page.locator("script").count() == 1
        )  # the key that leads to the search box; nothing waits for it
