"""A unit's events of one strand crowded into the days before an inspection or the period's end: a remark."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hundredfold.plan.blueprint_types import Words, month_day
from hundredfold.plan.calendar import campaign_windows, festival_date
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule, settings_of, told_order

AROUND_A_FESTIVAL = dt.timedelta(days=2)

Span = tuple[dt.date, dt.date]


def find(claims: Claims) -> Iterator[Finding]:
    """One remark for each unit, strand and such stretch of days, on the first told of the events in it.

    What lies in a campaign's days or about a festival was asked for then: it is neither crowded nor spread.
    """
    settings = settings_of(claims, RULE.name)
    asked = _asked_for(claims)
    by_line: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    first, last = claims.period
    for claim in sorted(claims.told, key=told_order):
        if claim.kind != "event" or not claim.unit or claim.start is None or not first <= claim.start <= last:
            continue
        if not any(start <= claim.start <= end for start, end in asked):
            for strand in claim.strands:
                by_line[claim.unit, strand].append(claim)
    spans = _before(claims, settings)
    for (_unit, strand), told in by_line.items():
        if len(told) >= settings["least"]:
            yield from _of_one_line(told, strand, spans, settings)


def _asked_for(claims: Claims) -> list[Span]:
    """The days on which the plan itself asks for more: campaign windows, and festivals with the days about them."""
    blueprint, (first, last) = claims.blueprint, claims.period
    spans: list[Span] = []
    for year in range(first.year, last.year + 1):
        spans += [(window.start, window.end) for window in campaign_windows(blueprint, year)]
        days = [festival_date(code, year) for code in blueprint.festivals]
        spans += [(day - AROUND_A_FESTIVAL, day + AROUND_A_FESTIVAL) for day in days]
    return spans


def _before(claims: Claims, settings: Mapping[str, Any]) -> list[tuple[str, Span]]:
    """The stretches looked at, each ending the day before an inspection or on the period's last day."""
    first, last = claims.period
    length = dt.timedelta(days=settings["days"])
    day = dt.timedelta(days=1)
    told = [
        inspected
        for text in settings["inspections"]
        for inspected in _days_of(text, first.year, last.year)
        if first < inspected <= last
    ]
    return [
        *(("bunched_before_inspection", (each - length, each - day)) for each in sorted(told)),
        ("bunched_at_the_end", (last - length + day, last)),
    ]


def _days_of(text: str, first: int, last: int) -> list[dt.date]:
    """The day that a setting names: one day of every year, or of one."""
    if len(text) > len("12-31"):
        return [dt.date.fromisoformat(text)]
    return [month_day(text, year) for year in range(first, last + 1)]


def _of_one_line(
    told: Sequence[Claim], strand: str, spans: Sequence[tuple[str, Span]], settings: Mapping[str, Any]
) -> Iterator[Finding]:
    for code, (start, end) in spans:
        inside = [claim for claim in told if claim.start and start <= claim.start <= end]
        if len(inside) < settings["least"] or 100 * len(inside) < settings["share_percent"] * len(told):
            continue
        params = {
            "n": len(inside),
            "all": len(told),
            "from": start.isoformat(),
            "to": end.isoformat(),
            "unit": told[0].unit_name or told[0].unit,
            "strand": strand,
        }
        yield Finding(rule=RULE.name, a=inside[0].id, grounds=(Ground(code, params),))


RULE = Rule(
    name="bunched",
    title=Words("活动较集中", "Crowded into a few days"),
    sentence=Words(
        "一个单位的活动大半挤在检查之前或周期末尾的，提醒平时多办，不影响计入；宣传月、宣传周和节日不算。",
        "A unit whose events crowd before an inspection or at the period's end is reminded to spread them; they "
        "count all the same. Campaigns and festivals of the plan are no crowding.",
    ),
    find=find,
    is_remark=True,
    whole=True,
)
