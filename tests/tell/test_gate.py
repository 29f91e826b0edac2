"""What may leave the building: each test tries to carry something out."""

import dataclasses
import datetime as dt
import json

import pytest

from hundredfold.do.ledger.actions import NewPhoto, amend_record, file_record, withdraw_record
from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.plan.actions import add_unit
from hundredfold.plan.blueprint import load
from hundredfold.prove.actions import decide_record, judge_record
from hundredfold.prove.claims import Ground
from hundredfold.prove.count import Standing
from hundredfold.tell import gate, public_reasons, queries
from tests.people import District
from tests.pictures import picture

pytestmark = pytest.mark.django_db

STRANDS = {strand.code: strand for strand in load("nine_hundreds").strands}


def everything(value: object) -> str:
    """All that a public value holds, as one text."""
    return json.dumps(dataclasses.asdict(value), ensure_ascii=False, default=str)  # type: ignore[call-overload]


def lecturer(district: District, **details: object) -> Record:
    """A lecturer who talked in May, registered with these details."""
    district.tell(details={"lecturer": ["云小满"]})
    given = {"appointed_on": "2026-01-10", **details}
    return district.tell(kind="person", strands=("lecturers",), title="云小满", head_count=None,
                         head_count_method="", venue="", start=None, details=given).record  # fmt: skip


def test_record_accepted_is_public_with_every_unit_credited(district: District) -> None:
    told = district.tell(co_units=(district.street.public_id,))
    district.accept(told)

    found = queries.record(told.record.public_id, language="zh")

    assert found is not None
    assert found.record.units == ("友谊十七社区", "友谊大街街道")
    assert found.standings[0].state == "counted"
    assert found.standings[0].sentence == "计入“宣传教育”：2026-06-30 核准；所需佐证齐全。"
    assert len(found.photos) == 1


def test_record_names_neither_teller_nor_reviewer_nor_original(district: District) -> None:
    told = district.tell()
    district.accept(told)
    sha256 = told.record.evidence.get().file.sha256

    found = everything(queries.record(told.record.public_id, language="zh"))

    for secret in (
        district.an.display_name,
        district.bo.display_name,
        "现场.jpg",
        sha256[:10],
        "区项目办公室",
    ):
        assert secret not in found


def test_record_withdrawn_is_gone(district: District) -> None:
    told = district.tell()
    district.accept(told)
    withdraw_record(by=district.an, record=told.record, reason="重复", at=district.now)
    told.record.refresh_from_db()
    judge_record(told.record, at=district.now)

    assert queries.record(told.record.public_id, language="zh") is None
    assert queries.photo(told.record.public_id, 1) is None


def test_record_withdrawn_but_not_yet_settled_is_gone(district: District) -> None:
    told = district.tell()
    district.accept(told)
    withdraw_record(by=district.an, record=told.record, reason="重复", at=district.now)

    assert queries.record(told.record.public_id, language="zh") is None


def test_record_refused_is_gone(district: District) -> None:
    told = district.tell()
    decide_record(by=district.bo, record=told.record, verdict="not_acceptable", seen=told.record.position,
                  reason="不是活动", at=district.now)  # fmt: skip

    assert queries.record(told.record.public_id, language="zh") is None


def test_record_returned_waits_without_the_reviewers_words(district: District) -> None:
    told = district.tell()
    decide_record(by=district.bo, record=told.record, verdict="return", seen=told.record.position,
                  reason="照片里看不出是谁", at=district.now)  # fmt: skip

    found = queries.record(told.record.public_id, language="zh")

    assert found is not None
    assert found.standings[0].sentence == "尚未计入“宣传教育”：等待审核。"
    assert "看不出" not in everything(found)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "code", ["open_finding", "returned", "changed_since_review", "no_date", "of_a_later_version"]
)
def test_sentence_never_says_a_suspicion_or_a_refusal(code: str, language: str) -> None:
    params = {"rule": "same_deed", "other": "01J", "reason": "造假", "day": "2026-05-20"}
    standing = Standing("", "talks", "pending", (Ground(code, params),), (), (), "", None)

    said = public_reasons.sentence(standing, STRANDS["talks"], language)

    waits = {
        "zh": "尚未计入“宣传教育”：等待审核。",
        "en": "Not yet counted in “Talks and education”: waiting for review.",
    }
    assert said == waits[language]


def test_sentence_says_what_is_still_missing_but_not_who_did_not_consent() -> None:
    needs = [Ground("need", {"need": "photos", "min": 1, "enough": 1}), Ground("need", {"need": "consent"})]
    standing = Standing("", "talks", "pending", tuple(needs), (), (), "", None)

    said = public_reasons.sentence(standing, STRANDS["talks"], "zh")

    assert said == "尚未计入“宣传教育”：尚缺：至少 1 张照片，1 张就够；等待审核。"


def test_person_with_consent_is_named(district: District) -> None:
    record = lecturer(district, consent=True)

    found = queries.record(record.public_id, language="zh")

    assert found is not None
    assert found.record.title == "云小满"


@pytest.mark.parametrize("details", [{}, {"consent": False}])
def test_person_without_consent_is_one_of_the_strand(district: District, details: dict[str, object]) -> None:
    record = lecturer(district, **details)

    found = queries.record(record.public_id, language="zh")

    assert found is not None
    assert found.record.title == "宣讲团一名（未公开）"
    assert found.photos == ()
    assert "云小满" not in everything(found)


