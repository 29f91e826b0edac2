"""Who else could be the twin: one unit tells a deed once, so its other records compete. Knows scores, no texts."""

from __future__ import annotations

import numpy as np

from hundredfold.linkage.candidates import rank_in_row
from hundredfold.linkage.likeness import Levels, Pairs
from hundredfold.linkage.ragged import Floats, Ints

# Level sizes, as in the model file.
STANDINGS = {"rival": 6, "crowd": 6}
CLOSE = 1.0


def standing(pairs: Pairs, score: Floats) -> dict[str, Levels]:
    """Two more comparisons, made from the first scores of all pairs of the ledger.

    `rival`: 0 no other record of the other's unit was scored against this row, else by how much the pair beats the
    best of those (1 clearly, 5 clearly beaten). `crowd`: how many pairs of either row score as well as this one.
    """
    size = len(pairs.left)
    if not size:
        empty = np.zeros(0, dtype=np.uint8)
        return dict.fromkeys(STANDINGS, empty)
    here = np.concatenate([pairs.left, pairs.right])
    there = np.concatenate([pairs.right, pairs.left])
    both = np.concatenate([score, score])
    margin = _margin(here, pairs.ledger.unit[there], both)
    crowd = _crowd(here, both)
    rival = np.minimum(margin[:size], margin[size:])
    level = 5 - np.searchsorted(np.array([-2.0, -0.4, 0.4, 2.0]), rival, side="right")
    level = np.where(np.isinf(rival), 0, level)
    return {
        "rival": level.astype(np.uint8),
        "crowd": np.minimum(np.maximum(crowd[:size], crowd[size:]) - 1, STANDINGS["crowd"] - 1).astype(
            np.uint8
        ),
    }


def _margin(row: Ints, unit: Ints, score: Floats) -> Floats:
    """Score less that of the best other entry of the same row and unit; infinite when there is none."""
    span = int(unit.max(initial=0)) + 2
    group = row * span + unit + 1
    _, group = np.unique(group, return_inverse=True)
    rank = rank_in_row(group, score)
    groups = int(group.max()) + 1
    best = np.full(groups, -np.inf)
    second = np.full(groups, -np.inf)
    best[group[rank == 0]] = score[rank == 0]
    second[group[rank == 1]] = score[rank == 1]
    other = np.where(rank == 0, second[group], best[group])
    margin: Floats = np.where(unit < 0, np.inf, score - other)
    return margin


def _crowd(row: Ints, score: Floats) -> Ints:
    """How many entries of the same row score no worse than CLOSE below this one, itself included."""
    span = float(np.ptp(score)) + 4 * CLOSE
    place = row * span - (score - score.min())
    order = np.sort(place)
    starts = np.searchsorted(order, row * span - span + 2 * CLOSE, side="right")
    count: Ints = (np.searchsorted(order, place + CLOSE, side="right") - starts).astype(np.int64)
    return count
