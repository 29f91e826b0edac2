"""The office reads a workbook in through the browser: a look first, then told; undone as a whole."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from hundredfold.do.ledger.models import Record
from tests.browser.conftest import Visiting
from tests.browser.visits import too_wide

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEADINGS = ("条线", "活动名称", "活动时间", "活动地点", "主办单位", "参加人数")
ROWS = (
    ("宣传教育", "表格里的第一课", date(2026, 5, 18), "一楼会议室", "友谊十七社区", 42),
    ("宣传教育", "表格里的第二课", "5月19日", "二楼会议室", "友谊十七社区", "约35人"),
    ("宣传教育", "不知谁办的课", "2026.5.20", "三楼会议室", "从没听过的单位", 20),
)


def workbook(folder: Path) -> Path:
    """A small ledger as people keep it: a title row, headings, three rows, the last of an unknown unit."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2026年宣传教育台账"])
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    path = folder / "台账.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_looked_at_confirmed_and_undone(visiting: Visiting, tmp_path: Path) -> None:
    with visiting() as visitor:
        page = visitor.enter("office")
        visitor.go("/office/imports/")
        page.locator('input[type="file"]').set_input_files(workbook(tmp_path))
        page.locator(".upload button").click()
        page.wait_for_url("**/office/imports/*/")

        assert page.locator(".figures b").all_inner_texts() == ["2", "1"]
        assert "从没听过的单位" in page.locator("main").inner_text()
        assert not Record.objects.filter(title__startswith="表格里的").exists()
        assert too_wide(page) == []

        with page.expect_navigation():
            page.locator('form[action$="/confirm/"] button').click()
        told = Record.objects.filter(title__startswith="表格里的")
        assert set(told.values_list("head_count", flat=True)) == {35, 42}

        with page.expect_navigation():
            page.locator('form[action$="/undo/"] button').click()
        assert set(told.values_list("state", flat=True)) == {"withdrawn"}
