"""Search over the ledger: what the public finds, what only the office does, and what was taken back."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from hundredfold.do.ledger.actions import Filed, amend_record, withdraw_record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.do.press.actions import set_aside
from hundredfold.do.press.models import Page
from hundredfold.prove.actions import decide_record, judge_new, judge_record
from hundredfold.tell.actions import (
    index_all,
    index_all_pages,
    index_new,
    index_pages,
    index_record,
    lag,
    sweep,
)
from hundredfold.tell.queries.searching import EVERYBODY, WHO_READS_ALL, Filters, Results, Scope, search
from tests.people import District
from tests.press_pages import read_ten

INSIDE = WHO_READS_ALL
LATER = dt.timedelta(minutes=1)


def _tell(district: District, **said: Any) -> Filed:
    filed = district.tell(**said)
    index_record(filed.record.pk)
    return filed


def _find(typed: str, scope: Scope = EVERYBODY, page: int = 1, **narrowed: str) -> Results:
    found = search(typed, scope=scope, filters=Filters(**narrowed), page=page)
    assert found is not None
    return found


def _titles(typed: str, scope: Scope = EVERYBODY, **narrowed: str) -> list[str]:
    return ["".join(piece.text for piece in hit.title) for hit in _find(typed, scope, **narrowed).hits]


def _amend(district: District, filed: Filed, **said: Any) -> None:
    """A new revision that nobody has judged or indexed yet."""
    filed.record.refresh_from_db()
    facts = replace(facts_of(filed.record), **said)
    amend_record(
        by=district.an,
        record=filed.record,
        facts=facts,
        photos=[],
        seen=filed.record.position,
        at=district.now + LATER,
    )


def test_a_teller_finds_what_was_just_told(district: District) -> None:
    _tell(district, title="邻里普法茶话会")

    assert _titles("普法") == ["邻里普法茶话会"]


@pytest.mark.parametrize(
    "typed",
    [
        "普法",
        "茶话会",
        "邻里普法茶话会",
        "鄰里",
        "普法 茶话",
        "“里普法茶”",
        "ＫＤＬ",
        "友谊十七",
        "会",
        "42号",
        "０００１",
        "普法 -端午",
    ],
)
def test_one_record_is_found_by(district: District, typed: str) -> None:
    _tell(district, title="邻里普法茶话会", summary="在kdl广场42号讲了三场")

    assert _titles(typed) == ["邻里普法茶话会"]


@pytest.mark.parametrize("typed", ["端午", "法普", "普茶", "“普法茶会”", "普法 -茶话", "场4号", "法茶话会会"])
def test_one_record_is_not_found_by(district: District, typed: str) -> None:
    _tell(district, title="邻里普法茶话会", summary="在kdl广场42号讲了三场")

    assert _titles(typed) == []


def test_pairs_apart_are_no_phrase(district: District) -> None:
    _tell(district, title="王建军讲故事", summary="李建国听了，王建成也在")

    assert _titles("王建国") == []
    assert _titles("王建军") == ["王建军讲故事"]


def test_titles_come_before_texts_and_newer_before_older(district: District) -> None:
    for title, summary in [("讲座一", "端午"), ("端午二", ""), ("讲座三", "端午"), ("端午四", "")]:
        _tell(district, title=title, summary=summary)

    assert _titles("端午") == ["端午四", "端午二", "讲座三", "讲座一"]


def test_a_withdrawn_record_is_gone_before_anybody_indexes_anything(district: District) -> None:
    filed = _tell(district, title="邻里普法茶话会")

    withdraw_record(by=district.an, record=filed.record, reason="记错了", at=district.now + LATER)

    found = _find("普法")
    assert (found.hits, found.total) == ((), 0)


def test_a_withdrawn_consent_is_gone_before_anybody_indexes_anything(district: District) -> None:
    filed = _tell(district, **_lecturer(consent=True))
    assert _titles("金桂兰") == ["金桂兰"]

    _amend(district, filed, details={"consent": False})

    found = _find("金桂兰")
    assert (found.hits, found.total) == ((), 0)
    judge_record(filed.record, at=district.now + LATER)
    index_record(filed.record.pk)
    assert _find("金桂兰").total == 0
    assert _titles("金桂兰", INSIDE) == ["金桂兰"]


def test_a_changed_word_is_gone_at_once(district: District) -> None:
    filed = _tell(district, title="邻里普法茶话会", summary="电话在张家")

    _amend(district, filed, summary="")

    assert _find("张家").total == 0


def test_a_refused_record_is_gone_before_anybody_indexes_anything(district: District) -> None:
    filed = _tell(district, title="邻里普法茶话会")
    filed.record.refresh_from_db()

    decide_record(
        by=district.bo,
        record=filed.record,
        verdict="not_acceptable",
        reason="不是活动",
        seen=filed.record.position,
        at=district.now,
    )

    found = _find("普法")
    assert (found.hits, found.total) == ((), 0)


def _lecturer(*, consent: bool | None) -> dict[str, Any]:
    details = {} if consent is None else {"consent": consent}
    return {
        "kind": "person",
        "strands": ("lecturers",),
        "title": "金桂兰",
        "start": None,
        "venue": "",
        "head_count": None,
        "head_count_method": "",
        "details": details,
    }


def test_who_did_not_consent_is_found_inside_only(district: District) -> None:
    _tell(district, **_lecturer(consent=None), summary="退休教师")

    assert _find("金桂兰").total == _find("退休教师").total == _find("jgl").total == 0
    assert _titles("金桂兰", INSIDE) == _titles("jgl", INSIDE) == ["金桂兰"]


def test_a_contact_is_never_found_by_the_public(district: District) -> None:
    _tell(district, title="义诊", summary="联系张医生13812345678", details={"lecturer": ["高志强"]})

    assert [_find(typed).total for typed in ("13812345678", "138", "高志强", "张医生")] == [0, 0, 0, 1]
    assert [_find(typed, INSIDE).total for typed in ("13812345678", "高志强")] == [1, 1]


def test_units_are_found_by_name_and_by_sound(district: District) -> None:
    index_all()

    assert _titles("昆都仑") == _titles("kdl") == _titles("kundulun") == _titles("kundoulun") == ["昆都仑区"]
    assert _titles("yydj") == ["友谊大街街道"]
    assert _titles("昆区") == ["昆都仑区"]


def test_inside_somebody_sees_what_is_below_their_unit(district: District) -> None:
    _tell(district, title="邻里普法茶话会")

    assert _titles("普法", Scope(is_open=False, under=(district.street.public_id,))) == ["邻里普法茶话会"]
    assert _titles("普法", Scope(is_open=False, under=(district.outside.public_id,))) == []
    assert _titles("普法", Scope(is_open=False, under=())) == []


def test_filters_narrow(district: District) -> None:
    filed = _tell(district, title="邻里普法茶话会", town="友谊大街街道")
    strand = filed.record.filings.get().strand.code

    for fits in [
        {"strand": strand},
        {"unit": district.street.public_id},
        {"town": "友谊大街街道"},
        {"period": "2026"},
        {"period": "2026-Q2"},
        {"period": "2026-05"},
        {"kind": "event"},
        {"state": "pending"},
    ]:
        assert _titles("普法", **fits) == ["邻里普法茶话会"], fits
    for other in [
        {"strand": "teams"},
        {"unit": district.outside.public_id},
        {"town": "鞍山道街道"},
        {"period": "2025"},
        {"period": "2026-Q3"},
        {"period": "2026-06"},
        {"period": "never"},
        {"kind": "place"},
        {"state": "counted"},
        {"level": "central"},
    ]:
        assert _titles("普法", **other) == [], other


def test_a_decision_moves_the_state_that_is_narrowed_by(district: District) -> None:
    filed = _tell(district, title="邻里普法茶话会")
    index_new()

    district.accept(filed)
    index_new()

    assert _titles("普法", state="counted") == ["邻里普法茶话会"]
    assert _titles("普法", state="pending") == []


def test_the_worker_takes_in_what_was_judged_and_no_more(district: District) -> None:
    filed = district.tell(title="邻里普法茶话会")
    assert lag() == 0

    judge_new(district.programme, at=district.now)

    assert lag() == 1
    assert index_new() == 1
    assert lag() == 0
    assert _titles("普法") == ["邻里普法茶话会"]
    assert index_new() == 0
    assert filed.record.pk


def test_a_rebuild_goes_on_where_it_stopped_and_changes_nothing(district: District) -> None:
    for number in range(5):
        _tell(district, title=f"普法第{number}场")
    before = _titles("普法")

    assert index_all() == 5
    assert index_all(afresh=True) == 5
    assert _titles("普法") == before
    assert sweep() == 0


def test_pages_of_many(district: District) -> None:
    for number in range(45):
        _tell(district, title=f"普法第{number}场")

    pages = [_find("普法", page=page) for page in (1, 2, 3, 4)]

    assert [(len(page.hits), page.total, page.pages) for page in pages] == [
        (20, 45, 3),
        (20, 45, 3),
        (5, 45, 3),
        (0, 45, 3),
    ]
    assert len({hit.public_id for page in pages for hit in page.hits}) == 45


def test_queries_do_not_grow(district: District, django_assert_num_queries: Any) -> None:
    from django.test.utils import CaptureQueriesContext

    asked = []
    for number in range(3):
        _tell(district, title=f"普法第{number}场")
        if number != 1:
            with CaptureQueriesContext(
                connection,
            ) as kept:
                _find("普法")
            asked.append(len(kept))
    assert asked[0] == asked[1] <= 14


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "nothing_typed"),
        ("  \u3000 ", "nothing_typed"),
        ("🎉🎉", "no_words"),
        ("%_*?", "no_words"),
        ('"', "no_words"),
        ("-普法", "only_unwanted"),
        ("\0\0", "nothing_typed"),
    ],
)
def test_what_asks_nothing_is_told_so(district: District, typed: str, problem: str) -> None:
    assert _find(typed).asked.problem == problem


@pytest.mark.parametrize(
    "typed",
    [
        'AND OR NOT NEAR("x" y) {title}: ^*',
        "'; DROP TABLE tell_words; --",
        "普" * 5000,
        "a " * 2500,
        "\"'\\:*&|!()<->普法",
        "\ud800普法",
        "普法\0",
        "%普法%",
        "( ( ( (",
        "\u202e法普\u202c",
        "ＡＮＤ",
        "x" * 300,
        "# $ & !open",
        "-" * 100,
        "普法 " + "-茶 " * 40,
    ],
)
def test_hostile_queries_are_answered(district: District, typed: str) -> None:
    _tell(district, title="邻里普法茶话会")

    for scope in (EVERYBODY, INSIDE):
        assert _find(typed, scope).page == 1


def test_hostile_filters_find_nothing(district: District) -> None:
    _tell(district, title="邻里普法茶话会")

    for name in ("strand", "unit", "town", "period", "kind", "level", "state"):
        for value in ("' OR 1=1", '"', "\\", "a b", "\0", "😀", "普" * 3000):
            assert _titles("普法", **{name: value}) == [], (name, value)


def test_pages_of_the_press_desk_are_found_inside_until_they_are_told(district: District) -> None:
    read_ten(district)
    assert index_pages(at=district.now + dt.timedelta(hours=3)) > 0
    page = Page.objects.filter(state="read").order_by("pk")[0]
    word = page.title[:4]

    assert page.public_id in {hit.public_id for hit in _find(word, INSIDE).hits if hit.sort == "page"}
    assert page.public_id in {hit.public_id for hit in _find(word, INSIDE, kind="page").hits}
    assert not [hit for hit in _find(word).hits if hit.sort == "page"]
    assert _find(word, kind="page").total == 0

    set_aside(by=district.office, page=page, reason="不是我们的", at=district.now + dt.timedelta(hours=3))
    assert page.public_id not in {hit.public_id for hit in _find(word, INSIDE).hits}
    assert index_pages(at=district.now + dt.timedelta(hours=4)) == 1
    assert index_all_pages() == 0
