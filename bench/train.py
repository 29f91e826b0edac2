"""Retrains the same-deed model on labelled ledgers of our own making and writes the shipped file.

`python -m bench.train [--rows N] [--seeds K] [--out FILE]`. Needs the bench extra (scikit-learn).
Each ledger is seen in several states of keeping (columns left empty), and the calibration is taken where a model
that never saw their maker judges the ledgers, because that is how it meets a real one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import deeds_a, deeds_b, deeds_c
from hundredfold.linkage import model as models
from hundredfold.linkage.likeness import COMPARISONS, Levels
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import Scored, score
from hundredfold.linkage.rivals import STANDINGS, standing
from hundredfold.linkage.rows import Row

Maker = Callable[[int, int], tuple[list[Row], list[int]]]
MAKERS: Mapping[str, Maker] = {"a": deeds_a.make, "b": deeds_b.make, "c": deeds_c.make}
CROSSES = (("teller", "title"), ("teller", "when"), ("site", "when"), ("site", "title"), ("title", "account"),
           ("teller", "account"), ("heads", "title"), ("leftover", "rare_words"), ("core", "when"),
           ("core", "characters"), ("host", "core"), ("told_day", "when"), ("host", "teller"), ("owner", "site"),
           ("retold", "core"), ("ordinal", "core"), ("heads", "when"), ("core", "account"),
           ("heads", "core"))  # fmt: skip
# How offices keep ledgers: the whole form, or without some of its columns.
STATES: Mapping[str, Callable[[Row], Row]] = {
    "whole": lambda row: row,
    "no account": lambda row: replace(row, summary=""),
    "short account": lambda row: replace(row, summary=row.summary.split("。")[0]),
    "no partners": lambda row: replace(row, co_units=(), town=""),
    "bare": lambda row: replace(row, co_units=(), town="", district="", summary="", lat=None, lon=None),
    "no heads": lambda row: replace(row, headcount=None, district=""),
}
# Weights set by hand, because the makers that teach hardly show what they are for: weekly classes without numbers.
HELD: Mapping[str, tuple[float, ...]] = {"again": (0.0, -2.0, 0.0)}
TAUGHT = {name: size for name, (_, size) in COMPARISONS.items() if name not in HELD}
# A crossed level is a smaller column, so the same penalty holds it closer to zero.
CROSSED = 0.6
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A scored ledger with the truth of each scored pair and the number of true pairs in all."""

    scored: Scored
    truth: Bools
    total: int


def lesson(make: Maker, *, size: int, seed: int, state: str = "whole") -> Lesson:
    """A fresh ledger in one state of keeping, scored."""
    rows, deeds = make(size, seed)
    scored = score([STATES[state](row) for row in rows])
    return Lesson(scored, truth_of(scored, deeds), true_pairs(deeds))


def truth_of(scored: Scored, deeds: Sequence[int]) -> Bools:
    """Which scored pairs tell one deed."""
    labels = np.asarray(deeds)
    same: Bools = labels[scored.pairs.left] == labels[scored.pairs.right]
    return same


def true_pairs(deeds: Sequence[int]) -> int:
    """How many pairs of rows tell one deed."""
    _, sizes = np.unique(np.asarray(deeds), return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())


def one_hot(levels: Mapping[str, Levels], crosses: Sequence[tuple[str, str]] = CROSSES) -> Any:
    """A sparse matrix: columns for every level of every comparison, then for every crossed pair of levels."""
    from scipy.sparse import csr_matrix

    columns, values, base = [], [], 0
    for name, size in TAUGHT.items():
        columns.append(base + levels[name].astype(np.int64))
        values.append(1.0)
        base += size
    for one, other in crosses:
        wide = COMPARISONS[other][1]
        columns.append(base + levels[one].astype(np.int64) * wide + levels[other])
        values.append(CROSSED)
        base += COMPARISONS[one][1] * wide
    rows = len(columns[0])
    starts = np.arange(rows + 1) * len(columns)
    return csr_matrix((np.tile(values, rows), np.stack(columns, axis=1).ravel(), starts), shape=(rows, base))


def fit(levels: Mapping[str, Levels], truth: Bools, *, penalty: float = 0.05) -> Model:
    """Regularised logistic weights; crossed levels are held closer to zero than single ones."""
    from sklearn.linear_model import LogisticRegression

    learner = LogisticRegression(C=penalty, max_iter=400, solver="lbfgs")
    learner.fit(one_hot(levels), truth)
    return _model(learner.coef_[0], float(learner.intercept_[0]))


def fit_standing(first: Model, lessons: Sequence[Lesson]) -> Model:
    """The second stage: how much the first score is worth once rivals and supporters are seen."""
    from sklearn.linear_model import LogisticRegression

    blocks = []
    for taught in lessons:
        raw = first.score(taught.scored.levels)
        places = standing(taught.scored.pairs, raw)
        blocks.append(
            np.hstack([raw[:, None], *(np.eye(size)[places[name]] for name, size in STANDINGS.items())])
        )
    learner = LogisticRegression(C=0.3, max_iter=400)
    learner.fit(np.vstack(blocks), np.concatenate([taught.truth for taught in lessons]))
    weights, tables, at = learner.coef_[0], {}, 1
    for name, size in STANDINGS.items():
        tables[name] = tuple(weights[at : at + size].tolist())
        at += size
    bend = float(learner.intercept_[0])
    tables["rival"] = tuple(value + bend for value in tables["rival"])
    return replace(first, slope=float(weights[0]), standing=tables)


