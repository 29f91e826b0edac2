"""From a story to the deeds it tells of: precision and recall on two unlike makers, beside what an office would do.

`python -m bench.told_of` measures; `--fit` fits the weights on both makers and prints them, with what each maker's
weights give on the other.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench import stories_told_a, stories_told_b
from bench.stories_told_a import Labelled
from hundredfold.linkage import told_of
from hundredfold.linkage.names import flat, plain
from hundredfold.linkage.passages import named_days
from hundredfold.linkage.rows import Row
from hundredfold.linkage.signs import LONGEST, kept_signs, ranked, said
from hundredfold.linkage.text import clean, grams
from hundredfold.linkage.told_of import FEATURES, DeedTold, StoryTold
from hundredfold.linkage.told_of_signs import asked_signs
from hundredfold.reading.named_units import UnitNames, units_named

MAKERS = {"a": stories_told_a.make, "b": stories_told_b.make}
CANDIDATES = 60  # as many as the product weighs
SIZE, STORIES = 1500, 400


@dataclass(frozen=True, slots=True)
class Case:
    """A story with the candidates it is given, and which of them it tells of."""

    labelled: Labelled
    deeds: list[DeedTold]
    numbers: list[int]
    reached: frozenset[int]


def cases(maker: str, *, seed: int, stories: int = STORIES, size: int = SIZE) -> list[Case]:
    """The stories of a maker with their candidates."""
    rows, numbers, found = MAKERS[maker](size, stories=stories, seed=seed)
    tellings = defaultdict(list)
    for at, number in enumerate(numbers):
        tellings[number].append(at)
    shelf = Shelf(rows)
    return [_case(each, rows, numbers, tellings, shelf) for each in found]


class Shelf:
    """A ledger by the signs that the product keeps of each record, with the names of its units."""

    def __init__(self, rows: Sequence[Row]) -> None:
        told = [said(row) for row in rows]
        uses = Counter(
            (sort, token)
            for each in told
            for sort, tokens in ({**each.tokens, "g": each.grams}).items()
            for token in set(tokens)
        )
        self.holders: dict[int, list[int]] = defaultdict(list)
        for at, each in enumerate(told):
            for key in kept_signs("", each, lambda sort, tokens: [uses[sort, token] for token in tokens]):
                self.holders[key].append(at)
        self.units = [UnitNames(name, (name,)) for name in sorted({row.unit for row in rows if row.unit})]
        self.size = len(rows)

    def near(self, story: StoryTold, *, hidden: Collection[int]) -> list[int]:
        """The rows that the product would weigh for this story."""
        named = units_named(story.text, self.units, districts=("昆都仑区", "昆区", "青山区"))
        asked = dict(asked_signs("", story, [key for each in named for key in each.keys]))
        held = {key: [at for at in self.holders.get(key, ()) if at not in hidden] for key in asked}
        cut = {key: each[: LONGEST + 1] for key, each in held.items() if each}
        return ranked(asked, cut, size=self.size, most=CANDIDATES)


def _case(
    labelled: Labelled,
    rows: Sequence[Row],
    numbers: Sequence[int],
    tellings: Mapping[int, Sequence[int]],
    shelf: Shelf,
) -> Case:
    hidden = {at for at in labelled.sources if len(tellings[numbers[at]]) > 1}
    shown = shelf.near(labelled.story, hidden=hidden)
    return Case(
        labelled,
        [_deed(rows[at]) for at in shown],
        [numbers[at] for at in shown],
        frozenset(numbers[at] for at in shown) & labelled.deeds,
    )


def _deed(row: Row) -> DeedTold:
    return DeedTold(
        id=row.id,
        title=row.title,
        start=row.start,
        end=row.end,
        venue=row.venue,
        units=(row.unit, *row.co_units),
        town=row.town,
        head_count=row.headcount,
    )


Guess = Callable[[Case], set[int]]


def ours(case: Case) -> set[int]:
    """Deeds by our weights."""
    found = told_of.tells_of(case.labelled.story, case.deeds)
    by_id = {deed.id: number for deed, number in zip(case.deeds, case.numbers, strict=True)}
    return {by_id[each.deed] for each in found}


def by_title(least: float) -> Guess:
    """Deeds whose title's bigrams stand in the story to that share."""

    def guess(case: Case) -> set[int]:
        story = case.labelled.story
        said = frozenset(grams(clean(f"{story.title} {story.text}", limit=20_000)))
        found = set()
        for deed, number in zip(case.deeds, case.numbers, strict=True):
            own = grams(clean(deed.title))
            if own and len(said.intersection(own)) / len(own) >= least:
                found.add(number)
        return found

    return guess


def by_day_and_place(case: Case) -> set[int]:
    """Deeds whose day the story names (or that were up to three days before it) and whose unit or venue it names."""
    story = case.labelled.story
    bare = flat(clean(f"{story.title} {story.text}", limit=20_000))
    days = set(named_days(clean(story.text, limit=20_000), story.published))
    found = set()
    for deed, number in zip(case.deeds, case.numbers, strict=True):
        if deed.start is None or story.published is None:
            continue
        day = deed.start.toordinal()
        is_day = day in days if days else 0 <= story.published.toordinal() - day <= 3
        is_place = plain(deed.units[0]) in bare or bool(deed.venue and plain(deed.venue) in bare)
        if is_day and is_place:
            found.add(number)
    return found


