"""Runs a program of many hands on a site of its own, on either database, and reads the tally it prints."""

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


def tally_of(program: str, *given: str, database: str, home: Path) -> dict[str, Any]:
    """What ``python -m program given`` printed as JSON, with the database that was asked for."""
    try:
        with nullcontext("") if database == "sqlite" else cluster() as url:
            environment = {**os.environ, "HUNDREDFOLD_HOME": str(home), "DATABASE_URL": url}
            done = subprocess.run(
                [sys.executable, "-m", program, *given],
                env=environment,
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
    except NoPostgres as absent:
        pytest.skip(str(absent))
    assert done.returncode == 0, done.stderr[-3000:]
    return {**json.loads(done.stdout), "asked": database}
