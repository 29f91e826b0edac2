"""A dated deed whose day lies outside the programme's period."""

from __future__ import annotations

from collections.abc import Iterator

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each told event or story whose day the period does not hold."""
    first, last = claims.period
    for claim in claims.told:
        dated = claim.kind in {"event", "article"} and claim.start
        if dated and claim.start and not first <= claim.start <= last:
            params = {"day": claim.start.isoformat(), "from": first.isoformat(), "to": last.isoformat()}
            yield Finding(rule=RULE.name, a=claim.id, grounds=(Ground("outside_period", params),))


RULE = Rule(
    name="outside_period",
    title=Words("不在周期内", "Outside the period"),
    sentence=Words(
        "日期不在本周期之内的事项，记下但不计入。", "What lies outside the period is kept, but not counted."
    ),
    find=find,
)
