"""What waits on the desk, by risk: the queue's pages, who has what in hand, findings of one sort. Reads only."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from hundredfold.plan.models import Programme, Strand, Unit
from hundredfold.prove import intake
from hundredfold.prove.count import COUNTED, PENDING
from hundredfold.prove.models import Cell, Finding, Hold, Telling
from hundredfold.prove.queries import BY_DAY, cells_in_order, cells_of_record, totals
from hundredfold.prove.words import Risk

if TYPE_CHECKING:
    from hundredfold.base.models import User
    from hundredfold.do.ledger.models import Record

RISKS = tuple(sorted(Risk.values, reverse=True))


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; nothing given: all of it. ``told_before``: what was told then or earlier."""

    strand: Strand | None = None
    rule: str = ""
    unit: Unit | None = None
    told_before: dt.datetime | None = None
    risks: Sequence[int] = RISKS


def queue_page(
    programme: Programme, narrowed: QueueFilter, *, start: int, most: int, at: dt.datetime
) -> tuple[list[Cell], bool]:
    """``most`` cells of the queue from place ``start`` on, and whether more follow.

    In this order: the higher risk first; within one risk the strands that reach their target by what waits; within
    those the oldest day first. Each part is read in index order and the next only when that one is at its end, so
    that a long queue is never sorted whole. At most eleven queries.
    """
    keys: list[int] = []
    skip, wanted = start, most + 1
    groups = _strands_by_what_hangs(programme, narrowed, at=at)
    for risk in narrowed.risks:
        for strands in groups:
            if wanted > 0:
                rows = _narrowed(narrowed, strands).filter(risk=risk).order_by(*BY_DAY)
                read = list(rows.values_list("pk", flat=True)[: skip + wanted])
                keys += read[skip:]
                wanted -= len(read[skip:])
                skip = max(0, skip - len(read))
    return cells_in_order(keys[:most]), len(keys) > most


def hanging_strands(programme: Programme, *, at: dt.datetime) -> frozenset[str]:
    """The codes of strands short of their target that would reach it if all that waits were counted."""
    targets = intake.targets(programme, intake.local_day(programme, at))
    return frozenset(
        code
        for code, number in totals(programme).items()
        if number[COUNTED] < targets.get(code, 0) <= number[COUNTED] + number[PENDING]
    )


def waiting_number(programme: Programme, *, most: int, narrowed: QueueFilter | None = None) -> int:
    """How many cells wait on the desk, counted no further than ``most``, so that a long queue costs no more."""
    chosen = narrowed or QueueFilter()
    strands = [chosen.strand.pk] if chosen.strand else _strand_keys(programme).values()
    waiting = _narrowed(chosen, strands).filter(risk__isnull=False)
    if len(chosen.risks) < len(RISKS):
        waiting = waiting.filter(risk__in=chosen.risks)
    return waiting[:most].count()


def is_on_the_desk(record: "Record") -> bool:
    """Whether a deed that ``record`` tells of still waits for reviewers."""
    return cells_of_record(record).filter(risk__isnull=False).exists()


def _strand_keys(programme: Programme) -> dict[str, int]:
    return dict(Strand.objects.filter(programme=programme).values_list("code", "pk"))


def _strands_by_what_hangs(
    programme: Programme, narrowed: QueueFilter, *, at: dt.datetime
) -> list[Collection[int]]:
    """The strands' keys in two groups, those whose target hangs on the queue first; empty groups left out."""
    if narrowed.strand:
        return [[narrowed.strand.pk]]
    hanging = hanging_strands(programme, at=at)
    keys = _strand_keys(programme)
    first = [key for code, key in keys.items() if code in hanging]
    return [group for group in (first, [key for key in keys.values() if key not in first]) if group]


def _narrowed(narrowed: QueueFilter, strands: Collection[int]) -> QuerySet[Cell]:
    cells = Cell.objects.filter(strand__in=list(strands))
    if narrowed.unit:
        told = Q(record__unit=narrowed.unit) | Q(record__co_units__unit=narrowed.unit)
        cells = cells.filter(deed__in=Telling.objects.filter(told).values("deed"))
    if narrowed.told_before:
        old = Telling.objects.filter(record__told_at__lte=narrowed.told_before)
        cells = cells.filter(deed__in=old.values("deed"))
    if narrowed.rule:
        asked = open_findings(narrowed.rule)
        waits = Q(record__in=asked.filter(blocked__isnull=False).values("blocked"))
        bare = asked.filter(blocked__isnull=True)
        waits |= Q(record__in=bare.values("a")) | Q(record__in=bare.filter(b__isnull=False).values("b"))
        cells = cells.filter(deed__in=Telling.objects.filter(waits).values("deed"))
    return cells


def open_findings(rule: str = "") -> QuerySet[Finding]:
    """The findings nobody has answered, of one rule or of all."""
    found = Finding.objects.filter(settled_by__isnull=True, closed_at__isnull=True)
    return found.filter(rule=rule) if rule else found


def open_by_rule(programme: Programme) -> Mapping[str, int]:
    """How many findings of each rule nobody has answered, the most numerous first."""
    rows = open_findings().filter(a__programme=programme).values_list("rule").annotate(number=Count("id"))
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def alike_findings(programme: Programme, rule: str, *, start: int, most: int) -> tuple[list[Finding], bool]:
    """``most`` open findings of one rule from place ``start`` on, the likeliest first, and whether more follow."""
    rows = (
        open_findings(rule)
        .filter(a__programme=programme)
        .select_related("a__unit", "b__unit", "blocked")
        .order_by("-score", "id")
    )
    found = list(rows[start : start + most + 1])
    return found[:most], len(found) > most


def holds_on(records: Collection[str], *, at: dt.datetime) -> dict[str, Hold]:
    """Who has which of these records (public ids) in hand at that moment."""
    running = Hold.objects.filter(record__public_id__in=list(records), until__gt=at)
    return {hold.record.public_id: hold for hold in running.select_related("record", "by")}


def credited_units(records: Collection[int]) -> dict[int, list[Unit]]:
    """Every unit that deciding on each of these records (primary keys) touches. Three queries."""
    return intake.credited_units(records)


def held_by(user: "User", *, at: dt.datetime) -> Hold | None:
    """What ``user`` has in hand at that moment, if anything."""
    return Hold.objects.filter(by=user, until__gt=at).select_related("record").first()
