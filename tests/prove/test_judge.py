"""The rules run over what is new: found once, closed when gone, answered findings kept."""

import datetime as dt
from dataclasses import replace

from hundredfold.do.ledger.actions import amend_record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.prove.actions import decide_finding, judge_all, judge_new, look_at_photos
from hundredfold.prove.models import Finding, PhotoPrint
from hundredfold.prove.queries import totals
from tests.people import District
from tests.pictures import picture

GALA = {
    "strands": ("performances",),
    "start": dt.date(2026, 6, 19),
    "venue": "阿尔丁广场",
    "head_count": 300,
}


def open_rules(district: District) -> list[tuple[str, int, int | None]]:
    rows = Finding.objects.filter(closed_at__isnull=True, settled_by__isnull=True).order_by("rule", "a", "b")
    return [(row.rule, row.a.number, row.b.number if row.b else None) for row in rows]


def test_one_deed_told_by_two_units_is_found_once_and_the_later_waits(district: District) -> None:
    first = district.tell(title="端午惠民文艺演出", summary="社区与街道在阿尔丁广场合办端午演出", **GALA)
    second = district.tell(
        by=district.chen,
        unit=district.outside.public_id,
        title="“粽叶飘香”端午文艺汇演（与友谊十七社区合办）",
        co_units=(district.community.public_id,),
        at=district.now + dt.timedelta(hours=1),
        **GALA,
    )
    district.accept(first)
    district.accept(second, at=district.now + dt.timedelta(hours=2))

    judge_new(district.programme, at=district.now + dt.timedelta(hours=3))
    assert judge_new(district.programme, at=district.now + dt.timedelta(hours=4)) == 0
    judge_all(district.programme, at=district.now + dt.timedelta(hours=5))

    assert [rule for rule in open_rules(district) if rule[0] == "same_deed"] == [("same_deed", 1, 2)]
    assert totals(district.programme)["performances"] == {
        "counted": 1,
        "pending": 1,
        "planned": 0,
        "excluded": 0,
    }


def test_a_mended_record_closes_its_finding_and_an_answer_stays(district: District) -> None:
    filed = district.tell(head_count=None, head_count_method="", start=dt.date(2026, 6, 20))
    assert ("thin_evidence", 1, None) in open_rules(district)

    facts = replace(facts_of(filed.record), head_count=20, head_count_method="counted")
    amend_record(
        by=district.an, record=filed.record, facts=facts, seen=filed.record.position, at=district.now
    )
    judge_new(district.programme, at=district.now)
    assert open_rules(district) == []

    crowd = district.tell(title="党课", head_count=900, venue="三楼会议室")
    finding = Finding.objects.get(rule="implausible_head_count", a=crowd.record)
    decide_finding(by=district.bo, finding=finding, verdict="stands", at=district.now)
    judge_all(district.programme, at=district.now)
    assert ("implausible_head_count", 2, None) not in open_rules(district)
    assert Finding.objects.filter(rule="implausible_head_count").count() == 1


def test_one_photo_under_two_records_is_found_and_a_broken_one_is_kept_as_such(district: District) -> None:
    shot = picture(77, size=(800, 600))
    district.tell(title="春季义诊", photo=shot, start=dt.date(2026, 3, 5), venue="广场")
    district.tell(
        by=district.chen,
        unit=district.outside.public_id,
        title="消防演练",
        photo=shot,
        start=dt.date(2026, 6, 1),
        venue="操场",
    )
    district.tell(title="读书会", photo=b"\xff\xd8\xff not a photo", start=dt.date(2026, 4, 1))

    assert look_at_photos(at=district.now) == 2
    assert look_at_photos(at=district.now) == 0
    judge_new(district.programme, at=district.now)

    assert [rule for rule in open_rules(district) if rule[0] == "same_photo"] == [("same_photo", 1, 2)]
    assert PhotoPrint.objects.exclude(unreadable="").count() == 1