def test_person_without_consent_is_not_named_on_any_page(district: District) -> None:
    lecturer(district)

    pages = [
        queries.home(at=district.now, language="zh"),
        queries.strand_list("lecturers", state="", page=1, at=district.now, language="zh"),
        queries.counted("lecturers", as_of=dt.date(2026, 6, 29), at=district.now, language="zh"),
        queries.counted("lecturers", as_of=None, at=district.now, language="zh"),
    ]

    assert "云小满" not in "".join(everything(page) for page in pages)


def test_person_who_takes_consent_back_is_named_no_longer(district: District) -> None:
    record = lecturer(district, consent=True)
    record.refresh_from_db()
    facts = dataclasses.replace(facts_of(record), details={"appointed_on": "2026-01-10", "consent": False})
    amend_record(by=district.an, record=record, facts=facts, seen=record.position, at=district.now)

    found = queries.record(record.public_id, language="zh")

    assert "云小满" not in everything(found)


def test_event_does_not_name_who_spoke(district: District) -> None:
    told = district.tell(details={"lecturer": ["云小满"], "start_time": "14:30", "audience": ["residents"]})

    found = queries.record(told.record.public_id, language="zh")

    assert found is not None
    assert found.record.start_time == "14:30"
    assert dict(found.record.details) == {"听众": "居民"}


def test_model_unit_needs_no_persons_consent() -> None:
    assert gate.is_named("honour", {}, [STRANDS["model_units"]])
    assert not gate.is_named("honour", {}, [STRANDS["exemplars"]])
    assert not gate.is_named("honour", {}, [])


def test_product_names_its_maker_only_with_consent(district: District) -> None:
    told = {"kind": "product", "strands": ("products",), "title": "石榴书签", "venue": "", "head_count": None,
            "head_count_method": ""}  # fmt: skip
    silent = district.tell(**told, details={"maker": "云小满"}).record
    agreed = district.tell(**told, details={"maker": "云小满", "consent": True}).record

    assert "云小满" not in everything(queries.record(silent.public_id, language="zh"))
    assert "云小满" in everything(queries.record(agreed.public_id, language="zh"))


def test_photo_not_public_is_not_shown(district: District) -> None:
    photos = [NewPhoto([picture(1)], name="a.jpg", is_public=False), NewPhoto([picture(2)], name="b.jpg")]
    filed = file_record(by=district.an, programme=district.programme, facts=district.facts(), photos=photos,
                        key="one-closed", at=district.now)  # fmt: skip
    judge_record(filed.record, at=district.now)
    second = filed.record.evidence.get(name="b.jpg").file.sha256

    assert queries.photo(filed.record.public_id, 1) is not None
    assert queries.photo(filed.record.public_id, 1)[1] == second  # type: ignore[index]
    assert queries.photo(filed.record.public_id, 2) is None
    assert queries.photo(filed.record.public_id, 0) is None


@pytest.mark.parametrize(("name", "level"), [("青山路小学", "school"), ("阳光幼儿园", "other")])
def test_photo_of_a_school_is_not_shown(district: District, name: str, level: str) -> None:
    school = add_unit(by=district.admin, name=name, level=level, parent=district.community, at=district.now)
    told = district.tell(unit=school.public_id)
    district.accept(told)

    found = queries.record(told.record.public_id, language="zh")

    assert found is not None
    assert found.photos == ()
    assert queries.home(at=district.now, language="zh").stories == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("报名电话13800138000", "报名电话***"),
        ("请拨 0472-5512345 咨询", "请拨 *** 咨询"),
        ("写信到 an@example.org。", "写信到 ***。"),
        ("证件 110101190001010000 略", "证件 *** 略"),
        ("2026年6月12日共120人", "2026年6月12日共120人"),
    ],
)
def test_masked_leaves_out_numbers_of_people(text: str, shown: str) -> None:
    assert gate.masked(text) == shown


def test_link_that_is_none_is_left_out(district: District) -> None:
    record = district.tell().record
    Record.objects.filter(pk=record.pk).update(url="javascript:alert(1)")

    assert queries.record(record.public_id, language="zh").record.url == ""  # type: ignore[union-attr]


def test_cell_set_aside_is_not_public() -> None:
    row = {
        "state": "excluded",
        "records": ["01J"],
        "title": "甲",
        "day": None,
        "reasons": [],
        "unit__name": "乙",
    }

    assert gate.cell(row, STRANDS["talks"], consenting=(), language="zh") is None


def test_cell_opens_to_the_telling_that_was_not_refused() -> None:
    row = {"state": "counted", "records": ["A", "B"], "title": "甲", "day": None,
           "reasons": [{"code": "accepted", "params": {"day": "2026-06-01"}}], "unit__name": "乙"}  # fmt: skip

    shown = gate.cell(row, STRANDS["talks"], consenting=(), refused=("A",), language="zh")

    assert shown is not None
    assert shown.record == "B"


def test_programme_of_another_year_is_not_public(district: District) -> None:
    told = district.tell()
    district.programme.is_active = False
    district.programme.save()

    assert queries.record(told.record.public_id, language="zh") is None
    assert queries.home(at=district.now, language="zh") is None


def test_unnamed_says_one_of_the_measure_in_both_languages() -> None:
    assert gate.unnamed(STRANDS["products"], "zh") == "文创产品一个（未公开）"
    assert gate.unnamed(STRANDS["lecturers"], "en") == "One lecturer (not made public)"
