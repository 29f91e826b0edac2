"""What others would use for the same job: tuned Splink, boosting, rapidfuzz in a block, title and date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.likeness import COMPARISONS
from hundredfold.linkage.rows import Row
from hundredfold.linkage.text import clean, grams, letters

if TYPE_CHECKING:
    from bench.train import Lesson

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Verdict = tuple[Floats, Bools, int]
BLOCK_LIMIT = 400


def title_and_date(rows: Sequence[Row], deeds: Sequence[int]) -> Verdict:
    """Same title on the same day, as offices do in a spreadsheet."""
    groups: dict[tuple[str, object], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        groups[(letters(clean(row.title)), row.start)].append(at)
    pairs = [(a, b) for group in groups.values() for n, a in enumerate(group) for b in group[n + 1 :]]
    return np.ones(len(pairs)), np.array([deeds[a] == deeds[b] for a, b in pairs], dtype=bool), len(pairs)


def blocked_rapidfuzz(rows: Sequence[Row], deeds: Sequence[int]) -> Verdict:
    """Token likeness of title and venue among rows of one day."""
    from rapidfuzz import fuzz

    groups: dict[object, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        groups[row.start].append(at)
    scores, truth = [], []
    for group in groups.values():
        for n, a in enumerate(group[:BLOCK_LIMIT]):
            for b in group[n + 1 : BLOCK_LIMIT]:
                likeness = fuzz.ratio(rows[a].title, rows[b].title) + fuzz.partial_ratio(
                    rows[a].venue, rows[b].venue
                )
                scores.append(likeness)
                truth.append(deeds[a] == deeds[b])
    return np.array(scores, dtype=np.float64), np.array(truth, dtype=bool), len(scores)


def boosting(lessons: Sequence[Lesson], taught: Lesson) -> Verdict:
    """Regularised gradient boosting over our own levels, taught by strangers."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    def table(source: Lesson) -> NDArray[np.uint8]:
        return np.stack([source.scored.levels[name] for name in COMPARISONS], axis=1)

    learner = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.08,
        max_leaf_nodes=12,
        min_samples_leaf=40,
        l2_regularization=5.0,
        random_state=1,
    )
    learner.fit(
        np.concatenate([table(source) for source in lessons]),
        np.concatenate([source.truth for source in lessons]),
    )
    return learner.predict_proba(table(taught))[:, 1], taught.truth, len(taught.truth)


def tuned_splink(rows: Sequence[Row], deeds: Sequence[int]) -> Verdict:
    """Splink on DuckDB with bigram arrays for Chinese, several blocking rules, u sampled and m by EM."""
    import pyarrow
    from splink import Linker, block_on
    from splink.backends.duckdb import DuckDBAPI

    table = pyarrow.table(
        {
            "unique_id": list(range(len(rows))),
            "title": [grams(clean(row.title)) for row in rows],
            "venue": [grams(clean(row.venue)) or None for row in rows],
            "account": [grams(clean(row.summary)) or None for row in rows],
            "day": [row.start.isoformat() if row.start else None for row in rows],
            "week": [row.start.toordinal() // 7 if row.start else None for row in rows],
            "unit": [row.unit or None for row in rows],
            "heads": [row.headcount for row in rows],
            "town": [row.town or None for row in rows],
            "venue_text": [letters(clean(row.venue)) or None for row in rows],
        }
    )
    engine = DuckDBAPI()
    linker = Linker(engine.register(table), _settings(), log_level=40)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("day", "venue_text")], recall=0.3)
    training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("venue_text"))
    training.estimate_parameters_using_expectation_maximisation(block_on("day", "heads"))
    found = linker.inference.predict(threshold_match_probability=0.0001).as_record_list()
    truth = [deeds[pair["unique_id_l"]] == deeds[pair["unique_id_r"]] for pair in found]
    scores = [pair["match_weight"] for pair in found]
    return np.array(scores, dtype=np.float64), np.array(truth, dtype=bool), len(found)


def _settings() -> Any:
    import splink.comparison_library as library
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            library.ArrayIntersectAtSizes("title", [8, 5, 3, 2]),
            library.ArrayIntersectAtSizes("venue", [6, 4, 2]),
            library.ArrayIntersectAtSizes("account", [40, 20, 10]),
            library.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day", "day"], thresholds=[1, 3, 7]
            ),
            library.ExactMatch("unit"),
            library.ExactMatch("heads"),
            library.ExactMatch("town"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("day", "town"),
            block_on("venue_text", "week"),
            block_on("day", "heads"),
            block_on("unit", "day"),
        ],
    )
