"""The page about the checker itself, and two records joined by hand: what is counted, listed, refused."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hundredfold.linkage.model import shipped
from hundredfold.prove import deed_model, honesty
from hundredfold.prove.actions import decide_finding, judge_all, reopen
from hundredfold.prove.actions.join_by_hand import join_by_hand
from hundredfold.prove.models import Finding, LearnedModel, Telling
from hundredfold.prove.words import Undecidable
from tests.people import District
from tests.web.office_pages import see, signed_in, text

PAGE = "/office/honesty/"


def told_twice(district: District, day: int = 1) -> tuple[object, object]:
    """One deed told under two titles so unlike that no rule asks; by two units."""
    first = district.tell(title=f"暑期课堂开课 {day}", start=dt.date(2026, 6, day))
    second = district.tell(
        by=district.chen,
        unit=district.outside.public_id,
        title=f"孩子们的下午 {day}",
        start=dt.date(2026, 6, day),
    )
    return first.record, second.record


def asked(district: District, rule: str, verdict: str, day: int = 1) -> Finding:
    """A finding on two fresh records, answered."""
    a, b = told_twice(district, day)
    finding = Finding.objects.create(
        public_id=f"{rule}-{verdict}-{day}", rule=rule, a=a, b=b, score=0.4, found_at=district.now,
        grounds=[{"code": "same_day", "params": {"day": "2026-06-01"}}],
    )  # fmt: skip
    decide_finding(by=district.bo, finding=finding, verdict=verdict, reason="请核对", at=district.now)
    return finding


def test_a_page_without_answers_says_what_will_stand_here(district: District) -> None:
    page = see(signed_in(district.office), PAGE)

    assert "No answers yet" in page
    assert "The model that came with the software is in use" in page
    assert "<table" not in page


def test_shares_come_with_their_counts_and_ranges(district: District) -> None:
    for day in (1, 2, 3):
        asked(district, "same_deed", "same", day)
    asked(district, "same_deed", "different", 4)
    asked(district, "same_deed", "not_acceptable", 5)
    first, second = told_twice(district, 6)
    join_by_hand(by=district.bo, record=first, other=second, at=district.now)  # type: ignore[arg-type]

    held = {each.rule: each for each in honesty.tallies(district.programme)}["same_deed"]
    assert (held.right, held.in_vain, held.missed) == (4, 1, 1)
    page = see(signed_in(district.auditor), PAGE)
    assert "4 of 5" in page
    assert "38% – 96%" in page  # Wilson, four of five
    assert "No answers yet" not in page
    assert "孩子们的下午 6" in page
    assert "孩子们的下午 4" in page
    assert "孩子们的下午 1" not in page


def test_a_join_over_another_question_is_a_miss_of_the_rule_that_had_not_asked(district: District) -> None:
    asked(district, "same_photo", "same", 1)

    assert honesty.missed_by(district.programme, "same_deed").count() == 1
    assert honesty.missed_by(district.programme, "press_reprint").count() == 0


def test_what_was_learned_is_shown_with_figures_before_and_after(district: District) -> None:
    LearnedModel.objects.create(
        public_id="learned", programme=district.programme, text=shipped().to_json(),
        prior=deed_model.shipped_digest(), taught=["f1", "f2"], made_at=district.now, made_by=district.admin,
        in_force=True,
        before={"pairs": 90, "precision": 0.9, "recall": 0.8, "f1": 0.847, "log_loss": 0.31},
        after={"pairs": 90, "precision": 0.912, "recall": 0.85, "f1": 0.88, "log_loss": 0.29},
    )  # fmt: skip
    page = see(signed_in(district.office), PAGE)

    assert "0.847 → 0.880" in page
    assert "learned from 2 answers" in page
    LearnedModel.objects.update(text="{}", after={})
    damaged = see(signed_in(district.office), PAGE)
    assert "damaged or from another version" in damaged
    assert "The model that came with the software is in use" in damaged


def test_the_page_is_for_those_who_read_the_desk(district: District) -> None:
    assert signed_in(district.an).get(PAGE).status_code == 404
    assert signed_in(district.auditor).get(PAGE).status_code == 200


def test_the_queries_of_the_page_do_not_grow_with_its_lists(district: District) -> None:
    client = signed_in(district.office)
    asked(district, "same_deed", "different", 1)
    asked(district, "by_hand", "same", 2)
    see(client, PAGE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        see(client, PAGE)
    for day in range(3, 9):
        asked(district, "same_deed", "different", day)
        asked(district, "by_hand", "same", day + 10)
    with CaptureQueriesContext(connection) as many:
        see(client, PAGE)

    assert len(many) == len(few)


def test_a_reviewer_joins_what_nobody_asked_about_and_can_split_it(district: District) -> None:
    first, second = told_twice(district)
    client = signed_in(district.bo)
    record = f"/office/records/{first.public_id}/"  # type: ignore[attr-defined]
    assert "Told a second time?" in see(client, record)
    both = see(client, f"{record}join/?number=0002")
    assert "孩子们的下午" in both
    assert "The same: join them" in both

    answer = client.post(f"{record}join/", {"number": "2"})
    assert answer.status_code == 303
    assert len(set(Telling.objects.values_list("deed", flat=True))) == 1
    finding = Finding.objects.get(rule="by_hand")
    assert finding.blocked is None

    judge_all(district.programme, at=district.now)
    assert not Finding.objects.filter(
        rule="same_deed", settled_by__isnull=True, closed_at__isnull=True
    ).exists()
    assert finding.settled_by is not None
    reopen(by=district.bo, decision=finding.settled_by, at=district.now)
    judge_all(district.programme, at=district.now)
    assert len(set(Telling.objects.values_list("deed", flat=True))) == 2
    join_by_hand(by=district.bo, record=second, other=first, at=district.now)  # type: ignore[arg-type]
    assert len(set(Telling.objects.values_list("deed", flat=True))) == 1


@pytest.mark.parametrize("number", ["", "1", "999", "abc", "٣", "9" * 12, "\x00", "-1"])
def test_a_number_that_leads_nowhere_is_said_and_kept(district: District, number: str) -> None:
    first, _ = told_twice(district)
    client = signed_in(district.bo)
    href = f"/office/records/{first.public_id}/join/"  # type: ignore[attr-defined]
    for answer in (client.get(href, {"number": number}), client.post(href, {"number": number})):
        assert answer.status_code in (200, 422)
        assert "The same: join them" not in text(answer)
    assert not Finding.objects.filter(rule="by_hand").exists()


def test_an_open_question_on_the_two_is_answered_rather_than_doubled(district: District) -> None:
    a, b = told_twice(district)
    finding = Finding.objects.create(public_id="open", rule="same_deed", a=a, b=b, found_at=district.now)
    join_by_hand(by=district.bo, record=b, other=a, at=district.now)  # type: ignore[arg-type]

    finding.refresh_from_db()
    assert finding.settled_by is not None
    assert not Finding.objects.filter(rule="by_hand").exists()


def test_what_was_answered_otherwise_or_joined_already_or_is_of_another_kind_is_not_joined(
    district: District,
) -> None:
    finding = asked(district, "same_deed", "different")
    with pytest.raises(Undecidable, match="not one"):
        join_by_hand(by=district.bo, record=finding.a, other=finding.b, at=district.now)  # type: ignore[arg-type]
    first, second = told_twice(district, 2)
    join_by_hand(by=district.bo, record=first, other=second, at=district.now)  # type: ignore[arg-type]
    with pytest.raises(Undecidable, match="already"):
        join_by_hand(by=district.bo, record=first, other=second, at=district.now)  # type: ignore[arg-type]
    strand = next(each for each in district.programme.blueprint.strands if each.kind == "team")
    team = district.tell(kind="team", strands=(strand.code,), title="红石榴队", start=None).record
    with pytest.raises(Undecidable, match="kind"):
        join_by_hand(by=district.bo, record=first, other=team, at=district.now)  # type: ignore[arg-type]


def test_nobody_joins_their_own_units_records_and_clerks_join_nothing(district: District) -> None:
    first, second = told_twice(district)
    own = district.tell(by=district.admin, unit=district.office_unit.public_id, title="办公室的一件").record
    with pytest.raises(Undecidable):
        join_by_hand(by=district.bo, record=first, other=own, at=district.now)  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        join_by_hand(by=district.an, record=first, other=second, at=district.now)  # type: ignore[arg-type]
    assert not Finding.objects.filter(rule="by_hand").exists()
    refused = signed_in(district.bo).post(
        f"/office/records/{first.public_id}/join/",  # type: ignore[attr-defined]
        {"number": f"{own.number}"},
    )
    assert refused.status_code == 422
    assert "区项目办公室" in text(refused)
