"""Members and things (people, teams, honours, places, products, articles): the same one under variant names?

Knows rows prepared for comparing and weights of its own; must not know how events are weighed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from hundredfold.linkage import likeness, retelling
from hundredfold.linkage.model import UnfitModelError
from hundredfold.linkage.ragged import Floats, Ints
from hundredfold.linkage.rows import KINDS
from hundredfold.linkage.sides import Levels, Pairs, bins, contained, pick, ratio

FORMAT = 1
SHIPPED = Path(__file__).parent / "models" / "things.json"
EVENT, ARTICLE, PLACE = (KINDS.index(name) for name in ("event", "article", "place"))
FAR_METRES = 300.0
# What no maker of ours can teach: nats for one picture and for one address of two articles.
ONE_PICTURE, ONE_ADDRESS = 3.0, 8.0


def name(pairs: Pairs) -> Levels:
    """The names as written, rare bigrams weighing more."""
    return bins(ratio(pairs, "title") + 1e-9, (0.2, 0.35, 0.5, 0.65, 0.8, 0.93, 0.999)).astype(np.uint8)


def inside(pairs: Pairs) -> Levels:
    """How much of the lighter name stands in the other."""
    return bins(contained(pairs, "title") + 1e-9, (0.4, 0.6, 0.8, 0.93, 0.999)).astype(np.uint8)


def extra(pairs: Pairs) -> Levels:
    """Rarity that both names hold back, in nats: one more word on one side is a variant, on both sides another."""
    lesser = np.minimum(*pairs.totals("title")) - pairs.shared("title")
    return bins(lesser, (0.5, 2.0, 4.0, 8.0, 16.0)).astype(np.uint8)


def stands(pairs: Pairs) -> Levels:
    """Metres between two points: 0 unknown, 1 within 20, 2 within 50, 3 within 120, 4 within 300, 5 beyond."""
    metres = likeness.distance(pairs)
    level = 1 + bins(np.nan_to_num(metres, nan=0.0), (20.0, 50.0, 120.0, FAR_METRES))
    return np.where(np.isnan(metres), 0, level).astype(np.uint8)


def town(pairs: Pairs) -> Levels:
    """Streets and towns: 0 unknown, 1 the same, 2 others."""
    a, b = pairs.both(pairs.ledger.town)
    return pick(len(a), [((a < 0) | (b < 0), 0), (a == b, 1)], 2)


def unit(pairs: Pairs) -> Levels:
    """Who entered it: 0 unknown, 1 one unit, 2 units that name each other, 3 others."""
    a, b = pairs.both(pairs.ledger.unit)
    ways, _ = likeness.named(pairs)
    return pick(len(a), [((a < 0) | (b < 0), 0), (a == b, 1), (ways > 0, 2)], 3)


FEATURES: Mapping[str, tuple[Callable[[Pairs], Levels], int]] = {
    "name": (name, 8), "inside": (inside, 6), "extra": (extra, 6), "core": (retelling.core, 6),
    "characters": (retelling.characters, 6), "stands": (stands, 6), "town": (town, 3), "unit": (unit, 4),
    "host": (retelling.host, 4), "ordinal": (likeness.ordinal, 5), "account": (likeness.account, 8),
    "rare_account": (likeness.rare_account, 6),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Nats by feature and level for things of any kind, and what each kind adds to them."""

    bias: float
    any_kind: Mapping[str, tuple[float, ...]]
    of_kind: Mapping[str, Mapping[str, tuple[float, ...]]]

    def to_json(self) -> str:
        """The text of the file of weights."""
        shape = {"format": FORMAT, "bias": self.bias, "any": self.any_kind, "kinds": self.of_kind}
        return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def read(path: Path) -> Weights:
    """Reads a file of weights; raises UnfitModelError, saying what to do, when it is not one of this version."""
    try:
        shape: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        version = shape["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnfitModelError(f"{path.name} holds no weights for things: {error}") from error
    if version != FORMAT:
        raise UnfitModelError(f"{path.name} is of another version than {FORMAT}: train it again")
    try:
        return Weights(
            float(shape["bias"]),
            _tables(shape["any"]),
            {kind: _tables(each) for kind, each in shape["kinds"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnfitModelError(f"{path.name} holds no weights for things: {error}") from error


def _tables(shape: Mapping[str, Any]) -> dict[str, tuple[float, ...]]:
    return {feature: tuple(map(float, shape[feature])) for feature in FEATURES}


@cache
def shipped() -> Weights:
    """The weights that come with the program."""
    return read(SHIPPED)


def override(pairs: Pairs, probability: Floats) -> Floats:
    """Replaces the probability of every pair that is not of events."""
    kind = pairs.ledger.kind[pairs.left]
    chosen = np.flatnonzero(kind != EVENT)
    if not len(chosen):
        return probability
    part = Pairs(pairs.ledger, pairs.left[chosen], pairs.right[chosen], pairs.photo[chosen])
    out = probability.copy()
    out[chosen] = 1.0 / (1.0 + np.exp(-np.clip(log_odds(part, shipped()), -40.0, 40.0)))
    return out


def levels(pairs: Pairs) -> dict[str, Levels]:
    """Every feature of every pair."""
    return {feature: look(pairs) for feature, (look, _) in FEATURES.items()}


def log_odds(pairs: Pairs, weights: Weights) -> Floats:
    """Nats for and against that each pair is one and the same."""
    kind, found = pairs.ledger.kind[pairs.left], levels(pairs)
    odds = np.full(len(kind), weights.bias)
    for feature, level in found.items():
        odds += np.asarray(weights.any_kind[feature])[level]
        for name_of_kind, tables in weights.of_kind.items():
            odds += np.where(kind == KINDS.index(name_of_kind), np.asarray(tables[feature])[level], 0.0)
    odds += ONE_PICTURE * (pairs.photo | (pairs.ledger.photos.shared(pairs.left, pairs.right) > 0))
    return odds + _address(pairs, kind)


def _address(pairs: Pairs, kind: Ints) -> Floats:
    a, b = pairs.both(pairs.ledger.links)
    return np.where((a == b) & (a >= 0) & (kind == ARTICLE), ONE_ADDRESS, 0.0)
