"""Signs and the tally follow the ledger, in small steps or in bulk, and say the same either way."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from hundredfold.do.ledger.actions import amend_record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.linkage.signs import said
from hundredfold.linkage.tally import EVER, Counts, counted
from hundredfold.prove import intake, sign_store
from hundredfold.prove.actions import sign
from hundredfold.prove.models import Cursor, Sign, Signed, TallyPart
from hundredfold.prove.rules.same_deed import row_of
from hundredfold.prove.tallies import tally_of
from tests.people import District

TITLES = ["端午惠民文艺演出", "反诈骗知识讲座", "春季义诊进社区", "邻里普法茶话会"]


def told(district: District, number: int) -> None:
    for step in range(number):
        district.tell(
            title=f"{TITLES[step % 4]}第{step}期",
            start=dt.date(2026, 3, 1) + dt.timedelta(days=3 * step),
            summary=f"居民{step * 17}人到场，社区工作人员讲了{TITLES[(step + 1) % 4]}。",
        )


def signs() -> list[tuple[int, int]]:
    return sorted(Sign.objects.values_list("key", "record_id"))


def of_tally() -> dict[int, Counts]:
    parts: dict[int, list[Counts]] = {}
    for row in TallyPart.objects.all():
        parts.setdefault(row.window, []).append(tallied(row))
    return {window: Counts.joined(each) for window, each in parts.items()}


def tallied(row: TallyPart) -> Counts:
    return Counts(np.frombuffer(bytes(row.keys), "<i8"), np.frombuffer(bytes(row.numbers), "<i4"))


def afresh(district: District) -> dict[int, Counts]:
    claims = intake.claims(district.programme, at=district.now).told
    return counted((said(row_of(claim)), 1) for claim in claims)


def require_equal(one: dict[int, Counts], other: dict[int, Counts]) -> None:
    found = {
        window: (each.keys.tolist(), each.numbers.tolist()) for window, each in one.items() if len(each.keys)
    }
    assert found == {window: (each.keys.tolist(), each.numbers.tolist()) for window, each in other.items()}


def test_signs_one_by_one_hold_what_the_ledger_says(district: District) -> None:
    for _step in range(3):
        told(district, 5)
        sign.sign_new(district.programme, at=district.now)

    assert sign.sign_new(district.programme, at=district.now) == 0
    assert tally_of(district.programme).size == 15
    require_equal(of_tally(), afresh(district))


def test_an_amended_and_a_withdrawn_record_leave_nothing_behind(district: District) -> None:
    told(district, 4)
    sign.sign_new(district.programme, at=district.now)
    first, second = (each.record for each in Signed.objects.order_by("pk").select_related("record")[:2])

    facts = replace(facts_of(first), title="完全不同的标题", summary="")
    amend_record(by=district.an, record=first, facts=facts, seen=first.position, at=district.now)
    facts = replace(facts_of(second), state="withdrawn")
    amend_record(by=district.an, record=second, facts=facts, seen=second.position, at=district.now)
    sign.sign_new(district.programme, at=district.now)

    require_equal(of_tally(), afresh(district))
    assert not Sign.objects.filter(record=second).exists()
    held = {(key, row.pk) for row in Signed.objects.all() for key in sign.keys_of(row)}
    assert set(signs()) == held


def test_in_bulk_everything_stands_as_if_signed_at_once(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(district, 12)
    sign.sign_new(district.programme, at=district.now)
    at_once, size = signs(), TallyPart.objects.count()
    Sign.objects.all().delete()
    Signed.objects.all().delete()
    TallyPart.objects.all().delete()
    Cursor.objects.all().delete()
    monkeypatch.setattr(sign, "BULK", 5)

    assert sign.sign_new(district.programme, at=district.now) == 12

    assert signs() == at_once
    assert TallyPart.objects.count() == size
    require_equal(of_tally(), afresh(district))


def test_bulk_cut_off_goes_on_where_it_stopped(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    told(district, 8)
    monkeypatch.setattr(sign, "BULK", 5)
    monkeypatch.setattr(sign, "BULK_SLICE", 3)
    stops = iter([None, RuntimeError("power cut")])

    def cut(_stage: str, _share: float) -> None:
        stop = next(stops, None)
        if stop:
            raise stop

    with pytest.raises(RuntimeError):
        sign.sign_new(district.programme, at=district.now, progress=cut)
    assert not Sign.objects.exists()
    sign.sign_new(district.programme, at=district.now)

    held = {(key, row.pk) for row in Signed.objects.all() for key in sign.keys_of(row)}
    assert set(signs()) == held
    require_equal(of_tally(), afresh(district))


def test_what_is_told_after_storing_was_cut_off_is_found_by_all_its_signs(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(district, 8)
    monkeypatch.setattr(sign, "BULK", 5)

    def cut(stage: str, share: float) -> None:
        if stage == "index" and share > 0.5:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        sign.sign_new(district.programme, at=district.now, progress=cut)
    told(district, 2)
    sign.sign_new(district.programme, at=district.now)

    held = {(key, row.pk) for row in Signed.objects.all() for key in sign.keys_of(row)}
    assert Signed.objects.count() == 10
    assert set(signs()) == held


def test_small_parts_of_the_tally_are_summed(district: District) -> None:
    for _step in range(20):
        told(district, 1)
        sign.sign_new(district.programme, at=district.now)

    assert TallyPart.objects.filter(window=EVER).count() < 12
    require_equal(of_tally(), afresh(district))


def test_of_a_sign_that_all_hold_the_first_few_are_given(district: District) -> None:
    sign_store.add([(7, 3), (7, 1), (7, 2), (-9, 5)])
    sign_store.add([(7, 1)])

    assert sign_store.holders([7, -9, 8], most=2) == {7: [1, 2], -9: [5]}
    sign_store.drop([(7, 1)])
    assert sign_store.holders([7], most=5) == {7: [2, 3]}
    assert sign_store.holders([], most=5) == {}
