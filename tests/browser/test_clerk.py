"""A clerk with a phone: one click in, one talk told with a photo, a number to hold on to; twice pressed, once told."""

import re

import pytest

from hundredfold.do.ledger.models import Record
from tests.browser.conftest import Visiting
from tests.browser.visits import PHONE, Visit
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def fill_in(visitor: Visit, title: str, *, seed: int) -> None:
    """Opens the form for a talk from the unit's home and answers what it asks."""
    page = visitor.enter("clerk")
    page.locator('.ways-in a[href*="/desk/report/"]').click()
    page.locator('.choices a[href*="strand=talks"]').click()
    page.locator('input[name="photos"]').set_input_files(
        {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture(seed)}
    )
    page.locator('[name="title"]').fill(title)
    page.locator('[name="start"]').fill("2026-06-24")
    page.locator('[name="venue"]').fill("党群服务中心")
    page.locator('[name="head_count"]').fill("38")


def test_clerk_tells_a_talk_with_a_photo_and_gets_a_number(visiting: Visiting) -> None:
    with visiting(viewport=PHONE, has_touch=True, is_mobile=True) as visitor:
        fill_in(visitor, "夏夜普法小院", seed=501)
        page = visitor.page
        page.locator(".send button").tap()
        page.wait_for_url("**/desk/records/**")

        record = Record.objects.get(title="夏夜普法小院")
        said = page.locator("main").inner_text()
        assert re.search(rf"收到.*{record.number:04d}", said)
        assert record.evidence.count() == 1
        shown = page.locator(".gallery img").first
        assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_a_form_sent_twice_makes_one_record(visiting: Visiting) -> None:
    with visiting(viewport=PHONE) as visitor:
        fill_in(visitor, "两次点了发送", seed=502)
        visitor.page.locator(".send button").dblclick()
        visitor.page.wait_for_url("**/desk/records/**")
        assert "收到" in visitor.page.locator("main").inner_text()

    assert Record.objects.filter(title="两次点了发送").count() == 1


def test_a_form_with_a_gap_comes_back_with_the_photo_kept(visiting: Visiting) -> None:
    with visiting(viewport=PHONE) as visitor:
        fill_in(visitor, "", seed=503)
        page = visitor.page
        page.locator(".send button").click()
        page.wait_for_selector(".thumbs.kept img")
        visitor.wrong.clear()  # the browser itself notes that the answer was a refusal
        assert page.locator('[name="head_count"]').input_value() == "38"
        page.locator('[name="title"]').fill("补上了名称")
        page.locator(".send button").click()
        page.wait_for_url("**/desk/records/**")

    assert Record.objects.get(title="补上了名称").evidence.count() == 1
