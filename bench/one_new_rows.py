"""Fills a site for the bench of one new record: makers' rows as records and revisions, by plain SQL."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bench import deeds_a, deeds_b, deeds_c
from hundredfold.linkage.rows import Row

MAKERS = (deeds_a.make, deeds_b.make, deeds_c.make)
CHUNK = 20_000
YEAR = 2026
MOMENT = "2026-12-31 02:00:00+00:00"
Told = tuple[Row, int]


def rows_of(records: int, *, seed: int) -> Iterator[list[Told]]:
    """Rows with the number of their deed, maker by maker, a stretch at a time, all in one year."""
    made = 0
    while made < records:
        at = made // CHUNK
        rows, deeds = MAKERS[at % len(MAKERS)](CHUNK, seed + at)
        many = min(CHUNK, records - made)
        yield [(_in_year(row), at * 10 * CHUNK + deed) for row, deed in zip(rows[:many], deeds, strict=False)]
        made += many


def _in_year(row: Row) -> Row:
    from dataclasses import replace

    start = _day(row.start)
    return replace(row, start=start, end=None if start is None else _later(start, _day(row.end)))


def _day(day: date | None) -> date | None:
    return (
        None if day is None else day.replace(year=YEAR, day=min(day.day, 28) if day.month == 2 else day.day)
    )


def _later(start: date, end: date | None) -> date | None:
    return end if end is not None and end >= start else None


class Writer:
    """Writes rows as told records, numbered from 1."""

    def __init__(self) -> None:
        from hundredfold.base.models import User
        from hundredfold.plan.models import Programme, Strand, Unit

        self.programme = Programme.objects.get()
        self.user = User.objects.get(username="admin")
        self.strand = (
            Strand.objects.filter(kind="event").order_by("position").values_list("code", flat=True)[0]
        )
        self.top = Unit.objects.filter(parent__isnull=True).get()
        self.units: dict[str, tuple[int, str]] = {}
        self.last = 0

    def write(self, rows: Sequence[Row]) -> None:
        """One stretch of rows."""
        self.make_units(rows)
        records, revisions = [], []
        for row in rows:
            self.last += 1
            record, facts = self._record(row)
            records.append(record)
            revisions.append((self.last, self.last, self.last, facts, "", MOMENT, self.user.pk))
        _insert("ledger_record", _RECORD, records)
        _insert("ledger_revision", "id position record_id facts note at by_id", revisions)

    def _record(self, row: Row) -> tuple[tuple[Any, ...], str]:
        number, (unit, unit_id) = self.last, self.units[row.unit]
        heads, method = (row.headcount, "counted") if row.headcount else (None, "")
        start = row.start.isoformat() if row.start else None
        end = row.end.isoformat() if row.end else None
        facts = {
            "kind": "event", "state": "reported", "strands": [self.strand], "unit": unit_id,
            "title": row.title[:300] or "—", "start": start, "end": end, "venue": row.venue[:200],
            "town": row.town, "lat": row.lat, "lon": row.lon, "head_count": heads, "head_count_method": method,
            "summary": row.summary, "co_units": [self.units[name][1] for name in row.co_units],
        }  # fmt: skip
        told = {name: value for name, value in facts.items() if value not in (None, "", [])}
        record = (
            *(number, f"01BENCH{number:019d}", number, self.programme.pk, unit, "event", "reported"),
            *(facts["title"], start, end, facts["venue"], row.town, row.lat, row.lon, heads, method),
            *(row.summary, "", "", "", "{}", number, MOMENT, self.user.pk),
        )
        return record, json.dumps(told, ensure_ascii=False)

    def make_units(self, rows: Sequence[Row]) -> None:
        """The units that these rows name, where they are not there yet."""
        from hundredfold.plan.models import Unit

        names = {name for row in rows for name in (row.unit, *row.co_units)}
        fresh = sorted(names - self.units.keys())
        made = []
        for name in fresh:
            public_id = f"01UNIT{len(self.units):020d}"
            self.units[name] = (0, public_id)
            since, path = date(YEAR, 1, 1), f"{self.top.path}{public_id}/"
            called = {"public_id": public_id, "name": name or "未名单位", "path": path}
            made.append(Unit(level="community", parent=self.top, active_since=since, **called))
        Unit.objects.bulk_create(made, batch_size=500)
        keys = dict(Unit.objects.values_list("public_id", "pk"))
        for name in fresh:
            self.units[name] = (keys[self.units[name][1]], self.units[name][1])


_RECORD = (
    "id public_id number programme_id unit_id kind state title start end venue town lat lon head_count "
    "head_count_method summary url outlet level details position told_at told_by_id"
)


def _insert(table: str, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    from django.db import connection

    names = columns.split()
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', list(rows))
            return
        with cursor.copy(f'COPY "{table}" ({listed}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)


def kept_back(told: Sequence[int], *, many: int, seed: int) -> set[int]:
    """Places of tellings whose deed another told before: they are told later, as one new record each."""
    seen: Counter[int] = Counter()
    again = []
    for place, deed in enumerate(told):
        if seen[deed]:
            again.append(place)
        seen[deed] += 1
    return set(random.Random(seed).sample(again, min(many, len(again))))
