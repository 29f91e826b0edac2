"""`hundredfold link`: many ledgers together, as a process of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import ledgers
from tests.cli.running import run

HEADINGS = ("编号", "类别", "名称", "时间", "地点", "单位", "协办单位", "人数", "简介", "照片")
GALA = "12个节目上演,马头琴合奏《万马奔腾》开场,社区舞蹈队压轴。"
EAST = [
    (
        "1",
        "文艺展演",
        "“情满中秋庆团圆”专场文艺展演",
        "2026-09-24",
        "阿尔丁广场",
        "阿尔丁1号社区",
        "昆区文旅局",
        386,
        GALA,
        "1.jpg",
    ),
    (
        "2",
        "宣传教育",
        "用药安全讲座",
        "2026-03-08",
        "社区活动室",
        "前进社区",
        "",
        31,
        "药师讲过期药怎么处理。",
        "2.jpg",
    ),
]
WEST = [
    (
        "1",
        "文艺展演",
        "情满中秋庆团圆文艺展演",
        "2026-09-24",
        "阿尔丁广场",
        "昆都仑区文旅局",
        "阿1#社区",
        386,
        GALA,
        "1.jpg",
    ),
    (
        "7",
        "宣传教育",
        "消防演练",
        "2026-06-20",
        "青松小学",
        "青松社区",
        "",
        210,
        "学生演练从三楼撤到操场。",
        "2.jpg",
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("region")
    ledgers.write_plain(folder / "东区.csv", HEADINGS, EAST)
    ledgers.write_plain(folder / "西区.csv", HEADINGS, WEST)
    return folder


def linked(folder: Path, *words: str) -> dict[str, Any]:
    ended = run("link", *words, "--json", "-", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    answer: dict[str, Any] = json.loads(ended.out)
    return answer


def test_one_gala_in_two_ledgers_is_one_deed(folder: Path) -> None:
    answer = linked(folder, "东区.csv", "西区.csv")

    assert answer["deeds"] == [["东区/1", "西区/1"]]
    assert [(pair["a"], pair["b"], pair["ledgers"]) for pair in answer["pairs"]] == [
        ("东区/1", "西区/1", ["东区", "西区"])
    ]
    assert answer["pairs"][0]["probability"] > 0.9
    assert "同一天" in answer["pairs"][0]["why"]
    assert "照片" not in answer["pairs"][0]["why"], "a file name means nothing in another ledger"
    assert [each["rows"] for each in answer["ledgers"]] == [2, 2]
    assert len(answer["hash"]) == 64


def test_the_hash_is_the_same_every_time_and_on_the_screen(folder: Path) -> None:
    answer = linked(folder, "东区.csv", "西区.csv")
    shown = run("link", "东区.csv", "西区.csv", "--language", "en", folder=folder, seed="3")

    assert answer["hash"] == linked(folder, "东区.csv", "西区.csv")["hash"]
    assert answer["hash"] in shown.out
    assert "1 of them across ledgers" in shown.out


def test_ids_stay_as_they_are_where_only_one_ledger_has_them(folder: Path, tmp_path: Path) -> None:
    for name, number in (("甲", "A1"), ("乙", "B1")):
        ledgers.write_plain(tmp_path / f"{name}.csv", HEADINGS, [(number, *EAST[0][1:])])
    twice = tmp_path / "又"
    twice.mkdir()
    ledgers.write_plain(twice / "甲.csv", HEADINGS, [("A1", *EAST[0][1:])])

    assert linked(tmp_path, "甲.csv", "乙.csv")["deeds"] == [["A1", "B1"]]
    assert linked(tmp_path, "甲.csv", "又/甲.csv")["deeds"] == [["甲/A1", "甲-2/A1"]]


def test_ledgers_without_rows_link_nothing(tmp_path: Path) -> None:
    ledgers.write_plain(tmp_path / "空.csv", HEADINGS, [])

    answer = linked(tmp_path, "空.csv", "空.csv")

    assert (answer["pairs"], answer["deeds"], answer["scored"]) == ([], [], 0)


WRONG = {
    "no ledger": (),
    "missing file": ("东区.csv", "none.csv"),
    "unknown engine": ("东区.csv", "--engine", "excel"),
    "no address of Spark": ("东区.csv", "--engine", "spark", "--master", "nowhere"),
    "unknown programme": ("东区.csv", "--programme", "no_such_programme"),
    "cannot write": ("东区.csv", "--json", "nowhere/a.json"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_was_asked_wrongly_ends_with_2_and_one_sentence(folder: Path, wrong: tuple[str, ...]) -> None:
    ended = run("link", *wrong, folder=folder)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.strip().count("\n") == 0
    assert ended.err.strip()
    assert "Traceback" not in ended.err
