"""Totals and cells stay what the count says, through telling, accepting, joining, splitting and withdrawing."""

import datetime as dt

import pytest

from hundredfold.do.ledger.actions import amend_record, withdraw_record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.prove.actions import decide_finding, decide_record, judge_record, reopen, settle
from hundredfold.prove.actions.settle import totals_hold
from hundredfold.prove.models import Finding
from hundredfold.prove.queries import count_at, totals
from hundredfold.prove.words import Undecidable
from tests.people import District


def numbers(district: District) -> dict[str, int]:
    kept = totals(district.programme)["talks"]
    counted = count_at(district.programme, at=district.now)["talks"].numbers
    assert kept == dict(counted)
    assert totals_hold(district.programme)
    return kept


def finding_between(district: District, a: object, b: object) -> Finding:
    return Finding.objects.create(
        public_id=f"F{a.pk:025d}",
        rule="same_deed",
        a=a,
        b=b,
        blocked=b,
        found_at=district.now,
        grounds=[],  # type: ignore[attr-defined]
    )


def test_totals_follow_a_record_from_telling_to_withdrawal(district: District) -> None:
    filed = district.tell()
    assert numbers(district) == {"counted": 0, "pending": 1, "planned": 0, "excluded": 0}

    district.accept(filed)
    assert numbers(district)["counted"] == 1

    record = filed.record
    record.refresh_from_db()
    withdraw_record(by=district.an, record=record, reason="填错了", at=district.now)
    judge_record(record, at=district.now)
    assert numbers(district) == {"counted": 0, "pending": 0, "planned": 0, "excluded": 1}


def test_joined_records_count_once_and_credit_both_and_split_again(district: District) -> None:
    first = district.tell()
    second = district.tell(by=district.chen, unit=district.outside.public_id, title="普法茶话会")
    district.accept(first)
    district.accept(second)
    assert numbers(district)["counted"] == 2
    finding = finding_between(district, first.record, second.record)
    settle(district.programme, {first.record.pk, second.record.pk}, at=district.now)
    assert numbers(district) == {"counted": 1, "pending": 1, "planned": 0, "excluded": 0}

    decision = decide_finding(by=district.bo, finding=finding, verdict="same", at=district.now)

    assert numbers(district) == {"counted": 1, "pending": 0, "planned": 0, "excluded": 0}
    for unit in (district.community, district.outside):
        assert totals(district.programme, unit=unit)["talks"]["counted"] == 1

    reopen(by=district.bo, decision=decision, at=district.now)
    assert numbers(district) == {"counted": 1, "pending": 1, "planned": 0, "excluded": 0}


def test_a_change_after_acceptance_waits_for_another_look(district: District) -> None:
    filed = district.tell()
    district.accept(filed)
    record = filed.record
    record.refresh_from_db()

    facts = facts_of(record)
    from dataclasses import replace

    amend_record(
        by=district.an,
        record=record,
        facts=replace(facts, head_count=45),
        seen=record.position,
        at=district.now,
    )
    record.refresh_from_db()
    judge_record(record, at=district.now)

    assert numbers(district)["pending"] == 1


def test_nobody_decides_on_their_own_unit_or_over_anothers_answer(district: District) -> None:
    filed = district.tell(by=district.office, unit=district.office_unit.public_id)
    with pytest.raises(Undecidable):
        district.accept(filed)
    other = district.tell()
    district.accept(other)
    with pytest.raises(Undecidable):
        district.accept(other, by=district.office)


def test_count_as_of_a_past_day_does_not_change_with_later_decisions(district: District) -> None:
    june = district.now
    filed = [district.tell(title=f"第{n}场普法讲座", start=dt.date(2026, 5, n + 1)) for n in range(6)]
    for each in filed[:3]:
        district.accept(each)
    before = count_at(district.programme, at=june, until=june)

    later = june + dt.timedelta(days=20)
    for each in filed[3:]:
        decide_record(
            by=district.bo,
            record=each.record,
            verdict="return",
            seen=each.record.position,
            reason="补照片",
            at=later,
        )
    withdraw_record(by=district.an, record=filed[0].record, reason="重复", at=later)

    assert count_at(district.programme, at=later, until=june) == before
    assert count_at(district.programme, at=later)["talks"].numbers["counted"] == 2
