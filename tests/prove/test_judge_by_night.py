"""What only the whole ledger shows: found by night, left alone by day, and never held against anybody by itself."""

import datetime as dt

from hundredfold.do.ledger.models import Record
from hundredfold.prove.actions import decide_finding, judge_all, judge_by_night, judge_new
from hundredfold.prove.models import Finding
from hundredfold.prove.queries import totals
from tests.people import District

TOLD = (
    "志愿者带着推子和围布来到张大爷家门口，先陪老人晒太阳聊家常，再轮流替八位腿脚不便的老人理发修面，"
    "临走还把院里的落叶扫得干干净净。"
)
HOUR = dt.timedelta(hours=1)


def found(rule: str) -> list[tuple[int, int | None]]:
    rows = Finding.objects.filter(rule=rule, closed_at__isnull=True).order_by("pk")
    return [(row.a.number, row.b.number if row.b else None) for row in rows]


def two_alike(district: District) -> None:
    """One account under two deeds, told by two units with weeks between."""
    district.tell(title="给老人理发", start=dt.date(2026, 3, 10), venue="友谊小区", summary=TOLD)
    district.tell(
        by=district.chen,
        unit=district.outside.public_id,
        title="爱心义剪进校园",
        start=dt.date(2026, 6, 12),
        venue="实验小学操场",
        head_count=90,
        summary=f"今天，{TOLD}",
        at=district.now + HOUR,
    )


def test_a_copied_account_waits_from_the_night_on_and_a_day_s_look_leaves_it(district: District) -> None:
    two_alike(district)
    judge_new(district.programme, at=district.now + 2 * HOUR)
    assert found("copied_summary") == []

    judge_by_night(district.programme, at=district.now + 3 * HOUR)
    assert found("copied_summary") == [(1, 2)]
    assert Finding.objects.get(rule="copied_summary").blocked.number == 2  # type: ignore[union-attr]

    district.tell(at=district.now + 4 * HOUR)
    judge_new(district.programme, at=district.now + 5 * HOUR)
    judge_by_night(district.programme, at=district.now + 6 * HOUR)
    judge_all(district.programme, at=district.now + 7 * HOUR)
    assert found("copied_summary") == [(1, 2)]


def test_two_that_are_asked_about_as_one_deed_are_not_asked_about_as_copies(district: District) -> None:
    two_alike(district)
    first, second = Record.objects.order_by("number")
    Finding.objects.create(
        public_id="0" * 26, rule="same_deed", a=first, b=second, found_at=district.now, score=0.6
    )

    judge_by_night(district.programme, at=district.now + 2 * HOUR)

    assert found("copied_summary") == []


def test_an_answer_stays_answered_the_next_night(district: District) -> None:
    two_alike(district)
    judge_by_night(district.programme, at=district.now + 2 * HOUR)
    finding = Finding.objects.get(rule="copied_summary")
    decide_finding(by=district.bo, finding=finding, verdict="different", at=district.now + 3 * HOUR)

    judge_by_night(district.programme, at=district.now + 4 * HOUR)

    assert Finding.objects.filter(rule="copied_summary").count() == 1


def test_a_remark_holds_nothing_up(district: District) -> None:
    filed = district.tell(start=dt.date(2026, 3, 10))
    district.accept(filed, at=district.now + HOUR)
    judge_by_night(district.programme, at=district.now + 2 * HOUR)

    assert found("late_entry") == [(1, None)]
    assert totals(district.programme)["talks"]["counted"] == 1


def test_time_alone_makes_a_member_lapse(district: District) -> None:
    district.tell(
        kind="person",
        strands=("lecturers",),
        title="安老师",
        start=None,
        venue="",
        head_count=None,
        head_count_method="",
        details={"appointed_on": "2025-01-05", "appointed_until": "2026-07-31", "consent": True},
    )
    district.tell(details={"lecturer": ["安老师"]}, at=district.now + HOUR)
    judge_by_night(district.programme, at=district.now + 2 * HOUR)
    assert found("lapsed") == []

    judge_by_night(district.programme, at=dt.datetime(2026, 8, 2, tzinfo=dt.UTC))
    assert found("lapsed") == [(1, None)]
