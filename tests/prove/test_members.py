"""A member's activity and an event's members are found by signs as by reading the whole ledger, signed or not yet."""

import datetime as dt
from dataclasses import replace

import pytest

from hundredfold.do.ledger.actions import amend_record, withdraw_record
from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.prove import intake
from hundredfold.prove.actions import settle
from hundredfold.prove.actions.settle import settle_in_parts, totals_hold
from hundredfold.prove.actions.sign import sign_new
from hundredfold.prove.members import unsorted_cursor
from hundredfold.prove.models import Cell, Cursor, Total
from tests.people import District

NAMES = ("刘老师", "赵 老师", "王医生")


def a_year(district: District) -> list[Record]:
    """Lecturers, and talks that name one, two or none of them."""
    lecturers = [
        district.tell(
            title=name,
            kind="person",
            strands=("lecturers",),
            start=None,
            details={"appointed_on": "2026-01-05", "consent": True},
        ).record
        for name in NAMES
    ]
    for step in range(9):
        named = [NAMES[step % 3], NAMES[(step + 1) % 3]][: step % 3]
        district.tell(
            title=f"邻里普法茶话会第{step}期",
            start=dt.date(2026, 3, 1) + dt.timedelta(days=step),
            details={"lecturer": named} if named else {},
        )
    return lecturers


def by_signs(district: District, members: list[Record]) -> object:
    return intake.claims(
        district.programme, at=district.now, records=[each.pk for each in members]
    ).known_activity


def by_reading_all(district: District) -> object:
    return intake.claims(district.programme, at=district.now).activity


def require_equal(district: District, members: list[Record]) -> None:
    found, true = by_signs(district, members), by_reading_all(district)
    claims = intake.claims(district.programme, at=district.now, records=[each.pk for each in members]).items
    assert [found.of_member(each) for each in claims] == [true.of_member(each) for each in claims]  # type: ignore[attr-defined]
    assert any(true.of_member(each) for each in claims)  # type: ignore[attr-defined]


def test_activity_is_the_same_before_and_after_signing(district: District) -> None:
    members = a_year(district)
    require_equal(district, members)
    sign_new(district.programme, at=district.now)
    require_equal(district, members)


def test_activity_follows_what_is_amended_withdrawn_and_told_after_signing(district: District) -> None:
    members = a_year(district)
    sign_new(district.programme, at=district.now)
    events = list(Record.objects.filter(kind="event").order_by("pk"))
    facts = replace(facts_of(events[1]), details={"lecturer": ["王医生"]})
    amend_record(
        by=district.an,
        record=events[1],
        facts=facts,
        note="改正宣讲员",
        seen=events[1].position,
        at=district.now,
    )
    withdraw_record(by=district.an, record=events[4], reason="填错了", at=district.now)
    district.tell(title="加场", start=dt.date(2026, 5, 1), details={"lecturer": ["刘老师"]})
    require_equal(district, members)
    sign_new(district.programme, at=district.now)
    require_equal(district, members)


def test_while_many_signs_are_put_in_order_the_ledger_itself_is_read(district: District) -> None:
    members = a_year(district)
    sign_new(district.programme, at=district.now)
    Cursor.objects.filter(pk=unsorted_cursor(district.programme).pk).update(position=3)
    require_equal(district, members)


@pytest.mark.parametrize("is_signed", [True, False])
def test_an_event_reaches_the_members_it_names(district: District, is_signed: bool) -> None:
    members = a_year(district)
    if is_signed:
        sign_new(district.programme, at=district.now)
    event = district.tell(title="加场", start=dt.date(2026, 5, 1), details={"lecturer": ["赵老师"]}).record
    assert intake.members_named_by(district.programme, [event.pk]) == {members[1].pk}


def test_settled_in_small_parts_or_at_once_the_cells_are_the_same(district: District) -> None:
    a_year(district)
    sign_new(district.programme, at=district.now)
    keys = list(Record.objects.values_list("pk", flat=True))
    settle(district.programme, keys, at=district.now)
    fields = ("deed__public_id", "strand__code", "state", "because", "risk", "day", "credited")
    at_once = list(Cell.objects.order_by("deed__public_id", "strand").values_list(*fields))
    assert at_once
    Cell.objects.all().delete()
    Total.objects.all().delete()
    settle_in_parts(district.programme, keys, at=district.now, at_once=4)
    assert list(Cell.objects.order_by("deed__public_id", "strand").values_list(*fields)) == at_once
    assert totals_hold(district.programme)
