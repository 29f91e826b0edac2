"""Reads of appeals: what a unit may appeal against and until when, what waits for an answer, what became of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import official_days
from hundredfold.prove.appeal_clock import Clock, clock, clock_until
from hundredfold.prove.intake import local_day
from hundredfold.prove.models import Appeal, Decision
from hundredfold.prove.words import FindingVerdict, Outcome, RecordVerdict

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

_REFUSED = Q(record__isnull=False, verdict=RecordVerdict.NOT_ACCEPTABLE)
_JOINED = Q(finding__b__isnull=False, verdict=FindingVerdict.SAME)
_ALONG = (
    "decision__record__unit",
    "decision__finding__a__unit",
    "decision__finding__b__unit",
    "decision__by",
    "decision__by_unit",
    "decision__superseded_by",
    "unit",
    "filed_by",
    "answered_by",
    "answered_for",
)


@dataclass(frozen=True, slots=True)
class Days:
    """What the clocks of one page need: today, the programme's numbers, and the days the site has entered itself."""

    today: dt.date
    within: int
    answered_within: int
    official: Mapping[dt.date, bool]
    programme: Programme

    def day_of(self, at: dt.datetime) -> dt.date:
        """The day of a moment where the programme is."""
        return local_day(self.programme, at)

    def to_appeal(self, decision: Decision, others: Iterable[Appeal] = ()) -> Clock:
        """Until when ``decision`` may be appealed against.

        ``others`` are the other unit's appeals on it: once they are closed the days begin anew, since nobody could
        appeal meanwhile.
        """
        closings = [each.answered_at or each.withdrawn_at for each in others]
        begun = max([decision.at, *(at for at in closings if at)])
        return clock(self.day_of(begun), self.within, today=self.today, official=self.official)

    def to_answer(self, appeal: Appeal) -> Clock:
        """Until when ``appeal`` is to be answered."""
        return clock_until(appeal.due, today=self.today, official=self.official, sure=appeal.due_is_sure)

    def due_of_answer(self) -> Clock:
        """The clock of an answer to an appeal that is made today."""
        return clock(self.today, self.answered_within, today=self.today, official=self.official)


def days(programme: Programme, *, at: dt.datetime) -> Days:
    """The days of ``programme`` at that moment. One query."""
    numbers = programme.blueprint.appeals
    return Days(local_day(programme, at), numbers.within, numbers.answered_within, official_days(), programme)


def decisions_to_appeal(record: "Record") -> QuerySet[Decision]:
    """Decisions in force that refused ``record``, or joined it with another; the latest first."""
    sides = Q(record=record) | Q(finding__a=record) | Q(finding__b=record)
    return (
        Decision.objects.filter(sides, _REFUSED | _JOINED, superseded_by__isnull=True)
        .select_related("record__unit", "finding__a__unit", "finding__b__unit", "by", "by_unit")
        .order_by("-id")
    )


def units_of(decision: Decision) -> list[Unit]:
    """The units whose records ``decision`` is about."""
    finding = decision.finding
    sides = [finding.a, finding.b] if finding else [decision.record]
    return list(dict.fromkeys(side.unit for side in sides if side))


def is_appealable(decision: Decision) -> bool:
    """Whether a decision is of the sort that can be appealed against at all: a refusal, or two records joined."""
    if decision.finding:
        return decision.finding.b_id is not None and decision.verdict == FindingVerdict.SAME
    return decision.verdict == RecordVerdict.NOT_ACCEPTABLE


def appeals_on(record: "Record") -> QuerySet[Appeal]:
    """Every appeal on a decision about ``record``, the latest first."""
    sides = Q(decision__record=record) | Q(decision__finding__a=record) | Q(decision__finding__b=record)
    return Appeal.objects.filter(sides).select_related(*_ALONG).order_by("-id")


def appeals_of_unit(unit: Unit, programme: Programme) -> QuerySet[Appeal]:
    """What ``unit`` and those below it appealed, the open ones first, then the latest."""
    ours = Appeal.objects.filter(unit__path__startswith=unit.path).filter(_of(programme))
    return ours.select_related(*_ALONG).order_by("outcome", "-id")


def open_appeals(programme: Programme) -> QuerySet[Appeal]:
    """What waits for an answer, the first due first. Whatever its decision was taken back waits no more."""
    waiting = Appeal.objects.filter(
        _of(programme), outcome=Outcome.OPEN, decision__superseded_by__isnull=True
    )
    return waiting.select_related(*_ALONG).order_by("due", "id")


def closed_appeals(programme: Programme) -> QuerySet[Appeal]:
    """What was answered or taken back, or lost its decision; the latest first."""
    over = ~Q(outcome=Outcome.OPEN) | Q(decision__superseded_by__isnull=False)
    return Appeal.objects.filter(_of(programme), over).select_related(*_ALONG).order_by("-id")


def appeal_by_public_id(public_id: str) -> Appeal | None:
    """One appeal with its decision and both sides, or None."""
    if "\0" in public_id:  # an address may hold it, and PostgreSQL cannot be asked for it
        return None
    return Appeal.objects.filter(public_id=public_id).select_related(*_ALONG).first()


def record_of(appeal: Appeal) -> "Record":
    """The record that the appealing unit told."""
    finding = appeal.decision.finding
    sides = [finding.a, finding.b] if finding else [appeal.decision.record]
    told = [side for side in sides if side is not None]
    return next((side for side in told if side.unit_id == appeal.unit_id), told[0])


def is_overtaken(appeal: Appeal) -> bool:
    """Whether the decision was taken back or replaced while the appeal was open."""
    return appeal.outcome == Outcome.OPEN and hasattr(appeal.decision, "superseded_by")


def _of(programme: Programme) -> Q:
    return Q(decision__record__programme=programme) | Q(decision__finding__a__programme=programme)
