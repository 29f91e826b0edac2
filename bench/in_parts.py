"""A year told in any order and judged as it comes, beside one look at the whole of it: the same findings?

`python -m bench.in_parts [--rows N] [--seed K] [--step S]`. Pure: the makers' rows, an index of signs in memory, the
same choice of signs, candidates and counts as the site's. Prints, of the pairs that the whole look asks about, how
many the looks in parts ask about as well, and what the differences are.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from bench.train import MAKERS
from hundredfold.linkage.pairs import THRESHOLD_ASK, Pair, Scored, find_pairs
from hundredfold.linkage.rows import Row
from hundredfold.linkage.signs import (
    CLOSEST,
    CLOSEST_OF_THOSE,
    HOPS,
    Said,
    asked_signs,
    kept_signs,
    ranked,
    said,
)
from hundredfold.linkage.tally import SCORES, Counts, Tally, counted, scores
from hundredfold.prove.telling_signs import Rarities

Ends = tuple[str, str]
SMALL, GROWN = 300, 1.25  # as the site's worker has them


def asked_about(pairs: Sequence[Pair]) -> dict[Ends, float]:
    """The pairs a reviewer would be asked about, with their probabilities."""
    return {
        (min(pair.a, pair.b), max(pair.a, pair.b)): pair.probability
        for pair in pairs
        if pair.probability >= THRESHOLD_ASK
    }


class Told:
    """What has been told so far: rows, their signs, the tally."""

    def __init__(self, names: set[str]) -> None:
        self.rows: list[Row] = []
        self.said: list[Said] = []
        self.holders: dict[int, list[int]] = defaultdict(list)
        self.counts: dict[int, Counts] = {}
        self.names = names
        self.asked: dict[Ends, float] = {}
        self.compared: set[Ends] = set()
        self.whole_at = 0

    def tell(self, rows: Sequence[Row]) -> None:
        """Takes rows in, then looks at each with the few it may have to do with, all of one step together."""
        first, read = len(self.rows), [said(row) for row in rows]
        self._add(counted((each, 1) for each in read))
        rarity = Rarities(self.tally(), read)
        for place, each in enumerate(read, start=first):
            for key in kept_signs("", each, rarity):
                self.holders[key].append(place)
        self.rows += rows
        self.said += read
        if SMALL < len(self.rows) <= self.whole_at * GROWN:
            self._look(range(first, len(self.rows)))
        else:
            self._look_at_all()

    def _look_at_all(self) -> None:
        """As the site does while a ledger is small, and whenever it has grown by a part."""
        self.whole_at = len(self.rows)

        def hear(scored: Scored) -> None:
            self.counts[SCORES] = scores(scored.usual)

        self.asked = asked_about(find_pairs(self.rows, hear=hear))

    def tally(self) -> Tally:
        """The counts as the engine asks for them."""
        return Tally(
            lambda windows: {each: [self.counts[each]] for each in windows if each in self.counts},
            names=self.names,
        )

    def _add(self, more: dict[int, Counts]) -> None:
        for window, counts in more.items():
            self.counts[window] = Counts.joined(
                [self.counts.get(window, Counts.of(np.zeros(0, np.int64))), counts]
            )

    def _look(self, fresh: range) -> None:
        pairs: set[tuple[int, int]] = set()
        hops: set[int] = set()
        for place in fresh:
            near = self._closest(place, most=CLOSEST)
            pairs |= {(min(place, other), max(place, other)) for other in near}
            hops |= set(near[:HOPS])
        for place in hops - set(fresh):
            near = self._closest(place, most=CLOSEST_OF_THOSE)
            pairs |= {(min(place, other), max(place, other)) for other in near}
        taken = sorted({each for pair in pairs for each in pair} | set(fresh))
        rows = [self.rows[each] for each in taken]
        among = [(self.rows[a].id, self.rows[b].id) for a, b in pairs]
        told = {self.rows[each].id for each in fresh}
        looked = told | {self.rows[each].id for each in hops}
        self._keep(rows, among, told=told, looked=looked)

    def _keep(self, rows: list[Row], among: list[Ends], *, told: set[str], looked: set[str]) -> None:
        heard: list[Counts] = []

        def hear(scored: Scored) -> None:
            is_new = np.array([row.id in told for row in scored.ledger.rows])
            chosen = is_new[scored.pairs.left] | is_new[scored.pairs.right]
            heard.append(scores(scored.usual[chosen]))

        found = asked_about(find_pairs(rows, corpus=self.tally(), among=among, hear=hear))
        self._add({SCORES: heard[0]})
        for a, b in among:
            ends = (min(a, b), max(a, b))
            self.compared.add(ends)
            if told & {a, b} or {a, b} <= looked:
                self.asked.pop(ends, None)
        told_of = {ends: sure for ends, sure in found.items() if told & set(ends) or set(ends) <= looked}
        self.asked |= told_of

    def _closest(self, place: int, *, most: int) -> list[int]:
        asked = asked_signs("", self.said[place])
        held = {key: self.holders[key] for key in asked if key in self.holders}
        return [each for each in ranked(asked, held, size=len(self.rows), most=most + 1) if each != place][
            :most
        ]


def main() -> None:
    """Prints one line a maker."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=4000)
    options.add_argument("--seed", type=int, default=23)
    options.add_argument("--step", type=int, default=20)
    chosen = options.parse_args()
    print(
        f"{chosen.rows} rows told {chosen.step} at a time, seed {chosen.seed}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}\n{'':<8}{'planted':>8}{'whole':>7}{'parts':>7}{'kept':>7}{'of all':>8}"
        f"{'lost':>6}{'more':>6}{'ms/row':>8}"
    )
    for name, make in MAKERS.items():
        _compare(name, *make(chosen.rows, chosen.seed), seed=chosen.seed, step=chosen.step)


def _compare(name: str, rows: Sequence[Row], deeds: Sequence[int], *, seed: int, step: int) -> None:
    label = {row.id: deed for row, deed in zip(rows, deeds, strict=True)}
    order = list(rows)
    random.Random(seed).shuffle(order)
    whole = asked_about(find_pairs(order))
    names = {name for row in rows for name in (row.unit, row.town, *row.co_units) if name}
    told, begun = Told(names), time.process_time()
    for start in range(0, len(order), step):
        told.tell(order[start : start + step])
    spent = 1000 * (time.process_time() - begun) / len(order)
    planted = {ends for ends in whole if label[ends[0]] == label[ends[1]]}
    kept = len(planted & told.asked.keys()) / max(1, len(planted))
    lost, more = whole.keys() - told.asked.keys(), told.asked.keys() - whole.keys()
    print(
        f"{name:<8}{len(planted):>8}{len(whole):>7}{len(told.asked):>7}{kept:>7.3f}"
        f"{len(whole.keys() & told.asked.keys()) / max(1, len(whole)):>8.3f}{len(lost):>6}{len(more):>6}{spent:>8.1f}",
        flush=True,
    )
    gone = [ends for ends in lost if ends in planted]
    sure = Counter(f"{whole[ends]:.1f}" for ends in gone)
    unseen = sum(ends not in told.compared for ends in gone)
    print(
        f"        planted pairs lost: {unseen} never compared; by probability {dict(sorted(sure.items()))}",
        flush=True,
    )


if __name__ == "__main__":
    main()
