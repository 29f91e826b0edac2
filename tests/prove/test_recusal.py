"""Nobody decides on their own unit: not on those above or below it, nor through a third one joined to the deed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hundredfold.base.models import User
from hundredfold.do.ledger.models import Record
from hundredfold.plan.actions import add_member, add_unit
from hundredfold.plan.models import Unit
from hundredfold.prove.access import are_kin, line_of
from hundredfold.prove.actions import accept_plain, decide_finding, decide_record, settle, take_in_hand
from hundredfold.prove.models import Concern, Decision, Finding
from hundredfold.prove.words import Undecidable
from tests.people import District

SINCE = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


def reviewer_of(district: District, unit: Unit, role: str = "reviewer") -> User:
    user = User.objects.create_user(f"{role}-{unit.pk}", display_name="查")
    add_member(by=district.admin, user=user, unit=unit, role=role, at=SINCE)
    return user


def accept(district: District, user: User, record: Record) -> Decision:
    return decide_record(by=user, record=record, verdict="accept", seen=record.position, at=district.now)


@pytest.mark.parametrize("relation", ["own", "above", "below"])
def test_own_unit_and_those_above_and_below_are_for_somebody_else(district: District, relation: str) -> None:
    below = add_unit(
        by=district.admin, name="十七社区第一网格", level="community", parent=district.community, at=SINCE
    )
    unit = {"own": district.community, "above": district.street, "below": below}[relation]
    record = district.tell().record

    with pytest.raises(Undecidable, match=district.community.name):
        accept(district, reviewer_of(district, unit), record)
    with pytest.raises(Undecidable):
        take_in_hand(by=reviewer_of(district, unit, "office"), record=record, at=district.now)
    assert not Decision.objects.exists()


def test_units_side_by_side_and_the_top_of_the_tree_may_decide(district: District) -> None:
    first, second = district.tell().record, district.tell(title="另一场").record

    accept(district, reviewer_of(district, district.outside), first)
    accept(district, reviewer_of(district, district.district), second)

    assert Decision.objects.count() == 2
    assert line_of(district.district) == ""
    assert not are_kin(district.street, district.outside)


def test_a_unit_that_took_part_is_kept_from_deciding(district: District) -> None:
    record = district.tell(co_units=(district.outside.public_id,)).record

    with pytest.raises(Undecidable, match=district.outside.name):
        accept(district, reviewer_of(district, district.outside), record)


def _joined(district: District) -> tuple[Record, Record]:
    """A record of the community, joined by the office with one of the street outside."""
    first = district.tell().record
    second = district.tell(by=district.chen, unit=district.outside.public_id, title="普法茶话").record
    finding = Finding.objects.create(
        public_id="F" * 26, rule="same_deed", a=first, b=second, blocked=second, found_at=district.now
    )
    settle(district.programme, {first.pk, second.pk}, at=district.now)
    decide_finding(by=district.bo, finding=finding, verdict="same", at=district.now)
    return first, second


def test_a_third_unit_joined_to_the_deed_is_kept_from_deciding(district: District) -> None:
    first, second = _joined(district)

    with pytest.raises(Undecidable, match=district.outside.name):
        accept(district, reviewer_of(district, district.outside), first)
    accept(district, district.bo, second)

    touched = Concern.objects.filter(decision__record=second).values_list("unit__name", flat=True)
    assert set(touched) == {district.community.name, district.outside.name}


def test_a_finding_on_a_joined_deed_touches_its_third_unit(district: District) -> None:
    first, _second = _joined(district)
    third = district.tell(unit=district.community.public_id, title="茶话第三次讲").record
    finding = Finding.objects.create(
        public_id="G" * 26, rule="same_deed", a=first, b=third, blocked=third, found_at=district.now
    )

    with pytest.raises(Undecidable, match=district.outside.name):
        decide_finding(
            by=reviewer_of(district, district.outside), finding=finding, verdict="different", at=district.now
        )


def test_many_at_once_leave_what_is_ones_own(district: District) -> None:
    day = dt.date(2026, 6, 20)
    mine = district.tell(
        by=district.chen, unit=district.outside.public_id, title="本街道的", start=day
    ).record
    other = district.tell(start=day).record
    reviewer = reviewer_of(district, district.outside)

    outcome = accept_plain(
        by=reviewer, chosen=[(mine, mine.position), (other, other.position)], at=district.now
    )

    assert [each.record for each in outcome.done] == [other]
    assert [each.record for each in outcome.left] == [mine.public_id]
    assert district.outside.name in outcome.left[0].why


@pytest.mark.parametrize("relation", ["own", "above", "below"])
def test_the_table_itself_refuses_what_is_ones_own(district: District, relation: str) -> None:
    record = district.tell().record
    decision = accept(district, district.bo, record)
    mine, theirs = {
        "own": (district.outside, district.outside),
        "above": (district.street, district.community),
        "below": (district.community, district.street),
    }[relation]

    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.create(
            decision=decision,
            unit=theirs,
            by_unit=mine,
            line=line_of(theirs),
            by_line=line_of(mine),
        )
