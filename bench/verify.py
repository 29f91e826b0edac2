"""The same-deed engine beside what an office or a developer would use instead, on labelled ledgers kept aside.

`python -m bench.verify [--rows N] [--seed K]` prints one table per maker. "ours, unseen maker" and "boosting, unseen
maker" were taught by the other maker only: that is the fair comparison. Needs the bench extra.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.peers import blocked_rapidfuzz, boosting, title_and_date, tuned_splink
from bench.train import MAKERS, STATES, Lesson, lesson, raw_of, taught_by, true_pairs, truth_of
from hundredfold.linkage.pairs import THRESHOLD_JOIN, find_pairs, score
from hundredfold.linkage.rows import Row

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
TEACHING_SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one method says of one ledger."""

    name: str
    score: Floats
    truth: Bools
    total: int
    compared: float
    seconds: float
    cut: float | None = None

    def line(self) -> str:
        """One line of the table: at its own cut, or at the best F1 it could have had."""
        order = np.argsort(-self.score, kind="stable")
        right = np.cumsum(self.truth[order])
        precision = right / np.arange(1, len(order) + 1)
        recall = right / self.total
        f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
        best = int(f1.argmax())
        at = best if self.cut is None else max(int((self.score >= self.cut).sum()) - 1, 0)
        good = np.flatnonzero(precision >= 0.97)
        kept = recall[good[-1]] if len(good) else 0.0
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (
            f"{self.name:<28}{precision[at]:>7.3f}{recall[at]:>7.3f}{f1[at]:>7.3f}{f1[best]:>8.3f}{kept:>9.3f}"
            f"{self.compared:>9.1f}{self.seconds:>8.1f}{memory:>7}"
        )


def timed(name: str, total: int, rows: int, work: Callable[[], tuple[Floats, Bools, int]]) -> Outcome:
    """Runs a method; it returns scores, truths and how many pairs it compared."""
    start = time.perf_counter()
    scores, truth, compared = work()
    return Outcome(name, scores, truth, total, compared / rows, time.perf_counter() - start)


def outcomes(rows: list[Row], deeds: list[int], strangers: list[Lesson]) -> Iterator[Outcome]:
    """Every method in turn on one ledger."""
    total, size = true_pairs(deeds), len(rows)

    def ours() -> tuple[Floats, Bools, int]:
        scored = score(rows)
        return scored.probability, truth_of(scored, deeds), len(scored.pairs.left)

    shipped = timed("ours, as shipped", total, size, ours)
    yield Outcome(**{**{name: getattr(shipped, name) for name in Outcome.__slots__}, "cut": THRESHOLD_JOIN})
    scored = score(rows)
    taught = Lesson(scored, truth_of(scored, deeds), total)
    stranger = taught_by(strangers)
    yield timed(
        "ours, unseen maker", total, size, lambda: (raw_of(stranger, taught), taught.truth, len(taught.truth))
    )
    yield timed("boosting, unseen maker", total, size, lambda: boosting(strangers, taught))
    yield timed("Splink, tuned", total, size, lambda: tuned_splink(rows, deeds))
    yield timed("rapidfuzz in a day block", total, size, lambda: blocked_rapidfuzz(rows, deeds))
    yield timed("title + date", total, size, lambda: title_and_date(rows, deeds))


def main() -> None:
    """Prints the tables, then the states of keeping, then false and missed joins of the shipped model."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=91)
    chosen = options.parse_args()
    print(
        f"rows {chosen.rows}, seed {chosen.seed}, numpy {np.__version__}, {os.cpu_count()} cores, shared machine"
    )
    teaching = {
        name: [lesson(make, size=min(4000, chosen.rows), seed=seed) for seed in TEACHING_SEEDS]
        for name, make in MAKERS.items()
    }
    head = f"{'':<28}{'P':>7}{'R':>7}{'F1':>7}{'best F1':>8}{'R@P.97':>9}{'pairs/row':>9}{'s':>8}{'MB':>7}"
    for name, make in MAKERS.items():
        rows, deeds = make(chosen.rows, chosen.seed)
        print(f"\nmaker {name}: {true_pairs(deeds)} true pairs\n{head}")
        others = [taught for other in teaching if other != name for taught in teaching[other]]
        for outcome in outcomes(rows, deeds, others):
            print(outcome.line(), flush=True)
        _states(rows, deeds)


def _states(rows: list[Row], deeds: list[int]) -> None:
    label = {row.id: deed for row, deed in zip(rows, deeds, strict=True)}
    total = true_pairs(deeds)
    print("shipped model by state of keeping: joined, false joins, missed joins")
    for state, change in STATES.items():
        joined = [
            pair for pair in find_pairs([change(row) for row in rows]) if pair.probability >= THRESHOLD_JOIN
        ]
        right = sum(label[pair.a] == label[pair.b] for pair in joined)
        print(f"  {state:<16}{len(joined):>7}{len(joined) - right:>7}{total - right:>7}", flush=True)


if __name__ == "__main__":
    main()
