"""Appeals: once, in time, by the unit itself, answered by somebody else; the count moves only by a decision."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hundredfold.base.models import AuditNote, User
from hundredfold.do.ledger.actions import amend_record
from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.plan.models import OfficialDay
from hundredfold.prove import explain, queries
from hundredfold.prove.actions import (
    answer_appeal,
    decide_finding,
    decide_record,
    file_appeal,
    judge_all,
    judge_record,
    reopen,
    withdraw_appeal,
)
from hundredfold.prove.actions.settle import totals_hold
from hundredfold.prove.appeals import appeals_on, decisions_to_appeal, is_overtaken, open_appeals
from hundredfold.prove.models import Appeal, Cell, Decision, Finding
from hundredfold.prove.words import Undecidable
from tests.people import District
from tests.pictures import picture

LATER = dt.timedelta(days=1)


def refused(district: District, *, at: dt.datetime | None = None) -> tuple[Record, Decision]:
    """A talk that Bo did not accept."""
    record = district.tell().record
    decision = decide_record(
        by=district.bo,
        record=record,
        verdict="not_acceptable",
        seen=record.position,
        reason="像是本单位例会",
        at=at or district.now,
    )
    return record, decision


def joined(district: District) -> tuple[Finding, Decision]:
    """Two units' talks under one photo, which Bo joined."""
    photo = picture(901)
    for filed in (
        district.tell(photo=photo),
        district.tell(by=district.chen, unit=district.outside.public_id, title="邻里普法茶话", photo=photo),
    ):
        district.accept(filed)
    judge_all(district.programme, at=district.now)
    finding = Finding.objects.get(rule__in=["same_deed", "same_photo"], closed_at__isnull=True)
    return finding, decide_finding(by=district.bo, finding=finding, verdict="same", at=district.now)


def appeal(district: District, decision: Decision, *, at: dt.datetime | None = None) -> Appeal:
    """The community appeals."""
    return file_appeal(
        by=district.an,
        decision=decision,
        unit=district.community,
        text="有二十位居民参加，照片里能看到。",
        at=at or district.now + LATER,
    )


def numbers(district: District, at: dt.datetime) -> dict[str, int]:
    """The strand's numbers, kept and worked out anew; both must agree."""
    kept = queries.totals(district.programme)["talks"]
    assert kept == dict(queries.count_at(district.programme, at=at)["talks"].numbers)
    assert totals_hold(district.programme)
    return kept


def sentence(record: Record, language: str = "zh") -> str:
    """Why the record's deed stands where it does."""
    cell = Cell.objects.get(deed__tellings__record=record)
    return explain.sentence(queries.standing_of(cell, "talks"), cell.strand.plan, language)


def test_an_open_appeal_changes_no_count_and_says_when_it_is_answered(district: District) -> None:
    record, decision = refused(district)

    made = appeal(district, decision)

    assert made.due == dt.date(2026, 7, 8)  # five working days after Wednesday 1 July
    assert numbers(district, district.now + LATER)["excluded"] == 1
    assert sentence(record).endswith(
        "单位 2026-07-01 已申诉，2026-07-08 前答复。等项目办答复，不用再做什么。"
    )
    assert list(open_appeals(district.programme)) == [made]


def test_a_granted_appeal_counts_and_the_past_stays_as_it_was(district: District) -> None:
    record, decision = refused(district)
    made = appeal(district, decision)
    then = district.now + 3 * LATER

    answer_appeal(
        by=district.office,
        appeal=made,
        outcome="granted",
        answer="签到表补齐了",
        seen=record.position,
        at=then,
    )

    made.refresh_from_db()
    assert made.successor is not None
    assert (made.successor.verdict, made.successor.supersedes) == ("accept", decision)
    assert numbers(district, then)["counted"] == 1
    for day, state, reason in [
        (district.now, "excluded", "not_acceptable"),
        (district.now + LATER, "excluded", "under_appeal"),
        (then, "counted", "needs_met"),
    ]:
        found = queries.count_at(district.programme, at=then + LATER, until=day)["talks"].standings[0]
        assert (found.state, found.reasons[-1].code) == (state, reason)


def test_an_upheld_appeal_says_why_and_offers_no_second(district: District) -> None:
    record, decision = refused(district)
    made = appeal(district, decision)

    answer_appeal(
        by=district.office, appeal=made, outcome="upheld", answer="没有居民参加", seen=record.position,
        at=district.now + 2 * LATER,
    )  # fmt: skip

    assert "经申诉复核，维持原判定：没有居民参加" in sentence(record)
    assert "申诉。" not in sentence(record)
    assert numbers(district, district.now)["excluded"] == 1
    with pytest.raises(Undecidable, match=r"once|一次"):
        appeal(district, decision, at=district.now + 3 * LATER)


