"""An account in the words of another deed's: another unit's, or last year's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from hundredfold.linkage.copied import Account, Copy, find_copies
from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule, later_of, settings_of, told_order


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each told account that holds an earlier one's words; press pages are reprints, not copies."""
    settings = settings_of(claims, RULE.name)
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims.told, key=told_order):
        if claim.summary and claim.kind != "article":
            by_kind[claim.kind].append(claim)
    for told in by_kind.values():
        for copy in _copies(told, settings):
            yield _finding(copy, claims)


def _copies(told: list[Claim], settings: Mapping[str, Any]) -> list[Copy]:
    return find_copies(
        [Account(each.id, each.summary, each.unit or each.unit_name, each.start) for each in told],
        least=int(settings["letters"]),
        share=float(settings["share_percent"]) / 100,
        formula=int(settings["formula_records"]),
    )


def _finding(copy: Copy, claims: Claims) -> Finding:
    first, other = claims.by_id[copy.earlier], claims.by_id[copy.later]
    params = {
        "n": copy.letters,
        "percent": round(100 * copy.share),
        "unit": first.unit_name or first.unit or "—",
        "day": first.start.isoformat() if first.start else "—",
        "title": first.title,
    }
    return Finding(
        rule=RULE.name,
        a=first.id,
        b=other.id,
        score=copy.share,
        grounds=(Ground("copied_summary", params),),
        blocks=(later_of(first, other),),
    )


RULE = Rule(
    name="copied_summary",
    title=Words("文字与另一件相同", "Told in another's words"),
    sentence=Words(
        "经过的文字与别的单位的另一件、或本单位去年的一件大段相同时，请核对；许多记录都用的套话和口号不算。",
        "An account largely in the words of another unit's deed, or of last year's, is to be checked; slogans that "
        "many use do not matter.",
    ),
    find=find,
    on_pairs=True,
    whole=True,
)
