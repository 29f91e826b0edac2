"""Spot checks: the same draw from the same ledger, visits by others, and a count that moves only by decisions."""

import datetime as dt
import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hundredfold.base.models import AuditNote
from hundredfold.do.ledger.actions import Filed, withdraw_record
from hundredfold.plan.models import Strand
from hundredfold.prove import explain, queries, spot_checks
from hundredfold.prove.actions import (
    Asked,
    Seen,
    decide_finding,
    judge_all,
    judge_record,
    make_draw,
    record_visit,
)
from hundredfold.prove.actions.settle import totals_hold
from hundredfold.prove.draw import draw, fingerprint
from hundredfold.prove.models import Cell, Draw, Finding, Visit
from hundredfold.prove.words import Undecidable
from tests.people import District

DAY = dt.timedelta(days=1)
YESTERDAY = dt.date(2026, 6, 29)


def told(district: District, many: int) -> list[Filed]:
    """Talks told two days ago, all accepted then."""
    then = district.now - 2 * DAY
    filed = [
        district.tell(title=f"第{n}场普法讲座", start=dt.date(2026, 5, n + 1), venue=f"{n}号楼", at=then)
        for n in range(many)
    ]
    for each in filed:
        district.accept(each, at=then)
    return filed


def drawn(district: District, size: int = 3, **asked: object) -> Draw:
    """A draw by the office from yesterday's ledger."""
    said = Asked(size=size, as_of=YESTERDAY, **{"word": "石榴", **asked})  # type: ignore[arg-type]
    return make_draw(by=district.office, programme=district.programme, asked=said, at=district.now)


def numbers(district: District) -> dict[str, int]:
    """The strand's numbers, kept and worked out anew; both must agree."""
    kept = queries.totals(district.programme)["talks"]
    assert kept == dict(queries.count_at(district.programme, at=district.now + DAY)["talks"].numbers)
    assert totals_hold(district.programme)
    return kept


def weights(district: District) -> dict[str, int]:
    """What each candidate of yesterday weighs, by record."""
    urn = spot_checks.urn(district.programme, None, as_of=YESTERDAY, at=district.now)
    return {each.record: each.weight for each in urn.lots}


def seen(result: str, **said: object) -> Seen:
    """What was found today."""
    return Seen(result, dt.date(2026, 6, 30), **{"note": "" if result == "seen" else "门锁着", **said})  # type: ignore[arg-type]


def test_a_draw_keeps_all_that_is_needed_to_repeat_it(district: District) -> None:
    told(district, 8)

    made = drawn(district)

    urn = spot_checks.urn(district.programme, None, as_of=made.as_of, at=district.now)
    again = draw(urn.lots, seed=made.seed, size=made.size)
    assert [each.record for each in again] == list(
        Visit.objects.filter(draw=made).order_by("place").values_list("record__public_id", flat=True)
    )
    assert (made.candidates, made.candidates_sha256) == (8, fingerprint(urn.lots))
    assert made.seed == urn.seed(district.programme, made.as_of, "石榴")
    assert AuditNote.objects.filter(action="make_draw", subject=f"draw:{made.public_id}").exists()


def test_what_happens_later_does_not_change_a_draw(district: District) -> None:
    filed = told(district, 6)
    before = spot_checks.urn(district.programme, None, as_of=YESTERDAY, at=district.now)

    withdraw_record(by=district.an, record=filed[0].record, reason="填错了", at=district.now)
    judge_record(filed[0].record, at=district.now)
    district.tell(title="新的一场", start=dt.date(2026, 6, 1))
    Finding.objects.create(
        public_id="F" * 26, rule="same_deed", a=filed[1].record, b=filed[2].record, found_at=district.now
    )

    assert spot_checks.urn(district.programme, None, as_of=YESTERDAY, at=district.now + DAY) == before


def test_a_joined_deed_is_one_candidate_and_findings_weigh(district: District) -> None:
    filed = told(district, 3)
    Finding.objects.all().delete()
    then = district.now - 2 * DAY
    finding = Finding.objects.create(
        public_id="F" * 26, rule="same_deed", a=filed[0].record, b=filed[1].record, found_at=then
    )
    waiting = weights(district)
    decide_finding(by=district.bo, finding=finding, verdict="same", at=then)
    joined = weights(district)

    first, _second, third = (each.record.public_id for each in filed)
    assert waiting[first] == waiting[third] + 4
    assert set(joined) == {first, third}
    assert joined[first] == joined[third] + 1 - 2  # a finding was answered, and there are two photos now


