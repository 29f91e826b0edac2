"""A ledger of 100,000 rows imported with all checks on, beside django-import-export in bulk mode, in one run.

`python -m bench.imports [--rows N] [--seed K] [--judge]`. Each side runs in a process of its own: wall seconds, CPU
seconds (its children's too), peak memory. Ours reads, checks, keeps what a person is shown, and tells once confirmed,
with revisions and credit; the peer reads into one plain table and checks types only. `--judge` adds the rules.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import import_ledger, import_peer

Steps = dict[str, float]

SIDES = {
    "peer": "import-export, bulk, calamine",
    "bare": "the same, without looking rows up",
    "ours": "hundredfold, all checks",
}


def main() -> None:
    """Makes the ledger, runs both sides, prints the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=11)
    options.add_argument("--judge", action="store_true")
    options.add_argument("--side", choices=tuple(SIDES))
    options.add_argument("--home", type=Path)
    chosen = options.parse_args()
    if chosen.side:
        ledger = chosen.home / "ledger.xlsx"
        ours = chosen.side == "ours"
        told = (
            _ours(ledger, chosen.home, judge=chosen.judge)
            if ours
            else _peer(ledger, chosen.home, chosen.side)
        )
        print(json.dumps(told))
        return
    with tempfile.TemporaryDirectory() as below:
        _compare(Path(below), chosen)


def _compare(home: Path, chosen: argparse.Namespace) -> None:
    import_ledger.write_ledger(home / "ledger.xlsx", rows=chosen.rows, seed=chosen.seed)
    size = (home / "ledger.xlsx").stat().st_size / (1 << 20)
    peers = ", ".join(
        f"{name} {version(name)}" for name in ("django", "django-import-export", "python-calamine")
    )
    print(
        f"{chosen.rows:,} rows, {len(import_ledger.HEADINGS)} columns, {size:.1f} MB, seed {chosen.seed}; {peers}"
    )
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (shared machine)")
    told = {side: _in_process(side, home, judge=chosen.judge) for side in SIDES}
    print(f"\n{'':<40}{'rows':>9}{'wall s':>9}{'CPU s':>8}{'MB':>7}{'wall, times ours':>18}{'CPU':>7}")
    for side, name in SIDES.items():
        each = told[side]
        ratio = [each[key] / told["ours"][key] for key in ("wall", "cpu")]
        print(
            f"{name:<40}{each['rows']:>9}{each['wall']:>9.1f}{each['cpu']:>8.1f}{each['mb']:>7.0f}"
            f"{ratio[0]:>18.2f}{ratio[1]:>7.2f}"
        )
    print("ours: " + ", ".join(f"{step} {seconds:.1f} s" for step, seconds in told["ours"]["steps"].items()))


def _in_process(side: str, home: Path, *, judge: bool) -> dict[str, Any]:
    words = [sys.executable, "-m", "bench.imports", "--side", side, "--home", str(home)]
    if judge:
        words.append("--judge")
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{side}: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _measured(work: Callable[[], tuple[int, Steps]]) -> dict[str, Any]:
    """What a piece of work took in this process and those it started."""
    spent, begun = _cpu(), time.perf_counter()
    rows, steps = work()
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return {
        "rows": rows,
        "wall": time.perf_counter() - begun,
        "cpu": _cpu() - spent,
        "mb": sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024,
        "steps": steps,
    }


def _cpu() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def _peer(ledger: Path, home: Path, side: str) -> dict[str, Any]:
    prepared = import_peer.prepare(home, look_up=side == "peer")
    return _measured(lambda: (import_peer.run(ledger, prepared), {}))


def _ours(ledger: Path, home: Path, *, judge: bool) -> dict[str, Any]:
    from hundredfold.config import start

    start.use_home(home / "site")
    start.django()
    start.migrate()
    programme = _site()
    import hundredfold.config.importing  # noqa: F401  loading the program is not importing a ledger

    told = _measured(lambda: _import(ledger, programme))
    if judge:
        told["steps"]["all rules, apart"] = _judged()
    return told


def _site() -> Any:
    """A founded programme with its units: what stands before anybody imports."""
    from hundredfold.base import clock
    from hundredfold.base.models import User
    from hundredfold.config.founding import found_site
    from hundredfold.plan.actions import add_unit
    from hundredfold.plan.models import Unit

    made = found_site(blueprint="nine_hundreds", year=2026, district="")
    user, top = User.objects.get(username=made.username), Unit.objects.get()
    for name in import_ledger.UNITS:
        add_unit(by=user, name=name, level="community", parent=top, at=clock.now())
    return made.programme


def _import(ledger: Path, programme: Any) -> tuple[int, Steps]:
    """The steps of `hundredfold import`, each timed; only the asking and the bars are left out."""
    from hundredfold.base import clock
    from hundredfold.config import importing
    from hundredfold.config.founding import require_operator
    from hundredfold.do.ledger.actions import confirm_import

    steps: Steps = {}
    begun = time.perf_counter()
    user = require_operator("admin")
    with importing._bar() as bar:
        batch = importing._read(ledger, programme, photos=None, add_units=False, user=user, bar=bar)
    steps["read, checked, kept"] = time.perf_counter() - begun
    begun = time.perf_counter()
    confirm_import(by=user, batch=batch, at=clock.now())
    steps["told"] = time.perf_counter() - begun
    if batch.refused:
        raise SystemExit(f"refused: {batch.refused[:3]}")
    return batch.good, steps


def _judged() -> float:
    from hundredfold.base import clock
    from hundredfold.plan.queries import current_programme
    from hundredfold.prove.actions import judge_new

    programme = current_programme()
    assert programme is not None
    begun = time.perf_counter()
    judge_new(programme, at=clock.now())
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
