"""Members and things (people, teams, honours, places, products, articles): the same one under variant names?

Knows rows prepared for comparing; must not know how events are weighed.
"""

from __future__ import annotations

import numpy as np

from hundredfold.linkage.likeness import Pairs, distance, ratio
from hundredfold.linkage.ragged import Bools, Floats, Ints
from hundredfold.linkage.rows import KINDS

EVENT = KINDS.index("event")
PERSON, TEAM = KINDS.index("person"), KINDS.index("team")
PLACE, PRODUCT, ARTICLE, HONOUR = (KINDS.index(name) for name in ("place", "product", "article", "honour"))
NEAR_METRES, FAR_METRES = 50.0, 300.0


def override(pairs: Pairs, probability: Floats) -> Floats:
    """Replaces the probability of every pair that is not of events."""
    kind = pairs.ledger.kind[pairs.left]
    chosen = np.flatnonzero(kind != EVENT)
    if not len(chosen):
        return probability
    part = Pairs(pairs.ledger, pairs.left[chosen], pairs.right[chosen], pairs.photo[chosen])
    out = probability.copy()
    out[chosen] = 1.0 / (1.0 + np.exp(-_log_odds(part, kind[chosen])))
    return out


def _log_odds(pairs: Pairs, kind: Ints) -> Floats:
    """Nats for and against; the name speaks first, then who told it and where it stands."""
    ledger = pairs.ledger
    name = ratio(pairs, "title")
    unit_a, unit_b = pairs.both(ledger.unit)
    same_unit = (unit_a == unit_b) & (unit_a >= 0)
    town_a, town_b = pairs.both(ledger.town)
    other_town = (town_a != town_b) & (town_a >= 0) & (town_b >= 0)
    odds = -7.0 + 9.0 * name + np.where(name > 0.97, 1.5, 0.0)
    odds += np.where(same_unit, 1.2, 0.0) - np.where(other_town & ~same_unit, 2.0, 0.0)
    odds += 3.0 * (pairs.photo | (ledger.photos.shared(pairs.left, pairs.right) > 0))
    odds += _stands(pairs) * ((kind == PLACE) | (kind == HONOUR))
    odds += _ordinal(pairs)
    link_a, link_b = pairs.both(ledger.links)
    odds += np.where((link_a == link_b) & (link_a >= 0) & (kind == ARTICLE), 8.0, 0.0)
    odds += np.where((kind == PERSON) & (name > 0.97), np.where(same_unit, 3.0, -1.0), 0.0)
    return odds + _account(pairs)


def _stands(pairs: Pairs) -> Floats:
    """Two pieces 20-50 m apart may be one; hundreds of metres apart they are two, whatever their names."""
    metres = distance(pairs)
    known = ~np.isnan(metres)
    metres = np.nan_to_num(metres, nan=1000.0)
    near: Bools = known & (metres <= NEAR_METRES)
    same_site = pairs.ledger.told_sites.shared(pairs.left, pairs.right) > 0
    odds = np.where(near, 4.0 - metres / 25.0, 0.0) - np.where(known & (metres > FAR_METRES), 6.0, 0.0)
    return odds + np.where(same_site, 1.0, -0.5)


def _ordinal(pairs: Pairs) -> Floats:
    lists = pairs.ledger.ordinals
    both = (lists.sizes[pairs.left] > 0) & (lists.sizes[pairs.right] > 0)
    return np.where(both & (lists.shared(pairs.left, pairs.right) == 0), -4.0, 0.0)


def _account(pairs: Pairs) -> Floats:
    lists = pairs.ledger.summary
    both = np.minimum(lists.sizes[pairs.left], lists.sizes[pairs.right]) >= 6
    return np.where(both, 3.0 * ratio(pairs, "summary") - 0.5, 0.0)
