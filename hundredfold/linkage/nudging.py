"""A linear view of a model around itself, and how far answers move its weights. Knows neither texts nor people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from hundredfold.linkage.lessons import Lessons
from hundredfold.linkage.measures import log_odds, losses, sigmoid
from hundredfold.linkage.model import Model
from hundredfold.linkage.ragged import Bools, Floats, Ints
from hundredfold.linkage.rivals import standing

FOLDS = 5
# How far a weight may go from the prior's, as a standard deviation in nats; 0 leaves the weights alone.
REACHES = (0.15, 0.3, 0.6)
CROSSED = 0.5  # crossed levels are held closer
FEWEST_SEEN = 5  # answers that show a level before its weight may move
ANCHORS, ANCHOR_SHARE = 1500, 0.5
VOLUNTEERED = 0.5  # what was joined unasked is known only because somebody happened to see it
WORTH = 0.002  # nats an answer: a wider reach must gain this much on answers it was not taught


@dataclass(frozen=True, slots=True)
class Sheet:
    """Taught answers, then anchors: pairs nobody was asked about, with the prior's own probability as their target.

    `z` are the prior's final log-odds, `columns` how far each movable weight moves them, `place` which of all weights
    those are, `reach` how freely each may move (1: in full). `answers` is how many rows are answers.
    """

    z: Floats
    columns: Floats
    place: Ints
    reach: Floats
    target: Floats
    weight: Floats
    deed: Ints
    answers: int


def sheet_of(lessons: Lessons, prior: Model, base: Floats) -> Sheet:
    """The sheet of all taught answers; `base` are the prior's probabilities of every pair of the ledger."""
    taught = lessons.at[lessons.taught]
    anchors = _anchors(lessons, base, prior.ask)
    chosen = np.concatenate([taught, anchors])
    columns, reach = _columns(lessons, prior, chosen)
    movable = np.flatnonzero((columns[: len(taught)] != 0).sum(axis=0) >= FEWEST_SEEN)
    each = ANCHOR_SHARE * len(taught) / max(len(anchors), 1)
    weight = np.where(lessons.volunteered[lessons.taught], VOLUNTEERED, 1.0)
    return Sheet(
        z=log_odds(base[chosen]),
        columns=columns[:, movable],
        place=movable.astype(np.int64),
        reach=reach[movable],
        target=np.concatenate([lessons.truth[lessons.taught].astype(float), base[anchors]]),
        weight=np.concatenate([weight, np.full(len(anchors), each)]),
        deed=np.concatenate([lessons.deed[lessons.taught], np.arange(len(anchors))]),
        answers=len(taught),
    )


def _anchors(lessons: Lessons, base: Floats, ask: float) -> Ints:
    """Pairs below the threshold that nobody answered, likelier ones more often; the same ones every time."""
    free = base < ask
    free[lessons.at] = False
    unasked = np.flatnonzero(free).astype(np.int64)
    if len(unasked) <= ANCHORS:
        return unasked
    chance = np.sqrt(base[unasked] + 1e-6)
    pick = np.random.default_rng(7)
    return np.sort(pick.choice(unasked, ANCHORS, replace=False, p=chance / chance.sum()))


def _columns(lessons: Lessons, prior: Model, chosen: Ints) -> tuple[Floats, Floats]:
    """By how much each weight of the model moves each chosen pair's final log-odds; and how freely it may move."""
    compared = {name: column[chosen] for name, column in lessons.scored.levels.items()}
    first = prior.score(lessons.scored.levels)
    places = standing(lessons.scored.pairs, first)
    raw = prior.final(first, places)[chosen]
    steep = (log_odds(prior.probability(raw + 0.25)) - log_odds(prior.probability(raw - 0.25))) / 0.5
    blocks: list[Floats] = []
    reach: list[Floats] = []
    for name, table in prior.weights.items():
        blocks.append(prior.slope * np.eye(len(table))[compared[name]])
        reach.append(np.ones(len(table)))
    for (one, other), rows in prior.crosses.items():
        wide = len(rows[0])
        cell = compared[one].astype(np.int64) * wide + compared[other]
        blocks.append(prior.slope * np.eye(len(rows) * wide)[cell])
        reach.append(np.full(len(rows) * wide, CROSSED))
    for name, table in prior.standing.items():
        blocks.append(np.eye(len(table))[places[name][chosen]])
        reach.append(np.ones(len(table)))
    return np.hstack(blocks) * steep[:, None], np.concatenate(reach)


