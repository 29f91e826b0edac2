"""One new record against a million in the running site, on SQLite and on PostgreSQL, beside a search by title.

`python -m bench.one_new [--records N] [--asked N] [--seed K] [--only sqlite|postgres]`. Rows come from the bench's
makers; of some deeds told more than once the last telling is kept back, told afterwards as one new record, and must
find the others. Each database runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Runs both databases in turn and prints what they print."""
    options = argparse.ArgumentParser()
    options.add_argument("--records", type=int, default=1_000_000)
    options.add_argument("--asked", type=int, default=200)
    options.add_argument("--seed", type=int, default=17)
    options.add_argument("--only", choices=("sqlite", "postgres"))
    chosen = options.parse_args()
    print(
        f"{chosen.records:,} records, {chosen.asked} asked, seed {chosen.seed}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f} (shared machine)",
        flush=True,
    )
    asked = [str(chosen.records), str(chosen.asked), str(chosen.seed)]
    if chosen.only != "postgres":
        _run(asked, url="")
    if chosen.only != "sqlite":
        _on_postgres(asked)


def _on_postgres(asked: list[str]) -> None:
    from tests.cluster import NoPostgres, cluster

    try:
        with cluster() as url:
            _run(asked, url=url)
    except NoPostgres as absent:
        print(absent)


def _run(asked: list[str], *, url: str) -> None:
    with tempfile.TemporaryDirectory() as home:
        place = {**os.environ, "HUNDREDFOLD_HOME": home} | ({"DATABASE_URL": url} if url else {})
        subprocess.run(
            [sys.executable, "-m", "bench.one_new_site", *asked],
            env=place,
            check=True,
            cwd=Path(__file__).parent.parent,
        )


if __name__ == "__main__":
    main()
