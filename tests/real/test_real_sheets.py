"""Every table of the shared data through the reader of ledgers: read, or refused in one sentence."""

from pathlib import Path

import pytest

from hundredfold.reading.sheets import read_ledger
from hundredfold.reading.words import Refused

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
TABLES = sorted(
    path for ending in ("csv", "tsv", "json", "yaml", "ics") for path in DATA.rglob(f"*.{ending}")
)

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is absent")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_real_table_is_read_or_refused_in_a_sentence(path: Path):
    try:
        sentences = [skipped.why() for skipped in read_ledger(path).skipped]
    except Refused as refused:
        sentences = [refused.sentence("zh"), refused.sentence("en")]
        told = all(sentence.startswith(path.name) for sentence in sentences)
    else:
        told = all("行" in sentence for sentence in sentences)

    assert told


def test_photograph_under_a_ledgers_name_is_refused():
    with pytest.raises(Refused) as caught:
        read_ledger(DATA / "photos" / "jpg_Canon_40D.jpg")

    assert caught.value.code == "wrong_kind"