def test_who_decided_does_not_answer(district: District) -> None:
    record, decision = refused(district)
    made = appeal(district, decision)

    with pytest.raises(Undecidable, match=r"Another reviewer|另一位"):
        answer_appeal(
            by=district.bo,
            appeal=made,
            outcome="upheld",
            answer="不变",
            seen=record.position,
            at=district.now + LATER,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=made.pk).update(
            outcome="upheld",
            answer="不变",
            answered_by=district.bo,
            answered_for=district.office_unit,
            answered_at=district.now + LATER,
        )


def test_own_unit_does_not_answer_even_by_force(district: District) -> None:
    _record, decision = refused(district)
    made = appeal(district, decision)
    with pytest.raises(PermissionDenied):
        answer_appeal(
            by=district.chen, appeal=made, outcome="upheld", answer="不变", seen=1, at=district.now + LATER
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=made.pk).update(
            outcome="upheld",
            answer="不变",
            answered_by=district.office,
            answered_for=district.community,
            answered_at=district.now + LATER,
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "upheld"},
        {"outcome": "granted", "answer": "好"},
        {"outcome": "withdrawn"},
        {"outcome": "lost"},
        {"text": ""},
    ],
)
def test_the_table_refuses_half_an_answer(district: District, wrong: dict[str, str]) -> None:
    _record, decision = refused(district)
    made = appeal(district, decision)

    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=made.pk).update(**wrong)


def test_an_answer_needs_a_reason_and_the_record_as_it_was_seen(district: District) -> None:
    record, decision = refused(district)
    made = appeal(district, decision)
    at = district.now + LATER

    with pytest.raises(Undecidable, match=r"Say why|理由"):
        answer_appeal(by=district.office, appeal=made, outcome="upheld", answer=" ", seen=1, at=at)
    with pytest.raises(Undecidable, match=r"changed meanwhile|改过"):
        answer_appeal(
            by=district.office, appeal=made, outcome="granted", answer="好", seen=record.position + 1, at=at
        )
    made.refresh_from_db()
    assert made.outcome == ""


def test_too_late_is_one_sentence_with_the_last_day(district: District) -> None:
    _record, decision = refused(district)  # Tuesday 30 June: the tenth working day is 14 July

    last = dt.datetime(2026, 7, 14, 15, 59, tzinfo=dt.UTC)  # one minute to midnight in Baotou
    with pytest.raises(Undecidable, match="2026-07-14"):
        appeal(district, decision, at=last + dt.timedelta(minutes=2))
    assert appeal(district, decision, at=last).outcome == ""


def test_days_off_that_the_site_entered_lengthen_the_clock(district: District) -> None:
    OfficialDay.objects.create(day=dt.date(2026, 7, 10), is_worked=False, source="市里通知")
    _record, decision = refused(district)

    assert appeal(district, decision, at=dt.datetime(2026, 7, 15, 2, tzinfo=dt.UTC)).outcome == ""


def test_only_the_unit_itself_appeals(district: District) -> None:
    _record, decision = refused(district)
    at = district.now + LATER

    for user in (district.chen, district.office, district.bo):
        with pytest.raises(PermissionDenied):
            file_appeal(by=user, decision=decision, unit=district.community, text="我们认为应计入", at=at)
    with pytest.raises(Undecidable):
        file_appeal(by=district.chen, decision=decision, unit=district.outside, text="我们也觉得", at=at)


def test_nothing_is_said_is_one_sentence(district: District) -> None:
    _record, decision = refused(district)

    with pytest.raises(Undecidable, match=r"own words|写明"):
        file_appeal(
            by=district.an, decision=decision, unit=district.community, text=" \n", at=district.now + LATER
        )


def test_an_accepted_record_cannot_be_appealed_against(district: District) -> None:
    accepted = district.accept(district.tell())

    with pytest.raises(Undecidable):
        appeal(district, accepted)


def test_an_amended_record_needs_no_appeal(district: District) -> None:
    record, decision = refused(district)
    amend_record(
        by=district.an, record=record, facts=facts_of(record), seen=record.position, at=district.now + LATER
    )

    with pytest.raises(Undecidable, match=r"another look|再看"):
        appeal(district, decision, at=district.now + LATER)


