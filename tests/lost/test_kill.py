"""The server killed while records come in: what it acknowledged is there. ``bench/lost.py`` is the long version."""

from pathlib import Path

import pytest

from bench.lost import run


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    done = run(records=60, kills=5, database_url="", seed=1, minutes=6, folder=tmp_path)

    assert done.refused == []
    assert done.in_time
    assert (done.verdict.acknowledged, done.verdict.stored, done.kills) == (60, 60, 5)
    assert done.holds, (done.verdict, done.inside)
