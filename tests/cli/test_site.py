"""A site of another programme from founding to undoing an import, by commands alone; every process its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import ledgers
from tests.cli.running import Ended, run

pytestmark = pytest.mark.slow

HEADINGS = ("编号", "条线", "标题", "日期", "地点", "单位", "协办单位", "人数", "照片", "民族")
GOOD = [
    ("1", "共读", "共读《城南旧事》", "2026-05-20", "社区书屋", "友谊社区", "", 21, "a.jpg", ledgers.SECRET),
    (
        "2",
        "共读",
        "共读《呼兰河传》",
        "2027年3月2日",
        "校图书馆",
        "团结小学",
        "友谊社区",
        "约35人",
        "b.jpg",
        "",
    ),
    ("3", "书屋", "友谊社区书屋", "2026.4.30", "友谊社区一楼", "友谊社区", "", "", "c.jpg", ledgers.SECRET),
]
BAD = {
    5: ("4", "共读", "共读《边城》", "2026-02-30", "校图书馆", "团结小学", "", 35, "", ""),
    6: ("5", "共读", "共读《边城》", "2026-06-11", "校图书馆", "团结小学", "", -3, "", ""),
    7: ("6", "写诗", "写一首诗", "2026-06-11", "校图书馆", "团结小学", "", 3, "", ""),
    8: ("7", "共读", "共读《骆驼祥子》", "2026-06-12", "", "", "", 3, "", ""),
    9: ("8", "共读", "", "2026-06-12", "校图书馆", "团结小学", "", 3, "", ""),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the reading year into which a ledger with good and bad rows was imported."""
    home = tmp_path_factory.mktemp("site")
    founded = run("found", "reading_year", "--year", "2026", "--district", "昆都仑区", home=home)
    assert (founded.code, founded.err) == (0, "")
    assert "reading_year-2026" in founded.out
    ledgers.write_plain(home / "书香.csv", HEADINGS, [*GOOD, *BAD.values()])
    return home


@pytest.fixture(scope="module")
def imported(home: Path) -> Ended:
    return run("import", home / "书香.csv", "--add-units", "--yes", home=home)


def answer(home: Path, *words: str) -> dict[str, Any]:
    ended = run(*words, "--json", "-", home=home)
    assert (ended.code, ended.err) == (0, ""), ended.err
    return dict(json.loads(ended.out))


def test_nothing_is_told_before_somebody_confirms(home: Path) -> None:
    unknown = run("import", home / "书香.csv", home=home)
    ledgers.write_plain(home / "先看.csv", HEADINGS[:-1], [(*GOOD[0][:5], "昆都仑区", *GOOD[0][6:-1])])
    unasked = run("import", home / "先看.csv", home=home)

    assert unknown.code == 2
    assert "友谊社区" in unknown.err
    assert "团结小学" in unknown.err
    assert (unasked.code, "未入账" in unasked.err) == (0, True)
    assert sum(each["pending"] for each in answer(home, "count")["counts"].values()) == 0


def test_good_rows_are_told_and_each_bad_one_is_said_with_its_place(home: Path, imported: Ended) -> None:
    said = imported.err.splitlines()
    counts = answer(home, "count")["counts"]

    assert imported.code == 0
    assert "可入账 3 条，退回 5 行" in imported.err
    for row in BAD:
        assert [line for line in said if line.strip().startswith(f"{row}: ") and len(line) > 12], (row, said)
    assert [line for line in said if "民族" in line]
    assert ledgers.SECRET not in imported.said
    assert {code: each["pending"] for code, each in counts.items() if each["pending"]} == {
        "readings": 2,
        "corners": 1,
    }


def test_a_number_and_a_record_explain_themselves(home: Path, imported: Ended) -> None:
    strand, record = answer(home, "explain", "readings"), answer(home, "explain", "1")
    shown = run("explain", "readings", "--language", "en", home=home)

    assert imported.code == 0
    assert strand["pending"] == 2
    assert len(strand["sentences"]) == 4
    assert [each["title"] for each in record["standings"]] == ["共读《城南旧事》"]
    assert "等待审核" in record["sentences"][0]
    assert "waiting for review" in shown.out
    assert [each["units"] for each in strand["deeds"] if each["title"] == "共读《呼兰河传》"] == [
        ["团结小学", "友谊社区"]
    ]


def test_every_record_is_exported_three_ways(home: Path, imported: Ended) -> None:
    ended = [run("export", home / f"出.{ending}", home=home) for ending in ("xlsx", "csv", "json")]

    assert [each.code for each in ended] == [0, 0, 0], imported
    told = json.loads((home / "出.json").read_text(encoding="utf-8"))
    assert [each["标题"] for each in told] == [row[2] for row in GOOD]
    again = run("check", home / "出.xlsx", "--programme", "reading_year", "--json", "-", home=home)
    twin = run("check", home / "出.csv", "--programme", "reading_year", "--json", "-", home=home)
    assert json.loads(again.out)["rows"] == json.loads(twin.out)["rows"] == 3


def test_the_doctor_finds_the_kept_totals_true(home: Path, imported: Ended) -> None:
    ended = run("doctor", home=home)

    assert imported.code == 0
    wrong = [line for line in ended.out.splitlines() if line.startswith("✗")]
    assert len(wrong) == 1, "only the worker does not run"
    assert "worker" in wrong[0]
    assert (ended.code, ended.err) == (1, "")


def test_nothing_of_a_forbidden_column_is_in_the_database(home: Path, imported: Ended) -> None:
    assert imported.code == 0
    for path in (path for path in home.rglob("*") if path.is_file() and path.name != "书香.csv"):
        content = path.read_bytes()
        assert ledgers.SECRET.encode() not in content, path.name
        assert ledgers.SECRET.encode("unicode_escape") not in content, path.name


def test_the_same_file_is_refused_until_it_is_undone(home: Path, imported: Ended) -> None:
    again = run("import", home / "书香.csv", "--yes", home=home)
    name = imported.err.rsplit("--undo ", 1)[1].split()[0]
    undone = run("import", "--undo", name, home=home)
    after = answer(home, "count")["counts"]
    twice = run("import", "--undo", name, home=home)
    back = run("import", home / "书香.csv", "--yes", home=home)

    assert (again.code, again.err.strip().count("\n"), name in again.err) == (2, 0, True)
    assert (undone.code, "3" in undone.err) == (0, True)
    assert {each["pending"] for each in after.values()} == {0}
    assert (twice.code, twice.err.strip().count("\n")) == (2, 0)
    assert back.code == 0


def test_what_cannot_be_done_is_said_in_one_sentence(home: Path, tmp_path: Path) -> None:
    for words in (
        ("import", "没有.xlsx"),
        ("import",),
        ("import", "--undo", "01NOSUCHIMPORT"),
        ("import", "书香.csv", "--by", "nobody"),
        ("export", "出.pdf"),
        ("count", "--as-of", "2026-02-30"),
        ("explain", "no_such_strand"),
        ("found", "reading_year", "--year", "2026"),
        ("found", "no_such_blueprint"),
    ):
        ended = run(*words, home=home, folder=home)
        assert (ended.code, ended.err.strip().count("\n")) == (2, 0), (words, ended)
        assert "Traceback" not in ended.err
    empty = run("count", home=tmp_path / "empty")
    assert (empty.code, empty.err.strip().count("\n")) == (2, 0), empty
