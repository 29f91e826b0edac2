"""The same-deed engine beside what an office or a developer would use instead, on labelled ledgers kept aside.

`python -m bench.verify [--rows N] [--seed K] [--time-only] [--things] [--maker X]`. Of each maker: the shipped model,
then ours and boosting taught by the other makers only (the fair comparison), then boosting taught by the same maker.
Needs the bench extra.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench import deeds_c, deeds_d, verify_things
from bench.outcomes import HEAD, Bools, Floats, Outcome, reliability, timed
from bench.peers import blocked_rapidfuzz, boosting, title_and_date, tuned_splink
from bench.train import (
    MAKERS,
    STATES,
    Lesson,
    Maker,
    calibrated,
    lesson,
    raw_of,
    taught_by,
    true_pairs,
    truth_of,
)
from hundredfold.linkage.clusters import join
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import THRESHOLD_JOIN, find_pairs, score
from hundredfold.linkage.rows import Row

TEACHING_SEEDS = (1, 2, 3)
# Judged on as the others are, but nothing was or is ever taught with maker D.
JUDGED: Mapping[str, Maker] = {**MAKERS, "d": deeds_d.make}
# Beyond this many rows the peers that take all pairs of a day are left out: they would need hours.
MOST_FOR_BLOCKS = 20_000
MOST_FOR_SPLINK = 120_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A labelled ledger kept aside: `plain` are the true pairs that a careful reader could settle, where known."""

    rows: list[Row]
    deeds: list[int]
    plain: frozenset[tuple[int, int]] | None


def kept_of(name: str, size: int, seed: int) -> Kept:
    """A fresh ledger of a maker, of a seed that nobody was taught with."""
    if name == "c":
        told = deeds_c.Maker(seed).make(size)
        return Kept(
            [one.row for one in told], [one.deed for one in told], frozenset(deeds_c.plain_pairs(told))
        )
    if name == "d":
        maker = deeds_d.Maker(seed)
        tellings = maker.make(size)
        plain = frozenset(deeds_d.plain_pairs(maker, tellings))
        return Kept([one.row for one in tellings], [one.deed for one in tellings], plain)
    return Kept(*JUDGED[name](size, seed), None)


def outcomes(kept: Kept, teaching: Mapping[str, Sequence[Lesson]], name: str) -> Iterator[Outcome]:
    """Every method in turn on one ledger."""
    rows, deeds = kept.rows, kept.deeds
    total, size = true_pairs(deeds), len(rows)
    start = time.perf_counter()
    scored = score(rows)
    spent, taught = time.perf_counter() - start, Lesson(scored, truth_of(scored, deeds), total)
    compared = len(taught.truth) / size
    yield Outcome(
        "ours, as shipped", scored.probability, taught.truth, total, compared, spent, THRESHOLD_JOIN
    )
    strangers = {other: lessons for other, lessons in teaching.items() if other != name}
    unseen = [lesson for lessons in strangers.values() for lesson in lessons]
    model = calibrated(taught_by(unseen), strangers)
    raw = raw_of(model, taught)
    chance = model.adapted(model.probability(raw))
    yield Outcome("ours, unseen maker", chance, taught.truth, total, compared, spent, model.join)
    if kept.plain is not None:
        yield _settleable("  of these, settleable pairs", kept, taught, chance, model)
    yield timed("boosting, unseen maker", total, size, lambda: boosting(unseen, taught))
    if name in teaching:
        yield timed("boosting, same maker", total, size, lambda: boosting(teaching[name], taught))
    if size <= MOST_FOR_SPLINK:
        yield timed("Splink, tuned", total, size, lambda: tuned_splink(rows, deeds))
    if size <= MOST_FOR_BLOCKS:
        yield timed("rapidfuzz in a day block", total, size, lambda: blocked_rapidfuzz(rows, deeds))
    yield timed("title + date", total, size, lambda: title_and_date(rows, deeds))


def _settleable(name: str, kept: Kept, taught: Lesson, chance: Floats, model: Model) -> Outcome:
    """The same judged on the pairs that a careful reader could settle: what nobody could is left out."""
    plain = kept.plain or frozenset()
    pairs = taught.scored.pairs
    known: Bools = np.array(
        [pair in plain for pair in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)], dtype=bool
    )
    fair = known | ~taught.truth
    return Outcome(name, chance[fair], taught.truth[fair], len(plain), 0.0, 0.0, model.join)