def best_reach(sheet: Sheet) -> tuple[float, Floats]:
    """The reach that best foretells answers about deeds it was not taught (0: none does better than the prior), and
    the log-odds of every row as foretold so."""
    best, unseen = 0.0, sheet.z
    least = mean_loss(sheet, unseen)
    for reach in REACHES:
        foretold = _foretold(sheet, reach)
        loss = mean_loss(sheet, foretold)
        if loss < least - WORTH:
            best, unseen, least = reach, foretold, loss
    return best, unseen


def _foretold(sheet: Sheet, reach: float) -> Floats:
    out = sheet.z.copy()
    for fold in range(FOLDS):
        aside = sheet.deed % FOLDS == fold
        if aside.any() and not aside.all():
            out[aside] += sheet.columns[aside] @ _steps(sheet, ~aside, reach)
    return out


def mean_loss(sheet: Sheet, z: Floats) -> float:
    """Weighted log loss of the answers, in nats each."""
    own = slice(0, sheet.answers)
    return float(np.average(losses(sigmoid(z[own]), sheet.target[own]), weights=sheet.weight[own]))


def _steps(sheet: Sheet, rows: Bools, reach: float) -> Floats:
    spread = sheet.reach * reach
    return newton(
        sheet.z[rows],
        sheet.columns[rows],
        target=sheet.target[rows],
        weight=sheet.weight[rows],
        spread=spread,
    )


def newton(z: Floats, columns: Floats, *, target: Floats, weight: Floats, spread: Floats) -> Floats:
    """The moves that make `z + columns @ moves` foretell `target` best, each held to zero with standard deviation
    `spread`: Newton's steps for a convex loss, so a few are enough."""
    penalty = 1.0 / spread**2
    moves = np.zeros(columns.shape[1])
    for _ in range(15):
        chance = sigmoid(z + columns @ moves)
        slope = columns.T @ (weight * (chance - target)) + penalty * moves
        bend = (columns * (weight * chance * (1.0 - chance))[:, None]).T @ columns + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        moves = moves - step
        if float(np.abs(step).max(initial=0.0)) < 1e-7:
            break
    return moves


def moved(prior: Model, sheet: Sheet, reach: float) -> Model:
    """The prior with its weights moved by all taught answers."""
    if reach <= 0 or not len(sheet.place):
        return prior
    moves = np.zeros(_size(prior))
    moves[sheet.place] = _steps(sheet, np.ones(len(sheet.z), bool), reach)
    taken = _Taken(moves)
    weights = {name: taken.added(table) for name, table in prior.weights.items()}
    crosses = {pair: tuple(taken.added(row) for row in rows) for pair, rows in prior.crosses.items()}
    places: Mapping[str, tuple[float, ...]] = {
        name: taken.added(table) for name, table in prior.standing.items()
    }
    return replace(prior, weights=weights, crosses=crosses, standing=places)


def _size(model: Model) -> int:
    tables = [*model.weights.values(), *(row for rows in model.crosses.values() for row in rows)]
    return sum(len(table) for table in [*tables, *model.standing.values()])


class _Taken:
    """Moves handed out table by table, in the order of the columns."""

    def __init__(self, moves: Floats) -> None:
        self._moves, self._at = moves, 0

    def added(self, table: tuple[float, ...]) -> tuple[float, ...]:
        part = self._moves[self._at : self._at + len(table)]
        self._at += len(table)
        return tuple(round(value + float(move), 5) for value, move in zip(table, part, strict=True))
