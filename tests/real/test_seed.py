"""The seed article and the synthetic cases, as they came: mended and read to the letter."""

import csv
from pathlib import Path

import pytest

from hundredfold.reading.pages import Page, read_page
from hundredfold.reading.repair import repair

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real inputs are not on this machine")


def seed() -> Page:
    return read_page((REAL / "seed_article.txt").read_bytes(), name="seed_article.txt")


def test_seed_text_equals_the_restored_text() -> None:
    assert seed().text == (REAL / "seed_restored.txt").read_text(encoding="utf-8")


def test_seed_repairs_name_spans_of_the_original() -> None:
    damaged = (REAL / "seed_article.txt").read_text(encoding="utf-8")
    repaired = repair(damaged)

    rebuilt, place = [], 0
    for fix in repaired.repairs:
        assert damaged[fix.start : fix.end] == fix.was
        rebuilt += [damaged[place : fix.start], fix.now]
        place = fix.end
    assert "".join([*rebuilt, damaged[place:]]) == repaired.text
    assert sum(fix.rule == "R2" for fix in repaired.repairs) >= 117


def test_seed_guess_is_declared() -> None:
    unsure = [fix.now for fix in seed().repairs if fix.sure < 0.8]

    assert "".join(unsure) == "福》"


def test_seed_tells_of_four_reports() -> None:
    told = [(each.outlet, each.level, each.title, each.page) for each in seed().mentions]

    assert told == [
        ("人民日报", "central", "内蒙古推动群众安居,完善社区服务——居民团结互助 生活和谐幸福", 7),
        ("央广网", "central", "包头市昆都仑区“七大行动”续写民族团结进步新篇章", None),
        ("中国文化报", "central", "走进包头 感受石榴籽紧紧抱在一起的力量", None),
        ("中国民族报", "central", "幸福小社区 团结大舞台", None),
    ]


def test_seed_speaks_of_all_nine_strands() -> None:
    assert len(seed().strands) == 9


def test_seed_places_and_figures() -> None:
    page = seed()

    assert {"昆区", "昆都仑区", "卜尔汉图镇", "阿尔丁街道", "乌兰社区", "红石榴广场", "阿1#社区"} <= set(
        page.places
    )
    assert [(each.what, each.value) for each in page.figures] == [("篇 宣传报道", 100)]


def test_synthetic_cases_are_mended_exactly() -> None:
    with (REAL / "damage" / "cases_synthetic.tsv").open(encoding="utf-8") as lines:
        cases = list(csv.DictReader(lines, delimiter="\t"))

    assert [repair(case["damaged"]).text for case in cases] == [case["clean_simplified"] for case in cases]
