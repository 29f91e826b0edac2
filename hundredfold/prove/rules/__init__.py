"""The rules of verification, one file each. Pure: claims in, findings out; they propose, people decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hundredfold.prove.claims import Claims, Finding
from hundredfold.prove.rules import (
    bunched,
    copied_summary,
    dead_link,
    implausible_head_count,
    lapsed,
    late_entry,
    outside_period,
    photo_burst,
    photo_far,
    press_reprint,
    same_deed,
    same_photo,
    spot_check,
    thin_evidence,
    two_places,
    visit_load,
)
from hundredfold.prove.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    same_deed.RULE,
    same_photo.RULE,
    photo_burst.RULE,
    press_reprint.RULE,
    two_places.RULE,
    implausible_head_count.RULE,
    outside_period.RULE,
    thin_evidence.RULE,
    lapsed.RULE,
    spot_check.RULE,
    photo_far.RULE,
    copied_summary.RULE,
    late_entry.RULE,
    dead_link.RULE,
    visit_load.RULE,
    bunched.RULE,
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
    """The findings, leaving out a photo matter between two records that are already asked about as one deed, or one's
    words in the other, and a burst between two that are asked about as holding one photo."""
    held = list(findings)
    deeds = _pairs(held, {"same_deed", "press_reprint"})
    photos = _pairs(held, {"same_photo"})
    known = {"same_photo": deeds, "photo_burst": deeds | photos, "copied_summary": deeds}
    return [each for each in held if frozenset((each.a, each.b)) not in known.get(each.rule, ())]


def _pairs(findings: Iterable[Finding], rules: set[str]) -> set[frozenset[str]]:
    return {frozenset((each.a, each.b)) for each in findings if each.rule in rules}
