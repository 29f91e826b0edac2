"""How good a judgement was, from answers: precision, recall, log loss, intervals. Knows numbers only."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np

from hundredfold.linkage.ragged import Bools, Floats

NINETY_FIVE = 1.959964


@dataclass(frozen=True, slots=True)
class Figures:
    """What a model says of answered pairs. `right`, `wrong` and `missed` are counted at its threshold `join`,
    `asked` pairs at its threshold `ask`, of them `asked_right` are the same; `log_loss` in nats per pair."""

    pairs: int
    same: int
    right: int
    wrong: int
    missed: int
    asked: int
    asked_right: int
    log_loss: float

    @property
    def precision(self) -> float:
        """Share of the pairs called sure that are the same; 1 where none was called sure."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the same pairs that were called sure; 1 where none is the same."""
        return self.right / self.same if self.same else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0

    @classmethod
    def from_json(cls, shape: Mapping[str, float]) -> Figures:
        """Figures as `as_json` gave them."""
        return cls(**{name: shape[name] for name in cls.__slots__})  # type: ignore[arg-type]

    def as_json(self) -> dict[str, float]:
        """Counts and shares, rounded, for a file or a table."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**asdict(self), "log_loss": round(self.log_loss, 4)} | {
            name: round(value, 4) for name, value in shares.items()
        }


def figures(probability: Floats, truth: Bools, *, join: float, ask: float) -> Figures:
    """Figures of probabilities held against what reviewers said."""
    sure = probability >= join
    return Figures(
        pairs=len(truth),
        same=int(truth.sum()),
        right=int((sure & truth).sum()),
        wrong=int((sure & ~truth).sum()),
        missed=int((~sure & truth).sum()),
        asked=int((probability >= ask).sum()),
        asked_right=int(((probability >= ask) & truth).sum()),
        log_loss=float(losses(probability, truth).mean()) if len(truth) else 0.0,
    )


def sigmoid(z: Floats) -> Floats:
    """Log-odds in nats as a probability."""
    chance: Floats = 1.0 / (1.0 + np.exp(-np.clip(z, -40.0, 40.0)))
    return chance


def log_odds(probability: Floats) -> Floats:
    """A probability as log-odds in nats, never endless."""
    held = np.clip(probability, 1e-12, 1 - 1e-12)
    odds: Floats = np.log(held / (1.0 - held))
    return odds


def losses(probability: Floats, truth: Bools | Floats) -> Floats:
    """Log loss of each pair in nats; a certainty that was wrong costs at most that of one in a million."""
    held = np.clip(probability, 1e-6, 1 - 1e-6)
    said = truth.astype(np.float64)
    loss: Floats = -(said * np.log(held) + (1.0 - said) * np.log(1.0 - held))
    return loss


def wilson(part: int, whole: int, *, z: float = NINETY_FIVE) -> tuple[float, float]:
    """The interval in which a share of `part` in `whole` lies, by Wilson; (0, 1) where nothing was counted."""
    if whole <= 0:
        return 0.0, 1.0
    share, spread = part / whole, z * z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def telling_apart(probability: Floats, truth: Bools) -> float:
    """How surely these probabilities set same pairs above different ones: standard deviations above chance
    (Mann and Whitney, ties shared). 0 where one sort is missing."""
    ones, zeros = int(truth.sum()), int((~truth).sum())
    if not ones or not zeros:
        return 0.0
    _, place, sizes = np.unique(probability, return_inverse=True, return_counts=True)
    rank = (np.cumsum(sizes) - (sizes - 1) / 2)[place]
    above = float(rank[truth].sum()) - ones * (ones + 1) / 2
    return (above - ones * zeros / 2) / math.sqrt(ones * zeros * (ones + zeros + 1) / 12)
