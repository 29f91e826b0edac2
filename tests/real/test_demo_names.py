"""No invented person of the demo bears a name that the programme's own article states."""

from __future__ import annotations

from pathlib import Path

import pytest

from hundredfold.config.demo.people import invented_names
from hundredfold.config.demo.year import make_year

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "seed_facts.yaml"


@pytest.fixture
def facts() -> str:
    if not FACTS.exists():
        pytest.skip(f"the real facts are not at {FACTS}")
    return FACTS.read_text(encoding="utf-8")


def test_invented_names_are_not_in_the_facts(facts: str) -> None:
    assert not [name for name in invented_names(400, seed=9100) if name in facts]


def test_award_winner_of_the_article_is_nowhere_in_the_demo(facts: str) -> None:
    line = next(row for row in facts.splitlines() if "自治区民族团结进步模范" in row and "title" not in row)
    winner = line.rsplit("模范", 1)[1].strip()
    told = " ".join(f"{row.title} {row.summary} {row.details}" for row in make_year().records)

    assert winner
    assert winner not in told
