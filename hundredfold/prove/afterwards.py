"""What comes after a decision, at any moment: appeals on it, and what visits on the spot found."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from hundredfold.plan.models import Programme
from hundredfold.prove.claims import Appealed, Visited
from hundredfold.prove.models import Appeal, Visit
from hundredfold.prove.words import Outcome

SLICE = 500  # ids in one condition
_SIDES = ("decision__record", "decision__finding__a", "decision__finding__b")


def appealed(
    programme: Programme, *, until: dt.datetime | None, records: Collection[int] | None
) -> list[Appealed]:
    """Appeals that by ``until`` (none: now) were open, or answered that the decision stands; on all records or those.

    An appeal on a decision that was superseded by then has nothing to be about and is left out.
    """
    zone = ZoneInfo(programme.time_zone)
    found: dict[int, Appealed] = {}
    for part in _parts(records):
        for row in _standing(programme, until=until, records=part):
            said = _appealed(row, until=until, zone=zone)
            if said:
                found[row.pk] = said
    return [found[key] for key in sorted(found)]


def _standing(
    programme: Programme, *, until: dt.datetime | None, records: list[int] | None
) -> QuerySet[Appeal]:
    """Appeals made by ``until`` on decisions that were in force then, latest as ``until`` knew them."""
    rows = Appeal.objects.select_related(*_SIDES)
    if records is None:
        rows = rows.filter(
            Q(decision__record__programme=programme) | Q(decision__finding__a__programme=programme)
        )
    else:
        rows = rows.filter(
            Q(decision__record__in=records)
            | Q(decision__finding__a__in=records)
            | Q(decision__finding__b__in=records)
        )
    in_force = Q(decision__superseded_by__isnull=True)
    if until is None:
        return rows.filter(in_force)
    return rows.filter(in_force | Q(decision__superseded_by__at__gt=until), filed_at__lte=until)


def _appealed(row: Appeal, *, until: dt.datetime | None, zone: ZoneInfo) -> Appealed | None:
    closed_at = row.answered_at or row.withdrawn_at
    join = "join_" if row.decision.finding else ""
    if closed_at is None or (until is not None and closed_at > until):
        since = row.filed_at.astimezone(zone).date().isoformat()
        return Appealed(_subjects(row), f"{join}under_appeal", {"since": since, "due": row.due.isoformat()})
    if row.outcome != Outcome.UPHELD or row.answered_at is None:
        return None
    day = row.answered_at.astimezone(zone).date().isoformat()
    return Appealed(_subjects(row), f"{join}appeal_upheld", {"day": day, "reason": row.answer})


def _subjects(row: Appeal) -> tuple[str, ...]:
    finding = row.decision.finding
    sides = [finding.a, finding.b] if finding else [row.decision.record]
    return tuple(side.public_id for side in sides if side)


def visited(
    programme: Programme, *, until: dt.datetime | None, records: Collection[int] | None
) -> Mapping[str, Visited]:
    """The latest visit made by ``until`` (none: now) by the public id of its record, of all or of those given."""
    made = Visit.objects.filter(draw__programme=programme)
    made = made.filter(visited_at__isnull=False) if until is None else made.filter(visited_at__lte=until)
    latest: dict[str, Visited] = {}
    for part in _parts(records):
        rows = made if part is None else made.filter(record__in=part)
        for row in rows.select_related("record").order_by("visited_at", "id"):
            if row.visited_on is not None:
                latest[row.record.public_id] = Visited(row.result, row.visited_on, row.head_count, row.note)
    return latest


def _parts(records: Collection[int] | None) -> Iterator[list[int] | None]:
    if records is None:
        yield None
        return
    ordered = sorted(records)
    for start in range(0, len(ordered), SLICE):
        yield ordered[start : start + SLICE]
