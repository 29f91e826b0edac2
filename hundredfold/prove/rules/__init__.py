"""The rules of verification, one file each. Pure: claims in, findings out; they propose, people decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hundredfold.prove.claims import Claims, Finding
from hundredfold.prove.rules import (
    implausible_head_count,
    lapsed,
    outside_period,
    press_reprint,
    same_deed,
    same_photo,
    thin_evidence,
    two_places,
)
from hundredfold.prove.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    same_deed.RULE,
    same_photo.RULE,
    press_reprint.RULE,
    two_places.RULE,
    implausible_head_count.RULE,
    outside_period.RULE,
    thin_evidence.RULE,
    lapsed.RULE,
)
BY_NAME = {rule.name: rule for rule in RULES}

Progress = Callable[[str, float], None]


def run(claims: Claims, *, rules: Sequence[Rule] = RULES, progress: Progress | None = None) -> list[Finding]:
    """Everything the rules find in ``claims``, without asking twice about one pair: see ``unrepeated``."""
    found: list[Finding] = []
    for done, rule in enumerate(rules):
        if progress:
            progress(rule.name, done / len(rules))
        found.extend(rule.find(claims))
    return unrepeated(found)


def unrepeated(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, leaving out a shared photo between two records that are already asked about as one deed."""
    held = list(findings)
    asked = {frozenset((each.a, each.b)) for each in held if each.rule in {"same_deed", "press_reprint"}}
    return [each for each in held if each.rule != "same_photo" or frozenset((each.a, each.b)) not in asked]
