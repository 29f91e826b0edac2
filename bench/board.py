"""The board at a million records: time and queries of each page, beside a live GROUP BY on the same database.

`python -m bench.board [--records N] [--seed K] [--home DIR]`. The database is filled by plain SQL, for the bench only:
a record, a deed, a cell each, totals summed once. Pages are asked for in this process, warm; the median is shown.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

UNITS = 300
TURNS = 15
MOMENT = "2026-06-30 02:00:00"
LIVE = """
SELECT f.strand_id, r.unit_id, r.state, COUNT(*) FROM ledger_record r
JOIN ledger_filing f ON f.record_id = r.id GROUP BY 1, 2, 3
"""
LIVE_JUDGED = """
SELECT f.strand_id, d.verdict, COUNT(*) FROM ledger_record r JOIN ledger_filing f ON f.record_id = r.id
LEFT JOIN prove_decision d ON d.record_id = r.id
WHERE r.state = 'reported' AND r.start BETWEEN '2026-01-01' AND '2026-12-31' GROUP BY 1, 2
"""


def main() -> None:
    """Fills a site (or takes the one in ``--home``) and prints the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--records", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=3)
    options.add_argument("--home", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as below:
        home = chosen.home or Path(below)
        filled = _open(home, records=chosen.records, seed=chosen.seed)
        size = (home / "hundredfold.sqlite3").stat().st_size / (1 << 20)
        print(f"{filled:,} records, 9 strands, {UNITS} units, seed {chosen.seed}, {size:,.0f} MB of SQLite")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (shared machine), median of {TURNS}")
        print(f"\n{'':<40}{'queries':>8}{'CPU ms':>9}{'wall ms':>9}{'kB':>7}")
        _pages()
        _parts()
        _decision()
        _live()


def _open(home: Path, *, records: int, seed: int) -> int:
    from hundredfold.config import start

    start.use_home(home)
    os.environ["HUNDREDFOLD_HOSTS"] = "testserver"
    start.django()
    from bench.board_site import fill, found

    start.migrate()
    from hundredfold.do.ledger.models import Record

    standing = Record.objects.count()
    if standing:
        return standing
    found(units=UNITS)
    fill(records=records, seed=seed)
    return records


def _line(label: str, work: Callable[[], Any], *, turns: int = TURNS) -> None:
    """Runs a piece of work warm and prints queries, CPU, wall and the size of what it gave."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        given = work()
        queries = len(asked)  # now: the next request empties the log
    cpu, wall = [], []
    for _turn in range(turns):
        spent, begun = time.process_time(), time.perf_counter()
        work()
        cpu.append((time.process_time() - spent) * 1000)
        wall.append((time.perf_counter() - begun) * 1000)
    size = f"{len(given.content) / 1024:.0f}" if hasattr(given, "content") else ""
    times = f"{statistics.median(cpu):>9.1f}{statistics.median(wall):>9.1f}"
    print(f"{label:<40}{queries:>8}{times}{size:>7}", flush=True)


def _pages() -> None:
    from django.conf import settings
    from django.test import Client

    from hundredfold.base.models import User
    from hundredfold.do.ledger.models import Record

    settings.ALLOWED_HOSTS = ["testserver"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    public, office = Client(), Client()
    office.force_login(User.objects.get(username="office"))
    record = Record.objects.order_by("pk").values_list("public_id", flat=True)[0]
    for label, client, address in (
        ("public home, nine grids", public, "/"),
        ("public strand", public, "/strands/talks/"),
        ("public explanation", public, "/strands/talks/explain/"),
        ("public record", public, f"/records/{record}/"),
        ("office board, nine grids", office, "/office/"),
        ("office review desk", office, "/office/review/"),
        ("office strand list", office, "/office/strands/talks/"),
        ("office record", office, f"/office/records/{record}/"),
    ):
        answer = client.get(address)
        if answer.status_code != 200:
            print(f"{label:<40}{answer.status_code:>8}  {address}")
            continue
        _line(label, lambda client=client, address=address: client.get(address))  # type: ignore[misc]


def _parts() -> None:
    from hundredfold.plan.models import Strand, Unit
    from hundredfold.plan.queries import current_programme
    from hundredfold.prove.queries import grid_cells, totals

    programme = current_programme()
    assert programme is not None
    strands, unit = list(Strand.objects.order_by("position")), Unit.objects.order_by("-pk")[0]
    _line("kept totals, 9 strands x 4 states", lambda: totals(programme))
    _line("kept totals of one unit", lambda: totals(programme, unit=unit))
    _line("cells of nine grids, 120 each", lambda: [grid_cells(strand, most=120) for strand in strands])


def _decision() -> None:
    """One reviewer accepts one record: what is written, settled and added to the totals, in one transaction."""
    from hundredfold.base import clock
    from hundredfold.base.models import User
    from hundredfold.do.ledger.models import Record
    from hundredfold.prove.actions import decide_record

    reviewer = User.objects.get(username="office")
    waiting = iter(Record.objects.filter(number__lte=400, state="reported").exclude(
        pk__in=_decided()
    ).order_by("number"))  # fmt: skip

    def accept() -> None:
        record = next(waiting)
        decide_record(by=reviewer, record=record, verdict="accept", seen=record.position, at=clock.now())

    _line("one decision, settled", accept)


def _decided() -> Any:
    from hundredfold.prove.models import Decision

    return Decision.objects.filter(record__isnull=False).values("record")


def _live() -> None:
    from django.db import connection

    def run(statement: str) -> Callable[[], int]:
        def count() -> int:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return len(cursor.fetchall())

        return count

    _line("live GROUP BY strand, unit, state", run(LIVE), turns=3)
    _line("live GROUP BY strand, verdict in period", run(LIVE_JUDGED), turns=3)


if __name__ == "__main__":
    main()
