"""The same thing sent twenty times at once is one record, on either database."""

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.cluster import NoPostgres, cluster

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=DATABASES)
def tally(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """What became of 25 records sent in 20 parallel copies each, and of changed ones under their keys."""
    try:
        with nullcontext("") if request.param == "sqlite" else cluster() as url:
            environment = {**os.environ, "HUNDREDFOLD_HOME": str(tmp_path), "DATABASE_URL": url}
            done = subprocess.run(
                [sys.executable, "-m", "tests.lost.parallel_copies"],
                env=environment,
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
    except NoPostgres as absent:
        pytest.skip(str(absent))
    assert done.returncode == 0, done.stderr[-3000:]
    return {**json.loads(done.stdout), "asked": request.param}


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
