"""A ledger file taken in: looked at, told at once, undone as a whole."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from hundredfold.do.ledger.actions import confirm_import, keep_import, undo_import
from hundredfold.do.ledger.models import ImportBatch, Record, Revision
from hundredfold.do.ledger.rows import Problem, RowReader
from hundredfold.do.ledger.words import Conflict
from hundredfold.plan.queries import unit_index
from hundredfold.prove.actions import judge_new
from hundredfold.prove.actions.settle import totals_hold
from hundredfold.prove.queries import totals
from hundredfold.reading.sheets import LedgerRow
from tests.people import District


def row(number: int, **changes: object) -> LedgerRow:
    said: dict[str, object] = {
        "number": number, "sheet": "台账", "id": "", "strand": "百场宣传教育", "title": f"第{number}场讲座",
        "start": dt.date(2026, 5, number % 28 + 1), "end": dt.date(2026, 5, number % 28 + 1), "date_text": "",
        "venue": "会议室", "unit": "友谊十七社区", "co_units": (), "town": "", "district": "", "headcount": 30,
        "headcount_method": "counted", "summary": "", "photos": (), "url": "", "outlet": "", "level": "", "extra": {},
        **changes,
    }  # fmt: skip
    return LedgerRow(**said)  # type: ignore[arg-type]


def read(district: District, rows: list[LedgerRow], sha256: str = "a" * 64) -> ImportBatch:
    index = unit_index()

    def unit_named(name: str) -> str | None:
        unit = index.named(name)
        return unit.public_id if unit else None

    reader = RowReader(district.programme.blueprint, unit_named, lambda _name: None, district.now.date())
    return keep_import(
        by=district.office,
        programme=district.programme,
        source_name="台账.xlsx",
        source_sha256=sha256,
        results=reader.read(rows),
        at=district.now,
    )


def test_rows_are_told_only_once_confirmed_and_withdrawn_when_undone(district: District) -> None:
    batch = read(district, [row(n) for n in range(1, 1203)])
    assert not Record.objects.exists()

    confirm_import(by=district.office, batch=batch, at=district.now)
    judge_new(district.programme, at=district.now)

    assert len(Record.objects.values_list("pk")) == 1202
    assert totals(district.programme)["talks"]["pending"] == 1202
    batch.refresh_from_db()
    assert undo_import(by=district.office, batch=batch, at=district.now) == 1202
    judge_new(district.programme, at=district.now)
    assert set(Record.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert totals(district.programme)["talks"]["pending"] == 0
    assert totals_hold(district.programme)
    assert Revision.objects.order_by("-position").values_list("position", flat=True)[0] == 2404


def test_each_bad_row_says_where_and_what_and_the_good_ones_stay(district: District) -> None:
    batch = read(
        district,
        [
            row(3),
            row(4, unit="没有这个单位"),
            row(5, strand="写诗"),
            row(6, title=""),
            row(3),
            row(7, url="ftp://x"),
        ],
    )

    assert batch.good == 1
    assert [(each["sheet"], each["row"]) for each in batch.refused] == [("台账", n) for n in (4, 5, 6, 3, 7)]
    assert "没有这个单位" in batch.refused[0]["why"]


def test_the_same_file_is_not_told_twice_but_again_after_undoing(district: District) -> None:
    first, second = read(district, [row(1)]), read(district, [row(1)])
    confirm_import(by=district.office, batch=first, at=district.now)

    with pytest.raises(Conflict):
        confirm_import(by=district.office, batch=second, at=district.now)
    with pytest.raises(Conflict):
        confirm_import(by=district.office, batch=first, at=district.now)

    first.refresh_from_db()
    undo_import(by=district.office, batch=first, at=district.now)
    second.refresh_from_db()
    assert confirm_import(by=district.office, batch=second, at=district.now).good == 1


def test_a_row_of_next_month_without_evidence_is_a_plan(district: District) -> None:
    confirm_import(
        by=district.office,
        batch=read(district, [row(1, start=dt.date(2026, 8, 1), end=None, headcount=None)]),
        at=district.now,
    )

    assert Record.objects.get().state == "planned"


def test_only_the_office_imports(district: District) -> None:
    with pytest.raises(PermissionDenied):
        keep_import(
            by=district.an,
            programme=district.programme,
            source_name="x",
            source_sha256="b" * 64,
            results=[Problem(1, "", "x")],
            at=district.now,
        )
