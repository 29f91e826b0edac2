"""Members and things: the same one under variant names, beside what others would use, and the labelled people.

Part of `python -m bench.verify`; `python -m bench.verify --things` prints this alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bench import members
from bench.outcomes import HEAD, Bools, Floats, Outcome, timed
from bench.train import true_pairs, truth_of
from hundredfold.linkage.names import plain
from hundredfold.linkage.pairs import THRESHOLD_JOIN, score
from hundredfold.linkage.rows import Row
from hundredfold.linkage.text import clean, letters

LABELLED = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "linkage" / "fake_1000.csv"
KEPT_SEED = 91
Verdict = tuple[Floats, Bools, int]


def tables(size: int) -> Iterator[str]:
    """The lines of the tables: every kind of thing, then the labelled people."""
    for kind in members.SORTS:
        rows, labels = members.make(kind, size, KEPT_SEED)
        yield f"\n{kind}: {len(rows)} rows, {true_pairs(labels)} true pairs\n{HEAD}"
        yield from (outcome.line() for outcome in _outcomes(rows, labels))
    if not LABELLED.is_file():
        yield "\nlabelled people: shared/data/linkage is not here, so they were left out"
        return
    rows, labels = people()
    yield (
        f"\nlabelled people (fake_1000; English, no unit; birth dates are never read, by us or by the peers): "
        f"{true_pairs(labels)} true pairs\n{HEAD}"
    )
    yield from (outcome.line() for outcome in _outcomes(rows, labels))
    yield timed("Splink, tuned", true_pairs(labels), len(rows), lambda: _splink(rows, labels)).line()


def people() -> tuple[list[Row], list[int]]:
    """The labelled people with the columns that a record of ours has: name, town, and the address as account."""
    with LABELLED.open(encoding="utf-8") as lines:
        told = list(csv.DictReader(lines))
    rows = [
        Row(
            id=one["unique_id"],
            kind="person",
            title=f"{one['first_name']} {one['surname']}".strip(),
            town=one["city"],
            summary=one["email"],
        )
        for one in told
    ]
    return rows, [int(one["cluster"]) for one in told]


def _outcomes(rows: Sequence[Row], labels: Sequence[int]) -> Iterator[Outcome]:
    total = true_pairs(labels)

    def ours() -> Verdict:
        scored = score(rows)
        return scored.probability, truth_of(scored, labels), len(scored.pairs.left)

    for name, cut in (("ours, joined", THRESHOLD_JOIN), ("ours, asked from one half", 0.5)):
        told = timed(name, total, len(rows), ours)
        yield Outcome(told.name, told.score, told.truth, total, told.compared, told.seconds, cut)
    yield timed("same name, same unit", total, len(rows), lambda: _same_name(rows, labels))
    yield timed("rapidfuzz within the unit", total, len(rows), lambda: _rapidfuzz(rows, labels))


def _same_name(rows: Sequence[Row], labels: Sequence[int]) -> Verdict:
    """The name letter by letter and the unit, as a spreadsheet finds it."""
    return _within(rows, labels, lambda one, other: float(_bare(one) == _bare(other)), least=1.0)


def _rapidfuzz(rows: Sequence[Row], labels: Sequence[int]) -> Verdict:
    """Likeness of the names within one unit (for the people, who have none, within one first letter)."""
    from rapidfuzz import fuzz

    return _within(rows, labels, lambda one, other: fuzz.token_set_ratio(one.title, other.title), least=0.0)


def _within(rows: Sequence[Row], labels: Sequence[int], alike: object, *, least: float) -> Verdict:
    groups: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(plain(row.unit) if row.unit else row.title[:1], []).append(at)
    scores, truth = [], []
    for group in groups.values():
        for step, a in enumerate(group):
            for b in group[step + 1 :]:
                value = alike(rows[a], rows[b])  # type: ignore[operator]
                if value >= least:
                    scores.append(value)
                    truth.append(labels[a] == labels[b])
    return np.array(scores, dtype=np.float64), np.array(truth, dtype=bool), len(scores)


def _bare(row: Row) -> str:
    return letters(clean(row.title))


def _splink(rows: Sequence[Row], labels: Sequence[int]) -> Verdict:
    """Splink on names, town and address, which is what it was made for."""
    import pyarrow
    import splink.comparison_library as library
    from splink import Linker, SettingsCreator, block_on
    from splink.backends.duckdb import DuckDBAPI

    first, last = zip(*([*row.title.split(" ", 1), ""][:2] for row in rows), strict=True)
    table = pyarrow.table(
        {
            "unique_id": list(range(len(rows))),
            "first": [name or None for name in first],
            "last": [name or None for name in last],
            "town": [row.town or None for row in rows],
            "address": [row.summary or None for row in rows],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            library.JaroWinklerAtThresholds("first", [0.9, 0.7]),
            library.JaroWinklerAtThresholds("last", [0.9, 0.7]),
            library.LevenshteinAtThresholds("town", [1, 3]),
            library.LevenshteinAtThresholds("address", [2, 6]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("first"), block_on("last"), block_on("address"), block_on("town", "substr(first, 1, 1)"),
        ],
    )  # fmt: skip
    engine = DuckDBAPI()
    linker = Linker(engine.register(table), settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([block_on("first", "last")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("address"))
    found = linker.inference.predict(threshold_match_probability=0.0001).as_record_list()
    truth = [labels[pair["unique_id_l"]] == labels[pair["unique_id_r"]] for pair in found]
    return (
        np.array([pair["match_weight"] for pair in found], dtype=np.float64),
        np.array(truth, dtype=bool),
        len(found),
    )
