"""Hostile files at every door, one by one: 0 or 2, one sentence, never a traceback, within time and memory."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Ended, run_measured
from tests.doors import Call, calls

pytestmark = pytest.mark.slow

SECONDS, MEGABYTES = 10.0, 512.0
DOORS = ("check", "press read", "photos check")


@pytest.fixture(scope="module")
def all_calls(tmp_path_factory: pytest.TempPathFactory) -> list[Call]:
    return list(calls(tmp_path_factory.mktemp("hostile")))


@pytest.mark.parametrize("door", DOORS)
def test_no_file_breaks_the_door(door: str, all_calls: list[Call], tmp_path: Path) -> None:
    wrong = []
    for call in all_calls:
        if call.door == door:
            ended = run_measured(*call.words, folder=tmp_path)
            wrong += [f"{call.name}: {problem}" for problem in problems(call, ended)]

    assert not wrong, "\n".join(wrong)


def problems(call: Call, ended: Ended) -> list[str]:
    """What this call did that none may do."""
    found = []
    if ended.code not in {0, 2}:
        found.append(f"left with {ended.code}")
    if "Traceback" in ended.said:
        found.append(f"traceback: {ended.err[-300:]}")
    if ended.cpu >= SECONDS or ended.megabytes >= MEGABYTES:
        found.append(f"took {ended.cpu:.1f} s of CPU, {ended.megabytes:.0f} MB")
    if ended.code == 2 and (ended.err.strip().count("\n") or call.file.name not in ended.err):
        found.append(f"is not one sentence that names the file: {ended.err!r}")
    if not _became(call, ended):
        found.append(f"must {call.must}, but left with {ended.code}: {ended.err.strip()}")
    return found


def _became(call: Call, ended: Ended) -> bool:
    """Whether the file was read or refused as it must be."""
    if ended.code == 2:
        return call.must in {"refuse", "either"}
    if call.must == "unreadable":
        return [each["file"] for each in json.loads(ended.out)["unreadable"]] == [call.file.name]
    return call.must != "refuse"
