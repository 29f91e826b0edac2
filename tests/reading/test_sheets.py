"""Ledgers as people really keep them, in workbooks and text, to rows."""

import csv
import io
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from hundredfold.reading.sheets import Ledger, LedgerRow, read_ledger, stream_ledger
from hundredfold.reading.words import SENTENCES, Refused

HEADINGS = ("编号", "活动名称", "活动时间", "地点", "主办单位", "人数")
ROW = ("A-1", "端午包粽子", "2024-06-10", "友谊广场", "文化馆", 120)
Rows = list[tuple[Any, ...]]


def workbook(
    path: Path, rows: Rows, *, sheet: str = "台账", merges: tuple[str, ...] = (), **options: Any
) -> Path:
    """One sheet; each merge is a range such as `A3:A5` whose first cell keeps its value."""
    return several_sheets(path, {sheet: rows}, merges=merges, **options)


def several_sheets(
    path: Path, sheets: dict[str, Rows], *, merges: tuple[str, ...] = (), **options: Any
) -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy/m/d", **options})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for place, row in enumerate(rows):
            page.write_row(place, 0, row)
        for merge in merges:
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(merge.split(":")[0])
            page.merge_range(merge, rows[row][column])
    book.close()
    return path


def text(path: Path, rows: Rows, *, encoding: str = "utf-8", mark: str = ",") -> Path:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=mark).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def codes(ledger: Ledger) -> dict[int, str]:
    return {skipped.row: skipped.code for skipped in ledger.skipped}


def noticed(ledger: Ledger) -> list[str]:
    return [notice.code for notice in ledger.notices]


