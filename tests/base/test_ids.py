"""Public ids: well formed, of their moment, and for many rows at once rising."""

import datetime as dt
from itertools import islice, pairwise

from hundredfold.base import ids

AT = dt.datetime(2026, 6, 30, 2, 0, tzinfo=dt.UTC)


def test_a_ulid_holds_its_moment_and_tail() -> None:
    assert ids.encode(0, 0) == "0" * 26
    assert ids.encode((1 << 48) - 1, (1 << 80) - 1) == "7" + "Z" * 25
    assert ids.encode(1469918176385, 0)[:10] == "01ARYZ6S41"  # the example of the specification
    assert ids.new_ulid(at=AT)[:10] == ids.encode(int(AT.timestamp() * 1000), 0)[:10]


def test_ulids_for_many_rows_rise_and_are_never_neighbours() -> None:
    made = list(islice(ids.ascending_ulids(at=AT), 20_000))

    assert made == sorted(set(made))
    assert {len(each) for each in made} == {ids.LENGTH}
    assert {each[:10] for each in made} == {ids.new_ulid(at=AT)[:10]}
    gaps = {later[:23] == earlier[:23] for earlier, later in pairwise(made)}
    assert gaps == {False}
