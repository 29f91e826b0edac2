"""The clerk's home: what came back and why, what is planned, what was told lately, what counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import planned_around, records_of
from hundredfold.do.ledger.words import State
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove.claims import Ground
from hundredfold.prove.intake import local_day
from hundredfold.prove.models import Cell, Finding, Telling
from hundredfold.prove.queries import totals
from hundredfold.prove.words import Standings
from hundredfold.web.desk.pages.appeals import Made, appeals_of
from hundredfold.web.desk.pages.parts import Mending, RecordRow, mending, number_of, rows_of
from hundredfold.web.desk.tellers import Tellers

PER_PAGE = 20
RETURNED_MOST = 8
LOOKED_AT_MOST = 200  # a district's clerk sees the newest of very many; the office has the whole list
USUAL_MOST = 3  # strands offered at once, so that what a unit tells most is one tap away
_APPEALED = ("under_appeal", "appeal_upheld")
_ACTIONABLE = ("returned", "not_acceptable", "need", "no_date", "outside_period", "after_period")


@dataclass(frozen=True, slots=True)
class Returned:
    """A record that its unit can do something about: what is in the way, and where to mend it."""

    number: str
    title: str
    day: dt.date | None
    href: str
    amend_href: str
    mendings: Sequence[Mending]
    is_returned: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan of these weeks, and the way to tell that it took place."""

    title: str
    day: dt.date | None
    venue: str
    href: str
    report_href: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class StrandTally:
    """What of a strand this unit is credited with, and where it tells more of it."""

    name: str
    href: str
    measured: str
    counted: int
    pending: int
    planned: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the clerk's home shows."""

    unit: Unit
    unit_links: Sequence[tuple[str, str, bool]]
    programme: str
    returned: Sequence[Returned]
    returned_more: int
    plans: Sequence[Planned]
    lately: Sequence[RecordRow]
    tallies: Sequence[StrandTally]
    usual: Sequence[StrandTally]
    appeals: Sequence[Made]
    nothing_told: bool
    previous_href: str
    next_href: str
    page_text: str


def home_page(
    tellers: Tellers, unit: Unit, programme: Programme, *, page: int, language: str, at: dt.datetime
) -> HomePage:
    """The home of ``unit``; ``page`` is that of what was told lately, from 1. A constant number of queries."""
    today = local_day(programme, at)
    told = records_of(unit).filter(programme=programme).exclude(state=State.PLANNED)
    start = (page - 1) * PER_PAGE
    shown = list(told[start : start + PER_PAGE + 1])
    returned = _returned(unit, programme, language) if page == 1 else []
    tallies = _tallies(unit, programme, language)
    return HomePage(
        unit=unit,
        unit_links=[(f"?unit={each.public_id}", each.name, each.pk == unit.pk) for each in tellers.own],
        programme=programme.blueprint.name.say(language),
        returned=returned[:RETURNED_MOST],
        returned_more=max(0, len(returned) - RETURNED_MOST),
        plans=_plans(unit, today) if page == 1 else [],
        lately=rows_of(shown[:PER_PAGE], programme, language),
        tallies=tallies,
        usual=sorted(tallies, key=lambda each: -(each.counted + each.pending + each.planned))[:USUAL_MOST],
        appeals=appeals_of(unit, programme, language=language, at=at) if page == 1 else [],
        nothing_told=not shown and page == 1,
        previous_href=_page_href(unit, page - 1) if page > 1 else "",
        next_href=_page_href(unit, page + 1) if len(shown) > PER_PAGE else "",
        page_text=_("page %(n)d") % {"n": page} if page > 1 or len(shown) > PER_PAGE else "",
    )


def _page_href(unit: Unit, page: int) -> str:
    return f"?unit={unit.public_id}&page={page}#lately"


