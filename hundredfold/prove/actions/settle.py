"""Keeps the answer of the count: cells and totals, changed in the same transaction as what changes them."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from hundredfold.base import turns
from hundredfold.plan.models import Programme, Strand, Unit
from hundredfold.prove import count as counting
from hundredfold.prove import intake
from hundredfold.prove.claims import Claims
from hundredfold.prove.count import Evidenced, Standing
from hundredfold.prove.models import Cell, Deed, Finding, Telling, Total
from hundredfold.prove.words import ON_THE_DESK, VERY_LIKELY, FindingVerdict, Risk, Standings

BATCH = 1000
AT_ONCE = 1000  # records settled in one transaction: well under a second

TotalKey = tuple[int, int | None, str]

_FIRST_TOTAL = """
    INSERT INTO prove_total (strand_id, unit_id, state, number) VALUES (%s, %s, %s, 0) ON CONFLICT DO NOTHING
"""
_ADD_TO_TOTAL = "UPDATE prove_total SET number = number + %s WHERE strand_id = %s AND state = %s AND unit_id "


def settle(programme: Programme, records: Collection[int], *, at: dt.datetime) -> None:
    """Works out anew where the deeds of these records (primary keys) stand, and keeps cells and totals true.

    Joins the caller's transaction, so that a decision and what it counts for are seen together or not at all.
    """
    with transaction.atomic():
        reached = _reach(set(records) | intake.members_named_by(programme, records))
        claims = intake.claims(programme, at=at, records=reached)
        _Settlement(programme, claims, intake.evidenced(programme, records=reached), keys=reached).write()


def settle_all(programme: Programme, *, at: dt.datetime) -> None:
    """The same for the whole programme: nightly, since the passing of a day alone changes what stands."""
    settle_in_parts(programme, intake.record_keys(programme).values(), at=at)


def settle_in_parts(
    programme: Programme, records: Iterable[int], *, at: dt.datetime, at_once: int = AT_ONCE
) -> None:
    """The same for many records: some at a time, each part in a transaction of its own unless the caller has one.

    So nobody who tells meanwhile waits longer than for one part. Cut off in between, cells and totals are true of
    each other all the same, and settling again does the rest.
    """
    ordered = sorted(records)
    for start in range(0, len(ordered), at_once):
        if start:
            turns.let_others_write()
        settle(programme, ordered[start : start + at_once], at=at)


def _reach(records: set[int]) -> set[int]:
    """These records and all that are, or were until now, told as one deed with them."""
    reached, fresh = set(records), set(records)
    while fresh:
        found: set[int] = set()
        for part in slices(fresh):
            mates = Telling.objects.filter(deed__tellings__record__in=part).values_list("record", flat=True)
            found.update(mates)
            joined = Finding.objects.filter(
                Q(a__in=part) | Q(b__in=part), settled_by__verdict=FindingVerdict.SAME
            )
            for a, b in joined.values_list("a", "b"):
                found.update(each for each in (a, b) if each is not None)
        fresh = found - reached
        reached |= fresh
    return reached


def slices(keys: Iterable[int]) -> Iterable[list[int]]:
    """Primary keys in parts small enough for one condition."""
    ordered = sorted(keys)
    return (ordered[start : start + intake.SLICE] for start in range(0, len(ordered), intake.SLICE))


@dataclass
class _Settlement:
    """One settling of a set of records that is closed under joining: old cells against new standings."""

    programme: Programme
    claims: Claims
    evidenced: Evidenced
    keys: set[int]

    def write(self) -> None:
        """Brings deeds, tellings, cells and totals to what the count says."""
        self.strands = {each.code: each for each in Strand.objects.filter(programme=self.programme)}
        self.units = dict(Unit.objects.values_list("public_id", "pk"))
        self.records = intake.record_keys(self.programme, among=self.keys)
        deeds = counting.join(self.claims.items, self.evidenced.same)
        kept = self._keep_deeds(deeds)
        standings = {
            (kept[deed.id], code): standing
            for deed in deeds
            for code in {code for claim in deed.tellings for code in claim.strands}
            if (
                standing := counting.judge(
                    deed, self.claims.blueprint.strand(code), self.claims, self.evidenced
                )
            )
        }
        self._write_cells(standings, old=self._old_cells(kept.values()))
        self._drop_empty_deeds()

    def _keep_deeds(self, deeds: Sequence[counting.Deed]) -> dict[str, int]:
        """A row for each deed, and each record telling of its own. Gives the deeds' keys by public id."""
        self.before: set[int] = set()
        for part in slices(self.keys):
            self.before.update(Telling.objects.filter(record__in=part).values_list("deed", flat=True))
        wanted = [deed.id for deed in deeds]
        for start in range(0, len(wanted), BATCH):
            part_ids = wanted[start : start + BATCH]
            Deed.objects.bulk_create([Deed(public_id=each) for each in part_ids], ignore_conflicts=True)
        kept: dict[str, int] = {}
        for start in range(0, len(wanted), intake.SLICE):
            part_ids = wanted[start : start + intake.SLICE]
            kept.update(Deed.objects.filter(public_id__in=part_ids).values_list("public_id", "pk"))
        Telling.objects.bulk_create(
            [
                Telling(deed_id=kept[deed.id], record_id=self.records[claim.id])
                for deed in deeds
                for claim in deed.tellings
            ],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["record"],
            update_fields=["deed"],
        )
        return kept

    def _old_cells(self, kept: Iterable[int]) -> dict[tuple[int, str], Cell]:
        cells: dict[tuple[int, str], Cell] = {}
        for part in slices(self.before | set(kept)):
            for cell in Cell.objects.filter(deed__in=part).select_related("strand"):
                cells[cell.deed_id, cell.strand.code] = cell
        return cells

    def _write_cells(
        self, standings: Mapping[tuple[int, str], Standing], *, old: dict[tuple[int, str], Cell]
    ) -> None:
        change: Counter[TotalKey] = Counter()
        written: list[Cell] = []
        for cell in old.values():
            change.subtract(self._total_keys(cell))
        for (deed, code), standing in standings.items():
            kept = old.pop((deed, code)) if (deed, code) in old else None
            cell = kept or Cell(strand=self.strands[code], deed_id=deed)
            before = _said(cell) if cell.pk else None
            self._fill(cell, standing)
            change.update(self._total_keys(cell))
            if before != _said(cell):  # most say what they said: those cost nothing
                written.append(cell)
        for part in slices(cell.pk for cell in old.values()):
            Cell.objects.filter(pk__in=part).delete()
        Cell.objects.bulk_create(
            [Cell(strand_id=cell.strand_id, deed_id=cell.deed_id, **_said(cell)) for cell in written],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["strand", "deed"],
            update_fields=_CELL_FIELDS,
        )
        _add_to_totals(change)

    def _fill(self, cell: Cell, standing: Standing) -> None:
        first = self.claims.by_id[standing.records[0]]
        cell.state, cell.title, cell.day = standing.state, standing.title[:300], standing.day
        cell.because = standing.reasons[0].code
        cell.reasons = [{"code": each.code, "params": dict(each.params)} for each in standing.reasons]
        cell.credited, cell.records = list(standing.credited), list(standing.records)
        cell.unit_id = self.units[first.unit]
        own = set(standing.records)
        cell.has_open_finding = any(
            (finding.b if finding.a == record else finding.a) not in own
            for record in standing.records
            for finding in self.evidenced.blocking.get(record, ())
        )
        is_waiting = cell.state == Standings.PENDING and cell.because in ON_THE_DESK
        cell.risk = self._risk(own, is_marked=cell.has_open_finding) if is_waiting else None

    def _risk(self, own: set[str], *, is_marked: bool) -> int:
        """How pressing a deed of these records is: by the likeliest finding it waits for, else by any other on it."""
        if is_marked:
            scores = [
                finding.score
                for record in own
                for finding in self.evidenced.blocking.get(record, ())
                if not {finding.a, finding.b} <= own
            ]
            return Risk.LIKELY if max(scores) >= VERY_LIKELY else Risk.POSSIBLE
        return Risk.INCOMPLETE if any(record in self.asked for record in own) else Risk.PLAIN

    @cached_property
    def asked(self) -> frozenset[str]:
        """The records, by public id, with an open finding that nobody has to wait for."""
        bare = [finding for finding in self.evidenced.open_findings if not finding.blocks]
        return frozenset(record for finding in bare for record in (finding.a, finding.b) if record)

    def _total_keys(self, cell: Cell) -> list[TotalKey]:
        """The totals a cell is one of: its strand's, and that of each unit it credits."""
        return [
            (cell.strand_id, None, cell.state),
            *((cell.strand_id, self.units[unit], cell.state) for unit in cell.credited),
        ]

    def _drop_empty_deeds(self) -> None:
        for part in slices(self.before):
            Deed.objects.filter(pk__in=part, tellings__isnull=True).delete()


