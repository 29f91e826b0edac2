"""What one method says of one labelled ledger, as a line of a table. Knows no methods."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_COLUMNS = (("P", 7), ("R", 7), ("F1", 7), ("best F1", 8), ("R@P.97", 8), ("false", 7), ("missed", 7),
            ("pairs/row", 10), ("s", 8), ("MB", 7))  # fmt: skip
HEAD = " " * 30 + "".join(f"{name:>{width}}" for name, width in _COLUMNS)
BUCKETS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Scores and truths of the pairs compared; `cut` is where the method itself would join, None its best F1."""

    name: str
    score: Floats
    truth: Bools
    total: int
    compared: float
    seconds: float
    cut: float | None = None

    def line(self) -> str:
        """One line of the table: at its own cut, or at the best F1 it could have had."""
        right, precision, recall = self._curve()
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
        best = int(f1.argmax())
        at = best if self.cut is None else max(int((self.score >= self.cut).sum()) - 1, 0)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (
            f"{self.name:<30}{precision[at]:>7.3f}{recall[at]:>7.3f}{f1[at]:>7.3f}{f1[best]:>8.3f}"
            f"{self.recall_at(0.97):>8.3f}{at + 1 - right[at]:>7.0f}{self.total - right[at]:>7.0f}"
            f"{self.compared:>10.1f}{self.seconds:>8.1f}{memory:>7}"
        )

    def recall_at(self, least: float) -> float:
        """The greatest recall at which the precision is at least this."""
        _, precision, recall = self._curve()
        good = np.flatnonzero(precision >= least)
        return float(recall[good[-1]]) if len(good) else 0.0

    def best_f1(self) -> float:
        """F1 at the best cut there is."""
        _, precision, recall = self._curve()
        return float((2 * precision * recall / np.maximum(precision + recall, 1e-9)).max())

    def _curve(self) -> tuple[Floats, Floats, Floats]:
        if not len(self.score):
            return np.zeros(1), np.zeros(1), np.zeros(1)
        right = np.cumsum(self.truth[np.argsort(-self.score, kind="stable")]).astype(np.float64)
        return right, right / np.arange(1, len(right) + 1), right / max(self.total, 1)


def timed(name: str, total: int, rows: int, work: Callable[[], tuple[Floats, Bools, int]]) -> Outcome:
    """Runs a method; it returns scores, truths and how many pairs it compared."""
    start = time.perf_counter()
    scores, truth, compared = work()
    return Outcome(name, scores, truth, total, compared / rows, time.perf_counter() - start)


def reliability(probability: Floats, truth: Bools) -> list[str]:
    """How often pairs of each band of probability are one deed: a band should hold what it says."""
    lines = [f"  {'probability':<14}{'pairs':>8}{'said':>8}{'true':>8}"]
    for low, high in pairwise(BUCKETS):
        band = (probability >= low) & (probability < high if high < 1 else probability <= 1)
        if band.any():
            said, true = probability[band].mean(), truth[band].mean()
            lines.append(f"  {f'{low:.2f} - {high:.2f}':<14}{int(band.sum()):>8}{said:>8.3f}{true:>8.3f}")
    return lines
