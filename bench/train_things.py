"""Retrains the weights for members and things on labelled ones of our own making and writes the shipped file.

`python -m bench.train_things [--rows N] [--seeds K] [--out FILE]`. Needs the bench extra (scikit-learn).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import members
from bench.train import Bools, true_pairs, truth_of
from hundredfold.linkage import things
from hundredfold.linkage.pairs import Scored, score
from hundredfold.linkage.rows import Row

# What a kind has of its own is held closer to zero than what all kinds share.
OWN = 0.5
# From which level on a feature's weights rise (1) or fall (-1): a more alike pair is never less likely.
RISES = {
    "name": (0, 1.0), "inside": (0, 1.0), "extra": (0, -1.0), "core": (1, 1.0), "characters": (1, 1.0),
    "stands": (1, -1.0), "town": (1, -1.0), "unit": (1, -1.0), "account": (1, 1.0), "rare_account": (0, 1.0),
}  # fmt: skip
Floats = NDArray[np.float64]
Levels = Mapping[str, NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Scored rows of one kind with the truth of each scored pair and the number of true pairs in all."""

    kind: str
    scored: Scored
    levels: Levels
    truth: Bools
    total: int


def lesson(kind: str, rows: Sequence[Row], labels: Sequence[int]) -> Lesson:
    """Labelled rows of one kind, looked at."""
    scored = score(rows)
    return Lesson(kind, scored, things.levels(scored.pairs), truth_of(scored, labels), true_pairs(labels))


def taught_by(lessons: Sequence[Lesson], *, penalty: float = 0.7) -> things.Weights:
    """Regularised logistic weights: shared by all kinds, and what each kind adds; both rise or fall as they should."""
    from scipy.optimize import minimize

    kinds = list(dict.fromkeys(taught.kind for taught in lessons))
    steps, low = _steps()
    table = np.vstack([_columns(taught, kinds, steps) for taught in lessons])
    truth = np.concatenate([taught.truth for taught in lessons]) * 2.0 - 1.0

    def loss(weights: Floats) -> tuple[float, Floats]:
        margin = truth * (table @ weights[1:] + weights[0])
        slope = -truth / (1.0 + np.exp(np.clip(margin, -40, 40)))
        pull = np.concatenate([[0.0], penalty * weights[1:]])
        return float(np.logaddexp(0, -margin).sum() + 0.5 * pull @ weights), np.concatenate(
            [[slope.sum()], slope @ table]
        ) + pull

    bounds = [(None, None)] + [(edge, None) for edge in low] * (1 + len(kinds))
    found = minimize(
        loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 800}
    )
    tables = [_tables(steps @ part) for part in np.split(found.x[1:], 1 + len(kinds))]
    own = {
        kind: {feature: tuple(round(OWN * value, 5) for value in table) for feature, table in each.items()}
        for kind, each in zip(kinds, tables[1:], strict=True)
    }
    return things.Weights(round(float(found.x[0]), 5), tables[0], own)


def _steps() -> tuple[Floats, list[float | None]]:
    """Levels by steps: the weight of a level is a sum of steps, each above zero where a feature has a direction."""
    blocks: list[Floats] = []
    low: list[float | None] = []
    for name, (_, size) in things.FEATURES.items():
        block = np.eye(size)
        first, way = RISES.get(name, (size, 1.0))
        for level in range(first + 1, size):
            block[level, first + 1 : level + 1] = way
            block[level, first] = 1.0
        blocks.append(block)
        low += [0.0 if level > first else None for level in range(size)]
    size = sum(len(block) for block in blocks)
    whole, at = np.zeros((size, size)), 0
    for block in blocks:
        whole[at : at + len(block), at : at + len(block)] = block
        at += len(block)
    return whole, low


def _columns(taught: Lesson, kinds: Sequence[str], steps: Floats) -> Floats:
    levels = np.hstack([np.eye(size)[taught.levels[name]] for name, (_, size) in things.FEATURES.items()])
    shared = levels @ steps
    return np.hstack([shared, *(OWN * shared * (kind == taught.kind) for kind in kinds)])


def _tables(weights: Floats) -> dict[str, tuple[float, ...]]:
    found, at = {}, 0
    for name, (_, size) in things.FEATURES.items():
        found[name] = tuple(round(float(value), 5) for value in weights[at : at + size])
        at += size
    return found


def main() -> None:
    """Trains on all kinds and writes the file."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1500)
    options.add_argument("--seeds", type=int, default=3)
    options.add_argument("--out", type=Path, default=things.SHIPPED)
    chosen = options.parse_args()
    lessons = [
        lesson(kind, *members.make(kind, chosen.rows, seed))
        for kind in members.SORTS
        for seed in range(1, chosen.seeds + 1)
    ]
    for taught in lessons:
        print(f"{taught.kind}: {taught.truth.sum()} of {taught.total} true pairs found")
    chosen.out.write_text(taught_by(lessons).to_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
