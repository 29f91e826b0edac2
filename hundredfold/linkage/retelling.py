"""How alike two tellings are beneath their wording: what the deed was, when its account says, whole clauses kept.

As levels, like `likeness`. Knows no weights and no verdicts.
"""

from __future__ import annotations

import numpy as np

from hundredfold.linkage.prepared import NO_DAY
from hundredfold.linkage.sides import Levels, Pairs, bins, contained, pick, ratio, share

# A title lighter than this, once names and campaign words have left it, says too little to compare.
LIGHT = 3.0


def core(pairs: Pairs) -> Levels:
    """What is left of the titles when the names of units are taken out: 0 too little, then by the share in common."""
    lighter = np.minimum(*pairs.totals("core"))
    level = 1 + bins(np.minimum(ratio(pairs, "core") + 1e-9, 1.0), (0.05, 0.25, 0.5, 0.8))
    return np.where(lighter < LIGHT, 0, level).astype(np.uint8)


def characters(pairs: Pairs) -> Levels:
    """Single characters that those titles share: 植树 and 种树添绿 have a tree in common, 打油茶 and 篮球赛 nothing."""
    lighter = np.minimum(*pairs.totals("characters"))
    level = 1 + bins(np.minimum(contained(pairs, "characters") + 1e-9, 1.0), (0.08, 0.3, 0.55, 0.8))
    return np.where(lighter < LIGHT, 0, level).astype(np.uint8)


def retold(pairs: Pairs) -> Levels:
    """How much of one title's core stands in the other's account, the better way round: 0 nothing to look in."""
    one, other = pairs.crossed("core", "summary")
    total_a, total_b = pairs.totals("core")
    known_a = (total_a >= LIGHT) & (pairs.ledger.summary.sizes[pairs.right] >= 6)
    known_b = (total_b >= LIGHT) & (pairs.ledger.summary.sizes[pairs.left] >= 6)
    best = np.maximum(
        np.where(known_a, share(one, total_a), 0.0), np.where(known_b, share(other, total_b), 0.0)
    )
    return np.where(known_a | known_b, 1 + bins(best, (0.1, 0.35, 0.65)), 0).astype(np.uint8)


def told_day(pairs: Pairs) -> Levels:
    """The day by the accounts, failing that by the column: 0 no account names one, 1 the same, 2 next to it,
    3 within three, 4 another although the columns agree, 5 another."""
    ledger = pairs.ledger
    told_a, told_b = pairs.both(ledger.told)
    start_a, start_b = pairs.both(ledger.start)
    day_a, day_b = np.where(told_a == NO_DAY, start_a, told_a), np.where(told_b == NO_DAY, start_b, told_b)
    none = ((told_a == NO_DAY) & (told_b == NO_DAY)) | (day_a == NO_DAY) | (day_b == NO_DAY)
    apart = np.abs(day_a - day_b)
    rules = [(none, 0), (apart == 0, 1), (apart == 1, 2), (apart <= 3, 3), (start_a == start_b, 4)]
    return pick(len(apart), rules, 5)


def owner(pairs: Pairs) -> Levels:
    """Units of the ledger named in the venues: 0 neither, 1 one side only, 2 the same, 3 others."""
    return _same_units(pairs, "owners")


def host(pairs: Pairs) -> Levels:
    """Communities, villages and schools named anywhere, the tellers included: levels as of `owner`."""
    return _same_units(pairs, "hosts")


def _same_units(pairs: Pairs, name: str) -> Levels:
    a, b = pairs.sizes(name)
    same = pairs.shared(name) > 0
    return pick(len(a), [((a == 0) & (b == 0), 0), ((a == 0) | (b == 0), 1), (same, 2)], 3)
