"""A site learns from its reviewers: put in force only if no worse, used by the rule, taken back byte for byte."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from bench import answered_site, deeds_b
from hundredfold.base.models import AuditNote
from hundredfold.linkage.model import shipped
from hundredfold.prove import deed_model
from hundredfold.prove.actions import judge_all
from hundredfold.prove.actions.learn import learn, unlearn
from hundredfold.prove.models import Finding, LearnedModel
from hundredfold.prove.words import Undecidable
from tests.people import District

ROWS = 420


@pytest.fixture
def deeds(district: District) -> dict[str, int]:
    """A labelled ledger told to the district, kept without accounts: the true deed of each record."""
    rows, labels = deeds_b.make(ROWS, 41)
    bare = [replace(row, summary="", co_units=(), town="") for row in rows]
    return answered_site.tell(bare, labels, programme=district.programme, by=district.admin, at=district.now)


def later(district: District, hours: int = 1) -> dt.datetime:
    """Some hours after the ledger was told."""
    return district.now + dt.timedelta(hours=hours)


def open_pairs() -> set[tuple[int, int | None]]:
    rows = Finding.objects.filter(rule="same_deed", closed_at__isnull=True)
    return {(row.a_id, row.b_id) for row in rows}


def made_up(district: District, *, follows: LearnedModel | None = None, **changes: float) -> LearnedModel:
    """A version in force that was never trained, as if it had been."""
    LearnedModel.objects.filter(in_force=True).update(in_force=False, withdrawn_at=district.now)
    return LearnedModel.objects.create(
        public_id=f"made-{LearnedModel.objects.count()}",
        programme=district.programme,
        text=replace(shipped(), made="here", **changes).to_json(),  # type: ignore[arg-type]
        prior=deed_model.shipped_digest(),
        follows=follows,
        made_at=district.now,
        made_by=district.admin,
        in_force=True,
    )


def test_too_few_answers_change_nothing_and_say_how_many_more(
    district: District, deeds: dict[str, int]
) -> None:
    answered_site.answer(20, by=district.bo, at=later(district), same=answered_site.truth_of(deeds))
    done = learn(by=district.office, programme=district.programme, at=later(district, 2))

    assert (done.outcome.code, done.outcome.params["more"]) == ("too_few", 30)
    assert not LearnedModel.objects.exists()


def test_answers_are_learned_from_and_the_kept_ones_are_no_worse(
    district: District, deeds: dict[str, int]
) -> None:
    answered_site.answer(300, by=district.bo, at=later(district), same=answered_site.truth_of(deeds))
    trial = learn(by=district.office, programme=district.programme, at=later(district, 2), dry_run=True)
    assert not LearnedModel.objects.exists()
    done = learn(by=district.office, programme=district.programme, at=later(district, 2))

    assert done.outcome == trial.outcome
    assert (done.version is not None) == done.outcome.is_better
    if done.version is not None:  # whether so few answers suffice is for the bench to show
        assert done.outcome.after.f1 >= done.outcome.before.f1  # type: ignore[union-attr]
        assert deed_model.in_force(district.programme).model == done.outcome.model


def test_random_answers_are_not_put_in_force(district: District, deeds: dict[str, int]) -> None:
    coin = np.random.default_rng(3)
    answered_site.answer(
        300, by=district.bo, at=later(district), same=lambda _a, _b: bool(coin.random() < 0.5)
    )
    done = learn(by=district.office, programme=district.programme, at=later(district, 2))

    assert done.outcome.code == "not_in_earnest"
    assert not LearnedModel.objects.exists()
    assert deed_model.in_force(district.programme).model == shipped()


def test_the_rule_follows_the_model_in_force_and_undoing_brings_the_former_back(
    district: District, deeds: dict[str, int]
) -> None:
    usual = open_pairs()
    first = made_up(district, ask=0.6, join=0.9)
    text = first.text
    judge_all(district.programme, at=later(district))
    fewer = open_pairs()
    made_up(district, follows=first, ask=0.05)
    judge_all(district.programme, at=later(district, 2))
    assert fewer < usual < open_pairs()

    former = unlearn(by=district.office, programme=district.programme, at=later(district, 3))
    judge_all(district.programme, at=later(district, 3))
    assert former == first
    assert LearnedModel.objects.get(in_force=True).text == text
    assert open_pairs() == fewer

    assert unlearn(by=district.office, programme=district.programme, at=later(district, 4)) is None
    judge_all(district.programme, at=later(district, 4))
    assert open_pairs() == usual
    assert AuditNote.objects.filter(action="unlearn").count() == 2
    with pytest.raises(Undecidable):
        unlearn(by=district.office, programme=district.programme, at=later(district, 5))


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1}', "[1, 2]"])
def test_a_damaged_model_is_said_and_the_shipped_one_used(
    district: District, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    version = made_up(district, ask=0.5)
    LearnedModel.objects.filter(pk=version.pk).update(text=text)
    held = deed_model.in_force(district.programme)

    assert held.model == shipped()
    assert held.unfit
    assert "\n" not in held.unfit
    assert len(caplog.records) == 1


def test_a_model_drawn_from_another_shipped_one_is_not_used(district: District) -> None:
    version = made_up(district, ask=0.5)
    LearnedModel.objects.filter(pk=version.pk).update(prior="0" * 64)

    assert deed_model.in_force(district.programme).model == shipped()


def test_only_one_model_is_in_force(district: District) -> None:
    version = made_up(district)
    with pytest.raises(IntegrityError), transaction.atomic():
        LearnedModel.objects.create(
            public_id="two", programme=district.programme, text=version.text, prior=version.prior,
            made_at=district.now, made_by=district.admin, in_force=True,
        )  # fmt: skip


def test_only_office_and_administrators_train(district: District) -> None:
    for user in (district.an, district.bo, district.auditor):
        with pytest.raises(PermissionDenied):
            learn(by=user, programme=district.programme, at=district.now)
        with pytest.raises(PermissionDenied):
            unlearn(by=user, programme=district.programme, at=district.now)


def test_answers_that_say_nothing_of_sameness_are_not_learned_from(district: District) -> None:
    a, b = district.tell(title="一个标题"), district.tell(title="另一个标题")
    for rule, verdict, same in (
        ("same_deed", "stands", False),
        ("same_deed", "not_acceptable", None),
        ("same_photo", "different", None),
        ("by_hand", "same", True),
    ):
        Finding.objects.all().update(closed_at=district.now, settled_by=None)
        finding = Finding.objects.create(
            public_id=f"{rule}{verdict}", rule=rule, a=a.record, b=b.record, found_at=district.now
        )
        from hundredfold.prove.actions import decide_finding

        decide_finding(by=district.bo, finding=finding, verdict=verdict, reason="说明", at=district.now)
        said = [answer.same for answer in deed_model.answers(district.programme)]
        assert said == ([] if same is None else [same])
