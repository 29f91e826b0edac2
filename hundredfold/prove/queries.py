"""Reads of judgement: totals, cells, what waits on the desk, findings on a record, and the count at any moment."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from hundredfold.plan.models import Programme, Strand, Unit
from hundredfold.prove import count as counting
from hundredfold.prove import intake
from hundredfold.prove.claims import Ground
from hundredfold.prove.count import Standing, StrandCount
from hundredfold.prove.likely import Likely as Likely
from hundredfold.prove.likely import likely_same as likely_same
from hundredfold.prove.models import Cell, Decision, Finding, Telling, Total
from hundredfold.prove.words import RecordVerdict, Standings

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

# Where a deciding reason can stand, as ``count`` gives it; a reason not named here may stand anywhere.
_STATES_OF_REASON: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("waiting_for_review", "changed_since_review", "returned"), (counting.PENDING,)),
    **dict.fromkeys(("open_finding", "no_date", "still_to_come"), (counting.PENDING,)),
    **dict.fromkeys(("outside_period", "not_acceptable", "withdrawn"), (counting.EXCLUDED,)),
    "need": (counting.PENDING, counting.EXCLUDED),
}

# Cells without a day come last, as ``count`` has them: where nothing is said, databases differ.
BY_DAY = (F("day").asc(nulls_last=True), "id")

_GRID_ORDER = Case(
    *(When(state=state, then=Value(at)) for at, state in enumerate(counting.STATES)),
    default=Value(len(counting.STATES)),
    output_field=IntegerField(),
)


def count_at(
    programme: Programme, *, at: dt.datetime, until: dt.datetime | None = None
) -> dict[str, StrandCount]:
    """The count by strand, worked out from the records themselves, as known at ``until`` (none: at ``at``)."""
    moment = until or at
    claims = intake.claims(programme, at=at, until=until)
    evidenced = intake.evidenced(programme, until=until)
    return counting.count(
        claims, evidenced, targets=intake.targets(programme, intake.local_day(programme, moment))
    )


def totals(programme: Programme, *, unit: Unit | None = None) -> dict[str, dict[str, int]]:
    """The kept number of deeds by strand code and state; of those that credit ``unit`` if one is given. One query."""
    found = {code: dict.fromkeys(counting.STATES, 0) for code in programme.blueprint.by_code}
    rows = Total.objects.filter(strand__programme=programme, unit=unit).values_list(
        "strand__code", "state", "number"
    )
    for code, state, number in rows:
        found[code][state] = number
    return found


def cells_of(strand: Strand, *, state: str | None = None) -> QuerySet[Cell]:
    """A strand's cells in the order of its grid: counted, waiting, planned, then not counted; by day within each."""
    cells = Cell.objects.filter(strand=strand).select_related("deed", "unit")
    if state:
        return cells.filter(state=state).order_by(*BY_DAY)
    return cells.alias(rank=_GRID_ORDER).order_by("rank", *BY_DAY)


def grid_cells(strand: Strand, *, most: int) -> list[Cell]:
    """At most ``most`` cells in grid order, read state by state so that an index gives each part at once."""
    cells: list[Cell] = []
    for state in (Standings.COUNTED, Standings.PENDING, Standings.PLANNED):
        if len(cells) < most:
            cells.extend(cells_of(strand, state=state)[: most - len(cells)])
    return cells


def reasons_waiting(strand: int) -> list[tuple[list[dict[str, object]], int]]:
    """The reasons for which deeds of a strand (primary key) wait, each sort once with the number of deeds.

    The database puts like ones together: a strand has many that wait, and few sorts of reason why.
    """
    waiting = Cell.objects.filter(strand=strand, state=Standings.PENDING)
    return list(waiting.values_list("reasons").annotate(Count("id")).order_by())


def standing_of(cell: Cell, strand: str) -> Standing:
    """A kept cell as the count's own standing, so that ``explain`` can say it."""
    return Standing(
        deed=cell.deed.public_id,
        strand=strand,
        state=cell.state,
        reasons=tuple(Ground(each["code"], each["params"]) for each in cell.reasons),
        records=tuple(cell.records),
        credited=tuple(cell.credited),
        title=cell.title,
        day=cell.day,
    )


def cells_of_record(record: "Record") -> QuerySet[Cell]:
    """The cells of the deed that ``record`` tells of, one a strand."""
    return (
        Cell.objects.filter(deed__tellings__record=record)
        .select_related("deed", "strand", "unit")
        .order_by("strand__position")
    )


def findings_of(record: "Record", *, is_open: bool | None = None) -> QuerySet[Finding]:
    """Findings that name ``record``, those still to be answered first."""
    found = Finding.objects.filter(Q(a=record) | Q(b=record), closed_at__isnull=True).select_related(
        "a__unit", "b__unit", "blocked", "settled_by__by"
    )
    if is_open is not None:
        found = found.filter(settled_by__isnull=is_open)
    return found.order_by("settled_by", "-score", "id")