def _plans(unit: Unit, today: dt.date) -> list[Planned]:
    return [
        Planned(
            title=record.title,
            day=record.start,
            venue=record.venue,
            href=reverse("desk:record", args=[record.public_id]),
            report_href=f"{reverse('desk:report')}?plan={record.public_id}",
            is_due=bool(record.start and record.start <= today),
        )
        for record in planned_around(unit, today)
    ]


def _returned(unit: Unit, programme: Programme, language: str) -> list[Returned]:
    """Each record once: what a reviewer said first, then what it does not show yet."""
    reasons: dict[int, dict[str, Mending]] = {}
    said: set[int] = set()
    for key, ground in [*_standing_grounds(unit, programme), *_thin_grounds(unit, programme)]:
        mend = mending(ground, language)
        reasons.setdefault(key, {}).setdefault(mend.why, mend)
        if ground.code in {"returned", "not_acceptable"}:
            said.add(key)
    records = Record.objects.filter(pk__in=reasons).in_bulk()
    ordered = sorted(records.values(), key=lambda each: (each.pk not in said, -each.number))
    return [
        Returned(
            number=number_of(record),
            title=record.title,
            day=record.start,
            href=reverse("desk:record", args=[record.public_id]),
            amend_href=reverse("desk:amend", args=[record.public_id]),
            mendings=list(reasons[record.pk].values()),
            is_returned=record.pk in said,
        )
        for record in ordered
    ]


def _standing_grounds(unit: Unit, programme: Programme) -> list[tuple[int, Ground]]:
    """What keeps the unit's deeds out of the count and could be mended, by the key of its own record."""
    cells = (
        Cell.objects.filter(
            strand__programme=programme,
            state__in=[Standings.PENDING, Standings.EXCLUDED],
            because__in=_ACTIONABLE,
            deed__tellings__record__unit__path__startswith=unit.path,
        )
        .distinct()
        .order_by("-id")[:LOOKED_AT_MOST]
    )
    by_deed: dict[int, list[Ground]] = {}
    for cell in cells:
        if any(each["code"] in _APPEALED for each in cell.reasons):
            continue  # stands among the appeals: there is nothing to mend
        by_deed.setdefault(cell.deed_id, []).extend(
            Ground(each["code"], each["params"]) for each in cell.reasons
        )
    tellings = Telling.objects.filter(
        deed__in=list(by_deed), record__unit__path__startswith=unit.path, record__state=State.REPORTED
    ).values_list("record", "deed")
    return [(record, ground) for record, deed in tellings for ground in by_deed[deed]]


def _thin_grounds(unit: Unit, programme: Programme) -> list[tuple[int, Ground]]:
    """What the unit's records do not show yet, whether or not a reviewer has looked."""
    findings = (
        Finding.objects.filter(
            rule="thin_evidence",
            a__programme=programme,
            a__state=State.REPORTED,
            a__unit__path__startswith=unit.path,
            closed_at__isnull=True,
            settled_by__isnull=True,
        )
        .order_by("-id")
        .values_list("a", "grounds")[:LOOKED_AT_MOST]
    )
    return [
        (record, Ground(each["code"], each.get("params", {})))
        for record, grounds in findings
        for each in grounds
    ]


def _tallies(unit: Unit, programme: Programme, language: str) -> list[StrandTally]:
    blueprint = programme.blueprint
    tallies = []
    for code, numbers in totals(programme, unit=unit).items():
        strand = blueprint.strand(code)
        if any(numbers[state] for state in (Standings.COUNTED, Standings.PENDING, Standings.PLANNED)):
            tallies.append(
                StrandTally(
                    name=strand.short_name.say(language),
                    href=f"{reverse('desk:report')}?strand={code}&unit={unit.public_id}",
                    measured=strand.measure.say(numbers[Standings.COUNTED], language),
                    counted=numbers[Standings.COUNTED],
                    pending=numbers[Standings.PENDING],
                    planned=numbers[Standings.PLANNED],
                )
            )
    return tallies
