"""The maker of ledgers that is only judged on: what its labels promise, and that nothing is taught with it."""

from collections import Counter

from bench import deeds_d, train, verify
from hundredfold.linkage.pairs import find_pairs


def test_a_ledger_is_the_same_each_time_and_has_distinct_ids() -> None:
    rows, deeds = deeds_d.make(300, 5)

    assert (rows, deeds) == deeds_d.make(300, 5)
    assert len({row.id for row in rows}) == len(rows) == len(deeds) == 300


def test_most_deeds_are_told_once() -> None:
    _, deeds = deeds_d.make(1500, 5)
    times = Counter(Counter(deeds).values())

    assert times[1] > 0.7 * times.total()
    assert times.total() - times[1] > 100


def test_settleable_pairs_are_true_and_not_all_of_them() -> None:
    kept = verify.kept_of("d", 1500, 5)

    assert kept.plain
    assert all(kept.deeds[a] == kept.deeds[b] for a, b in kept.plain)
    assert len(kept.plain) < train.true_pairs(kept.deeds)


def test_nothing_is_taught_with_it() -> None:
    assert "d" in verify.JUDGED
    assert deeds_d.make not in train.MAKERS.values()


def test_campaign_days_are_not_joined_for_their_slogan_alone() -> None:
    rows, deeds = deeds_d.make(600, 5)
    label = {row.id: deed for row, deed in zip(rows, deeds, strict=True)}
    sure = [pair for pair in find_pairs(rows) if pair.probability >= 0.9]

    right = sum(label[pair.a] == label[pair.b] for pair in sure)
    assert right > 0.8 * len(sure) > 0
