"""Streets of the seed district: the article's spellings meet the official list, and no two streets meet."""

import csv
from pathlib import Path

import pytest

from hundredfold.plan.unit_names import NamedUnit, NameIndex

STREETS = (
    Path(__file__).resolve().parents[2].parent / "shared" / "data" / "places" / "streets_15_11_31_50_62.csv"
)

pytestmark = pytest.mark.skipif(
    not STREETS.is_file(), reason="the shared real inputs are not beside the project"
)


def street_names(district: str) -> list[str]:
    with STREETS.open(encoding="utf-8-sig", newline="") as file:
        return [row["name"] for row in csv.DictReader(file) if row["code"].startswith(district)]


def test_article_spellings_meet_the_official_streets() -> None:
    names = street_names("150203")
    index = NameIndex([NamedUnit(name, (name,)) for name in names], ["昆都仑区", "昆区"])

    assert len(names) == 16
    assert [index.find(name) for name in names] == names
    assert index.find("阿尔丁街道") == "阿尔丁大街街道"
    assert index.find("昆区鞍山街道") == "鞍山道街道"
    assert index.find("卜尔汉图镇") == "卜尔汉图镇"
