"""The same thing sent twenty times at once is one record, on either database."""

from pathlib import Path
from typing import Any

import pytest

from tests.lost.running import DATABASES, tally_of


@pytest.fixture(params=DATABASES)
def tally(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """What became of 25 records sent in 20 parallel copies each, and of changed ones under their keys."""
    return tally_of("tests.lost.parallel_copies", database=request.param, home=tmp_path)


@pytest.mark.slow
def test_copies_sent_at_once_are_one_record_each(tally: dict[str, Any]) -> None:
    assert tally == {
        "asked": tally["vendor"],
        "vendor": tally["vendor"],
        "answers": {"new": 25, "again": 475},
        "receipts": 25,
        "changed": {"conflict": 100},
        "records": 25,
        "stored_receipts": 25,
        "numbers": True,
        "positions": True,
        "evidence": 50,
        "files": 28,
    }
