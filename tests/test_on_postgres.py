"""The floors' own tests once more, on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cluster import NoPostgres, cluster

FLOORS = ("base", "plan", "do", "prove", "tell", "web")


@pytest.mark.postgres
@pytest.mark.slow
def test_the_floors_hold_on_postgres(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    here = Path(__file__).resolve().parent
    folders = [f"tests/{floor}" for floor in FLOORS if (here / floor).is_dir()]
    command = [
        *(sys.executable, "-m", "pytest", *folders, "-n", "2", "-q", "--create-db"),
        *("-m", "not browser and not slow and not postgres"),
    ]

    try:
        with cluster() as url:
            environment = {**os.environ, "DATABASE_URL": url, "HUNDREDFOLD_HOME": str(tmp_path)}
            done = subprocess.run(
                command, cwd=here.parent, env=environment, capture_output=True, text=True, check=False
            )
    except NoPostgres as absent:
        pytest.skip(str(absent))
    closing = (done.stdout.strip().splitlines() or [done.stderr.strip()])[-1]

    with capsys.disabled():
        sys.stdout.write(f"\non PostgreSQL: {closing}\n")
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
