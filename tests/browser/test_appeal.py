"""Refused, appealed, granted, counted: three people, each at their own page; and a visit written down on a phone."""

import datetime as dt

import pytest

from hundredfold.base import clock
from hundredfold.prove.models import Appeal, Cell, Draw, Visit
from tests.browser.conftest import Visiting
from tests.browser.test_desk import counted, take_in_hand
from tests.browser.test_every_page import hindrances
from tests.browser.town import Town
from tests.browser.visits import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "巷口的普法课"


def test_a_refused_record_is_appealed_granted_and_counted(visiting: Visiting, town: Town) -> None:
    told = town.district.tell(title=TITLE, venue="三号巷口").record
    with visiting() as visitor:
        before = counted(visitor, "talks")
        page = visitor.enter("reviewer")
        take_in_hand(page, TITLE)
        page.locator("form.decide details.refusing summary").click()
        page.locator("form.decide textarea").fill("看起来像单位例会，请说明有没有居民参加")
        with page.expect_navigation():
            page.locator('form.decide button[value="not_acceptable"]').click()
    assert Cell.objects.get(deed__tellings__record=told).state == "excluded"

    with visiting(viewport=PHONE, has_touch=True, is_mobile=True) as visitor:
        page = visitor.enter("clerk")
        visitor.go(f"/desk/records/{told.public_id}/")
        assert "还有 10 个工作日" in page.locator(".appeal").inner_text()
        page.locator(".appeal a.button").tap()
        page.wait_for_url("**/appeal/**")
        assert not hindrances(visitor, visitor.path)
        page.set_viewport_size(PHONE)
        assert "看起来像单位例会" in page.locator("main").inner_text()
        page.locator("textarea").fill("有二十多位居民参加，照片里能看到。")
        page.locator("form.form .button").first.tap()
        page.wait_for_url(f"**/desk/records/{told.public_id}/")
        assert "还有 5 个工作日" in page.locator(".appeal").inner_text()
        assert counted(visitor, "talks") == before

    with visiting() as visitor:
        page = visitor.enter("office")
        visitor.go("/office/appeals/")
        page.locator("table a", has_text=TITLE).click()
        assert "有二十多位居民参加" in page.locator("main").inner_text()
        page.locator("form.answering textarea").fill("照片里确有居民，采纳")
        with page.expect_navigation():
            page.locator('form.answering button[value="granted"]').click()
        assert counted(visitor, "talks") == before + 1

    with visiting(viewport=PHONE) as visitor:
        page = visitor.enter("clerk")
        visitor.go(f"/desk/records/{told.public_id}/")
        assert "申诉成立" in page.locator(".appeal").inner_text()
    made = Appeal.objects.get(decision__record=told)
    assert made.outcome == "granted"
    with visiting(locale="en-US") as visitor:
        visitor.enter("office")
        assert not hindrances(visitor, f"/office/appeals/{made.public_id}/")


def test_a_draw_is_made_and_a_visit_written_down_on_a_phone(visiting: Visiting, town: Town) -> None:
    yesterday = clock.now().date() - dt.timedelta(days=1)
    for place in range(3):  # told two days ago, so that yesterday's ledger has something to draw from
        town.district.tell(
            title=f"前几天的第{place}课",
            start=dt.date(2026, 6, 8 + place),
            venue=f"{place}号院",
            at=town.district.now - dt.timedelta(days=2),
        )
    with visiting() as visitor:
        page = visitor.enter("office")
        visitor.go("/office/spot-checks/")
        page.locator('[name="as_of"]').fill(yesterday.isoformat())
        page.locator('[name="size"]').fill("2")
        page.locator('[name="word"]').fill("石榴")
        with page.expect_navigation():
            page.locator("form.form button").click()
        assert page.locator(".visits > li").count() == 2
    made = Draw.objects.get()

    with visiting(viewport=PHONE, has_touch=True, is_mobile=True) as visitor:
        page = visitor.enter("reviewer")
        visitor.go(f"/office/spot-checks/{made.public_id}/")
        page.locator(".visits a.button").first.tap()
        page.locator('[name="result"][value="seen"]').tap()
        page.locator("form.form button").tap()
        page.wait_for_url(f"**/office/spot-checks/{made.public_id}/")
        assert "看到" in page.locator(".visits > li").first.inner_text()
        visit = Visit.objects.get(draw=made, place=2)
        for path in (
            f"spot-checks/{made.public_id}/",
            f"spot-checks/{made.public_id}/sheets/",
            f"visits/{visit.public_id}/",
        ):
            assert not hindrances(visitor, f"/office/{path}")
        said = visitor.go("/spot-checks/").locator("main").inner_text()
        assert made.seed in said
    assert Visit.objects.get(draw=made, place=1).result == "seen"
