"""Learning from reviewers' answers: a new model drawn from the prior, and whether it may take the old one's place.

Knows no site and no people. What reviewers never saw (pairs below the threshold of asking) is held where the prior
has it, because answers say nothing about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from hundredfold.linkage import bending, nudging
from hundredfold.linkage.lessons import Lessons
from hundredfold.linkage.likeness import COMPARISONS
from hundredfold.linkage.measures import Figures, figures, log_odds, losses, sigmoid, telling_apart
from hundredfold.linkage.model import Model, UnfitModelError
from hundredfold.linkage.ragged import Bools, Floats
from hundredfold.linkage.rivals import STANDINGS

FEWEST = 50  # answers on pairs of events before anything is learned
FEWEST_OF_A_SORT = 10
FEWEST_KEPT = 12
IN_EARNEST = 3.0  # standard deviations by which the answers must go with what the shipped model sees
ABOVE_CHANCE = 1.64  # and the new model with the kept answers
DRAWS, MOSTLY = 2000, 2 / 3  # resamples of the kept answers; in how many of them the new model must lose less


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. `model` is None where there was too little to learn from; `is_better` says it may take over.

    `code` with `params` says why (see `training_words`). `before` and `after` are figures on the kept answers;
    `surer` is the share of resamples of them in which the new model loses less.
    """

    code: str
    params: Mapping[str, int | float] = field(default_factory=dict)
    model: Model | None = None
    is_better: bool = False
    before: Figures | None = None
    after: Figures | None = None
    surer: float = 0.0


def train(lessons: Lessons, *, prior: Model, old: Model) -> Outcome:
    """Learns from the taught answers and holds the new model against `old`, the one in force, on the kept ones.

    The prior is always the shipped model: every answer is used anew each time, none is counted twice.
    """
    short = _too_little(lessons)
    if short:
        return short
    base = lessons.probability(prior)
    apart = telling_apart(base[lessons.at], lessons.truth)
    if apart < IN_EARNEST:
        return Outcome("not_in_earnest", {"apart": round(apart, 1)})
    return judged(lessons, new=learned(lessons, prior, base), old=old)


def _too_little(lessons: Lessons) -> Outcome | None:
    asked = int((~lessons.volunteered).sum())
    if asked < FEWEST:
        return Outcome("too_few", {"have": asked, "more": FEWEST - asked})
    for part, fewest, code in (
        (lessons.taught & ~lessons.volunteered, FEWEST_OF_A_SORT, "one_sided"),
        (lessons.kept, 4, "kept_too_few"),
    ):
        same, different = int((lessons.truth & part).sum()), int((~lessons.truth & part).sum())
        if min(same, different) < fewest:
            return Outcome(code, {"same": same, "different": different, "fewest": fewest})
    kept = int(lessons.kept.sum())
    if kept < FEWEST_KEPT:
        return Outcome("kept_too_few", {"same": kept, "different": 0, "fewest": FEWEST_KEPT})
    return None


def learned(lessons: Lessons, prior: Model, base: Floats) -> Model:
    """`prior` moved by the taught answers: weights, curve and both thresholds. The same answers give the same model."""
    sheet = nudging.sheet_of(lessons, prior, base)
    reach, unseen = nudging.best_reach(sheet)
    bend = bending.bend_of(sheet, unseen, ask=prior.ask)
    shift = shift_of(prior, lessons.unadapted(prior))
    model = bending.curved(nudging.moved(prior, sheet, reach), bend, shift=shift, ask=prior.ask)
    asked = ~lessons.volunteered[lessons.taught]
    truth = lessons.truth[lessons.taught][asked]
    foretold = sigmoid(bending.bent(unseen[: sheet.answers], bend, ask=prior.ask))[asked]
    return replace(
        _steady(model, lessons.unadapted(model), shift),
        join=bending.chosen_join(foretold, truth, usual=prior.join),
        ask=bending.chosen_ask(foretold, truth, usual=prior.ask),
        made=f"{sheet.answers} answers of a site; before them {prior.made}",
    )


