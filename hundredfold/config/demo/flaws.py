"""Small flaws of honest clerks, planted and noted:
thin, late, implausible, one lecturer at two places at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from math import hypot

from .district import ROOT
from .shapes import DemoDecision, DemoRecord
from .tellings import last_year_told
from .times import Season, judged, sent_back, told_after
from .truth import TruthBook

OPEN_VENUES = re.compile("广场|体育馆|舞台|公园|剧场")
"""Venues of which nobody can say that a crowd is too large."""


def _thinned(season: Season, record: DemoRecord) -> DemoRecord:
    dice = season.dice("thin", record.key)
    told_at = record.told_at
    assert told_at is not None
    if dice.chance(60):
        verdict = sent_back(season, told_at, "photo_missing", dice=dice)
        return replace(record, photos=(), decisions=verdict)
    verdict = sent_back(season, told_at, "headcount_method_missing", dice=dice)
    return replace(record, headcount_method="", decisions=verdict)


def _delayed(season: Season, record: DemoRecord) -> DemoRecord:
    dice = season.dice("late", record.key)
    assert record.start is not None
    told_at = told_after(season, record.start, dice, late=True)
    return replace(record, told_at=told_at, decisions=judged(season, told_at, dice))


def _crowded(season: Season, record: DemoRecord) -> DemoRecord:
    capacity = record.extras["capacity"]
    assert isinstance(capacity, int)
    claimed = capacity * season.dice("crowd", record.key).between(6, 12)
    told = str(record.headcount)
    return replace(
        record,
        headcount=claimed,
        headcount_method="estimate",
        summary=record.summary.replace(f"{told}人", f"{claimed}人"),
        decisions=DemoDecision("none"),
    )


def _last_years(season: Season, record: DemoRecord) -> DemoRecord:
    told_at = last_year_told(season, record)
    verdict = sent_back(season, told_at, "outside_period", dice=season.dice("outside", record.key))
    return replace(record, told_at=told_at, decisions=verdict)


def _changed(
    records: list[DemoRecord], keys: list[str], change: Callable[[DemoRecord], DemoRecord]
) -> list[DemoRecord]:
    wanted = set(keys)
    return [change(row) if row.key in wanted else row for row in records]


def plant_flaws(season: Season, records: list[DemoRecord], truth: TruthBook) -> list[DemoRecord]:
    """`records` of events with thin, late, implausible and outside ones among them,
    each noted in `truth`."""
    dice = season.dice("flaws")
    taken = {key for group in truth.same_deeds for key in group} | set(truth.outside)
    taken |= {key for pair in truth.reused_photos for key in pair}
    free = [row.key for row in records if row.key not in taken]
    old = [row.key for row in records if row.key not in taken and row.start and row.start < season.day(4, 25)]
    truth.late += dice.some(old, 18)
    free = dice.shuffled([key for key in free if key not in set(truth.late)])
    truth.thin += free[:26]
    indoors = {row.key for row in records if not OPEN_VENUES.search(row.venue)}
    truth.implausible += [key for key in free[26:] if key in indoors][:7]
    records = _changed(records, truth.thin, lambda row: _thinned(season, row))
    records = _changed(records, truth.late, lambda row: _delayed(season, row))
    records = _changed(records, truth.implausible, lambda row: _crowded(season, row))
    return _changed(records, truth.outside, lambda row: _last_years(season, row))


def plant_two_places(
    season: Season, records: list[DemoRecord], truth: TruthBook, *, count: int
) -> list[DemoRecord]:
    """`records` in which one lecturer speaks at two far places at one hour, `count` times over."""
    taken = {key for group in truth.same_deeds for key in group}
    talks = [
        row
        for row in records
        if row.strands == ("talks",)
        and "lecturer" in row.details
        and row.key not in taken
        and row.lat is not None
    ]
    changed: dict[str, DemoRecord] = {}
    for row in talks:
        if len(changed) == count:
            break
        rival = next((other for other in talks if _rivals(row, other, changed)), None)
        if rival is None:
            continue
        clock = {key: row.details[key] for key in ("lecturer", "start_time")}
        changed[rival.key] = replace(
            rival,
            start=row.start,
            details={**rival.details, **clock},
            decisions=DemoDecision("none"),
            told_at=max(row.told_at, rival.told_at) if row.told_at and rival.told_at else rival.told_at,
            photos=tuple(replace(photo, taken_at=None, lat=None, lon=None) for photo in rival.photos),
        )
        truth.two_places.append((row.key, rival.key))
    return [changed.get(row.key, row) for row in records]


def _kilometres(row: DemoRecord, other: DemoRecord) -> float:
    assert row.lat is not None
    assert row.lon is not None
    assert other.lat is not None
    assert other.lon is not None
    return hypot((row.lat - other.lat) * 111, (row.lon - other.lon) * 84)


def _rivals(row: DemoRecord, other: DemoRecord, changed: dict[str, DemoRecord]) -> bool:
    if row.key in changed or other.key in changed or row.key >= other.key:
        return False
    if row.start is None or other.start is None or row.town == other.town:
        return False
    bureau = other.unit_code.startswith(f"{ROOT}-J")
    return 0 < (row.start - other.start).days <= 9 and not bureau and _kilometres(row, other) > 2.5
