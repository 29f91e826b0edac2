"""A telling that does not yet show what its strand asks."""

from __future__ import annotations

from collections.abc import Iterator

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claims, Finding, Ground
from hundredfold.prove.needs import lapsed, unmet
from hundredfold.prove.rules.rule import Rule


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each told claim and strand with needs unmet that the unit can still meet."""
    for claim in claims.told:
        for code in claim.strands:
            strand = claims.blueprint.by_code.get(code)
            if strand is None:
                continue
            missing = unmet([claim], strand, on=claims.as_of, period=claims.period, activity=claims.activity)
            by_time = lapsed(missing, [claim])
            grounds = tuple(
                Ground("need", {"need": need.code, **need.params}) for need in missing if need not in by_time
            )
            if grounds:
                yield Finding(rule=RULE.name, a=claim.id, grounds=grounds)


RULE = Rule(
    name="thin_evidence",
    title=Words("佐证不足", "Evidence missing"),
    sentence=Words(
        "缺照片、人次或地点等佐证的，补齐后计入。",
        "What lacks a photo, a head count or a place counts once it is added.",
    ),
    find=find,
)
