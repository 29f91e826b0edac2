"""The page of a check: it stands alone, its anchors lead somewhere, and any number of rows is borne."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from hundredfold.tell.render import words
from hundredfold.tell.render.faces import CheckPage, FindingFace, Line, StrandFace
from hundredfold.tell.render.lists import anchor
from hundredfold.tell.render.page import check_page

VOID = {"meta", "br", "link", "rect", "path"}


class Outline(HTMLParser):
    """Collects ids, fragment links and whether every opened element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fragments: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and str(values.get("href", "")).startswith("#"):
            self.fragments.append(str(values["href"])[1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    seen = Outline()
    seen.feed(html)
    seen.close()
    return seen


def report(rows: int, *, findings: tuple[FindingFace, ...] = (), skipped: int = 0) -> CheckPage:
    lines = tuple(
        Line(f"A {i}/甲", f"端午粽香一家亲 {i}", "友谊大街街道", "2026-06-12", "counted", "已审核,日期在期内")
        for i in range(rows)
    )
    strand = StrandFace("performances", "文艺汇演", "场", 100, rows, 0, 0, lines)
    return CheckPage(
        title="台账核对",
        source_name="台账.xlsx",
        programme_name="九个一百",
        period_text="2026 年",
        made_at_text="2026-06-12 09:00",
        strands=(strand,),
        findings=findings,
        skipped=tuple((f"第 {i} 行", "没有标题") for i in range(skipped)),
        notices=("有一列没有读入",),
    )


@pytest.mark.parametrize("rows", [0, 1, 800, 10_000])
def test_page_any_number_of_rows_is_whole_and_every_anchor_leads_somewhere(rows: int) -> None:
    html = check_page(report(rows), language="zh")

    seen = outline(html)
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert set(seen.fragments) <= set(seen.ids)
    assert len(html.encode()) < 60_000 + 500 * rows


def test_page_reaches_for_nothing_outside_itself() -> None:
    html = check_page(report(30, skipped=2), language="zh")

    assert not re.search(r"""(src|srcset|action)=|href="(?!#)|@import|url\(|<script|<link""", html)
    assert "default-src 'none'" in html


def test_page_finding_shows_both_sides_and_marks_both_cells() -> None:
    finding = FindingFace(
        "疑似重复", "疑似重复, 请核对", ("A 0/甲", "A 1/甲", "missing"), ("同一天", "地点相近")
    )

    html = check_page(report(3, findings=(finding,)), language="zh")

    assert html.count('<div class="side">') == 3
    assert "端午粽香一家亲 1" in html
    assert "missing" in html
    assert html.count("h9v9z") == 3  # two cells and the key


def test_page_finding_on_a_joined_record_leads_to_its_deed() -> None:
    line = Line("R1", "义演", "文化馆", "2026-06-12", "counted", records=("R1", "R2"))
    strand = StrandFace("performances", "文艺汇演", "场", 100, 1, 0, 0, (line,))
    finding = FindingFace("疑似重复", "疑似重复", ("R2",))

    html = check_page(
        CheckPage("核对", "a.csv", "九个一百", "2026", "今天", (strand,), (finding,)), language="zh"
    )

    assert f'<div class="side"><a href="#{anchor("R1")}">' in html
    assert html.count("h9v9z") == 2


def test_page_hostile_ledger_stays_words() -> None:
    bad = "<script>alert('x')</script>\"&"
    line = Line(bad, bad, bad, bad, "pending", bad, (bad, bad))
    strand = StrandFace(bad, bad, bad, 10, 0, 1, 0, (line,))
    finding = FindingFace(bad, bad, (bad, bad), (bad,))

    html = check_page(
        CheckPage(bad, bad, bad, bad, bad, (strand,), (finding,), ((bad, bad),), (bad,)), language="en"
    )

    assert "<script" not in html
    assert outline(html).open == []


def test_page_record_in_two_strands_is_anchored_once() -> None:
    line = Line("R1", "义演", "文化馆", "2026-06-12", "counted", told_by=("文化馆", "友谊大街街道"))
    strands = tuple(StrandFace(code, code, "场", 100, 1, 0, 0, (line,)) for code in ("performances", "talks"))

    html = check_page(CheckPage("核对", "a.csv", "九个一百", "2026", "今天", strands), language="zh")

    assert outline(html).ids.count(anchor("R1")) == 1
    assert html.count("报送：文化馆、友谊大街街道") == 2


def test_page_without_strands_says_so() -> None:
    html = check_page(CheckPage("核对", "a.csv", "九个一百", "2026", "今天", ()), language="zh")

    assert "台账里没有可读的行" in html


def test_page_long_lists_are_folded_and_short_ones_open() -> None:
    assert "<details open>" not in check_page(report(800), language="zh")
    assert "<details open>" in check_page(report(3), language="zh")


def test_page_speaks_each_language_whole() -> None:
    english = check_page(CheckPage("Check", "a.csv", "Nine", "2026", "now", ()), language="en")

    assert '<html lang="en">' in english
    assert not re.search(r"[\u4e00-\u9fff]", english.split("</style>")[1])
    assert all(zh and en for zh, en in words.SENTENCES.values())


def test_anchor_unlike_ids_stay_unlike() -> None:
    ids = ["A 1", "A-1", "A_1", "A/1", "甲1", "A1", "A_201"]

    assert len({anchor(id_) for id_ in ids}) == len(ids)
    assert all(re.fullmatch(r"[\w-]+", anchor(id_), re.ASCII) for id_ in ids)


@pytest.mark.parametrize("sheet", ["css/tokens.css", "css/grid.css"])
def test_page_draws_with_the_sheets_that_the_site_serves(sheet: str) -> None:
    served = finders.find(sheet)

    assert isinstance(served, str)
    assert Path(served).read_text(encoding="utf-8") in check_page(report(3), language="zh")
