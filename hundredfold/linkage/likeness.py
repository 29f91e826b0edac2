"""How two told records are alike, comparison by comparison, as named levels. Knows no weights and no verdicts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hundredfold.linkage import retelling
from hundredfold.linkage.prepared import NO_DAY
from hundredfold.linkage.ragged import Bools, Floats, Ints
from hundredfold.linkage.sides import Levels, Pairs, bins, contained, pick, ratio

__all__ = ["COMPARISONS", "Levels", "Pairs", "contained", "distance", "levels", "ratio"]

METRES_PER_DEGREE = 111_320.0
COPIED, SHARED = 7, 2  # levels of `account` and `picture`


def title(pairs: Pairs) -> Levels:
    """Titles after the campaign's own words have lost their weight."""
    lighter = np.minimum(*pairs.totals("residue"))
    level = 1 + bins(np.minimum(ratio(pairs, "residue") + 1e-9, 1.0), (0.08, 0.2, 0.35, 0.5, 0.7, 0.9))
    return np.where(lighter < 4.0, 0, level).astype(np.uint8)


def wording(pairs: Pairs) -> Levels:
    """Titles as written, campaign words included."""
    return bins(np.minimum(ratio(pairs, "title") + 1e-9, 1.0), (0.1, 0.3, 0.5, 0.75, 0.95)).astype(np.uint8)


def rare_words(pairs: Pairs) -> Levels:
    """How much rarity the titles share in all, in nats."""
    return bins(pairs.shared("residue"), (2.0, 6.0, 12.0, 22.0, 36.0)).astype(np.uint8)


def leftover(pairs: Pairs) -> Levels:
    """Rare title words that only one side has: what both hold back at once speaks for two deeds."""
    lesser = np.minimum(*pairs.totals("residue")) - pairs.shared("residue")
    return bins(lesser, (2.0, 6.0, 12.0, 22.0, 36.0)).astype(np.uint8)


def when(pairs: Pairs) -> Levels:
    """Days apart; one inside the other's span counts as the same day."""
    start_a, start_b = pairs.both(pairs.ledger.start)
    known = (start_a != NO_DAY) & (start_b != NO_DAY)
    apart = np.abs(start_a - start_b)
    swap_a, swap_b = pairs.both(pairs.ledger.swapped)
    swapped = known & (apart > 7) & ((swap_a == start_b) | (swap_b == start_a))
    return pick(
        len(apart),
        [
            (~known, 1),
            (apart == 0, 2),
            (pairs.overlap(), 3),
            (apart == 1, 4),
            (apart <= 3, 5),
            (apart <= 7, 6),
            (swapped, 7),
            (apart <= 31, 8),
        ],
    )


def site(pairs: Pairs) -> Levels:
    """Whose hall or square it was: owners named in the venue, failing that anywhere in the telling."""
    ledger = pairs.ledger
    here = pairs.shared("sites") > 0
    both_named = (ledger.sites.sizes[pairs.left] > 0) & (ledger.sites.sizes[pairs.right] > 0)
    told = pairs.shared("told_sites") > 0
    crossed = ledger.sites.shared(pairs.left, pairs.right, ledger.told_sites) > 0
    crossed |= ledger.sites.shared(pairs.right, pairs.left, ledger.told_sites) > 0
    one_named = (ledger.told_sites.sizes[pairs.left] == 0) | (ledger.told_sites.sizes[pairs.right] == 0)
    return pick(
        len(here),
        [(here, 1), (crossed, 2), (both_named & told, 3), (told, 4), (both_named, 5), (one_named, 6)],
        7,
    )


def venue(pairs: Pairs) -> Levels:
    """The words of the two venues, rare ones weighing more."""
    missing = np.minimum(*pairs.sizes("venue")) == 0
    level = 1 + bins(np.minimum(contained(pairs, "venue") + 1e-9, 1.0), (0.1, 0.3, 0.55, 0.8, 0.97))
    return np.where(missing, 0, level).astype(np.uint8)


