"""The demo's units and sites: a whole tree, names of their own, sites that belong to somebody."""

from __future__ import annotations

from hundredfold.config.demo.dice import Dice
from hundredfold.config.demo.district import sites, units


def test_units_are_about_a_hundred_and_twenty_in_one_tree() -> None:
    seen: set[str] = set()
    for row in units():
        assert (row.parent_code in seen) == bool(row.parent_code)
        seen.add(row.code)

    assert 115 <= len(seen) <= 130
    assert len(seen) == len(units())


def test_streets_carry_their_official_codes() -> None:
    streets = [row.code for row in units() if row.level == "subdistrict"]

    assert len(streets) == 16
    assert all(code.startswith("150203") and len(code) == 9 for code in streets)


def test_names_of_units_are_their_own() -> None:
    names = [row.name for row in units()]

    assert len(names) == len(set(names))


def test_sites_belong_to_known_units_and_hold_somebody() -> None:
    codes = {row.code for row in units()}

    assert all(site.unit_code in codes and site.capacity >= 30 for site in sites())
    assert len({site.scene_seed for site in sites()}) == len(sites())


def test_dice_of_one_path_throw_the_same() -> None:
    one, other = Dice(1, "a"), Dice(1, "a")

    assert [one.below(1000) for _ in range(20)] == [other.below(1000) for _ in range(20)]


def test_dice_shuffle_keeps_every_card() -> None:
    assert sorted(Dice("x").shuffled(range(50))) == list(range(50))
