"""One set of weights, two engines, the same numbers."""

from __future__ import annotations

import numpy as np
import pytest

from bench import deeds_a
from hundredfold.linkage.backends import splink_score
from hundredfold.linkage.model import shipped
from hundredfold.linkage.pairs import find_pairs, score


@pytest.mark.slow
def test_splink_on_duckdb_scores_as_plain_arrays_do() -> None:
    rows, _ = deeds_a.make(300, 4)
    levels = score(rows).levels

    through_splink = splink_score(levels, shipped())

    assert np.abs(through_splink - shipped().score(levels)).max() < 1e-9


@pytest.mark.slow
def test_both_engines_find_the_same_pairs() -> None:
    rows, _ = deeds_a.make(200, 5)

    assert find_pairs(rows, engine="splink") == find_pairs(rows)


def test_splink_is_given_nothing_to_score() -> None:
    assert len(splink_score(score([]).levels, shipped())) == 0