def apart(pairs: Pairs) -> Levels:
    """Metres between two points."""
    metres = distance(pairs)
    level = 1 + bins(np.nan_to_num(metres, nan=0.0), (50.0, 300.0, 1500.0))
    return np.where(np.isnan(metres), 0, level).astype(np.uint8)


def distance(pairs: Pairs) -> Floats:
    """Metres between the points of each pair on a flat map; NaN when either is unknown."""
    lat_a, lat_b = pairs.ledger.lat[pairs.left], pairs.ledger.lat[pairs.right]
    lon_a, lon_b = pairs.ledger.lon[pairs.left], pairs.ledger.lon[pairs.right]
    east = (lon_a - lon_b) * np.cos(np.radians((lat_a + lat_b) / 2))
    metres: Floats = np.hypot(lat_a - lat_b, east) * METRES_PER_DEGREE
    return metres


def named(pairs: Pairs) -> tuple[Ints, Bools]:
    """How many ways the two tellers point at each other (0-2), and whether they share a third."""
    ledger = pairs.ledger
    unit_a, unit_b = pairs.both(ledger.unit)
    ways = np.zeros(len(unit_a), dtype=np.int64)
    for one, other in ((pairs.left, unit_b), (pairs.right, unit_a)):
        points = ledger.co_units.holds(one, other) | ledger.mentions.holds(one, other)
        ways += points & (other >= 0)
    third = (pairs.shared("co_units") > 0) | (pairs.shared("mentions") > 0)
    return ways, third


def teller(pairs: Pairs) -> Levels:
    """Who told: one unit, units that name each other, street and community of one town, or strangers."""
    ledger = pairs.ledger
    unit_a, unit_b = pairs.both(ledger.unit)
    town_a, town_b = pairs.both(ledger.town)
    ways, third = named(pairs)
    missing = (unit_a < 0) | (unit_b < 0)
    above = ((unit_a == town_b) | (unit_b == town_a)) & ~missing
    return pick(
        len(ways),
        [
            ((unit_a == unit_b) & ~missing, 1),
            (ways == 2, 2),
            ((ways == 1) & above, 3),
            (ways == 1, 4),
            (above, 5),
            (third, 6),
            (missing, 7),
            ((town_a != town_b) & (town_a >= 0) & (town_b >= 0), 8),
        ],
    )


def heads(pairs: Pairs) -> Levels:
    """Head counts: the same odd figure, the same round one, near, far."""
    a, b = pairs.both(pairs.ledger.head)
    missing = (a <= 0) | (b <= 0)
    big, small = np.maximum(np.maximum(a, b), 1), np.maximum(np.minimum(a, b), 1)
    share = small / big
    exact = a == b
    return pick(
        len(a),
        [
            (missing, 0),
            (exact & (a % 10 != 0) & (a > 12), 1),
            (exact, 2),
            (share >= 0.93, 3),
            (share >= 0.8, 4),
            (share >= 0.6, 5),
            (share >= 0.35, 6),
        ],
        7,
    )


def _agreement(pairs: Pairs, name: str) -> Levels:
    """0 neither says, 1 one side says, 2 they agree in full, 3 in part, 4 they contradict."""
    a, b = pairs.sizes(name)
    shared = pairs.shared(name)
    full = (shared == a) & (shared == b)
    return pick(len(a), [((a == 0) & (b == 0), 0), ((a == 0) | (b == 0), 1), (full, 2), (shared > 0, 3)], 4)


def ordinal(pairs: Pairs) -> Levels:
    """Place in a series."""
    return _agreement(pairs, "ordinals")


def session(pairs: Pairs) -> Levels:
    """Part of the day."""
    return _agreement(pairs, "sessions")


def form(pairs: Pairs) -> Levels:
    """Form of the activity by its title."""
    return _agreement(pairs, "forms")


def topic(pairs: Pairs) -> Levels:
    """Subject by title, failing that by summary."""
    return _agreement(pairs, "topics")