def refusal(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        read_ledger(path)
    return caught.value


def test_every_column_of_the_contract_is_read(tmp_path: Path):
    heads = ("编号", "条线", "活动名称", "开始日期", "结束日期", "活动地点", "主办单位", "协办单位",
        "所属街道", "旗县区", "参加人数",
             "统计方式", "活动简介", "照片", "链接", "媒体", "层级", "备注")  # fmt: skip
    row = ("A-1", "宣传教育", "端午\n包粽子", datetime(2024, 6, 10),
        "2024.6.12", "友谊广场", "文化馆", "学校、社区；街道",
        "友谊街道",
           "昆都仑区", "约120人", "清点", "一起\n包粽子", "a.jpg;b 1.png", "见 https://example.org/1 。",
           "日报", "市级", "好")  # fmt: skip

    ledger = read_ledger(workbook(tmp_path / "a.xlsx", [heads, row]))

    assert ledger.rows == (
        LedgerRow(
            number=2, sheet="台账", id="A-1", strand="宣传教育", title="端午包粽子", start=date(2024, 6, 10),
            end=date(2024, 6, 12),
            date_text="2024-06-10 至 2024.6.12", venue="友谊广场", unit="文化馆",
            co_units=("学校", "社区", "街道"), town="友谊街道", district="昆都仑区", headcount=120,
            headcount_method="counted",
            summary="一起\n包粽子",
            photos=("a.jpg", "b 1.png"), url="https://example.org/1", outlet="日报", level="市级",
            extra={"备注": "好", "sheet": "台账"},
        ),
    )  # fmt: skip
    assert ledger.columns["所属街道"] == "town"
    assert (ledger.skipped, ledger.notices, ledger.dropped, ledger.source) == ((), (), (), "a.xlsx")


def test_english_headings_in_any_order(tmp_path: Path):
    rows: Rows = [
        ("Attendance", "Where", "Event name", "When", "Organiser", "ID"),
        (12, "Hall", "Talk", "10 Jun 2024", "Library", 7),
    ]

    [row] = read_ledger(text(tmp_path / "a.csv", rows)).rows

    assert (row.id, row.title, row.start, row.venue, row.unit, row.headcount) == (
        "7", "Talk", date(2024, 6, 10), "Hall", "Library", 12,
    )  # fmt: skip


def test_title_rows_totals_notes_blanks_and_repeated_headings(tmp_path: Path):
    rows: Rows = [
        ("2024年度百场宣传教育台账",), ("填报单位：文化馆", "", "填报时间：2024年12月"), HEADINGS, ROW,
        (), ("小计", "", "", "", "", 120),

        HEADINGS, ("A-2", "敬老月", "10月11日", "社区", "街道", "三十"), ("合 计", "", "", "", "", 150),
        ("注：以上数据截至年底",), ("填表人：某某", "", "审核人：某某"),
    ]  # fmt: skip

    ledger = read_ledger(workbook(tmp_path / "a.xlsx", rows, sheet="Sheet1", merges=("A1:F1",)))

    assert [(row.number, row.id, row.start, row.headcount) for row in ledger.rows] == [
        (4, "A-1", date(2024, 6, 10), 120),
        (8, "A-2", date(2024, 10, 11), 30),
    ]
    assert codes(ledger) == {
        6: "row_total",
        7: "row_headings",
        9: "row_total",
        10: "row_note",
        11: "row_note",
    }
    assert {row.strand for row in ledger.rows} == {"2024年度百场宣传教育台账"}
    assert noticed(ledger) == ["year_guessed"]


def test_two_rows_of_headings(tmp_path: Path):
    rows: Rows = [
        ("序号", "单位", "活动信息", "", "", "人数"), ("", "", "名称", "时间", "地点", ""),
        (1, "文化馆", "包粽子", "2024-06-10", "广场", 9),
    ]  # fmt: skip

    [row] = read_ledger(workbook(tmp_path / "a.xlsx", rows, merges=("A1:A2", "B1:B2", "C1:E1", "F1:F2"))).rows

    assert (row.id, row.unit, row.title, row.start, row.venue, row.headcount) == (
        "1", "文化馆", "包粽子", date(2024, 6, 10), "广场", 9,
    )  # fmt: skip


def test_merged_cells_are_filled_down_and_blank_cells_are_not(tmp_path: Path):
    rows: Rows = [
        ("条线", "活动名称", "活动时间", "主办单位", "人数"),
        ("宣传教育", "一", "2024-06-10", "文化馆", 10),
        ("", "二", "2024-06-11", "", 20), ("", "三", "2024-06-12", "", ""),
    ]  # fmt: skip

    ledger = read_ledger(workbook(tmp_path / "a.xlsx", rows, merges=("A2:A3", "D2:D4", "E3:E4")))

    assert [(row.strand, row.unit, row.headcount) for row in ledger.rows] == [
        ("宣传教育", "文化馆", 10), ("宣传教育", "文化馆", 20), ("", "文化馆", None),
    ]  # fmt: skip


def test_strand_from_sheet_names_and_section_rows(tmp_path: Path):
    sheets: dict[str, Rows] = {
        "文艺汇演": [HEADINGS, ROW],
        "说明": [("本表由各单位填写",)],
        "宣讲": [HEADINGS, ("一、进社区",), ("B-1", *ROW[1:]), ("二、进校园",), ("B-2", *ROW[1:])],
    }

    ledger = read_ledger(several_sheets(tmp_path / "a.xlsx", sheets))

    assert [(row.id, row.strand, row.sheet) for row in ledger.rows] == [
        ("A-1", "文艺汇演", "文艺汇演"), ("B-1", "一、进社区", "宣讲"), ("B-2", "二、进校园", "宣讲"),
    ]  # fmt: skip
    assert noticed(ledger) == ["sheet_ignored"]


def test_hidden_sheet_is_not_read(tmp_path: Path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name in ("今年", "去年"):
        page = book.add_worksheet(name)
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ROW)
    page.hide()
    book.close()

    ledger = read_ledger(tmp_path / "a.xlsx")

    assert [row.sheet for row in ledger.rows] == ["今年"]
    assert noticed(ledger) == ["sheet_hidden"]


def test_forbidden_columns_are_dropped_and_only_named(tmp_path: Path):
    heads = (*HEADINGS, "民族", "身份证号", "代码二", "民族团结进步活动名称")
    rows: Rows = [heads, (*ROW, "某族", "150203199001011234", "150203199001011234", "石榴籽"),
                  ("A-2", *ROW[1:], "某族", "不详", "15020319900101123X", "")]  # fmt: skip

    ledger = read_ledger(workbook(tmp_path / "a.xlsx", rows))

    assert ledger.dropped == ("民族", "身份证号", "代码二")
    assert noticed(ledger) == ["column_forbidden", "column_secret"]
    assert ledger.rows[0].extra == {"民族团结进步活动名称": "石榴籽", "sheet": "台账"}
    assert "某族" not in repr(ledger)
    assert "150203" not in repr(ledger)


def test_identity_number_in_free_text_is_masked(tmp_path: Path):
    rows: Rows = [HEADINGS, ("A-1", "张某150203199001011234获奖", *ROW[2:])]

    [row] = read_ledger(text(tmp_path / "a.csv", rows)).rows

    assert row.title == "张某〔已隐去〕获奖"


@pytest.mark.parametrize(
    ("value", "code"),
    [("2024-02-30", "date_impossible"), ("13月5日", "date_impossible"), ("待定", "date_unknown"),
        ("农历五月初五", "date_lunar"),
     ("6月12日-10日", "date_reversed")],
)  # fmt: skip
def test_bad_date_skips_its_row_with_place_and_remedy(tmp_path: Path, value: str, code: str):
    ledger = read_ledger(workbook(tmp_path / "a.xlsx", [HEADINGS, ROW, ("A-2", "x", value, "y", "z", 1)]))

    [skipped] = ledger.skipped
    assert (len(ledger.rows), skipped.row, skipped.code) == (1, 3, code)
    assert skipped.why("zh").startswith("工作表“台账”第 3 行“活动时间”列的“" + value)
    assert skipped.why("en").startswith("Sheet “台账”, row 3: “" + value)


@pytest.mark.parametrize(
    ("value", "code"), [(-3, "head_negative"), ("2亿人", "head_absurd"), (1.5, "head_unknown")]
)
def test_bad_head_count_skips_its_row(tmp_path: Path, value: Any, code: str):
    ledger = read_ledger(workbook(tmp_path / "a.xlsx", [HEADINGS, (*ROW[:5], value)]))

    assert codes(ledger) == {2: code}
    assert ledger.skipped[0].why().startswith("工作表“台账”第 2 行“人数”列")


def test_vague_head_count_is_kept_without_a_number(tmp_path: Path):
    ledger = read_ledger(text(tmp_path / "a.csv", [HEADINGS, (*ROW[:5], "若干")]))

    assert (ledger.rows[0].headcount, ledger.rows[0].headcount_method) == (None, "")
    assert noticed(ledger) == ["head_vague"]


def test_row_without_a_title_is_skipped(tmp_path: Path):
    assert codes(read_ledger(text(tmp_path / "a.csv", [HEADINGS, ("A-1", "", *ROW[2:])]))) == {
        2: "row_untitled"
    }


@pytest.mark.parametrize(
    ("title", "sheet", "file", "year"),
    [("2023年度台账", "2022", "2021.xlsx", 2023), ("台账", "2022年", "2021.xlsx", 2022),
         ("台账", "台账", "台账2021.xlsx", 2021),
     ("2022-2023学年台账", "台账", "台账.xlsx", 2020)],
)  # fmt: skip
def test_missing_year_comes_from_title_sheet_file_then_the_commonest(
    tmp_path: Path, title: str, sheet: str, file: str, year: int
):
    rows: Rows = [(title,), HEADINGS, ("A", "x", "6月10日", "y", "z", 1)] + [
        (f"B{n}", "x", "2020-01-01", "y", "z", 1) for n in range(3)
    ]

    ledger = read_ledger(workbook(tmp_path / file, rows, sheet=sheet))

    assert ledger.rows[0].start == date(year, 6, 10)
    assert ledger.notices[0].params == {"count": 1, "rows": "3", "year": year}


def test_year_that_nobody_names_skips_the_row(tmp_path: Path):
    ledger = read_ledger(workbook(tmp_path / "a.xlsx", [HEADINGS, ("A", "x", "6月10日", "y", "z", 1)]))

    assert codes(ledger) == {2: "date_year_missing"}


def test_days_of_a_1904_workbook(tmp_path: Path):
    rows: Rows = [HEADINGS, (*ROW[:2], datetime(2024, 6, 10), *ROW[3:]), ("A-2", "x", 43991, *ROW[3:])]

    ledger = read_ledger(workbook(tmp_path / "a.xlsx", rows, date_1904=True))

    assert [row.start for row in ledger.rows] == [date(2024, 6, 10)] * 2


def test_three_columns_make_a_date(tmp_path: Path):
    rows: Rows = [("年", "月", "日", "活动名称"), (2024, 6, 10, "x"), (2024, 7, "", "y"), ("", "", "", "z")]

    ledger = read_ledger(workbook(tmp_path / "a.xlsx", rows))

    assert [(row.start, row.end) for row in ledger.rows] == [
        (date(2024, 6, 10), date(2024, 6, 10)), (date(2024, 7, 1), date(2024, 7, 31)), (None, None),
    ]  # fmt: skip


def test_times_of_day_beside_a_date_are_no_dates(tmp_path: Path):
    rows: Rows = [("活动名称", "活动日期", "开始时间", "结束时间"), ("x", "2024-06-10", "9:00", "11:30")]

    [row] = read_ledger(text(tmp_path / "a.csv", rows)).rows

    assert (row.start, row.end) == (date(2024, 6, 10), date(2024, 6, 10))


def test_ids_repeated_and_missing(tmp_path: Path):
    rows: Rows = [HEADINGS, ROW, ROW, ("", *ROW[1:])]

    ledger = read_ledger(text(tmp_path / "a.csv", rows))

    assert [row.id for row in ledger.rows] == ["A-1", "A-1#3", "R4"]
    assert noticed(ledger) == ["ids_repeated", "ids_made"]


@pytest.mark.parametrize(("serials", "ids"), [((1, 2), ["1", "2"]), ((1, 1), ["R2", "R3"])])
def test_serial_number_is_an_id_only_when_unique(tmp_path: Path, serials: tuple[int, int], ids: list[str]):
    rows: Rows = [("序号", "活动名称", "活动时间"), *((serial, "x", "2024-06-10") for serial in serials)]

    assert [row.id for row in read_ledger(text(tmp_path / "a.csv", rows)).rows] == ids


def test_serial_numbers_that_start_again_in_each_sheet_are_no_ids(tmp_path: Path):
    rows: Rows = [("序号", "活动名称", "活动时间"), (1, "x", "2024-06-10")]

    ledger = read_ledger(several_sheets(tmp_path / "a.xlsx", {"甲": rows, "乙": rows}))

    assert [row.id for row in ledger.rows] == ["甲-2", "乙-2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_text_twins_give_the_same_rows_as_the_workbook(tmp_path: Path, encoding: str, mark: str):
    rows: Rows = [
        ("2024年台账",),
        HEADINGS,
        ROW,
        ("A-2", '引号"与，逗号', "6月10日上午", "a\nb", "馆;二", "约50人"),
    ]
    book = read_ledger(workbook(tmp_path / "a.xlsx", rows, sheet="Sheet1"))

    twin = read_ledger(text(tmp_path / "a.csv", rows, encoding=encoding, mark=mark))

    def told(ledger: Ledger) -> list[tuple[Any, ...]]:
        return [
            (r.number, r.id, r.title, r.start, r.end, r.venue, r.unit, r.headcount, r.strand)
            for r in ledger.rows
        ]

    assert told(twin) == told(book)
    assert len(twin.rows) == 2


def test_quote_never_closed_swallows_nothing(tmp_path: Path):
    path = tmp_path / "a.csv"
    bad = 'A-{},"端午,2024-06-10,广场,文化馆,1\n'
    path.write_text(",".join(HEADINGS) + "\n" + "".join(bad.format(number) for number in range(50)))

    ledger = read_ledger(path)

    assert (len(ledger.rows), ledger.rows[0].title) == (50, "端午")
    assert noticed(ledger) == ["quotes_broken"]


def test_letters_are_composed_and_hidden_marks_go_but_mongolian_keeps_its_own(tmp_path: Path):
    mongolian = "ᠪᠡᠶ᠎ᠡ ᠶᠢᠨ ᠦᠨᠡᠮᠯᠡᠯ"
    rows: Rows = [
        HEADINGS,
        ("1", "cafe\u0301\u200b", *ROW[2:]),
        ("2", mongolian, *ROW[2:]),
        ("3", "བོད་ཡིག", *ROW[2:]),
    ]

    titles = [row.title for row in read_ledger(text(tmp_path / "a.csv", rows)).rows]

    assert titles == ["café", mongolian, "བོད་ཡིག"]


def test_headings_without_rows_are_read_as_empty(tmp_path: Path):
    ledger = read_ledger(text(tmp_path / "a.csv", [HEADINGS]))

    assert (ledger.rows, noticed(ledger)) == ((), ["no_rows"])


def test_missing_folder_pipe_and_empty_are_refused_without_opening(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "empty.xlsx").touch()

    assert refusal(tmp_path / "none.xlsx").code == "missing"
    assert refusal(tmp_path).code == "not_a_file"
    assert refusal(tmp_path / "pipe.csv").code == "not_a_file"
    assert refusal(tmp_path / "empty.xlsx").code == "empty"
    assert refusal(tmp_path / ("x" * 300)).code == "unreadable"


def test_huge_sparse_file_is_refused_unread(tmp_path: Path):
    with (tmp_path / "huge.csv").open("wb") as stream:
        stream.write(b"a,b\n")
        stream.truncate(20 << 30)

    assert refusal(tmp_path / "huge.csv").code == "too_large"


def test_stream_gives_batches_and_then_the_rest(tmp_path: Path):
    rows: Rows = [HEADINGS, *((f"N{number}", *ROW[1:]) for number in range(1_200)), ("合计",)]

    stream = stream_ledger(text(tmp_path / "a.csv", rows))

    assert [len(batch) for batch in stream] == [500, 500, 200]
    assert ([skipped.code for skipped in stream.skipped], stream.encoding) == (["row_total"], "utf-8")


def test_every_sentence_of_a_row_can_be_said():
    params = {"column": "列", "text": "文", "row": 3, "sheet": ""}
    from hundredfold.reading.sheet_words import ROWS
    from hundredfold.reading.words import say

    assert all(say(code, params, language) for code in ROWS for language in ("zh", "en"))
    assert set(ROWS) <= set(SENTENCES)
