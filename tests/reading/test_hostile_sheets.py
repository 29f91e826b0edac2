"""Every hostile or odd ledger file, one by one, through the reader."""

from pathlib import Path

import pytest

from hundredfold.reading.sheets import read_ledger
from hundredfold.reading.words import Refused
from tests.hostile import CASES, Case

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("name", [name for name, _, _ in CASES])
def test_hostile_file_is_read_or_refused_in_a_sentence(name: str, folder: Path):
    case = _case(name, folder)

    outcome, sentences = _read(case.path)

    assert outcome == case.must or case.must == "either"
    assert all(sentence.startswith(name) for sentence in sentences)


def _read(path: Path) -> tuple[str, list[str]]:
    try:
        return "pass" if read_ledger(path).rows else "empty", []
    except Refused as refused:
        return "refuse", [refused.sentence("zh"), refused.sentence("en")]


def _case(name: str, folder: Path) -> Case:
    must, make = next((must, make) for known, must, make in CASES if known == name)
    path = folder / name
    path.write_bytes(make())
    return Case(path, must)