_CELL_FIELDS = [
    "state",
    "title",
    "day",
    "because",
    "reasons",
    "credited",
    "records",
    "unit_id",
    "has_open_finding",
    "risk",
]


def _said(cell: Cell) -> dict[str, Any]:
    """What a cell says of its deed."""
    return {name: getattr(cell, name) for name in _CELL_FIELDS}


def _add_to_totals(change: Mapping[TotalKey, int]) -> None:
    """Adds to each total its change, in few statements; O(1) in the number of records.

    In one order for all, so that two who settle at once wait for one another instead of each for the other.
    """
    moved = sorted(((key, number) for key, number in change.items() if number), key=str)
    of_all = [(number, strand, state) for (strand, unit, state), number in moved if unit is None]
    of_units = [(number, strand, state, unit) for (strand, unit, state), number in moved if unit is not None]
    with connection.cursor() as cursor:
        cursor.executemany(_FIRST_TOTAL, [key for key, _number in moved])
        cursor.executemany(f"{_ADD_TO_TOTAL} IS NULL", of_all)
        cursor.executemany(f"{_ADD_TO_TOTAL} = %s", of_units)


def totals_hold(programme: Programme) -> bool:
    """Whether the kept totals equal what the cells add up to; for ``doctor``."""
    kept = {
        (each.strand_id, each.unit_id, each.state): each.number
        for each in Total.objects.filter(strand__programme=programme)
        if each.number
    }
    added: Counter[TotalKey] = Counter()
    units = dict(Unit.objects.values_list("public_id", "pk"))
    for cell in Cell.objects.filter(strand__programme=programme).iterator():
        added.update(
            [
                (cell.strand_id, None, cell.state),
                *((cell.strand_id, units[unit], cell.state) for unit in cell.credited),
            ]
        )
    return kept == dict(added)