def taught_by(lessons: Sequence[Lesson], *, penalty: float = 0.05) -> Model:
    """Both stages, not yet calibrated."""
    levels = {
        name: np.concatenate([taught.scored.levels[name] for taught in lessons]) for name in COMPARISONS
    }
    truth = np.concatenate([taught.truth for taught in lessons])
    return fit_standing(fit(levels, truth, penalty=penalty), lessons)


def raw_of(model: Model, taught: Lesson) -> Floats:
    """Final log-odds before calibration."""
    first = model.score(taught.scored.levels)
    return model.final(first, standing(taught.scored.pairs, first))


def _model(coefficients: Floats, bias: float) -> Model:
    weights, at = {}, 0
    for name, size in TAUGHT.items():
        weights[name] = tuple(coefficients[at : at + size].tolist())
        at += size
    crosses = {}
    for one, other in CROSSES:
        high, wide = COMPARISONS[one][1], COMPARISONS[other][1]
        table = CROSSED * coefficients[at : at + high * wide].reshape(high, wide)
        crosses[(one, other)] = tuple(tuple(row) for row in table.tolist())
        at += high * wide
    return Model(bias, {**weights, **HELD}, crosses, 1.0, {}, (), 0.07, 0.9, 0.3)


def curve_of(raw: Floats, truth: Bools) -> tuple[tuple[float, float], ...]:
    """Calibration: isotonic in bands of equal true pairs, as log-odds in and out."""
    from sklearn.isotonic import IsotonicRegression

    step = IsotonicRegression(y_min=1e-4, y_max=1 - 1e-3, out_of_bounds="clip").fit(raw, truth)
    knots = np.unique(np.quantile(raw[truth], np.linspace(0.01, 0.99, 13)))
    knots = np.concatenate([[np.quantile(raw, 0.5)], knots])
    width = 0.7
    values = []
    for knot in knots:
        near = np.abs(raw - knot) < width
        share = float(np.mean(step.predict(raw[near]))) if near.any() else 0.5
        share = min(max(share, 1e-4), 1 - 1e-3)
        values.append(np.log(share / (1 - share)))
    rising = np.maximum.accumulate(np.array(values) + 1e-6 * np.arange(len(values)))
    return tuple(zip(knots.tolist(), rising.tolist(), strict=True))


def threshold(probability: Floats, truth: Bools, precision: float) -> float:
    """The lowest probability from which on the given precision holds."""
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(truth[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= precision)
    return float(probability[order][good[-1]]) if len(good) else 0.99


def gather(options: argparse.Namespace) -> dict[str, list[Lesson]]:
    """Lessons by maker: every seed whole, and in one other state."""
    lessons: dict[str, list[Lesson]] = {}
    states = list(STATES)
    for name, make in MAKERS.items():
        lessons[name] = []
        for seed in range(1, options.seeds + 1):
            for state in ("whole", states[1 + seed % (len(states) - 1)]):
                taught = lesson(make, size=options.rows, seed=seed, state=state)
                lessons[name].append(taught)
                print(f"{name} seed {seed} {state}: {taught.truth.sum()} of {taught.total} true pairs found")
    return lessons


def calibrated(final: Model, lessons: Mapping[str, Sequence[Lesson]]) -> Model:
    """Curve and thresholds from each maker's ledgers judged by a model that never saw that maker."""
    raw, truth, parts = [], [], []
    for name in lessons:
        stranger = taught_by([taught for other in lessons if other != name for taught in lessons[other]])
        raw += [raw_of(stranger, taught) for taught in lessons[name]]
        parts += [len(taught.truth) for taught in lessons[name]]
        truth += [taught.truth for taught in lessons[name]]
    scores, right = np.concatenate(raw), np.concatenate(truth)
    model = replace(final, curve=curve_of(scores, right), rate=float(right.mean()))
    ledgers = np.split(model.probability(scores), np.cumsum(parts)[:-1])
    probability = np.concatenate([model.adapted(ledger) for ledger in ledgers])
    return replace(model, join=round(threshold(probability, right, 0.97), 3), ask=0.2)


def main() -> None:
    """Trains on all makers and writes the model file."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=5000)
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--out", type=Path, default=models.SHIPPED)
    chosen = options.parse_args()
    lessons = gather(chosen)
    together = [taught for part in lessons.values() for taught in part]
    model = replace(
        calibrated(taught_by(together), lessons), made=f"ledgers of {len(MAKERS)} makers of our own"
    )
    chosen.out.write_text(model.to_json(), encoding="utf-8")
    print("join", model.join, "ask", model.ask)


if __name__ == "__main__":
    main()
