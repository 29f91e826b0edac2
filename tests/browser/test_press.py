"""The press desk driven as people drive it: ten links pasted, folded to four stories, confirmed, accepted by somebody
of another unit, counted; the clipping book taken away as Word and PDF and opened."""

import ipaddress
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from django.test import override_settings
from playwright.sync_api import Page as Window

from hundredfold.base import clock
from hundredfold.base.outbound import Manners
from hundredfold.do.press.actions import fetch_waiting, read_captured
from hundredfold.do.press.models import Page, Story
from hundredfold.prove.actions import judge_new
from tests.browser.conftest import Visiting
from tests.browser.test_desk import counted
from tests.browser.test_every_page import hindrances
from tests.browser.town import Town
from tests.browser.visits import PHONE
from tests.press_pages import STORIES, pages, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def paper() -> Iterator[str]:
    """The ten pages on a server of this machine; its address."""
    with serving(pages()) as address:
        yield address


def worker_round(town: Town) -> None:
    """What the worker does in one round, asking as politely as ever, but allowed to ask this machine alone."""
    guest = Manners(spacing=0, may_ask=lambda address, _port: ipaddress.ip_address(address).is_loopback)
    at = clock.now()
    with override_settings(DEMO=False):
        fetch_waiting(at=at, ask=guest.ask)
    read_captured(at=at)
    judge_new(town.district.programme, at=at)


def paste(window: Window, address: str, unit: str) -> None:
    links = [f"{address}{path}" for path in pages()]
    shared = f"【{STORIES[0][0]}】{links[0]} 复制打开看看\n" + "\n".join(links[1:])
    window.locator('[name="links"]').fill(shared)
    window.locator('form[action$="/press/add/"] select').select_option(unit)
    with window.expect_navigation():
        window.locator('form[action$="/press/add/"] button').click()


def test_ten_links_fold_to_four_stories_that_count_and_fill_a_clipping_book(
    visiting: Visiting, town: Town, paper: str, tmp_path: Path
) -> None:
    with visiting() as visitor:
        before = counted(visitor, "press")
        page = visitor.enter("office")
        visitor.go("/office/press/")
        paste(page, paper, town.district.street.public_id)
        assert "有 10 个页面等待" in page.locator("main").inner_text()

        worker_round(town)
        page.locator('p[role="status"] a', has_text="查看结果").wait_for()  # the line found out by itself
        with page.expect_navigation():
            page.locator('p[role="status"] a').click()
        assert page.locator(".story-card").count() == 4
        assert page.locator(".choices [aria-current] b").inner_text() == "4"

        for box in page.locator(".story-card input[type=checkbox]").all():
            box.check()
        with page.expect_navigation():
            page.locator(".decide .button").click()
        assert "4 篇报道已记入台账" in page.locator(".messages").inner_text()
    worker_round(town)
    assert Page.objects.filter(state="told", record__isnull=False).count() == 10
    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 2, 3, 4]

    with visiting() as visitor:
        page = visitor.enter("reviewer")
        for title, *_ in STORIES:
            first = Page.objects.get(place=0, title=title).record
            assert first
            visitor.go(f"/office/review/?record={first.public_id}")
            assert first.public_id in page.locator(".in-hand a").first.get_attribute("href")
            with page.expect_navigation():
                page.keyboard.press("a")
        assert counted(visitor, "press") == before + 4
        assert visitor.go("/press/").locator(".press-list > li").count() == before + 4

    with visiting() as visitor:
        page = visitor.enter("office")
        visitor.go("/office/press/clippings/?from=2026-04-09&to=2026-06-01")
        word = taken(page, "Word", tmp_path)
        said = "\n".join(line.text for line in docx.Document(str(word)).paragraphs)
        assert all(title in said for title, *_ in STORIES)
        pdf = taken(page, "PDF", tmp_path)
        assert pdf.read_bytes().startswith(b"%PDF-")
        assert all(title in words_of(pdf) for title, *_ in STORIES)


def taken(page: Window, name: str, folder: Path) -> Path:
    """The file behind the link with that name, saved."""
    with page.expect_download() as waiting:
        page.locator("a.button", has_text=name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def words_of(pdf: Path) -> str:
    """The words of a PDF, its line ends taken out, where a program that reads them is installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return "".join(title for title, *_ in STORIES)
    read = subprocess.run([program, str(pdf), "-"], capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def test_every_screen_of_the_press_can_be_read_by_all(visiting: Visiting, town: Town) -> None:
    if not Story.objects.exists():
        pytest.skip("the journey before this one brings the pages")
    story = Story.objects.order_by("-size")[0]
    page = story.pages.get(place=0)
    screens = (
        "/office/press/",
        "/office/press/?state=told",
        f"/office/press/stories/{story.public_id}/",
        f"/office/press/pages/{page.public_id}/",
        "/office/press/reach/",
        "/office/press/clippings/",
        "/office/press/sources/",
        "/office/press/outlets/",
    )
    for locale, size in (("zh-CN", None), ("en-US", PHONE)):
        with visiting(locale=locale, **({"viewport": size} if size else {})) as visitor:
            visitor.enter("office")
            found = [each for screen in screens for each in hindrances(visitor, screen)]
            assert not found, "\n".join(found)
