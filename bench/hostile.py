"""The worst that a hostile file costs at each door of the command line: time and memory of the whole process tree.

`python -m bench.hostile` feeds each file of the tests to `check`, `press read` or `photos check`, one process each.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.cli.running import Ended, is_cut_off, run_measured
from tests.doors import Call, calls

Seen = tuple[Call, Ended]


def main() -> None:
    """Prints a line for each door and the three dearest files of each."""
    cut = "without a network" if is_cut_off() else "WITH a network: this user may not take it away"
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (shared machine), {cut}")
    with tempfile.TemporaryDirectory() as below:
        folder = Path(below)
        seen = [(call, run_measured(*call.words, folder=folder)) for call in calls(folder)]
    print(
        f"{'door':<14}{'files':>6}{'read':>6}{'refused':>8}{'other':>6}{'tracebacks':>11}{'s':>7}{'CPU s':>7}{'MB':>6}"
    )
    for door in dict.fromkeys(call.door for call, _ in seen):
        _line(door, [(call, ended) for call, ended in seen if call.door == door])


def _line(door: str, seen: list[Seen]) -> None:
    codes = [ended.code for _, ended in seen]
    other = len(codes) - codes.count(0) - codes.count(2)
    traces = sum("Traceback" in ended.said for _, ended in seen)
    worst = [max(getattr(ended, name) for _, ended in seen) for name in ("seconds", "cpu", "megabytes")]
    print(
        f"{door:<14}{len(seen):>6}{codes.count(0):>6}{codes.count(2):>8}{other:>6}{traces:>11}"
        f"{worst[0]:>7.1f}{worst[1]:>7.1f}{worst[2]:>6.0f}"
    )
    for call, ended in sorted(seen, key=lambda each: -each[1].megabytes)[:3]:
        print(
            f"    {call.file.name:<28}{ended.seconds:>6.1f} s{ended.cpu:>6.1f} s CPU{ended.megabytes:>6.0f} MB"
        )


if __name__ == "__main__":
    main()
