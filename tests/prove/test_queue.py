"""The queue by risk: what order, what it is narrowed to, and how many queries whatever its length."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hundredfold.do.ledger.models import Record
from hundredfold.plan.models import Strand, Target
from hundredfold.prove.actions import decide_finding, settle
from hundredfold.prove.models import Cell, Deed, Finding
from hundredfold.prove.queue import (
    QueueFilter,
    alike_findings,
    hanging_strands,
    is_on_the_desk,
    open_by_rule,
    queue_page,
    waiting_number,
)
from hundredfold.prove.words import Risk
from tests.people import District


def find(district: District, rule: str, *records: Record, score: float = 1.0, blocks: bool = True) -> Finding:
    finding = Finding.objects.create(
        public_id=f"{Finding.objects.count():026d}",
        rule=rule,
        a=records[0],
        b=records[1] if len(records) > 1 else None,
        blocked=records[-1] if blocks else None,
        score=score,
        found_at=district.now,
    )
    settle(district.programme, {each.pk for each in records}, at=district.now)
    return finding


def queue(district: District, narrowed: QueueFilter | None = None) -> list[str]:
    cells, _more = queue_page(
        district.programme, narrowed or QueueFilter(), start=0, most=50, at=district.now
    )
    return [cell.title for cell in cells]


def told(district: District, title: str, day: int = 20, **more: object) -> Record:
    return district.tell(title=title, start=dt.date(2026, 6, day), **more).record


def test_the_riskiest_come_first_and_the_oldest_within_a_risk(district: District) -> None:
    plain, older = told(district, "平常"), told(district, "平常早", 2)
    likely, possible, odd = told(district, "很可能"), told(district, "可能"), told(district, "缺")
    find(district, "same_deed", plain, likely, score=0.97)
    find(district, "same_deed", older, possible, score=0.6)
    find(district, "thin_evidence", odd, blocks=False)

    assert queue(district) == ["很可能", "可能", "缺", "平常早", "平常"]
    assert [Cell.objects.get(title=title).risk for title in queue(district)] == [3, 2, 1, 0, 0]


def test_a_strand_that_hangs_on_the_queue_goes_first_within_a_risk(district: District) -> None:
    told(district, "先来的讲座", 1)
    told(district, "后来的演出", 9, strands=("performances",))
    strand = Strand.objects.get(programme=district.programme, code="performances")
    Target.objects.filter(strand=strand).update(value=1)

    assert hanging_strands(district.programme, at=district.now) == {"performances"}
    assert queue(district) == ["后来的演出", "先来的讲座"]


def test_the_queue_is_narrowed_by_strand_rule_unit_and_age(district: District) -> None:
    first = told(district, "本社区")
    second = told(district, "外街道", by=district.chen, unit=district.outside.public_id)
    told(district, "演出", strands=("performances",))
    early = told(district, "早报的", 18, at=district.now - dt.timedelta(days=9))
    find(district, "same_deed", first, second)
    find(district, "thin_evidence", early, blocks=False)
    strand = Strand.objects.get(programme=district.programme, code="performances")

    assert queue(district, QueueFilter(strand=strand)) == ["演出"]
    assert queue(district, QueueFilter(rule="same_deed")) == ["外街道"]
    assert queue(district, QueueFilter(rule="thin_evidence")) == ["早报的"]
    assert queue(district, QueueFilter(unit=district.outside)) == ["外街道"]
    assert queue(district, QueueFilter(told_before=district.now - dt.timedelta(days=7))) == ["早报的"]
    assert queue(district, QueueFilter(risks=(Risk.PLAIN,))) == ["本社区", "演出"]
    assert waiting_number(district.programme, most=9, narrowed=QueueFilter(risks=(Risk.PLAIN,))) == 2
    assert waiting_number(district.programme, most=3) == 3


def test_an_answer_takes_the_record_out_of_its_risk_and_off_the_desk(district: District) -> None:
    first, second = told(district, "甲"), told(district, "乙")
    finding = find(district, "same_deed", first, second)
    assert open_by_rule(district.programme) == {"same_deed": 1}

    decide_finding(by=district.bo, finding=finding, verdict="different", at=district.now)
    assert Cell.objects.get(title="乙").risk == Risk.PLAIN
    assert alike_findings(district.programme, "same_deed", start=0, most=9) == ([], False)

    district.accept(district.tell(title="丙"))
    assert Cell.objects.get(title="丙").risk is None
    assert is_on_the_desk(second)


def test_alike_findings_come_page_by_page_the_likeliest_first(district: District) -> None:
    records = [told(district, f"第{place}") for place in range(4)]
    for place in range(3):
        find(district, "same_photo", records[place], records[place + 1], score=0.5 + place / 10)

    first, more = alike_findings(district.programme, "same_photo", start=0, most=2)
    last, over = alike_findings(district.programme, "same_photo", start=2, most=2)

    assert [each.score for each in (*first, *last)] == pytest.approx([0.7, 0.6, 0.5])
    assert (more, over) == (True, False)


def test_the_queue_asks_no_more_for_ten_thousand_than_for_one(district: District) -> None:
    record = told(district, "一件")
    strand = Strand.objects.get(programme=district.programme, code="talks")
    with CaptureQueriesContext(connection) as few:
        queue(district)
    one = Cell.objects.get(deed__tellings__record=record)
    deeds = Deed.objects.bulk_create([Deed(public_id=f"D{place:025d}") for place in range(10_000)])
    Cell.objects.bulk_create(
        Cell(
            strand=strand,
            deed=deed,
            state="pending",
            because="waiting_for_review",
            records=one.records,
            title=str(place),
            unit=one.unit,
            day=one.day,
            risk=place % 4,
        )
        for place, deed in enumerate(deeds)
    )

    with CaptureQueriesContext(connection) as many:
        cells, has_more = queue_page(district.programme, QueueFilter(), start=9_950, most=50, at=district.now)

    assert (len(cells), has_more) == (50, True)
    assert len(many) == len(few)
