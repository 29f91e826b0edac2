"""A region of several districts' ledgers, on this machine alone and on Spark's separate executors.

`python -m bench.region [--rows N] [--seed K] [--master M]` runs each road in a process of its own and prints seconds,
the most memory that its whole process tree held, and the hash of all pairs. Ends with 1 when the hashes differ.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from typing import Any

import numpy as np
import psutil

from bench.train import MAKERS
from hundredfold.linkage.fingerprint import fingerprint
from hundredfold.linkage.pairs import find_pairs
from hundredfold.linkage.rows import Row

DISTRICTS = 4
SAMPLE = 1.0  # seconds between two looks at the memory


def region(size: int, seed: int) -> list[Row]:
    """Rows of several made-up districts, the makers in turn, ids with their district before them."""
    makers = list(MAKERS.values())
    rows: list[Row] = []
    for district in range(DISTRICTS):
        made, _ = makers[district % len(makers)](size // DISTRICTS, seed + district)
        rows += [replace(row, id=f"{district + 1}/{row.id}") for row in made]
    return rows


def road(name: str, rows: list[Row], master: str) -> dict[str, Any]:
    """One road over all rows: seconds of each stage, pairs and hash."""
    stages: dict[str, float] = {}
    begun = time.perf_counter()
    last = ["starting", begun]

    def tell(stage: str, _share: float) -> None:
        if stage != last[0]:
            now = time.perf_counter()
            stages[str(last[0])] = now - float(last[1])
            last[:] = [stage, now]

    if name == "duckdb":
        pairs = find_pairs(rows, progress=tell)
    else:
        from hundredfold.linkage.region.engine import SparkEngine
        from hundredfold.linkage.region.session import session

        with session(master) as running:
            pairs = find_pairs(rows, engine=SparkEngine(running), progress=tell)
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "stages": stages, "pairs": len(pairs), "hash": fingerprint(pairs)}


def measured(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """A road in a process of its own, with the most memory that it and all below it held at one moment."""
    words = [sys.executable, "-m", "bench.region", "--road", name, "--rows", str(options.rows)]
    words += ["--seed", str(options.seed), "--master", options.master]
    child = psutil.Popen(words, stdout=subprocess.PIPE)
    most = {"all": 0, "driver": 0}
    while child.poll() is None:
        held = _held(child)
        most = {key: max(most[key], held[key]) for key in most}
        time.sleep(SAMPLE)
    told: dict[str, Any] = json.loads(child.stdout.read() or "{}")
    if child.returncode:
        sys.exit(f"{name} ended with {child.returncode}")
    return {**told, **{key: value >> 20 for key, value in most.items()}}


def _held(process: psutil.Popen) -> dict[str, int]:
    """Bytes in memory, pages that several processes share counted once."""
    held = {"all": 0, "driver": 0}
    try:
        for each in (process, *process.children(recursive=True)):
            try:
                size = each.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
            held["all"] += size
            held["driver"] += size * (each.pid == process.pid)
    except psutil.NoSuchProcess:
        pass
    return held


def main() -> None:
    """Prints one line for each road."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=50_000)
    options.add_argument("--seed", type=int, default=31)
    options.add_argument("--master", default="local-cluster[2,1,1024]")
    options.add_argument("--road", choices=("duckdb", "spark"))
    chosen = options.parse_args()
    if chosen.road:
        print(json.dumps(road(chosen.road, region(chosen.rows, chosen.seed), chosen.master)))
        return
    print(
        f"rows {chosen.rows} of {DISTRICTS} districts, seed {chosen.seed}, numpy {np.__version__}, "
        f"{chosen.master}, {os.cpu_count()} cores, shared machine (load {os.getloadavg()[0]:.1f})"
    )
    print(f"{'':<8}{'pairs':>8}{'s':>8}{'MB all':>8}{'MB driver':>10}  hash")
    hashes = set()
    for name in ("duckdb", "spark"):
        told = measured(name, chosen)
        hashes.add(told["hash"])
        print(
            f"{name:<8}{told['pairs']:>8}{told['seconds']:>8.1f}{told['all']:>8}{told['driver']:>10}  {told['hash']}"
        )
        print("        " + ", ".join(f"{stage} {spent:.1f} s" for stage, spent in told["stages"].items()))
    print("the same pairs" if len(hashes) == 1 else "THE PAIRS DIFFER")
    sys.exit(len(hashes) != 1)


if __name__ == "__main__":
    main()