def account(pairs: Pairs) -> Levels:
    """How much of the shorter account stands in the other, campaign sentences discounted."""
    missing = np.minimum(*pairs.sizes("summary")) < 6
    level = 1 + bins(np.minimum(contained(pairs, "summary") + 1e-9, 1.0), (0.05, 0.12, 0.22, 0.4, 0.65, 0.9))
    return np.where(missing, 0, level).astype(np.uint8)


def rare_account(pairs: Pairs) -> Levels:
    """How much rarity the accounts share in all, in nats: names and odd facts survive retelling."""
    return bins(pairs.shared("summary"), (3.0, 10.0, 22.0, 45.0, 90.0)).astype(np.uint8)


def figures(pairs: Pairs) -> Levels:
    """Figures told in the accounts, the other's head count included."""
    ledger = pairs.ledger
    shared = pairs.shared("numbers")
    for one, other in ((pairs.left, pairs.right), (pairs.right, pairs.left)):
        shared = shared + (
            ledger.numbers.holds(one, ledger.head[other]) & (ledger.head[one] != ledger.head[other])
        )
    none = (ledger.numbers.sizes[pairs.left] == 0) | (ledger.numbers.sizes[pairs.right] == 0)
    return pick(len(shared), [(shared >= 2, 3), (shared >= 1, 2), (none, 0)], 1)


def picture(pairs: Pairs) -> Levels:
    """Pictures: a shared one says much, none in common says little."""
    ledger = pairs.ledger
    shared = pairs.photo | (pairs.shared("photos") > 0)
    missing = (ledger.photos.sizes[pairs.left] == 0) | (ledger.photos.sizes[pairs.right] == 0)
    return pick(len(shared), [(shared, 2), (missing, 0)], 1)


def strand(pairs: Pairs) -> Levels:
    """Line of the programme."""
    a, b = pairs.both(pairs.ledger.strand)
    return pick(len(a), [((a < 0) | (b < 0), 0), (a == b, 1)], 2)


def again(pairs: Pairs) -> Levels:
    """One unit, more than three days apart: 0 not so, 1 nothing says that a day slipped, 2 something does.

    A class that meets every week in one room looks like itself in all but its day. What says that a day slipped: day
    and month swapped, an account copied or one that names the other's day, a shared picture.
    """
    ledger = pairs.ledger
    unit_a, unit_b = pairs.both(ledger.unit)
    start_a, start_b = pairs.both(ledger.start)
    far = (start_a != NO_DAY) & (start_b != NO_DAY) & (np.abs(start_a - start_b) > 3)
    far &= ~pairs.overlap() & (unit_a == unit_b) & (unit_a >= 0)
    swap_a, swap_b = pairs.both(ledger.swapped)
    slipped = (swap_a == start_b) | (swap_b == start_a) | np.isin(retelling.told_day(pairs), (1, 2))
    slipped |= (account(pairs) == COPIED) | (picture(pairs) == SHARED)
    return pick(len(far), [(far & slipped, 2), (far, 1)])


Comparison = Callable[[Pairs], Levels]

COMPARISONS: dict[str, tuple[Comparison, int]] = {
    "title": (title, 8), "wording": (wording, 6), "rare_words": (rare_words, 6), "leftover": (leftover, 6),
    "when": (when, 9), "site": (site, 8), "venue": (venue, 7), "apart": (apart, 5), "teller": (teller, 9),
    "heads": (heads, 8), "ordinal": (ordinal, 5), "session": (session, 5), "form": (form, 5), "topic": (topic, 5),
    "account": (account, 8), "rare_account": (rare_account, 6),
    "figures": (figures, 4), "picture": (picture, 3), "strand": (strand, 3),
    "core": (retelling.core, 6), "characters": (retelling.characters, 6), "retold": (retelling.retold, 5),
    "told_day": (retelling.told_day, 6), "owner": (retelling.owner, 4),
    "host": (retelling.host, 4), "again": (again, 3),
}  # fmt: skip


def levels(pairs: Pairs) -> dict[str, Levels]:
    """Every comparison of every pair."""
    return {name: compare(pairs) for name, (compare, _) in COMPARISONS.items()}
