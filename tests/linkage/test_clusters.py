"""Deeds from pairs: support within a group, no chains of strangers."""

from __future__ import annotations

from hundredfold.linkage.clusters import join
from hundredfold.linkage.grounds import Ground
from hundredfold.linkage.pairs import Pair


def test_join_makes_one_deed_of_three_that_agree() -> None:
    pairs = [Pair("a", "b", 0.95), Pair("b", "c", 0.9), Pair("a", "c", 0.6)]

    assert join(pairs, threshold=0.8) == [("a", "b", "c")]


def test_join_does_not_bridge_two_groups_by_one_pair() -> None:
    pairs = [Pair("a", "b", 0.99), Pair("c", "d", 0.99), Pair("b", "c", 0.85), Pair("a", "d", 0.05)]

    assert join(pairs, threshold=0.8) == [("a", "b"), ("c", "d")]


def test_join_refuses_a_third_that_one_member_contradicts() -> None:
    pairs = [Pair("a", "b", 0.98), Pair("b", "c", 0.82), Pair("a", "c", 0.02)]

    assert join(pairs, threshold=0.8) == [("a", "b")]


def test_join_keeps_order_of_first_appearance() -> None:
    pairs = [Pair("x", "y", 0.9), Pair("a", "b", 0.99)]

    assert join(pairs, threshold=0.5) == [("a", "b"), ("x", "y")]


def test_join_of_nothing_sure_is_empty() -> None:
    assert join([Pair("a", "b", 0.4)], threshold=0.5) == []


def test_join_counts_copies_as_one_voice() -> None:
    copy = (Ground("exact_copy"),)
    copies = [Pair("a", str(at), 0.99, copy) for at in range(50)]

    assert len(join([*copies, Pair("a", "other", 0.9)], threshold=0.8)[0]) == 52


def test_join_takes_certainty_at_its_word() -> None:
    assert join([Pair("a", "b", 1.0), Pair("b", "c", 1.0)], threshold=0.9) == [("a", "b", "c")]
