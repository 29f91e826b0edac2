"""What the demonstration's year cannot hold of itself, planted into its claims: dead links, and a rush of events.

Each gives the claims with its plants and what a rule must find of them; beside each stands what must not be found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hundredfold.prove.claims import Claim, Claims

Planted = tuple[Claims, set[frozenset[str]]]

INSPECTED = dt.date(
    2026, 4, 28
)  # a Tuesday with neither a festival nor a campaign of the plan in the fortnight before


def with_dead_links(claims: Claims, *, kept: int = 6, lost: int = 6) -> Planted:
    """``lost`` press records whose link is dead and nothing kept; ``kept`` whose page was saved, and two of today."""
    press = sorted(claim.id for claim in claims.told if claim.url and claim.kind == "article")
    chosen = press[:: max(1, len(press) // (kept + lost + 2))][: kept + lost + 2]
    changed = {
        key: replace(
            claims.by_id[key],
            link_dead_since=claims.as_of - dt.timedelta(days=0 if place >= kept + lost else 20),
            pages=("page",) if place < kept else (),
            photos=(),
        )
        for place, key in enumerate(chosen)
    }
    return _changed(claims, changed), {frozenset([key]) for key in chosen[kept : kept + lost]}


def with_a_rush(claims: Claims) -> Planted:
    """Two units with seven talks each, six in the fortnight before an inspection; a third with six in a
    campaign's week; a fourth with six spread over the months; a fifth with three before the inspection and no other.
    """
    pattern = next(claim for claim in claims.told if claim.strands == ("talks",) and claim.start)
    rush = [dt.date(2026, 2, 24), *(INSPECTED - dt.timedelta(days=days) for days in (12, 10, 8, 6, 4, 2))]
    week = [dt.date(2026, 5, day) for day in (25, 26, 27, 28, 29, 30)]
    spread = [dt.date(2026, month, 24) for month in (1, 2, 3, 4, 5, 6)]
    added: list[Claim] = []
    for name, days in (("甲", rush), ("乙", rush), ("丙", week), ("丁", spread), ("戊", rush[4:])):
        added += _told_on(days, name, pattern)
    rules = {**claims.blueprint.rules}
    rules["bunched"] = {**rules["bunched"], "inspections": (INSPECTED.strftime("%m-%d"),)}
    grown = replace(
        claims,
        items=[*claims.items, *added],
        blueprint=replace(claims.blueprint, rules=rules),
        _worked_out={},
    )
    return grown, {frozenset(["rush-甲-1"]), frozenset(["rush-乙-1"])}


def _told_on(days: Sequence[dt.date], name: str, pattern: Claim) -> list[Claim]:
    return [
        replace(
            pattern,
            id=f"rush-{name}-{place}",
            unit=f"unit-{name}",
            unit_name=f"{name}社区",
            start=day,
            end=None,
            told_at=dt.datetime.combine(day, dt.time(10), tzinfo=dt.UTC),
        )
        for place, day in enumerate(days)
    ]


def _changed(claims: Claims, changed: dict[str, Claim]) -> Claims:
    return replace(claims, items=[changed.get(claim.id, claim) for claim in claims.items], _worked_out={})
