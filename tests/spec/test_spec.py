"""Every table of this folder, line by line. What passes here is what `docs/counting.md` says."""

import pytest

from hundredfold.prove import explain
from hundredfold.prove.rules import RULES
from tests.spec.cases import COUNTS, Case, NeedCase, cases, need_cases, said

COUNTED = [case for name in COUNTS for case in cases(name)]
FOUND = [case for rule in RULES for case in cases(rule.name)]


@pytest.mark.parametrize("case", COUNTED, ids=lambda case: f"{case.file}: {case.name.en}")
def test_a_count_is_as_the_table_says(case: Case) -> None:
    came = [
        {
            "deed": standing.deed,
            "state": standing.state,
            "zh": explain.sentence(standing, strand, "zh"),
            "en": explain.sentence(standing, strand, "en"),
        }
        for strand, standing in case.standings()
    ]

    assert came == case.raw["expect"]


@pytest.mark.parametrize("case", FOUND, ids=lambda case: f"{case.file}: {case.name.en}")
def test_a_rule_finds_what_the_table_says(case: Case) -> None:
    found = case.findings()

    pairs = [{"a": each.a, "b": each.b, "waits": "".join(each.blocks)} for each in found]
    assert pairs == [
        {"a": line["a"], "b": line.get("b", ""), "waits": line["waits"]} for line in case.raw["expect"]
    ]
    for each, line in zip(found, case.raw["expect"], strict=True):
        if "zh" in line:
            assert (said(each.grounds, "zh"), said(each.grounds, "en")) == (line["zh"], line["en"])


@pytest.mark.parametrize("case", list(need_cases()), ids=lambda case: case.code)
def test_a_need_is_met_as_the_table_says(case: NeedCase) -> None:
    assert case.holds(case.met)
    assert not case.holds(case.not_met)


def test_a_deed_counts_in_each_strand_by_itself() -> None:
    """A benefit show that is told in two strands is one of the hundred in both, each by its own needs."""
    case = Case("x", COUNTED[0].name, {
        "told": [{"id": "A", "strand": "performances", "also": ["talks"]}],
        "decided": COUNTED[0].raw["decided"],
    })  # fmt: skip

    assert [(strand.code, standing.state) for strand, standing in case.standings()] == [
        ("performances", "counted"),
        ("talks", "counted"),
    ]
