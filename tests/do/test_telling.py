"""Telling, amending and withdrawing: one door, a receipt each, revisions that never go."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hundredfold.base import files
from hundredfold.do.ledger.actions import NewPhoto, amend_record, file_record, withdraw_record
from hundredfold.do.ledger.models import Evidence, Record, Revision
from hundredfold.do.ledger.queries import facts_of
from hundredfold.do.ledger.words import Conflict, Refused
from tests.people import District
from tests.pictures import picture


def send(district: District, *, key: str = "k", photos: list[bytes] | None = None, **changes: object):
    return file_record(
        by=district.an,
        programme=district.programme,
        facts=district.facts(**changes),
        photos=[
            NewPhoto([each], name="照片.jpg") for each in (photos if photos is not None else [picture(1)])
        ],
        key=key,
        at=district.now,
    )


def test_a_report_gets_a_number_a_receipt_and_photos_by_their_hash(district: District) -> None:
    first, second = send(district, key="a"), send(district, key="b", title="又一场")

    assert (first.record.number, second.record.number) == (1, 2)
    assert first.receipt.position == first.record.position
    stored = first.receipt.photos[0]
    assert files.path_of(stored).read_bytes() == picture(1)
    assert Evidence.objects.filter(file__sha256=stored).values_list("record", flat=True).count() == 2


def test_the_same_key_gives_the_same_receipt_and_another_body_is_refused(district: District) -> None:
    first, again = send(district), send(district)

    assert first.is_new
    assert not again.is_new
    assert again.receipt == first.receipt
    with pytest.raises(Conflict):
        send(district, title="换了内容")
    assert list(Record.objects.values_list("number", flat=True)) == [1]


def test_the_same_photo_twice_in_one_report_is_one_piece_of_evidence(district: District) -> None:
    filed = send(district, photos=[picture(1), picture(1), picture(2)])

    assert [each.order for each in filed.record.evidence.all()] == [0, 1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 301}, "title"),
        ({"title": "登记 15020319900307123X"}, "title"),
        ({"head_count": -1}, "head_count"),
        ({"head_count": 10_000_001}, "head_count"),
        ({"head_count_method": "guess"}, "head_count_method"),
        ({"end": dt.date(2026, 5, 1)}, "end"),
        ({"start": dt.date(1066, 10, 14)}, "start"),
        ({"lat": 40.6}, "lat"),
        ({"lat": float("nan"), "lon": 109.8}, "lat"),
        ({"lat": 95.0, "lon": 109.8}, "lat"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"strands": ("nowhere",)}, "strands"),
        ({"strands": ("talks", "teams")}, "strands"),
        ({"details": {"ethnicity": "x"}}, "details.ethnicity"),
        ({"details": {"form": "opera"}}, "details.form"),
        ({"details": {"lecturer": "not a list"}}, "details.lecturer"),
    ],
)
def test_facts_that_cannot_be_true_are_refused_by_field(
    district: District, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        send(district, **changes)

    assert list(refused.value.problems) == [field]
    assert not Record.objects.exists()


def test_a_show_with_a_talk_in_it_may_be_told_in_both(district: District) -> None:
    filed = send(district, strands=("performances", "talks"), details={"talk_topic": "民法典"})

    assert list(filed.record.filings.values_list("strand__code", flat=True)) == ["performances", "talks"]


def test_nobody_tells_for_a_unit_that_is_not_theirs(district: District) -> None:
    with pytest.raises(PermissionDenied):
        send(district, unit=district.outside.public_id)
    with pytest.raises(PermissionDenied):
        file_record(
            by=district.auditor,
            programme=district.programme,
            facts=district.facts(),
            photos=[],
            key="x",
            at=district.now,
        )


def test_an_amendment_is_a_new_revision_and_the_old_one_stays(district: District) -> None:
    record = send(district).record

    facts = replace(facts_of(record), head_count=50, evidence=())
    amend_record(
        by=district.an, record=record, facts=facts, seen=record.position, note="清点有误", at=district.now
    )

    record.refresh_from_db()
    assert record.head_count == 50
    said = list(Revision.objects.order_by("position").values_list("facts", flat=True))
    assert [each["head_count"] for each in said] == [42, 50]
    assert list(record.evidence.values_list("removed_at", flat=True)) == [district.now]


def test_two_who_change_one_record_at_once_do_not_overwrite_each_other(district: District) -> None:
    record = send(district).record
    facts, seen = facts_of(record), record.position
    amend_record(
        by=district.an, record=record, facts=replace(facts, head_count=50), seen=seen, at=district.now
    )

    with pytest.raises(Conflict):
        amend_record(
            by=district.an, record=record, facts=replace(facts, head_count=60), seen=seen, at=district.now
        )


def test_a_withdrawn_record_stays_in_the_ledger(district: District) -> None:
    record = send(district).record

    withdraw_record(by=district.an, record=record, reason="报重了", at=district.now)

    record.refresh_from_db()
    assert record.state == "withdrawn"
    assert Revision.objects.filter(record=record).values_list("note", flat=True)[1] == "报重了"


def test_positions_rise_by_one_even_after_a_roll_back(district: District) -> None:
    send(district, key="a")
    with transaction.atomic():
        send(district, key="b")
        transaction.set_rollback(True)
    send(district, key="c")

    assert list(Revision.objects.order_by("position").values_list("position", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "gone"},
        {"kind": "rumour"},
        {"title": ""},
        {"lat": 91.0, "lon": 0.0},
        {"end": dt.date(2020, 1, 1)},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(district: District, wrong: dict[str, object]) -> None:
    record = send(district).record

    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(**wrong)