def judged(found: Sequence[Case], guess: Guess) -> tuple[float, float, float, float]:
    """Precision, recall, F1, and the share of stories that tell of nothing and were given something."""
    right = given = wanted = false_stories = empty = 0
    for case in found:
        links = guess(case)
        right += len(links & case.labelled.deeds)
        given += len(links)
        wanted += len(case.labelled.deeds)
        if not case.labelled.deeds:
            empty += 1
            false_stories += bool(links)
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return precision, recall, f1, false_stories / max(1, empty)


def table(found: Sequence[Case]) -> tuple[np.ndarray, np.ndarray]:
    """The features of every candidate of every story, and which are told of."""
    rows, labels = [], []
    for case in found:
        for (_deed_told, evidence), number in zip(
            told_of.measured(case.labelled.story, case.deeds), case.numbers, strict=True
        ):
            rows.append([1.0, *(evidence.values[name] for name in FEATURES)])
            labels.append(float(number in case.labelled.deeds))
    return np.array(rows), np.array(labels)


def fitted(values: np.ndarray, labels: np.ndarray, *, ridge: float = 2.0) -> np.ndarray:
    """Weights of a logistic regression by Newton's steps, held small so that they carry over to other makers."""
    weights = np.zeros(values.shape[1])
    hold = np.full(values.shape[1], ridge)
    hold[0] = 0.01
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (labels - chance) - hold * weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + np.diag(hold)
        weights += np.linalg.solve(curve, slope)
    return weights


def calibration(found: Sequence[Case]) -> list[tuple[float, float, int]]:
    """By tenths of the score: its mean, the share that was right, how many."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for case in found:
        for each, number in zip(told_of.weighed(case.labelled.story, case.deeds), case.numbers, strict=True):
            held[min(9, int(each.score * 10))].append((each.score, number in case.labelled.deeds))
    return [
        (
            float(np.mean([score for score, _ in part])),
            float(np.mean([right for _, right in part])),
            len(part),
        )
        for _, part in sorted(held.items())
    ]


def main() -> None:
    """Measures on seeds that the fit did not see; `--fit` fits first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    asked = parser.parse_args()
    if asked.fit:
        _fit()
    print(
        f"told_of: {STORIES} stories over {SIZE} rows a maker, seeds 31 and 32, {platform.python_version()}"
    )
    for maker in MAKERS:
        found = [case for seed in (31, 32) for case in cases(maker, seed=seed)]
        reached = sum(len(case.reached) for case in found) / max(
            1, sum(len(case.labelled.deeds) for case in found)
        )
        print(f"maker {maker}: candidates hold {reached:.3f} of the deeds told of")
        best = max((judged(found, by_title(step / 20)) for step in range(6, 20)), key=lambda each: each[2])
        start = time.perf_counter()
        mine = judged(found, ours)
        spent = (time.perf_counter() - start) / len(found) * 1000
        for name, row in (
            ("ours", mine),
            ("title overlap, its best threshold", best),
            ("day and place", judged(found, by_day_and_place)),
        ):
            print(
                f"  {name:34} P {row[0]:.3f}  R {row[1]:.3f}  F1 {row[2]:.3f}  of those on none {row[3]:.3f} linked"
            )
        print(f"  {spent:.1f} ms a story with {CANDIDATES} candidates")
        by_sort = sorted({case.labelled.sort for case in found})
        for sort in by_sort:
            row = judged([case for case in found if case.labelled.sort == sort], ours)
            print(f"    {sort:10} P {row[0]:.3f}  R {row[1]:.3f}  false {row[3]:.3f}")
        print(
            "  score, share right, number:",
            "  ".join(f"{a:.2f} {b:.2f} {n}" for a, b, n in calibration(found)),
        )


def _fit() -> None:
    held = {
        maker: table([case for seed in (11, 12, 13) for case in cases(maker, seed=seed)]) for maker in MAKERS
    }
    for one, other in (("a", "b"), ("b", "a")):
        told_of.WEIGHTS = tuple(fitted(*held[one]))
        row = judged([case for seed in (31, 32) for case in cases(other, seed=seed)], ours)
        print(
            f"fitted on {one}, judged on {other}: P {row[0]:.3f}  R {row[1]:.3f}  F1 {row[2]:.3f}  false {row[3]:.3f}"
        )
    both = [np.concatenate(parts) for parts in zip(*held.values(), strict=True)]
    told_of.WEIGHTS = tuple(round(float(each), 2) for each in fitted(both[0], both[1]))
    for name, weight in zip(("bias", *FEATURES), told_of.WEIGHTS, strict=True):
        print(f"  {name:22} {weight:6.2f}")
    print(told_of.WEIGHTS)


if __name__ == "__main__":
    sys.exit(main())
