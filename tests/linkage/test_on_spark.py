"""The same pairs from separate executor processes of this machine: `make test-spark`, with the spark extra and Java."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bench import deeds_a
from hundredfold.linkage.fingerprint import fingerprint
from hundredfold.linkage.pairs import find_pairs
from hundredfold.linkage.region.session import session

pytestmark = [pytest.mark.spark, pytest.mark.slow]


def below_us() -> set[str]:
    """Java processes that this one, or one below it, has started."""
    table = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,comm="], capture_output=True, text=True, check=True
    ).stdout
    lines = [line.split(None, 2) for line in table.splitlines()]
    family = {str(os.getpid())}
    while more := {pid for pid, parent, _ in lines if parent in family} - family:
        family |= more
    return {pid for pid, _, name in lines if pid in family and name == "java"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning")
def test_spark_finds_the_pairs_that_one_machine_finds_and_leaves_nothing_behind() -> None:
    from hundredfold.linkage.region.engine import SparkEngine

    rows, _ = deeds_a.make(600, 8)
    photos = [(rows[4].id, rows[90].id)]
    here = find_pairs(rows, shared_photos=photos)

    with session("local-cluster[2,1,1024]") as running:
        engine = SparkEngine(running)
        application = running.sparkContext.applicationId
        there = find_pairs(rows, shared_photos=photos, engine=engine)
        again = find_pairs(rows[:80], engine=engine)
        none = find_pairs([], engine=engine)
        engine.close()

    assert there == here
    assert fingerprint(there) == fingerprint(here)
    assert again == find_pairs(rows[:80])
    assert none == []
    assert below_us() == set()
    import pyspark

    assert not (Path(pyspark.__file__).parent / "work" / application).exists()
