"""From levels of likeness to a probability: weights in nats per level, crossed levels, a calibration curve.

Knows no texts and no rows. The weights live in a JSON file that any engine can read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 4
# A ledger moves the odds by what its own scores say, as if it came with this many pairs of the usual sort.
USUAL_PAIRS = 150
LEAST_SHIFT, MOST_SHIFT = 0.15, 1.5
SHIPPED = Path(__file__).parent / "models" / "deeds.json"

Floats = NDArray[np.float64]
Levels = NDArray[np.uint8]


class UnfitModelError(ValueError):
    """The model file is of another version or not a model; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by comparison and level, by crossed levels, by standing among rivals, and a calibration curve."""

    bias: float
    weights: Mapping[str, tuple[float, ...]]
    crosses: Mapping[tuple[str, str], tuple[tuple[float, ...], ...]]
    slope: float
    standing: Mapping[str, tuple[float, ...]]
    curve: tuple[tuple[float, float], ...]
    rate: float
    join: float
    ask: float
    made: str = ""

    def score(self, levels: Mapping[str, Levels], names: Sequence[str] | None = None) -> Floats:
        """Log-odds in nats of each pair before calibration; with `names`, over these comparisons only."""
        chosen = self.weights if names is None else {name: self.weights[name] for name in names}
        size = len(next(iter(levels.values()))) if levels else 0
        total = np.full(size, self.bias)
        for name, table in chosen.items():
            total += np.asarray(table)[levels[name]]
        for (one, other), rows in self.crosses.items():
            if one in levels and other in levels and (names is None or (one in names and other in names)):
                total += np.asarray(rows)[levels[one], levels[other]]
        return total

    def final(self, score: Floats, standing: Mapping[str, Levels]) -> Floats:
        """The first score, stretched, with what its rivals and supporters say added."""
        total = score * self.slope
        for name, table in self.standing.items():
            total += np.asarray(table)[standing[name]]
        return total

    def probability(self, score: Floats) -> Floats:
        """Calibrated probability; rising in the score, straight between the knots and beyond the ends."""
        chance: Floats = 1.0 / (1.0 + np.exp(-np.clip(self._bend(score), -40.0, 40.0)))
        return chance

    def _bend(self, score: Floats) -> Floats:
        if len(self.curve) < 2:
            return score
        knots, values = np.array(self.curve).T
        bent: Floats = np.interp(score, knots, values)
        bent = np.where(score < knots[0], values[0] + (score - knots[0]), bent)
        bent[score > knots[-1]] = values[-1] + 0.5 * (score[score > knots[-1]] - knots[-1])
        return bent

    def adapted(self, probability: Floats, *, shift: float | None = None) -> Floats:
        """Probabilities fitted to the ledger they come from, without labels: the odds move by `shift`.

        Where none is given it is worked out from these probabilities, taken for those of the whole ledger.
        """
        odds = probability / np.maximum(1.0 - probability, 1e-12)
        moved = odds * (self.shift(odds) if shift is None else shift)
        return moved / (1.0 + moved)

    def shift(self, odds: Floats, weights: Floats | None = None) -> float:
        """By how much a ledger moves the odds: few doubles in it make each less likely.

        The share of true pairs is estimated from the scores themselves (expectation and maximisation), drawn towards
        the share the model was taught with. `weights` say how many pairs have each of the odds; none: one each.
        """
        many = np.ones(len(odds)) if weights is None else weights
        usual = self.rate / (1.0 - self.rate)
        shift = 1.0
        for _ in range(30 if len(odds) else 0):
            sure = float((many * odds * shift / (1.0 + odds * shift)).sum())
            share = (sure + USUAL_PAIRS * self.rate) / (float(many.sum()) + USUAL_PAIRS)
            shift = min(max(share / (1.0 - share) / usual, LEAST_SHIFT), MOST_SHIFT)
        return shift

    def to_json(self) -> str:
        """The model file's text."""
        shape = {
            "format": FORMAT, "made": self.made, "bias": round(self.bias, 6), "rate": round(self.rate, 5),
            "join": self.join, "ask": self.ask,
            "slope": round(self.slope, 6),
            "standing": {name: [round(value, 5) for value in table] for name, table in self.standing.items()},
            "curve": [[round(x, 4), round(y, 4)] for x, y in self.curve],
            "weights": {name: [round(value, 5) for value in table] for name, table in self.weights.items()},
            "crosses": [
                {"of": list(pair), "weights": [[round(value, 5) for value in row] for row in rows]}
                for pair, rows in self.crosses.items()
            ],
        }  # fmt: skip
        return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> Model:
    """Reads a model file; raises UnfitModelError when it is not one of this version."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UnfitModelError(f"{path.name} is not a model file: {error}") from error
    return parse(text, name=path.name)


def parse(text: str, *, name: str) -> Model:
    """A model from its file's text; `name` is what a complaint calls it. Raises UnfitModelError as `read`."""
    try:
        shape: dict[str, Any] = json.loads(text)
        version = shape["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnfitModelError(f"{name} is not a model file: {error}") from error
    if version != FORMAT:
        raise UnfitModelError(
            f"{name} is of version {version}; this program reads version {FORMAT}: train it again"
        )
    try:
        return _from_shape(shape)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise UnfitModelError(f"{name} lacks a part: {error}") from error


def _from_shape(shape: Mapping[str, Any]) -> Model:
    return Model(
        bias=float(shape["bias"]),
        weights={name: tuple(map(float, table)) for name, table in shape["weights"].items()},
        crosses={
            (cross["of"][0], cross["of"][1]): tuple(tuple(map(float, row)) for row in cross["weights"])
            for cross in shape["crosses"]
        },
        slope=float(shape["slope"]),
        standing={name: tuple(map(float, table)) for name, table in shape["standing"].items()},
        curve=tuple((float(x), float(y)) for x, y in shape["curve"]),
        rate=float(shape["rate"]),
        join=float(shape["join"]),
        ask=float(shape["ask"]),
        made=str(shape.get("made", "")),
    )


@cache
def shipped() -> Model:
    """The model that comes with the program, trained on data of our own making."""
    return read(SHIPPED)
