"""Spot checks in the office: the draws made, one draw with its visits, the sheet to print, the form of a visit."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.queries import records_by_public_id
from hundredfold.plan.queries import strands_in_order
from hundredfold.prove import draw as drawing
from hundredfold.prove import spot_checks
from hundredfold.prove.intake import local_day
from hundredfold.prove.models import Draw, Visit
from hundredfold.prove.words import VisitResult
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.appeal_forms import DrawForm, VisitForm
from hundredfold.web.office.pages.told import SMALL, Told, told

DRAWS_SHOWN = 50
DIFFERING_SHOWN = 20
USUAL_SIZE = 10


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One draw in the list, with how many visits are made and what they found."""

    href: str
    made: str
    strand: str
    as_of: str
    size: int
    candidates: str
    seed: str
    to_visit: int
    tallies: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One drawn record: why it was likely, and what was found, if somebody went."""

    place: int
    number: str
    title: str
    href: str
    unit: str
    day: str
    venue: str
    weight: int
    grounds: str
    result: str
    result_text: str
    visited: str
    note: str
    visit_href: str
    photo: str


@dataclass(frozen=True, slots=True)
class SpotChecksPage:
    """The draws made, what visits found that nobody has answered, and the form of the next draw."""

    draws: list[DrawRow]
    doubts: list[VisitRow]
    weights: list[tuple[str, int]]
    form: DrawForm | None


@dataclass(frozen=True, slots=True)
class DrawPage:
    """One draw with everything needed to repeat it."""

    row: DrawRow
    word: str
    position: int
    fingerprint: str
    made_by: str
    command: str
    visits: list[VisitRow]
    sheet_href: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawn record on paper: what was told, and room for what is found."""

    row: VisitRow
    told: Told


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The sheets of one draw, for whoever goes without a phone."""

    row: DrawRow
    sheets: list[Sheet]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One visit: what was told, and the form; ``hindrance`` says why this person does not go there."""

    row: VisitRow
    draw_href: str
    told: Told
    hindrance: str
    form: VisitForm | None


def spot_checks_page(seat: Seat, form: DrawForm | None = None) -> SpotChecksPage:
    """The list of draws; a fixed number of queries."""
    draws = list(spot_checks.draws_of(seat.programme)[:DRAWS_SHOWN])
    results = spot_checks.results(draws)
    doubts = spot_checks.differing_visits(seat.programme, most=DIFFERING_SHOWN)
    language = words.language()
    return SpotChecksPage(
        draws=[_draw_row(each, results.get(each.pk, {})) for each in draws],
        doubts=[_visit_row(each, seat) for each in doubts],
        weights=[(drawing.say(code, language), weight) for code, weight in drawing.WEIGHTS.items()],
        form=(form or draw_form(seat)) if seat.may_import else None,
    )


def draw_form(seat: Seat, data: object = None) -> DrawForm:
    """The form of a draw, by default of ten from all strands as of yesterday."""
    language = words.language()
    blueprint = seat.programme.blueprint
    strands = [
        (each.code, blueprint.strand(each.code).short_name.say(language))
        for each in strands_in_order(seat.programme)
    ]
    yesterday = local_day(seat.programme, seat.at) - dt.timedelta(days=1)
    return DrawForm(data, strands=strands, initial={"size": USUAL_SIZE, "as_of": yesterday})


def draw_page(seat: Seat, draw: Draw) -> DrawPage:
    """One draw with its visits; a fixed number of queries."""
    return DrawPage(
        row=_draw_row(draw, spot_checks.results([draw]).get(draw.pk, {})),
        word=draw.word,
        position=draw.position,
        fingerprint=draw.candidates_sha256,
        made_by=draw.made_by.display_name,
        command=command_of(draw),
        visits=[_visit_row(each, seat) for each in spot_checks.visits_of(draw)],
        sheet_href=reverse("office:visit_sheets", args=[draw.public_id]),
    )


def sheet_page(seat: Seat, draw: Draw) -> SheetPage:
    """The sheets of a draw; a fixed number of queries."""
    visits = list(spot_checks.visits_of(draw))
    records = records_by_public_id([each.record.public_id for each in visits])
    blueprint = seat.programme.blueprint
    return SheetPage(
        row=_draw_row(draw, {}),
        sheets=[
            Sheet(_visit_row(each, seat), told(records[each.record.public_id], blueprint)) for each in visits
        ],
    )


def visit_page(seat: Seat, visit: Visit, form: VisitForm | None = None) -> VisitPage:
    """One visit with what was told; a fixed number of queries."""
    record = records_by_public_id([visit.record.public_id])[visit.record.public_id]
    own = seat.own_unit_among([record.unit, *(each.unit for each in record.co_units.all())])
    hindrance = ""
    if own and not visit.result:
        hindrance = _("Your own unit told this (%(unit)s): somebody else goes there.") % {"unit": own.name}
    may_visit = seat.may_decide and not hindrance and not visit.result
    today = local_day(seat.programme, seat.at)
    return VisitPage(
        row=_visit_row(visit, seat),
        draw_href=reverse("office:draw", args=[visit.draw.public_id]),
        told=told(record, seat.programme.blueprint),
        hindrance=hindrance,
        form=(form or VisitForm(today=today)) if may_visit else None,
    )


def command_of(draw: Draw) -> str:
    """What anybody with the same ledger types to draw the same list."""
    strand = f" --strand {draw.strand.code}" if draw.strand else ""
    return f'hundredfold draw --seed "{draw.seed}" --as-of {draw.as_of} --size {draw.size}{strand}'


def _draw_row(draw: Draw, results: Mapping[str, int]) -> DrawRow:
    plan = draw.strand.plan if draw.strand else None
    return DrawRow(
        href=reverse("office:draw", args=[draw.public_id]),
        made=words.moment(draw.made_at),
        strand=plan.short_name.say(words.language()) if plan else _("All strands"),
        as_of=words.day(draw.as_of),
        size=draw.size,
        candidates=f"{draw.candidates:,}",
        seed=draw.seed,
        to_visit=results.get("", 0),
        tallies=tuple(
            (code, str(VisitResult(code).label), results[code])
            for code in VisitResult.values
            if results.get(code)
        ),
    )


def _visit_row(visit: Visit, seat: Seat) -> VisitRow:
    language = words.language()
    who = visit.visited_by.display_name if visit.visited_by else ""
    return VisitRow(
        place=visit.place,
        number=f"{visit.record.number:04d}",
        title=visit.record.title,
        href=reverse("office:record", args=[visit.record.public_id]),
        unit=visit.record.unit.name,
        day=words.days(visit.record.start, visit.record.end),
        venue=visit.record.venue,
        weight=visit.weight,
        grounds=words.listed([drawing.say(code, language) for code in visit.grounds]),
        result=visit.result,
        result_text=str(VisitResult(visit.result).label) if visit.result else "",
        visited=f"{words.day(visit.visited_on)} · {who}" if visit.result else "",
        note=visit.note,
        visit_href=reverse("office:visit", args=[visit.public_id]) if seat.may_decide else "",
        photo=reverse("office:visit_photo", args=[visit.public_id, SMALL]) if visit.photo_id else "",
    )