def main() -> None:
    """Prints the tables of each maker, then those of members and things."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=91)
    options.add_argument(
        "--time-only", action="store_true", help="only how long we take, and how much memory"
    )
    options.add_argument("--things", action="store_true", help="only members and things")
    options.add_argument("--maker", choices=list(JUDGED), default=None, help="one maker only")
    chosen = options.parse_args()
    print(
        f"rows {chosen.rows}, seed {chosen.seed}, numpy {np.__version__}, {os.cpu_count()} cores, shared machine"
    )
    if chosen.time_only:
        time_only(chosen.maker or "c", chosen.rows, chosen.seed)
        return
    if not chosen.things:
        makers_tables(chosen)
    if chosen.maker is None:
        for line in verify_things.tables(2000):
            print(line, flush=True)


def makers_tables(chosen: argparse.Namespace) -> None:
    """One table per maker, the shipped model by state of keeping, and whether probabilities hold what they say."""
    teaching = {
        name: [
            lesson(make, size=min(4000, chosen.rows), seed=seed, state=state)
            for seed in TEACHING_SEEDS
            for state in ("whole", list(STATES)[1 + seed])
        ]
        for name, make in MAKERS.items()
    }
    for name in [chosen.maker] if chosen.maker else JUDGED:
        kept = kept_of(name, chosen.rows, chosen.seed)
        print(f"\nmaker {name}: {true_pairs(kept.deeds)} true pairs\n{HEAD}")
        for outcome in outcomes(kept, teaching, name):
            print(outcome.line(), flush=True)
            unseen = outcome if outcome.name == "ours, unseen maker" else None
            if unseen:
                bands = reliability(unseen.score, unseen.truth)
        print("ours, unseen maker: what a probability is worth\n" + "\n".join(bands))
        if chosen.rows <= MOST_FOR_BLOCKS:
            _states(kept.rows, kept.deeds)


def _states(rows: list[Row], deeds: list[int]) -> None:
    label = {row.id: deed for row, deed in zip(rows, deeds, strict=True)}
    total = true_pairs(deeds)
    print("shipped model by state of keeping: joined, false joins, missed joins; then as deeds after joining")
    for state, change in STATES.items():
        found = find_pairs([change(row) for row in rows])
        sure = [pair for pair in found if pair.probability >= THRESHOLD_JOIN]
        right = sum(label[pair.a] == label[pair.b] for pair in sure)
        groups = [[label[member] for member in group] for group in join(found, threshold=THRESHOLD_JOIN)]
        inside = sum(len(group) * (len(group) - 1) // 2 for group in groups)
        true = sum(
            group.count(deed) * (group.count(deed) - 1) // 2 for group in groups for deed in set(group)
        )
        print(
            f"  {state:<16}{len(sure):>7}{len(sure) - right:>7}{total - right:>7}   "
            f"deeds: P {true / max(inside, 1):.3f} R {true / total:.3f}",
            flush=True,
        )


def time_only(name: str, size: int, seed: int) -> None:
    """How long the whole way from rows to pairs takes, stage by stage, and the most memory it held."""
    make: Callable[[int, int], tuple[list[Row], list[int]]] = JUDGED[name]
    rows, deeds = make(size, seed)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    spent: dict[str, float] = {}
    last = ["twins", time.process_time()]

    def hear(stage: str, _share: float) -> None:
        now = time.process_time()
        spent[str(last[0])] = spent.get(str(last[0]), 0.0) + now - float(last[1])
        last[:] = [stage, now]

    start, cpu = time.perf_counter(), time.process_time()
    found = find_pairs(rows, progress=hear)
    label = {row.id: deed for row, deed in zip(rows, deeds, strict=True)}
    sure = [pair for pair in found if pair.probability >= THRESHOLD_JOIN]
    right = sum(label[pair.a] == label[pair.b] for pair in sure)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"maker {name}: {time.perf_counter() - start:.0f} s by the clock, {time.process_time() - cpu:.0f} s of CPU, "
        f"{memory} MB (the rows themselves {held} MB)\n"
        + "  ".join(f"{stage} {seconds:.0f} s" for stage, seconds in spent.items())
        + f"\njoined {len(sure)}, false {len(sure) - right}, missed {true_pairs(deeds) - right}"
    )


if __name__ == "__main__":
    main()
