"""The child's side called directly: the same files, and what a batch holds. No memory bombs here."""

from pathlib import Path
from typing import Any

import pytest

from hundredfold.reading.parsing import ledger
from hundredfold.reading.words import Refused
from tests.hostile import CASES, HEADINGS, ROW, workbook

BOMBS = {
    "far_cell.xlsx",
    "zip_bomb.xlsx",
    "one_long_line.csv",
    "quotes_only.csv",
    "commas_only.csv",
    "million_columns.csv",
}
SMALL = [case for case in CASES if case[1] != "either" and case[0] not in BOMBS]


def messages(path: Path, *, most_rows: int = 9_000) -> dict[str, list[Any]]:
    told: dict[str, list[Any]] = {"rows": [], "skipped": [], "end": []}
    for tag, content in ledger(str(path), most_rows):
        told[tag] += content if isinstance(content, list) else [content]
    return told


@pytest.mark.parametrize(("name", "must", "make"), SMALL, ids=[name for name, _, _ in SMALL])
def test_odd_file_is_read_or_refused(tmp_path: Path, name: str, must: str, make: Any):
    path = tmp_path / name
    path.write_bytes(make())

    if must == "pass":
        assert messages(path)["rows"]
    else:
        with pytest.raises(Refused) as caught:
            messages(path)
        assert caught.value.params["file"] == name


def test_messages_are_plain_values(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([HEADINGS, ROW, ("合计", "", "", "", "", 120)]))

    told = messages(path)

    assert told["rows"] == [
        [2, "台账", "A-1", "台账", "端午包粽子", "2024-06-10", "2024-06-10", "2024-06-10", "友谊广场", "文化馆",
         [], "", "",
         120, "", "", [], "", "", "", {"sheet": "台账"}]
    ]  # fmt: skip
    assert told["skipped"] == [[3, "台账", "row_total", {"text": "合计"}]]
    assert told["end"][0]["columns"] == {
        "编号": "id", "活动名称": "title", "活动时间": "date", "活动地点": "venue", "主办单位": "unit",
        "人数": "headcount",
    }  # fmt: skip


def test_too_many_rows_are_refused(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([HEADINGS, ROW, ROW]))

    with pytest.raises(Refused) as caught:
        messages(path, most_rows=1)

    assert caught.value.code == "too_many_rows"