def test_a_withdrawn_appeal_leaves_the_decision_as_it_was(district: District) -> None:
    record, decision = refused(district)
    made = appeal(district, decision)

    withdraw_appeal(by=district.an, appeal=made, at=district.now + 2 * LATER)

    assert "申诉" in sentence(record)  # the decision alone stands again, with its remedy
    assert "已申诉" not in sentence(record)
    assert not open_appeals(district.programme).exists()
    with pytest.raises(Undecidable):
        withdraw_appeal(by=district.an, appeal=made, at=district.now + 3 * LATER)
    then = queries.count_at(district.programme, at=district.now, until=district.now + LATER)
    assert then["talks"].standings[0].reasons[-1].code == "under_appeal"


def test_a_decision_taken_back_meanwhile_leaves_nothing_to_answer(district: District) -> None:
    record, decision = refused(district)
    made = appeal(district, decision)

    reopen(by=district.bo, decision=decision, at=district.now + 2 * LATER)

    fresh = appeals_on(record).get()
    assert is_overtaken(fresh)
    assert not open_appeals(district.programme).exists()
    with pytest.raises(Undecidable, match=r"nothing left|不用再"):
        answer_appeal(
            by=district.office,
            appeal=made,
            outcome="upheld",
            answer="不变",
            seen=1,
            at=district.now + 3 * LATER,
        )


def test_a_join_may_be_appealed_by_either_unit_one_at_a_time(district: District) -> None:
    finding, decision = joined(district)
    assert set(decisions_to_appeal(finding.a)) == {decision}
    made = appeal(district, decision)
    assert "归并 2026-07-01 已有申诉" in sentence(finding.a)
    assert numbers(district, district.now)["counted"] == 1

    with pytest.raises(Undecidable, match=r"other unit|另一"):
        file_appeal(
            by=district.chen,
            decision=decision,
            unit=district.outside,
            text="是两件事",
            at=district.now + LATER,
        )
    answer_appeal(
        by=district.office, appeal=made, outcome="granted", answer="两处同一天各办一场", seen=0,
        at=district.now + 2 * LATER,
    )  # fmt: skip

    assert numbers(district, district.now)["counted"] == 2
    finding.refresh_from_db()
    assert finding.settled_by
    assert finding.settled_by.verdict == "different"


def test_the_days_begin_anew_once_the_other_units_appeal_is_answered(district: District) -> None:
    _finding, decision = joined(district)
    made = appeal(district, decision)
    late = district.now + 20 * LATER
    answer_appeal(by=district.office, appeal=made, outcome="upheld", answer="同一场", seen=0, at=late)

    def theirs(at: dt.datetime) -> Appeal:
        return file_appeal(by=district.chen, decision=decision, unit=district.outside, text="是两件事", at=at)

    with pytest.raises(Undecidable, match="2026-08-03"):  # ten working days after Monday 20 July
        theirs(late + 15 * LATER)
    assert theirs(late + 14 * LATER).outcome == ""


def test_granting_undoes_the_finding_that_refused_the_record_too(district: District) -> None:
    record = district.tell(start=dt.date(2026, 5, 20), head_count=99999, venue="会议室").record
    judge_record(record, at=district.now)
    finding = Finding.objects.get(a=record, rule="implausible_head_count")
    decide_finding(
        by=district.bo, finding=finding, verdict="not_acceptable", reason="坐不下", at=district.now
    )
    decision = decisions_to_appeal(record).get()
    made = appeal(district, decision)

    answer_appeal(
        by=district.office, appeal=made, outcome="granted", answer="是全年累计", seen=record.position,
        at=district.now + 2 * LATER,
    )  # fmt: skip

    finding.refresh_from_db()
    assert finding.settled_by
    assert finding.settled_by.verdict == "stands"
    assert numbers(district, district.now)["counted"] == 1


def test_every_step_is_noted(district: District) -> None:
    record, decision = refused(district)
    made = appeal(district, decision)
    answer_appeal(
        by=district.office, appeal=made, outcome="upheld", answer="不变", seen=record.position,
        at=district.now + 2 * LATER,
    )  # fmt: skip

    notes = AuditNote.objects.filter(subject=f"appeal:{made.public_id}").order_by("id")
    assert [(each.action, each.actor) for each in notes] == [
        ("file_appeal", district.an),
        ("answer_appeal:upheld", district.office),
    ]


def test_a_reviewer_who_tells_for_the_unit_does_not_answer(district: District) -> None:
    from hundredfold.plan.actions import add_member

    record, decision = refused(district)
    made = appeal(district, decision)
    both = User.objects.create_user("both", display_name="兼")
    for unit, role in ((district.office_unit, "reviewer"), (district.community, "clerk")):
        add_member(by=district.admin, user=both, unit=unit, role=role, at=district.now)

    with pytest.raises(Undecidable, match="友谊十七社区"):
        answer_appeal(
            by=both,
            appeal=made,
            outcome="granted",
            answer="好",
            seen=record.position,
            at=district.now + LATER,
        )
