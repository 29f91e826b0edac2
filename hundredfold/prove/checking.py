"""Checks a ledger file: its rows as claims, all rules, and the count they give. Pure: needs no site and no database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from hundredfold.linkage import clusters
from hundredfold.linkage.engine import Engine
from hundredfold.linkage.pairs import THRESHOLD_JOIN, Pair
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.prove import count as counting
from hundredfold.prove.claims import REPORTED, Claim, Claims, Finding
from hundredfold.prove.count import Evidenced, StrandCount
from hundredfold.prove.rules import RULES, press_reprint, same_deed, unrepeated
from hundredfold.reading.sheets import Ledger, LedgerRow

if TYPE_CHECKING:  # fingerprints bring the picture libraries; most checks do without
    from hundredfold.linkage.prints import Print
    from hundredfold.prove.shots import Shot

Progress = Callable[[str, float], None]

LISTED = (
    0.5  # from here on a pair is more likely one deed than two; less likely ones are findings to ask about
)
WIDEST = 60  # a larger group is listed as a deed only: its pairs would be thousands that say the same

# Which columns let a ledger show which facts. What has no column is not held against any row.
_SHOWN_BY = {
    "photos": "photos",
    "headcount": "head_count",
    "venue": "venue",
    "outlet": "outlet",
    "start": "date",
}


@dataclass(frozen=True)
class Checked:
    """What a check gave. ``deeds`` are groups of row ids, ``unplaced`` the ids of rows that name no strand."""

    claims: Claims
    pairs: Sequence[Pair]
    deeds: Sequence[Sequence[str]]
    findings: Sequence[Finding]
    counts: Mapping[str, StrandCount]
    rows: Mapping[str, LedgerRow]
    unplaced: Sequence[str]


def check(
    ledger: Ledger,
    blueprint: Blueprint,
    *,
    today: dt.date,
    prints: Mapping[str, Print] | None = None,
    shots: Mapping[str, Shot] | None = None,
    engine: str | Engine = "duckdb",
    progress: Progress | None = None,
) -> Checked:
    """Runs every rule over a ledger and counts each strand, its rows taken as told.

    The period is the one of the blueprint in which most of the dated rows lie; the count is as of its last day, or
    of ``today`` where the period still runs.
    """
    tell = progress or (lambda _stage, _share: None)
    rows, items = told_in(ledger, blueprint)
    period = period_of(items, blueprint, today=today)
    claims = Claims(
        items=items,
        blueprint=blueprint,
        period=period,
        as_of=max(period[0], min(today, period[1])),
        today=today,
        prints=prints or {},
        shots=shots or {},
    )
    tell("pairs", 0.1)
    pairs = same_deed.pairs_of(claims, engine=engine)
    families = press_reprint.families_of(claims)
    tell("rules", 0.7)
    findings = unrepeated(
        [
            same_deed.finding_of(pair, claims)
            for pair in pairs
            if pair.probability >= same_deed.asked_from(pair, claims)
        ]
        + [finding for rule in RULES if rule.name != same_deed.RULE.name for finding in rule.find(claims)]
    )
    groups = [*clusters.join(pairs, threshold=THRESHOLD_JOIN), *(family.members for family in families)]
    tell("count", 0.9)
    same = [(group[0], other) for group in groups for other in group[1:]]
    counts = counting.count(claims, Evidenced(same=same, open_findings=findings, assume_accepted=True))
    likely = [pair for pair in pairs if pair.probability >= max(LISTED, same_deed.asked_from(pair, claims))]
    return Checked(
        claims=claims,
        pairs=[*likely, *_within(groups, likely)],
        deeds=[[claim.id for claim in deed.tellings] for deed in counting.join(items, same)],
        findings=findings,
        counts=counts,
        rows=rows,
        unplaced=[claim.id for claim in items if not claim.strands],
    )


def _within(groups: Sequence[Sequence[str]], listed: Sequence[Pair]) -> list[Pair]:
    """The pairs of one deed or story that were not scored themselves but follow from the others of their group."""
    known = {frozenset((pair.a, pair.b)) for pair in listed}
    return [
        Pair(a, b, THRESHOLD_JOIN)
        for group in groups
        if len(group) <= WIDEST
        for a, b in combinations(group, 2)
        if frozenset((a, b)) not in known
    ]


def period_of(items: Sequence[Claim], blueprint: Blueprint, *, today: dt.date) -> tuple[dt.date, dt.date]:
    """The period of ``blueprint`` that holds most of the dated claims; the present one where none is dated."""
    years = Counter(blueprint.period_year(claim.start) for claim in items if claim.start)
    # Of two years equally full the later one: a ledger kept on is checked for its newest year.
    year = max(years, key=lambda each: (years[each], each)) if years else blueprint.period_year(today)
    return blueprint.period(year)


def told_in(ledger: Ledger, blueprint: Blueprint) -> tuple[dict[str, LedgerRow], list[Claim]]:
    """The rows of a ledger by their ids, and each as a claim, in order."""
    rows = dict(_with_ids(ledger.rows))
    shows = _shows(ledger.rows)
    items = [
        _claim(key, row, blueprint, shows=shows, place=place)
        for place, (key, row) in enumerate(rows.items(), start=1)
    ]
    return rows, items


def _with_ids(rows: Sequence[LedgerRow]) -> Iterator[tuple[str, LedgerRow]]:
    """Each row with its id: the ledger's own, told apart where it repeats; made from its place where it has none."""
    given = Counter(row.id for row in rows if row.id)
    sheets = len({row.sheet for row in rows})
    for row in rows:
        place = f"{row.sheet}!{row.number}" if sheets > 1 and row.sheet else f"{row.number}"
        if not row.id:
            yield f"row-{place}", row
        elif given[row.id] > 1:
            yield f"{row.id}@{place}", row
        else:
            yield row.id, row


def _shows(rows: Sequence[LedgerRow]) -> frozenset[str]:
    """The facts that a ledger shows at all: those that at least one row fills in. An empty column asks nothing."""
    return frozenset(fact for column, fact in _SHOWN_BY.items() if any(getattr(row, column) for row in rows))


def _claim(key: str, row: LedgerRow, blueprint: Blueprint, *, shows: frozenset[str], place: int) -> Claim:
    """A row as a claim. ``place`` is its place in the whole ledger: row numbers begin anew on every sheet."""
    strand = blueprint.strand_for(row.strand) if row.strand else None
    return Claim(
        id=key,
        number=place,
        kind=blueprint.strand(strand).kind if strand else ("article" if row.outlet else "event"),
        state=REPORTED,
        strands=(strand,) if strand else (),
        title=row.title,
        unit=row.unit,
        unit_name=row.unit,
        co_units=row.co_units,
        co_unit_names=row.co_units,
        town=row.town,
        district=row.district,
        start=row.start,
        end=row.end,
        venue=row.venue,
        head_count=row.headcount,
        head_count_method=row.headcount_method,
        summary=row.summary,
        url=row.url,
        outlet=row.outlet,
        level=row.level,
        photos=row.photos,
        shows=shows,
    )