def judged(lessons: Lessons, *, new: Model, old: Model) -> Outcome:
    """Whether `new` may take the place of `old`: on the kept answers it must lose less, mostly so when they are drawn
    anew, join no worse (F1 at its own threshold), cost the desk no more than one missed pair, and tell apart at all."""
    ours, theirs = (lessons.probability(model)[lessons.at[lessons.kept]] for model in (new, old))
    truth = lessons.truth[lessons.kept]
    before = figures(theirs, truth, join=old.join, ask=old.ask)
    after = figures(ours, truth, join=new.join, ask=new.ask)
    surer = _surer(losses(theirs, truth) - losses(ours, truth), lessons.deed[lessons.kept])
    params = {"surer": round(100 * surer), "pairs": len(truth)}
    code = "better"
    if new == replace(old, made=new.made):
        code = "nothing_new"
    elif telling_apart(ours, truth) < ABOVE_CHANCE:
        code = "no_better_than_chance"
    elif after.f1 < before.f1:
        code = "joins_worse"
    elif _desk_cost(after) > _desk_cost(before) + bending.MISSED:  # one pair more or less is chance
        code = "asks_worse"
    elif after.log_loss >= before.log_loss or surer < MOSTLY:
        code = "no_better"
    return Outcome(code, params, new, code == "better", before, after, surer)


def _desk_cost(held: Figures) -> float:
    """What asking at the model's threshold costs reviewers and the count, in vain questions."""
    return held.asked - held.asked_right + bending.MISSED * (held.same - held.asked_right)


def _surer(gain: Floats, deed: object) -> float:
    """In what share of resamples, deed by deed, the gain is above nothing. Always the same draws."""
    _, group = np.unique(np.asarray(deed), return_inverse=True)
    sums = np.bincount(group, weights=gain)
    draws = np.random.default_rng(11).integers(0, len(sums), size=(DRAWS, len(sums)))
    return float((sums[draws].sum(axis=1) > 0).mean())


def shift_of(model: Model, raw: Floats) -> float:
    """What a ledger with these probabilities adds to the log-odds of all of them, in nats."""
    inner: Bools = (raw > 1e-4) & (raw < 1 - 1e-3)
    if not inner.any():
        return 0.0
    return float(np.median(log_odds(model.adapted(raw)[inner]) - log_odds(raw[inner])))


def _steady(model: Model, raw: Floats, shift: float) -> Model:
    """The model with the usual share of true pairs set so that this ledger shifts it as it shifted the prior: the
    answers were weighed after that shift and must not be shifted twice."""
    low, high = 1e-4, 0.5
    for _ in range(24):
        rate = float(np.sqrt(low * high))
        low, high = (rate, high) if shift_of(replace(model, rate=rate), raw) > shift else (low, rate)
    return replace(model, rate=round(float(np.sqrt(low * high)), 5))


def require_fit(model: Model) -> Model:
    """The model itself. Raises UnfitModelError where it weighs other comparisons or levels than this program makes,
    or holds what is no number."""
    wanted = {name: size for name, (_, size) in COMPARISONS.items()}
    tables = {name: len(table) for name, table in model.weights.items()}
    crossed = all(
        one in wanted
        and other in wanted
        and len(rows) == wanted[one]
        and all(len(row) == wanted[other] for row in rows)
        for (one, other), rows in model.crosses.items()
    )
    places = {name: len(table) for name, table in model.standing.items()}
    numbers = [
        model.bias, model.slope, model.rate, model.join, model.ask,
        *(value for table in [*model.weights.values(), *model.standing.values(), *model.curve] for value in table),
        *(value for rows in model.crosses.values() for row in rows for value in row),
    ]  # fmt: skip
    if tables != wanted or not crossed or places != STANDINGS or not np.isfinite(numbers).all():
        raise UnfitModelError("the model weighs other comparisons than this program makes: train it again")
    if not (0 < model.ask < model.join < 1 and 0 < model.rate < 1):
        raise UnfitModelError("the model's thresholds lie in no order: train it again")
    return model
