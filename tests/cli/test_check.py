"""`hundredfold check` on a ledger as people really keep it, as a process of its own."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests import ledgers
from tests.cli.running import Ended, run
from tests.ledgers import Planted, Told

pytestmark = pytest.mark.slow
NINE = [
    "lecturers",
    "teams",
    "performances",
    "talks",
    "exemplars",
    "model_units",
    "landscape",
    "products",
    "press",
]


@pytest.fixture(scope="module")
def year() -> tuple[list[Told], Planted]:
    return ledgers.year_of(800)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, year: tuple[list[Told], Planted]) -> Path:
    made = tmp_path_factory.mktemp("ledgers")
    ledgers.write_workbook(made / "台账.xlsx", year[0])
    ledgers.write_csv(made / "台账.csv", year[0])
    ledgers.write_csv(made / "台账16.csv", year[0], encoding="utf-16")
    return made


@pytest.fixture(scope="module")
def answer(folder: Path) -> dict[str, Any]:
    return checked(folder, "台账.xlsx")


def checked(folder: Path, *args: str | Path, seed: str = "1") -> dict[str, Any]:
    ended = run("check", *args, "--json", "-", folder=folder, seed=seed)
    assert (ended.code, ended.err) == (0, ""), ended.err
    return dict(json.loads(ended.out))


def same(answer: dict[str, Any]) -> dict[str, Any]:
    """What must not depend on the sort of file: everything but names of files, sheets and rows."""
    return {
        **{
            key: answer[key] for key in ("rows", "period", "pairs", "deeds", "findings", "counts", "unplaced")
        },
        "skipped": len(answer["skipped"]),
    }


def test_check_gives_the_shape_of_the_contract(answer: dict[str, Any]) -> None:
    assert answer["rows"] == 800
    assert [set(each) >= {"row", "why"} for each in answer["skipped"]] == [True, True]
    assert all(set(each) == {"a", "b", "probability", "why"} for each in answer["pairs"])
    assert all(isinstance(each, list) and each for each in answer["deeds"])
    assert all(set(each) == {"rule", "records", "why"} for each in answer["findings"])
    assert list(answer["counts"]) == NINE
    for counted in answer["counts"].values():
        assert {"target", "counted", "pending", "excluded", "deeds"} <= set(counted)
        states = [deed["state"] for deed in counted["deeds"]]
        assert [states.count(state) for state in ("counted", "pending", "excluded")] == [
            counted[state] for state in ("counted", "pending", "excluded")
        ]
        assert all(deed["why"] for deed in counted["deeds"])
    assert sorted(record for deed in answer["deeds"] for record in deed) == sorted(
        record
        for counted in answer["counts"].values()
        for deed in counted["deeds"]
        for record in deed["records"]
    )


def test_check_finds_what_was_planted(answer: dict[str, Any], year: tuple[list[Told], Planted]) -> None:
    planted = year[1]
    pairs = {frozenset((each["a"], each["b"])) for each in answer["pairs"]}
    together = [set(deed) for deed in answer["deeds"] if len(deed) > 1]
    by_rule = {
        rule: {record for each in answer["findings"] if each["rule"] == rule for record in each["records"]}
        for rule in ("outside_period", "thin_evidence", "implausible_head_count")
    }

    missed = [pair for pair in (*planted.same, *planted.reprints) if frozenset(pair) not in pairs]
    apart = [
        pair for pair in (*planted.same, *planted.reprints) if not any(set(pair) <= deed for deed in together)
    ]
    assert len(missed) <= 2, missed
    assert len(apart) <= 4, apart
    assert len(together) <= len(planted.same) + len(planted.reprints) + 2
    assert by_rule["outside_period"] == set(planted.outside)
    assert by_rule["thin_evidence"] == set(planted.thin)
    assert by_rule["implausible_head_count"] == set(planted.crowded)
    assert answer["period"] == ["2026-01-01", "2026-12-31"]
    assert all("合计" in each["why"] for each in answer["skipped"])


@pytest.mark.parametrize("twin", ["台账.csv", "台账16.csv"])
def test_a_csv_twin_gives_the_same_answer(folder: Path, answer: dict[str, Any], twin: str) -> None:
    assert same(checked(folder, twin)) == same(answer)


def test_the_same_ledger_gives_the_same_answer_every_time(folder: Path, answer: dict[str, Any]) -> None:
    assert [checked(folder, "台账.xlsx", seed=seed) == answer for seed in "234"] == [True] * 3


def test_check_writes_one_page_that_stands_alone(folder: Path) -> None:
    ended = run("check", "台账.xlsx", "--html", "页.html", folder=folder)

    page = (folder / "页.html").read_text(encoding="utf-8")
    assert (ended.code, ended.err) == (0, "")
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert not re.findall(r"<(?:script|link|iframe|object|embed|img)\b", page)
    assert not re.findall(r"(?:src|action|srcset)\s*=|url\(|@import", page)
    assert {link[0] for link in re.findall(r'href="([^"]*)"', page) if link} == {"#"}
    assert page.count('id="') == len(set(re.findall(r'id="([^"]*)"', page)))
    assert "合计" in page
    assert ledgers.SECRET not in page


def test_a_forbidden_column_is_named_and_nothing_of_it_kept(folder: Path, answer: dict[str, Any]) -> None:
    shown = run("check", "台账.csv", "--html", "页2.html", folder=folder)

    assert [notice for notice in answer["notices"] if "“民族”" in notice]
    for text in (
        json.dumps(answer, ensure_ascii=False),
        shown.said,
        (folder / "页2.html").read_text(encoding="utf-8"),
    ):
        assert ledgers.SECRET not in text
        assert "民族" in text


def test_strict_leaves_with_1_when_something_was_found(folder: Path, tmp_path: Path) -> None:
    clean = ledgers.write_plain(
        tmp_path / "净.csv",
        ("类别", "活动名称", "时间", "地点", "人数", "照片"),
        [("宣传教育", "普法讲座", "2026-05-20", "社区活动室", 30, "a.jpg")],
    )

    assert run("check", "台账.csv", "--strict", folder=folder).code == 1
    assert run("check", clean, "--strict").code == 0


def test_check_says_it_in_english(folder: Path) -> None:
    shown = run(
        "check",
        "台账.csv",
        "--language",
        "en",
        "--json",
        "en.json",
        "--html",
        "en.html",
        folder=folder,
        seed="1",
    )

    told = json.loads((folder / "en.json").read_text(encoding="utf-8"))
    page = (folder / "en.html").read_text(encoding="utf-8")
    reasons = {deed["why"] for strand in told["counts"].values() for deed in strand["deeds"]}
    assert (shown.code, shown.err) == (0, "")
    assert "not counted" in shown.out
    assert all(re.match(r"Counts in|Not yet counted in|Not counted in", why) for why in reasons)
    assert '<html lang="en">' in page
    assert run("check", "台账.csv", folder=folder, language="en_GB.UTF-8", seed="1").out == shown.out


def test_another_programme_counts_by_its_own_strands(tmp_path: Path) -> None:
    ledger = ledgers.write_plain(
        tmp_path / "书香.csv",
        ("条线", "标题", "日期", "地点", "人数", "照片"),
        [
            ("共读", "共读《城南旧事》", "2026-05-20", "社区书屋", 21, "a.jpg"),
            ("共读", "共读《呼兰河传》", "2027-03-02", "校图书馆", 35, "b.jpg"),
        ],
    )

    told = checked(tmp_path, ledger, "--programme", "reading_year")

    assert "readings" in told["counts"]
    assert "talks" not in told["counts"]
    assert told["counts"]["readings"]["counted"] == 2
    assert told["period"] == ["2026-04-23", "2027-04-22"]


def test_rows_get_ids_when_none_are_given_and_repeated_ones_are_told_apart(tmp_path: Path) -> None:
    rows = [("讲座", f"第{n}讲", f"2026-0{n}-11", f"教室{n}") for n in range(1, 5)]
    bare = ledgers.write_plain(tmp_path / "无编号.csv", ("类别", "名称", "时间", "地点"), rows)
    twice = ledgers.write_plain(
        tmp_path / "重号.csv",
        ("编号", "类别", "名称", "时间", "地点"),
        [(name, *row) for name, row in zip(("A1", "A1", "", "A2"), rows, strict=True)],
    )

    made = [record for deed in checked(tmp_path, bare)["deeds"] for record in deed]
    told = [record for deed in checked(tmp_path, twice)["deeds"] for record in deed]

    assert len(made) == len(set(made)) == 4
    assert len(told) == len(set(told)) == 4
    assert "A2" in told
    assert sum(each.startswith("A1") for each in told) == 2


def test_a_ledger_without_strands_is_still_checked(tmp_path: Path) -> None:
    rows = [
        ("邻里茶话会", "2026-05-20", "议事厅", "友谊社区"),
        ("消防演练", "2026-06-01", "小广场", "团结社区"),
    ]
    ledger = ledgers.write_plain(tmp_path / "a.csv", ("活动名称", "时间", "地点", "单位"), rows)

    told = checked(tmp_path, ledger)

    assert len(told["unplaced"]) == told["rows"] == 2
    assert sum(each["counted"] for each in told["counts"].values()) == 0


def test_headings_without_rows_count_nothing(tmp_path: Path) -> None:
    told = checked(tmp_path, ledgers.write_plain(tmp_path / "空.csv", ("类别", "活动名称", "时间"), []))

    assert (told["rows"], told["deeds"], told["findings"]) == (0, [], [])
    assert list(told["counts"]) == NINE
    assert run("check", tmp_path / "空.csv", "--html", tmp_path / "空.html").code == 0


def test_a_photo_under_two_records_is_found(tmp_path: Path) -> None:
    from PIL import Image

    from tests.hostile_photos import picture

    photos = tmp_path / "照片"
    photos.mkdir()
    first = picture(900, 700, seed=5)
    first.save(photos / "a.jpg", quality=92)
    first.resize((640, 498), Image.Resampling.LANCZOS).save(photos / "b.JPG", "JPEG", quality=75)
    picture(900, 700, seed=6).save(photos / "c.jpg", quality=92)
    rows = [
        ("1", "讲座", "家风故事会", "2026-03-01", "友谊社区活动室", "a.jpg"),
        ("2", "讲座", "用药安全讲座", "2026-09-08", "团结社区议事厅", "b.jpg"),
        ("3", "讲座", "消防演练", "2026-06-20", "青松小学", "c.jpg；没有这张.jpg"),
    ]
    ledger = ledgers.write_plain(tmp_path / "a.csv", ("编号", "类别", "名称", "时间", "地点", "照片"), rows)

    told = checked(tmp_path, ledger, "--photos", photos)

    assert [each["records"] for each in told["findings"] if each["rule"] in {"same_photo", "same_deed"}] == [
        ["1", "2"]
    ]


WRONG = {
    "missing file": ("none.xlsx",),
    "folder": (".",),
    "unknown programme": ("台账.csv", "--programme", "no_such_programme"),
    "programme no blueprint": ("台账.csv", "--programme", "台账.csv"),
    "no address of Spark": ("台账.csv", "--engine", "spark", "--master", "nowhere"),
    "unknown engine": ("台账.csv", "--engine", "excel"),
    "no such folder": ("台账.csv", "--photos", "nowhere"),
    "cannot write": ("台账.csv", "--json", "nowhere/a.json"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_was_asked_wrongly_ends_with_2_and_one_sentence(folder: Path, wrong: tuple[str, ...]) -> None:
    ended = run("check", *wrong, folder=folder)

    assert (ended.code, ended.out) == (2, "")
    assert refused_in_one_sentence(ended)


def test_options_that_do_not_exist_end_with_2(folder: Path) -> None:
    for wrong in (("--nope",), ("--language", "fr")):
        ended = run("check", "台账.csv", *wrong, folder=folder)
        assert ended.code == 2
        assert wrong[0] in ended.err
        assert "Traceback" not in ended.err


def refused_in_one_sentence(ended: Ended) -> bool:
    return ended.err.strip().count("\n") == 0 and bool(ended.err.strip()) and "Traceback" not in ended.err
