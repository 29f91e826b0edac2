"""A record in hand: one holder at a time, renewed, put down, taken over when it ran out; others cannot decide it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hundredfold.prove.actions import decide_finding, decide_record, put_down, reopen, take_in_hand
from hundredfold.prove.models import Finding, Hold
from hundredfold.prove.queue import held_by, holds_on
from hundredfold.prove.words import HOLD_FOR, Undecidable
from tests.people import District

MINUTE = dt.timedelta(minutes=1)


def test_a_record_is_held_renewed_and_put_down(district: District) -> None:
    record = district.tell().record

    taken = take_in_hand(by=district.bo, record=record, at=district.now)
    again = take_in_hand(by=district.bo, record=record, at=district.now + MINUTE)

    assert taken.pk == again.pk
    assert again.until == district.now + MINUTE + HOLD_FOR
    assert holds_on([record.public_id], at=district.now)[record.public_id].by == district.bo
    assert put_down(by=district.bo, record=record) == 1
    assert held_by(district.bo, at=district.now) is None


def test_a_second_reviewer_is_told_who_has_it(district: District) -> None:
    record = district.tell().record
    take_in_hand(by=district.bo, record=record, at=district.now)

    with pytest.raises(Undecidable, match="博"):
        take_in_hand(by=district.office, record=record, at=district.now + MINUTE)
    assert put_down(by=district.office, record=record) == 0
    assert Hold.objects.get().by == district.bo


def test_a_hold_that_ran_out_is_taken_over(district: District) -> None:
    record = district.tell().record
    take_in_hand(by=district.bo, record=record, at=district.now)

    later = take_in_hand(by=district.office, record=record, at=district.now + HOLD_FOR)

    assert later.by == district.office
    assert Hold.objects.count() == 1
    with pytest.raises(Undecidable, match="办"):
        take_in_hand(by=district.bo, record=record, at=district.now + HOLD_FOR)


def test_taking_another_puts_the_first_down(district: District) -> None:
    first, second = district.tell().record, district.tell(title="另一场").record
    take_in_hand(by=district.bo, record=first, at=district.now)

    take_in_hand(by=district.bo, record=second, at=district.now)

    assert list(Hold.objects.values_list("record", flat=True)) == [second.pk]


def test_what_another_holds_cannot_be_decided_until_it_is_put_down(district: District) -> None:
    record = district.tell().record
    take_in_hand(by=district.bo, record=record, at=district.now)
    said = {"record": record, "verdict": "accept", "seen": record.position, "at": district.now}

    with pytest.raises(Undecidable, match="博"):
        decide_record(by=district.office, **said)
    put_down(by=district.bo)

    assert decide_record(by=district.office, **said).verdict == "accept"


def test_deciding_puts_the_record_down(district: District) -> None:
    record = district.tell().record
    take_in_hand(by=district.bo, record=record, at=district.now)

    district_decision = decide_record(
        by=district.bo, record=record, verdict="accept", seen=record.position, at=district.now
    )

    assert not Hold.objects.exists()
    with pytest.raises(Undecidable):  # it does not wait any more
        take_in_hand(by=district.bo, record=record, at=district.now)
    reopen(by=district.bo, decision=district_decision, at=district.now)
    assert take_in_hand(by=district.bo, record=record, at=district.now).by == district.bo


def test_a_finding_waits_while_either_side_is_in_another_hand(district: District) -> None:
    first = district.tell().record
    second = district.tell(by=district.chen, unit=district.outside.public_id, title="普法茶话").record
    finding = Finding.objects.create(
        public_id="F" * 26, rule="same_deed", a=first, b=second, blocked=second, found_at=district.now
    )
    take_in_hand(by=district.bo, record=first, at=district.now)

    with pytest.raises(Undecidable, match="博"):
        decide_finding(by=district.office, finding=finding, verdict="same", at=district.now)
    assert decide_finding(by=district.bo, finding=finding, verdict="same", at=district.now)


def test_the_table_itself_holds_a_record_once(district: District) -> None:
    record = district.tell().record
    take_in_hand(by=district.bo, record=record, at=district.now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            record=record, by=district.office, since=district.now, until=district.now + MINUTE
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.update(until=district.now - MINUTE)
