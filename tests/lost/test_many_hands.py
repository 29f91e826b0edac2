"""Twenty reviewers over two hundred records at once: each is decided exactly once, on either database."""

from pathlib import Path
from typing import Any

import pytest

from tests.lost.running import DATABASES, tally_of


@pytest.fixture(params=DATABASES)
def tally(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """What became of 200 records that 20 reviewers answered at once, 4,000 answers in all."""
    return tally_of("tests.lost.many_hands", database=request.param, home=tmp_path)


@pytest.mark.slow
def test_no_record_is_decided_twice_and_none_is_lost(tally: dict[str, Any]) -> None:
    assert tally == {
        "asked": tally["vendor"],
        "vendor": tally["vendor"],
        "answers": {"decided": 200, "refused": 3800},
        "decisions": 200,
        "subjects": 200,
        "superseding": 0,
        "concerns": 200,
        "standing": 200,
        "totals_hold": True,
        "count_agrees": True,
        "waiting": 0,
        "held_after": True,
    }
