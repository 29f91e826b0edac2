"""Retrains the same-deed model on labelled ledgers of our own making and writes the shipped file.

`python -m bench.train [--rows N] [--seeds K] [--out FILE]`. Needs the bench extra (scikit-learn).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import deeds_a
from hundredfold.linkage import model as models
from hundredfold.linkage.likeness import COMPARISONS, Levels
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import Scored, score
from hundredfold.linkage.rows import Row

Makers = Mapping[str, Callable[[int, int], tuple[list[Row], list[int]]]]
MAKERS: Makers = {"a": deeds_a.make}
CROSSES = (("teller", "title"), ("teller", "when"), ("site", "when"), ("site", "title"), ("title", "account"),
           ("teller", "account"), ("heads", "title"), ("leftover", "rare_words"))  # fmt: skip
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def truth_of(scored: Scored, deeds: Sequence[int]) -> Bools:
    """Which scored pairs tell one deed."""
    labels = np.asarray(deeds)
    return labels[scored.pairs.left] == labels[scored.pairs.right]


def true_pairs(deeds: Sequence[int]) -> int:
    """How many pairs of rows tell one deed."""
    _, sizes = np.unique(np.asarray(deeds), return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())


def one_hot(levels: Mapping[str, Levels], crosses: Sequence[tuple[str, str]] = CROSSES) -> Floats:
    """Columns for every level of every comparison, then for every crossed pair of levels."""
    blocks = [np.eye(COMPARISONS[name][1])[column] for name, column in levels.items()]
    for one, other in crosses:
        wide = COMPARISONS[other][1]
        code = levels[one].astype(np.int64) * wide + levels[other]
        blocks.append(0.6 * np.eye(COMPARISONS[one][1] * wide)[code])
    return np.hstack(blocks)


def fit(levels: Mapping[str, Levels], truth: Bools, *, penalty: float = 0.1) -> Model:
    """Regularised logistic weights; crossed levels are held closer to zero than single ones."""
    from sklearn.linear_model import LogisticRegression

    learner = LogisticRegression(C=penalty, max_iter=400, solver="lbfgs")
    learner.fit(one_hot(levels), truth)
    return _model(learner.coef_[0], float(learner.intercept_[0]))


def _model(coefficients: Floats, bias: float) -> Model:
    weights, at = {}, 0
    for name, (_, size) in COMPARISONS.items():
        weights[name] = tuple(coefficients[at : at + size].tolist())
        at += size
    crosses = {}
    for one, other in CROSSES:
        high, wide = COMPARISONS[one][1], COMPARISONS[other][1]
        table = 0.6 * coefficients[at : at + high * wide].reshape(high, wide)
        crosses[(one, other)] = tuple(tuple(row) for row in table.tolist())
        at += high * wide
    return Model(bias, weights, crosses, (), 0.9, 0.3)


def stack(parts: Sequence[Mapping[str, Levels]]) -> dict[str, Levels]:
    """Levels of several ledgers, one after the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in COMPARISONS}


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


def main() -> None:
    """Trains on all makers and writes the model file."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=6000)
    options.add_argument("--seeds", type=int, default=3)
    options.add_argument("--out", type=Path, default=models.SHIPPED)
    chosen = options.parse_args()
    levels, truth = [], []
    for name, make in MAKERS.items():
        for seed in range(1, chosen.seeds + 1):
            rows, deeds = make(chosen.rows, seed)
            scored = score(rows)
            levels.append(scored.levels)
            truth.append(truth_of(scored, deeds))
            found = int(truth[-1].sum())
            print(name, seed, "pairs", len(truth[-1]), "true found", found, "of", true_pairs(deeds))
    together = np.concatenate(truth)
    rough = fit(stack(levels), together)
    raw = rough.score(stack(levels))
    curve = curve_of(raw, together)
    fitted = Model(rough.bias, rough.weights, rough.crosses, curve, 0.9, 0.3, "own makers")
    probability = fitted.probability(raw)
    join = round(max(0.5, threshold(probability, together, 0.97)), 3)
    ask = round(threshold(probability, together, 0.5), 3)
    final = Model(rough.bias, rough.weights, rough.crosses, curve, join, ask, "own makers")
    chosen.out.write_text(final.to_json(), encoding="utf-8")
    print("join", join, "ask", ask)


if __name__ == "__main__":
    main()
