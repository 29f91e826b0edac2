"""Learning from answers: what is kept aside, what is learned from, and when a new model may take over."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from bench import deeds_a
from hundredfold.linkage import training_words
from hundredfold.linkage.lessons import Answer, Lessons, deed_keys, is_kept, lay_out
from hundredfold.linkage.measures import figures, telling_apart, wilson
from hundredfold.linkage.model import UnfitModelError, parse, shipped
from hundredfold.linkage.pairs import Scored, score
from hundredfold.linkage.rows import Row
from hundredfold.linkage.training import judged, require_fit, train

ROWS = 900


@cache
def ledger() -> tuple[list[Row], dict[str, int], Scored]:
    """A small made-up ledger kept without accounts, whose truth is known by row id."""
    rows, deeds = deeds_a.make(ROWS, 23)
    told = [replace(row, summary="") for row in rows]
    return told, {row.id: deed for row, deed in zip(told, deeds, strict=True)}, score(told)


def answered(number: int, say: Callable[[str, str], bool]) -> list[Answer]:
    """Answers to the asked pairs, as ``say`` gives them."""
    _, _, scored = ledger()
    asked = np.flatnonzero(scored.probability >= shipped().ask)
    chosen = np.random.default_rng(5).permutation(asked)[:number].tolist()
    ids = [row.id for row in scored.ledger.rows]
    pairs = [(ids[scored.pairs.left[at]], ids[scored.pairs.right[at]]) for at in chosen]
    return [Answer(f"f{at}", a, b, say(a, b)) for at, (a, b) in zip(chosen, pairs, strict=True)]


def truly(a: str, b: str) -> bool:
    """What a careful reviewer says."""
    _, deeds, _ = ledger()
    return deeds[a] == deeds[b]


def laid_out(answers: list[Answer], **more: object) -> Lessons:
    """The answers beside the ledger."""
    return lay_out(ledger()[0], answers, prior=shipped(), **more)  # type: ignore[arg-type]


def test_too_few_answers_say_how_many_more() -> None:
    outcome = train(laid_out(answered(30, truly)), prior=shipped(), old=shipped())

    assert outcome.code == "too_few"
    assert outcome.params == {"have": 30, "more": 20}
    assert "20" in training_words.say(outcome.code, outcome.params)
    assert outcome.model is None


def test_random_answers_are_never_learned_from() -> None:
    for seed in range(5):
        coin = np.random.default_rng(seed)
        outcome = train(
            laid_out(answered(200, lambda _a, _b, c=coin: bool(c.random() < 0.5))),  # type: ignore[misc]
            prior=shipped(),
            old=shipped(),
        )
        assert not outcome.is_better


def test_answers_of_one_sort_teach_nothing() -> None:
    outcome = train(laid_out(answered(120, lambda _a, _b: True)), prior=shipped(), old=shipped())

    assert outcome.code == "one_sided"


def test_the_same_answers_give_the_same_model_that_reads_back() -> None:
    lessons = laid_out(answered(250, truly))
    first, second = (train(lessons, prior=shipped(), old=shipped()) for _ in range(2))

    assert first == second
    assert first.model is not None
    assert parse(first.model.to_json(), name="it").to_json() == first.model.to_json()
    assert require_fit(first.model) is first.model
    assert first.is_better == (first.code == "better")


def test_a_model_never_takes_its_own_place() -> None:
    lessons = laid_out(answered(250, truly))

    assert judged(lessons, new=shipped(), old=shipped()).code == "nothing_new"


def test_what_nobody_was_asked_about_stays_as_likely_as_it_was() -> None:
    lessons = laid_out(answered(250, truly))
    model = train(lessons, prior=shipped(), old=shipped()).model
    assert model is not None

    before, after = lessons.probability(shipped()), lessons.probability(model)
    unasked = before < shipped().ask / 2
    assert abs(float(after[unasked].mean() - before[unasked].mean())) < 0.02


def test_a_deed_is_learned_from_or_kept_aside_never_both() -> None:
    lessons = laid_out(answered(250, truly))
    keys = deed_keys(lessons.answers)

    sides: dict[str, set[bool]] = {}
    for answer, kept in zip(lessons.answers, lessons.kept.tolist(), strict=True):
        sides.setdefault(keys[answer.id], set()).add(kept)
    assert all(len(side) == 1 for side in sides.values())
    assert 0.15 < lessons.kept.mean() < 0.45


def test_the_kept_set_only_grows_with_more_answers_on_other_deeds() -> None:
    few = [Answer(str(n), f"a{n}", f"b{n}", n % 2 == 0) for n in range(40)]
    more = [*few, *(Answer(str(n), f"c{n}", f"d{n}", n % 2 == 0) for n in range(40, 80))]

    before = {answer.id for answer in few if is_kept(deed_keys(few)[answer.id])}
    after = {answer.id for answer in more if is_kept(deed_keys(more)[answer.id])}
    assert before < after


def test_what_was_learned_from_once_is_never_kept_aside() -> None:
    answers = answered(200, truly)
    kept = {
        answer.id
        for answer, aside in zip(laid_out(answers).answers, laid_out(answers).kept.tolist(), strict=True)
        if aside
    }
    again = laid_out(answers, taught_before=kept)

    assert not again.kept.any()


def test_a_pair_joined_by_hand_is_learned_from_though_it_was_no_candidate() -> None:
    rows, _, scored = ledger()
    known = {
        tuple(sorted((int(a), int(b)))) for a, b in zip(scored.pairs.left, scored.pairs.right, strict=True)
    }
    far = next((0, at) for at in range(len(scored.ledger.rows) - 1, 0, -1) if (0, at) not in known)
    ids = [row.id for row in scored.ledger.rows]
    answers = [Answer("h", ids[far[0]], ids[far[1]], same=True, volunteered=True)]
    lessons = lay_out(rows, answers, prior=shipped())

    assert len(lessons.answers) in (0, 1)  # none where its deed is kept aside
    assert not (lessons.kept & lessons.volunteered).any()
    if len(lessons.answers):
        pairs = lessons.scored.pairs
        assert (int(pairs.left[lessons.at[0]]), int(pairs.right[lessons.at[0]])) == far


def test_answers_on_records_that_are_gone_or_no_events_are_left_out() -> None:
    rows, _, _ = ledger()
    team = Row(id="team", kind="team", title="红石榴志愿服务队")
    lessons = lay_out(
        [*rows, team],
        [Answer("1", "nobody", rows[0].id, same=True), Answer("2", "team", rows[0].id, same=False)],
        prior=shipped(),
    )

    assert lessons.left_out == 2
    assert not lessons.answers


@pytest.mark.parametrize("text", ["", "[]", "null", '{"format": 1}', '{"format": 3, "bias": 1}', "\x00"])
def test_a_damaged_model_is_one_sentence(text: str) -> None:
    with pytest.raises(UnfitModelError) as refused:
        parse(text, name="it")

    assert str(refused.value).count("\n") == 0


def test_a_model_with_other_levels_or_without_numbers_does_not_fit() -> None:
    model = shipped()
    name = next(iter(model.weights))
    for unfit in (
        replace(model, weights={**model.weights, name: model.weights[name][:-1]}),
        replace(model, weights={**model.weights, "new": (0.0,)}),
        replace(model, bias=float("nan")),
        replace(model, ask=0.9, join=0.5),
    ):
        with pytest.raises(UnfitModelError):
            require_fit(unfit)


def test_intervals_and_figures() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(9, 10)
    assert 0.59 < low < 0.60
    assert 0.98 < high < 0.99
    held = figures(np.array([0.9, 0.8, 0.3, 0.1]), np.array([True, False, True, False]), join=0.7, ask=0.2)
    assert (held.right, held.wrong, held.missed, held.asked, held.asked_right) == (1, 1, 1, 3, 2)
    assert held.f1 == pytest.approx(0.5)
    assert telling_apart(np.array([0.5, 0.5]), np.array([True, False])) == 0.0
