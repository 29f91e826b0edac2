"""Several workers at one press desk: no page is fetched twice, and a killed one loses nothing; either database."""

from pathlib import Path

import pytest

from tests.lost.running import DATABASES, tally_of

pytestmark = pytest.mark.slow
EXPECTED = {"states": {"read": 30}, "kept": 60, "asked_never": 0, "stories": [10, 10, 10], "loose": False}


@pytest.mark.parametrize("database", DATABASES)
def test_workers_at_once_fetch_each_page_once(database: str, tmp_path: Path) -> None:
    tally = tally_of("tests.lost.press_workers", "0", database=database, home=tmp_path)

    assert tally == {
        **EXPECTED,
        "asked": tally["vendor"],
        "vendor": tally["vendor"],
        "asked_more_than_once": 0,
        "asked_most": 1,
    }


@pytest.mark.parametrize("database", DATABASES)
def test_workers_killed_between_fetching_and_keeping_lose_nothing(database: str, tmp_path: Path) -> None:
    tally = tally_of("tests.lost.press_workers", "4", database=database, home=tmp_path)

    assert {name: tally[name] for name in EXPECTED} == EXPECTED
    # Only what a killed worker held at that moment is asked for again: four pages at most for each.
    assert tally["asked_more_than_once"] <= 4 * 4