def test_only_told_deeds_of_the_strand_are_candidates(district: District) -> None:
    told(district, 2)
    district.tell(
        kind="product", strands=("products",), title="石榴书签", start=None, venue="", head_count=None,
        head_count_method="", at=district.now - 2 * DAY,
    )  # fmt: skip
    strand = Strand.objects.get(programme=district.programme, code="talks")

    assert drawn(district, strand=strand).candidates == 2
    assert drawn(district).candidates == 3


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"size": 0}, "500"),
        ({"size": 501}, "500"),
        ({"word": " "}, "word|种子词"),
        ({"as_of": dt.date(2026, 6, 30)}, "over|过完"),
        ({"as_of": dt.date(2026, 1, 1)}, "nothing|没有"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(
    district: District, asked: dict[str, object], said: str
) -> None:
    told(district, 2)
    with pytest.raises(Undecidable, match=said):
        make_draw(
            by=district.office,
            programme=district.programme,
            asked=Asked(**{"size": 2, "as_of": YESTERDAY, "word": "石榴", **asked}),  # type: ignore[arg-type]
            at=district.now,
        )
    assert not Draw.objects.exists()


def test_only_the_office_draws(district: District) -> None:
    told(district, 2)
    for user in (district.bo, district.an, district.auditor):
        with pytest.raises(PermissionDenied):
            make_draw(
                by=user,
                programme=district.programme,
                asked=Asked(size=1, as_of=YESTERDAY, word="x"),
                at=district.now,
            )


def test_seen_adds_a_reason_and_changes_no_number(district: District) -> None:
    told(district, 3)
    visit = drawn(district).visits.order_by("place")[0]
    before = numbers(district)

    record_visit(by=district.bo, visit=visit, seen=seen("seen"), at=district.now)

    assert numbers(district) == before
    cell = Cell.objects.get(deed__tellings__record=visit.record)
    assert "2026-06-30 现场核查属实" in explain.sentence(queries.standing_of(cell, "talks"), cell.strand.plan)


def test_not_found_waits_for_a_reviewer_and_their_answer_counts_again(district: District) -> None:
    told(district, 3)
    visit = drawn(district).visits.order_by("place")[0]

    record_visit(by=district.bo, visit=visit, seen=seen("not_found"), at=district.now)

    assert numbers(district) == {"counted": 2, "pending": 1, "planned": 0, "excluded": 0}
    finding = Finding.objects.get(rule="spot_check", a=visit.record)
    judge_all(district.programme, at=district.now)  # a later look does not take it away
    finding.refresh_from_db()
    assert finding.closed_at is None
    decide_finding(by=district.office, finding=finding, verdict="stands", at=district.now + DAY)
    assert numbers(district)["counted"] == 3
    judge_all(district.programme, at=district.now + DAY)  # and what was answered is not asked again
    assert numbers(district)["counted"] == 3
    then = queries.count_at(district.programme, at=district.now + DAY, until=district.now)
    assert then["talks"].numbers["pending"] == 1
    assert queries.count_at(district.programme, at=district.now, until=district.now - DAY)["talks"].numbers[
        "counted"
    ] == 3  # fmt: skip


def test_what_differs_is_asked_about_and_counts_meanwhile(district: District) -> None:
    told(district, 1)
    visit = drawn(district).visits.get()

    record_visit(
        by=district.bo, visit=visit, seen=seen("differs", head_count=20, note="二十人"), at=district.now
    )

    assert numbers(district)["counted"] == 1
    finding = Finding.objects.get(rule="spot_check", a=visit.record)
    assert [each["code"] for each in finding.grounds] == ["differs_on_the_spot", "heads_on_the_spot"]
    assert spot_checks.differing_visits(district.programme, most=5) == [visit]


def test_a_second_visit_that_finds_it_ends_the_waiting(district: District) -> None:
    told(district, 1)
    first, second = drawn(district).visits.get(), drawn(district, word="再来").visits.get()

    record_visit(by=district.bo, visit=first, seen=seen("not_found"), at=district.now)
    assert numbers(district)["pending"] == 1
    record_visit(by=district.office, visit=second, seen=seen("seen"), at=district.now + DAY / 24)

    assert numbers(district)["counted"] == 1


def test_a_visit_is_written_down_once_and_by_no_own_unit(district: District) -> None:
    told(district, 1)
    visit = drawn(district).visits.get()
    with pytest.raises(PermissionDenied):
        record_visit(by=district.an, visit=visit, seen=seen("seen"), at=district.now)
    record_visit(by=district.bo, visit=visit, seen=seen("seen"), at=district.now)

    with pytest.raises(Undecidable):
        record_visit(by=district.office, visit=visit, seen=seen("not_found"), at=district.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(visited_for=district.community)


@pytest.mark.parametrize(
    "wrong",
    [
        {"result": "gone"},
        {"result": ""},
        {"result": "not_found", "note": " "},
        {"on": dt.date(2026, 7, 1)},
        {"head_count": -1},
        {"head_count": 10**8},
    ],
)
def test_half_a_visit_is_refused_in_a_sentence(district: District, wrong: dict[str, object]) -> None:
    told(district, 1)
    visit = drawn(district).visits.get()
    said = {"result": "seen", "on": dt.date(2026, 6, 30), "note": "看过", **wrong}

    with pytest.raises(Undecidable):
        record_visit(by=district.bo, visit=visit, seen=Seen(**said), at=district.now)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"result": "seen"},
        {"result": "lost"},
        {"visited_on": dt.date(2026, 6, 30)},
        {"visited_at": dt.datetime(2026, 6, 30, tzinfo=dt.UTC)},
    ],
)
def test_the_table_refuses_half_a_visit(district: District, wrong: dict[str, object]) -> None:
    told(district, 1)
    visit = drawn(district).visits.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**wrong)


def test_a_draw_larger_than_what_there_is_draws_all(district: District) -> None:
    filed = told(district, 4)

    made = drawn(district, size=50)

    assert Visit.objects.filter(draw=made).order_by("place").values_list("place", flat=True)[3] == 4
    assert {each.record_id for each in Visit.objects.filter(draw=made)} == {each.record.pk for each in filed}


def test_lists_differ_from_word_to_word(district: District) -> None:
    told(district, 10)
    lists = {
        tuple(drawn(district, word=word).visits.order_by("place").values_list("record", flat=True))
        for word in ("石榴", "百场", "七一")
    }

    assert all(one != other for one, other in itertools.combinations(lists, 2))
    assert len(lists) == 3
