"""A member or thing that was one of the hundred and is so no longer by the passing of time."""

from __future__ import annotations

from collections.abc import Iterator

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claims, Finding, Ground
from hundredfold.prove.needs import lapsed, unmet
from hundredfold.prove.rules.rule import Rule


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each told member or thing with a need that only time unmet."""
    for claim in claims.told:
        for code in claim.strands:
            strand = claims.blueprint.by_code.get(code)
            if strand is None:
                continue
            missing = unmet([claim], strand, on=claims.as_of, period=claims.period, activity=claims.activity)
            by_time = lapsed(missing, [claim])
            if by_time:
                grounds = tuple(Ground("need", {"need": need.code, **need.params}) for need in by_time)
                yield Finding(rule=RULE.name, a=claim.id, grounds=grounds)


RULE = Rule(
    name="lapsed",
    title=Words("已过有效期", "Lapsed"),
    sentence=Words(
        "宣讲员聘期已过或一年没有宣讲、示范命名到期、景观已拆除的，暂不计入，恢复后再计。",
        "A lecturer past the term or silent for a year, a naming past its term, a removed piece: set aside until it "
        "holds again.",
    ),
    find=find,
)
