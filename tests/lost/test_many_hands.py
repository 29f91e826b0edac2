"""Twenty reviewers over two hundred records at once: each is decided exactly once, on either database."""

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
    """What became of 200 records that 20 reviewers answered at once, 4,000 answers in all."""
    try:
        with nullcontext("") if request.param == "sqlite" else cluster() as url:
            environment = {**os.environ, "HUNDREDFOLD_HOME": str(tmp_path), "DATABASE_URL": url}
            done = subprocess.run(
                [sys.executable, "-m", "tests.lost.many_hands"],
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