def decisions_on(record: "Record") -> QuerySet[Decision]:
    """Everything decided on ``record``, the latest first."""
    return Decision.objects.filter(record=record).select_related("by", "by_unit").order_by("-id")


def decision_in_force(record: "Record") -> Decision | None:
    """The decision on ``record`` that stands now, if one does."""
    latest = decisions_on(record).first()
    return None if latest is None or latest.verdict == RecordVerdict.REOPEN else latest


def open_findings_by_strand(programme: Programme) -> Mapping[str, int]:
    """How many cells of each strand carry an open finding."""
    rows = (
        Cell.objects.filter(strand__programme=programme, has_open_finding=True, state=Standings.PENDING)
        .values_list("strand__code")
        .annotate(number=Count("id"))
    )
    return dict(rows)


def latest_decisions(programme: Programme, *, by_pk: int, most: int = 10) -> QuerySet[Decision]:
    """What one reviewer decided last, so that it can be undone."""
    return (
        Decision.objects.filter(by=by_pk, superseded_by__isnull=True)
        .filter(Q(record__programme=programme) | Q(finding__a__programme=programme))
        .exclude(verdict=RecordVerdict.REOPEN)
        .select_related("record", "finding__a", "finding__b")
        .order_by("-id")[:most]
    )


def cells_in_order(keys: Sequence[int]) -> list[Cell]:
    """The cells with these primary keys, in that order, with deed, strand and unit. One query."""
    cells = Cell.objects.filter(pk__in=keys).select_related("deed", "strand", "unit").in_bulk()
    return [cells[key] for key in keys if key in cells]


def told_together(record: "Record") -> list[str]:
    """Public ids of all records told as one deed with ``record``, itself among them, by their numbers."""
    mates = Telling.objects.filter(deed__tellings__record=record).order_by("record__number")
    return list(mates.values_list("record__public_id", flat=True))


def findings_on(records: Collection[str]) -> QuerySet[Finding]:
    """As ``findings_of``, on any of several records by public id."""
    found = Finding.objects.filter(
        Q(a__public_id__in=records) | Q(b__public_id__in=records), closed_at__isnull=True
    )
    return found.select_related("a__unit", "b__unit", "blocked", "settled_by__by").order_by(
        "settled_by", "-score", "id"
    )


@dataclass(frozen=True, slots=True)
class CellFilter:
    """What a list of cells is narrowed to; nothing given: all of them."""

    state: str = ""
    because: str = ""
    unit: Unit | None = None
    text: str = ""
    is_marked: bool = False

    @property
    def is_by_state_only(self) -> bool:
        """Whether kept totals know how many there are."""
        return not (self.because or self.unit or self.text or self.is_marked)

    @property
    def states(self) -> Sequence[str]:
        """The states to look through, in the grid's order; those in which nothing can fit are passed over."""
        if self.state:
            return [self.state]
        if self.is_marked:
            return [Standings.PENDING]
        return _STATES_OF_REASON.get(self.because, counting.STATES)


def listed_cells(
    strand: Strand, narrowed: CellFilter, *, start: int, most: int, totals_kept: Mapping[str, int]
) -> tuple[list[Cell], bool]:
    """``most`` cells of a strand's list from place ``start`` on, and whether more follow; in the grid's order.

    ``totals_kept`` are the strand's totals by state: where they tell how many there are, whole states are passed over.
    """
    keys: list[int] = []
    skip, wanted = start, most + 1
    for state in narrowed.states:
        if wanted <= 0:
            break
        known = totals_kept.get(state, 0)
        if narrowed.is_by_state_only and skip >= known:
            skip -= known
            continue
        rows = _narrowed(strand, narrowed, state).values_list("pk", flat=True)
        if narrowed.is_by_state_only:
            part, skip = list(rows[skip : skip + wanted]), 0
        else:  # how many a state holds is found out by reading past them
            read = list(rows[: skip + wanted])
            part, skip = read[skip:], max(0, skip - len(read))
        keys.extend(part)
        wanted -= len(part)
    return cells_in_order(keys[:most]), len(keys) > most


def _narrowed(strand: Strand, narrowed: CellFilter, state: str) -> QuerySet[Cell]:
    cells = Cell.objects.filter(strand=strand, state=state)
    if narrowed.because:
        cells = cells.filter(because=narrowed.because)
    if narrowed.is_marked:
        cells = cells.filter(has_open_finding=True)
    if narrowed.text:
        cells = cells.filter(title__icontains=narrowed.text)
    if narrowed.unit:
        told = Q(record__unit=narrowed.unit) | Q(record__co_units__unit=narrowed.unit)
        cells = cells.filter(deed__in=Telling.objects.filter(told).values("deed"))
    return cells.order_by(*BY_DAY)
