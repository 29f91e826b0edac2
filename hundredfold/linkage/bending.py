"""The curve and the two thresholds drawn towards answers, only where answers are. Knows numbers, no pairs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hundredfold.linkage.measures import log_odds
from hundredfold.linkage.model import Model
from hundredfold.linkage.nudging import Sheet, newton
from hundredfold.linkage.ragged import Bools, Floats

# How far the odds may be shifted where answers are, and how much steeper or flatter the curve may get there.
SHIFT, STEEPER = 0.8, 0.3
FADES_OVER = 1.0  # nats below the threshold of asking over which the shift fades to nothing
BRIDGES = (-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0)  # nats around it where the curve gets a knot
FLOOR = 0.93  # precision that must hold among the pairs called sure
FALSE_JOIN, MISSED = 1.0, 6.0  # what a wrong "sure" costs in missed ones; what a miss costs in vain questions
EASE = 0.5  # what another threshold must save to be worth it
JOIN_SWING, MOST_SURE = (
    20,
    0.98,
)  # hundredths by which the threshold of sureness moves at most at one training
LOST_AT_MOST = 0.01  # share of the same pairs that a higher threshold of asking may give up
FEWEST_SURE = 10

Bend = tuple[float, float]


def bend_of(sheet: Sheet, unseen: Floats, *, ask: float) -> Bend:
    """Shift and steepening that fit `unseen`, log-odds as foretold without their own answers."""
    asked = float(log_odds(np.array([ask]))[0])
    moves = newton(
        unseen, _parts(unseen, asked), target=sheet.target, weight=sheet.weight,
        spread=np.array([SHIFT, STEEPER]),
    )  # fmt: skip
    return float(moves[0]), max(float(moves[1]), -0.7)


def bent(z: Floats, bend: Bend, *, ask: float) -> Floats:
    """Log-odds after the bend; unchanged well below the threshold of asking, where nobody was asked."""
    z_bent: Floats = z + _parts(z, float(log_odds(np.array([ask]))[0])) @ np.array(bend)
    return z_bent


def _parts(z: Floats, asked: float) -> Floats:
    known = np.clip((z - asked + FADES_OVER) / FADES_OVER, 0.0, 1.0)
    return np.stack([known, known * (z - asked)], axis=1)


def curved(model: Model, bend: Bend, *, shift: float, ask: float) -> Model:
    """The model with its curve bent; `shift` is what the ledger at hand adds to the curve's log-odds."""
    if len(model.curve) < 2:
        knots = np.linspace(-12.0, 12.0, 25)
        values = knots.copy()
    else:
        knots, values = np.array(model.curve).T
    asked = float(log_odds(np.array([ask]))[0]) - shift
    bridges = np.array([asked + step for step in BRIDGES])
    bridges = bridges[(bridges > values[0]) & (bridges < values[-1])]
    places = np.concatenate([knots, np.interp(bridges, values, knots)])
    heights = np.concatenate([values, bridges])
    order = np.argsort(places, kind="stable")
    places, first = np.unique(places[order], return_index=True)
    heights = bent(heights[order][first] + shift, bend, ask=ask) - shift
    rising = np.maximum.accumulate(heights) + 1e-4 * np.arange(len(heights))
    return replace(
        model,
        curve=tuple(
            (round(x, 4), round(y, 4)) for x, y in zip(places.tolist(), rising.tolist(), strict=True)
        ),
    )


def chosen_join(probability: Floats, truth: Bools, *, usual: float) -> float:
    """From which probability a pair is called sure: the cheapest that keeps the floor of precision, ties as usual.

    A pair counts half as answered and half as likely as it is, so that one odd answer moves nothing by itself.
    """
    same = _half(probability, truth)
    best, least = usual, np.inf
    for at in _by_nearness(round(usual * 100) - JOIN_SWING, round(usual * 100) + JOIN_SWING, usual):
        sure = probability >= at
        right, called = float(same[sure].sum()), int(sure.sum())
        if at >= MOST_SURE or called < FEWEST_SURE or right < FLOOR * called:
            continue
        cost = FALSE_JOIN * (called - right) + float(same[~sure].sum())
        if cost < least - EASE:
            best, least = at, cost
    return round(best, 3)


def chosen_ask(probability: Floats, truth: Bools, *, usual: float) -> float:
    """From which probability a reviewer is asked: cheapest in vain questions and misses, between half and twice the
    usual, and never one that gives up more of the same pairs than LOST_AT_MOST."""
    same = _half(probability, truth)
    best, least = usual, np.inf
    for at in _by_nearness(round(usual * 50), round(usual * 200), usual):
        asked = probability >= at
        lost = float(same[~asked].sum())
        if float((~asked & truth).sum()) > LOST_AT_MOST * float(truth.sum()):
            continue
        cost = float((1.0 - same[asked]).sum()) + MISSED * lost
        if cost < least - EASE:
            best, least = at, cost
    return round(best, 3)


def _half(probability: Floats, truth: Bools) -> Floats:
    mixed: Floats = 0.5 * truth.astype(np.float64) + 0.5 * probability
    return mixed


def _by_nearness(low: int, high: int, usual: float) -> list[float]:
    """Hundredths from `low` to `high`, nearest to the usual first."""
    return sorted((at / 100 for at in range(max(low, 1), high + 1)), key=lambda at: abs(at - usual))
