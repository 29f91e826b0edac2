"""The draw: the same for everybody, whatever the order, and as likely as the weights say."""

import itertools
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundredfold.prove.draw import SENTENCES, WEIGHTS, Lot, Traits, draw, fingerprint, lot, say, seed_of

RECORDS = st.lists(
    st.tuples(
        st.text(alphabet="0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=1, max_size=26), st.integers(1, 11)
    ),
    unique_by=lambda pair: pair[0],
    max_size=40,
)


@given(RECORDS, st.text(max_size=64), st.integers(1, 50), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(
    pairs: list[tuple[str, int]], seed: str, size: int, dice: random.Random
) -> None:
    lots = [Lot(record, weight, ()) for record, weight in pairs]
    shuffled = lots[:]
    dice.shuffle(shuffled)

    drawn = draw(lots, seed=seed, size=size)

    assert drawn == draw(shuffled, seed=seed, size=size)
    assert len(drawn) == min(size, len(lots))
    assert len({each.record for each in drawn}) == len(drawn)
    assert fingerprint(lots) == fingerprint(shuffled)


@given(RECORDS, st.text(max_size=20), st.integers(1, 39))
def test_a_larger_draw_begins_with_the_smaller_one(
    pairs: list[tuple[str, int]], seed: str, size: int
) -> None:
    lots = [Lot(record, weight, ()) for record, weight in pairs]

    assert draw(lots, seed=seed, size=size + 1)[:size] == draw(lots, seed=seed, size=size)


@given(RECORDS, st.text(max_size=20))
def test_a_candidate_that_leaves_changes_nothing_else(pairs: list[tuple[str, int]], seed: str) -> None:
    lots = [Lot(record, weight, ()) for record, weight in pairs]
    whole = draw(lots, seed=seed, size=len(lots))

    assert draw(lots[1:], seed=seed, size=len(lots)) == [each for each in whole if each not in lots[:1]]


def test_a_draw_is_what_it_was_when_this_was_written() -> None:
    """Pinned: a list that was printed can be drawn again by every later version."""
    lots = [Lot(f"R{number:02d}", 1 + number % 4, ()) for number in range(20)]

    drawn = [each.record for each in draw(lots, seed="石榴", size=6)]

    assert drawn == ["R11", "R02", "R15", "R07", "R09", "R10"]
    assert fingerprint(lots).startswith("c10db700e1f8018a")


def test_frequencies_follow_the_weights() -> None:
    """First place goes to each candidate as often as its weight says, over four thousand seeds."""
    lots = [Lot("A", 1, ()), Lot("B", 2, ()), Lot("C", 3, ()), Lot("D", 6, ())]
    rounds = 4000
    first = Counter(draw(lots, seed=f"s{number}", size=1)[0].record for number in range(rounds))

    for each in lots:
        share = each.weight / 12
        spread = (share * (1 - share) / rounds) ** 0.5
        assert abs(first[each.record] / rounds - share) < 4 * spread


def test_pairs_follow_sampling_without_replacement() -> None:
    """Two of three: the chance of each pair is that of drawing one after the other by weight."""
    weights = {"A": 1, "B": 2, "C": 5}
    lots = [Lot(name, weight, ()) for name, weight in weights.items()]
    rounds = 4000
    found = Counter(
        frozenset(each.record for each in draw(lots, seed=f"p{number}", size=2)) for number in range(rounds)
    )

    whole = sum(weights.values())
    for one, other in itertools.combinations(weights, 2):
        share = sum(
            weights[first] / whole * weights[second] / (whole - weights[first])
            for first, second in ((one, other), (other, one))
        )
        spread = (share * (1 - share) / rounds) ** 0.5
        assert abs(found[frozenset((one, other))] / rounds - share) < 4 * spread


@pytest.mark.parametrize(
    ("traits", "weight", "grounds"),
    [
        ({"evidence": 3, "has_photo_place": True}, 1, ()),
        ({"evidence": 1, "has_photo_place": True}, 3, ("single_evidence",)),
        ({"evidence": 3}, 2, ("no_photo_place",)),
        ({"evidence": 3, "has_photo_place": True, "head_count": 499}, 1, ()),
        ({"evidence": 3, "has_photo_place": True, "head_count": 500}, 3, ("big_head_count",)),
        ({"evidence": 3, "has_photo_place": True, "has_open_finding": True}, 5, ("open_finding",)),
        ({"evidence": 3, "has_photo_place": True, "has_answered_finding": True}, 2, ("answered_finding",)),
    ],
)
def test_weights_are_as_stated(traits: dict[str, int], weight: int, grounds: tuple[str, ...]) -> None:
    found = lot(Traits(record="R", **traits))  # type: ignore[arg-type]

    assert (found.weight, found.grounds) == (weight, grounds)


def test_every_ground_is_said_in_both_languages() -> None:
    assert set(WEIGHTS) == set(SENTENCES)
    assert all(say(code) != say(code, "en") for code in WEIGHTS)


def test_a_seed_depends_on_each_of_its_parts() -> None:
    parts: list[str | int] = ["nine_hundreds-2026", "2026-06-29", 812, "ab" * 32, "石榴"]
    seeds = {seed_of([*parts[:n], "x", *parts[n + 1 :]]) for n in range(len(parts))}

    assert len(seeds | {seed_of(parts)}) == 6
    assert len(seed_of(parts)) == 32


def test_a_single_heavy_candidate_is_drawn() -> None:
    assert draw([Lot("A", 10**6, ())], seed="", size=3) == [Lot("A", 10**6, ())]
    assert draw([], seed="x", size=3) == []
