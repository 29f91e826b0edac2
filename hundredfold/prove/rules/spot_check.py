"""What somebody who went there did not find, or found other than it was told."""

from __future__ import annotations

from collections.abc import Iterator

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground, Visited
from hundredfold.prove.rules.rule import Rule


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each told claim whose latest visit did not find it, which waits, or found it to differ."""
    for claim in claims.told:
        visit = claims.visits.get(claim.id)
        if visit is None or visit.result == "seen":
            continue
        yield Finding(
            rule=RULE.name,
            a=claim.id,
            grounds=_grounds(claim, visit),
            blocks=(claim.id,) if visit.result == "not_found" else (),
        )


def _grounds(claim: Claim, visit: Visited) -> tuple[Ground, ...]:
    said = Ground(f"{visit.result}_on_the_spot", {"day": visit.day.isoformat(), "note": visit.note})
    if visit.head_count is None or visit.head_count == claim.head_count:
        return (said,)
    told = "?" if claim.head_count is None else claim.head_count
    return said, Ground("heads_on_the_spot", {"seen": visit.head_count, "told": told})


RULE = Rule(
    name="spot_check",
    title=Words("现场核查", "Spot check"),
    sentence=Words(
        "抽到的由非填报单位的人到现场看；没有看到的等审核人核对，不直接改数。",
        "What was drawn is looked at on the spot by somebody of another unit; what is not found waits for a reviewer.",
    ),
    find=find,
)
