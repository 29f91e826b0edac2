"""Reads of the ledger."""

import datetime as dt
import json
from collections.abc import Collection
from itertools import islice

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from hundredfold.base import files
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import Evidence, Filing, ImportBatch, Record, Revision
from hundredfold.do.ledger.words import State
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import units_active


def records_of(unit: Unit) -> QuerySet[Record]:
    """What ``unit`` and those below it told, the latest first."""
    return with_strands(Record.objects.filter(unit__path__startswith=unit.path)).order_by("-told_at", "-id")


def with_strands(records: QuerySet[Record]) -> QuerySet[Record]:
    """``records`` with their unit and strands read along."""
    filings = Prefetch("filings", Filing.objects.select_related("strand").order_by("strand__position"))
    return records.select_related("unit").prefetch_related(filings)


def record_in_full(public_id: str) -> Record | None:
    """One record with unit, strands, co-units and present evidence, or None."""
    present = Prefetch("evidence", Evidence.objects.filter(removed_at__isnull=True).select_related("file"))
    return (
        with_strands(Record.objects.filter(public_id=public_id))
        .select_related("programme", "told_by")
        .prefetch_related(present, "co_units__unit")
        .first()
    )


def records_by_public_id(public_ids: list[str]) -> dict[str, Record]:
    """Records with their unit and present photos by public id; unknown ids are left out."""
    present = Prefetch("evidence", Evidence.objects.filter(removed_at__isnull=True).select_related("file"))
    found = with_strands(Record.objects.filter(public_id__in=public_ids)).prefetch_related(
        present, "co_units__unit"
    )
    return {record.public_id: record for record in found}


def facts_of(record: Record) -> Facts:
    """What the record says now, whole."""
    return Facts.from_json(Revision.objects.values_list("facts", flat=True).get(position=record.position))


def planned_around(unit: Unit, day: dt.date, *, days: int = 14) -> QuerySet[Record]:
    """The unit's plans near ``day``: what a report may be the doing of."""
    near = Q(start__gte=day - dt.timedelta(days=days), start__lte=day + dt.timedelta(days=days))
    return Record.objects.filter(near, unit=unit, state=State.PLANNED).order_by("start")


def coming_events(programme: Programme, day: dt.date, *, days: int = 7) -> QuerySet[Record]:
    """Events planned or told from ``day`` on, for a week or as many days as asked."""
    return (
        with_strands(Record.objects.filter(programme=programme, kind="event"))
        .filter(start__gte=day, start__lt=day + dt.timedelta(days=days))
        .exclude(state=State.WITHDRAWN)
        .order_by("start", "id")
    )


def imports_of(programme: Programme) -> QuerySet[ImportBatch]:
    """Files read in, the latest first."""
    return (
        ImportBatch.objects.filter(programme=programme)
        .select_related("read_by", "confirmed_by")
        .order_by("-id")
    )


def units_without_records(on: dt.date) -> QuerySet[Unit]:
    """Units that exist on that day and have told nothing so far."""
    told = Record.objects.filter(unit=OuterRef("pk"))
    return units_active(on).filter(~Exists(told))


def revisions_of(record: Record, *, most: int = 50) -> list[Revision]:
    """The latest revisions of ``record``, the newest first."""
    return list(Revision.objects.filter(record=record).select_related("by").order_by("-position")[:most])


def photo_by_hash(programme: Programme, sha256: str) -> Evidence | None:
    """A photo that stands as evidence under any record of ``programme``, by its hash; None if none does."""
    return (
        Evidence.objects.filter(
            file__sha256=sha256, sort="photo", removed_at__isnull=True, record__programme=programme
        )
        .select_related("file")
        .first()
    )


def import_by_public_id(programme: Programme, public_id: str) -> ImportBatch | None:
    """One file read in, or None."""
    return imports_of(programme).select_related("undone_by", "rows").filter(public_id=public_id).first()


def rows_of_import(batch: ImportBatch, *, start: int, most: int) -> list[Facts]:
    """The good rows of a file read in, from place ``start`` on."""
    with files.path_of(batch.rows.sha256).open("rb") as lines:
        return [
            Facts.from_json(json.loads(line)) for line in islice(lines, start, start + most) if line.strip()
        ]


def public_ids_of_numbers(programme: Programme, numbers: Collection[int]) -> dict[int, str]:
    """The public ids of the records with these running numbers; numbers that nobody has are left out. One query."""
    found = Record.objects.filter(programme=programme, number__in=numbers)
    return dict(found.values_list("number", "public_id"))


def press_of(deeds: Collection[str]) -> list[Record]:
    """The press records that say they tell of one of these records (public ids), the earliest first; not withdrawn."""
    found = Record.objects.filter(deeds_told_of__deed__public_id__in=deeds).exclude(state=State.WITHDRAWN)
    return list(found.select_related("unit").distinct().order_by("start", "number"))
