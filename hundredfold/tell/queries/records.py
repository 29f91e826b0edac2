"""One record for the public: the deed it tells of, who is credited, why it counts, and its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.models import Evidence, Record
from hundredfold.do.ledger.queries import records_by_public_id
from hundredfold.plan.blueprint_types import Blueprint, Detail, Strand
from hundredfold.plan.models import Programme
from hundredfold.prove.models import Cell
from hundredfold.prove.queries import BY_DAY
from hundredfold.tell import gate, public
from hundredfold.tell.queries.cells import stances, stances_of
from hundredfold.tell.queries.press_links import deeds_told_of, press_that_told


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The cell before or after in the same grid."""

    record: str
    title: str


@dataclass(frozen=True)
class OpenRecord:
    """A record page: the telling asked for, the deed's other tellings, and where the deed stands, strand by strand.

    ``photos`` are the telling's own, or those of another where it has none. ``press`` are the stories that tell of the
    deed; ``tells_of`` are the deeds that a press report tells of.
    """

    record: public.PublicRecord
    others: tuple[public.PublicRecord, ...]
    standings: tuple[public.PublicStanding, ...]
    photos: tuple[public.PublicPhoto, ...]
    previous: Neighbour | None
    following: Neighbour | None
    time_zone: str
    programme_name: str
    press: tuple[public.PublicStory, ...] = ()
    tells_of: tuple[public.PublicCell, ...] = ()


def record(public_id: str, *, language: str) -> OpenRecord | None:
    """What the public may read of a record; None where nothing: withdrawn, refused, set aside or unknown."""
    cells = _cells(public_id)
    shown = _tellings(public_id, cells)
    if not shown:
        return None
    blueprint = cells[0].strand.programme.blueprint
    units = _credited(shown)
    records = [_public(told, blueprint, units=units, language=language) for told in shown]
    standings = [gate.standing(cell, blueprint.strand(cell.strand.code), language) for cell in cells]
    previous, following = _neighbours(cells[0], blueprint, language)
    programme, is_press = cells[0].strand.programme, shown[0].kind == "article"
    ids = [told.public_id for told in shown]
    return OpenRecord(
        record=records[0],
        others=tuple(records[1:]),
        standings=tuple(each for each in standings if each),
        photos=next((each.photos for each in records if each.photos), ()),
        previous=previous,
        following=following,
        time_zone=programme.time_zone,
        programme_name=blueprint.name.say(language),
        press=() if is_press else press_that_told(ids, programme, language=language),
        tells_of=deeds_told_of(shown, programme, language=language) if is_press else (),
    )


def photo(public_id: str, n: int) -> tuple[public.PublicPhoto, str] | None:
    """The ``n``-th public photo of a record with the hash that leads to its copy; None where there is none."""
    cells = _cells(public_id)
    shown = _tellings(public_id, cells)
    if not shown:
        return None
    found = _photos(shown[0], _strands(shown[0], cells[0].strand.programme.blueprint))
    return found[n - 1] if 1 <= n <= len(found) else None


def _cells(public_id: str) -> list[Cell]:
    """The public cells of the deed that a record of the running programme is shown to tell of."""
    found = Cell.objects.filter(
        deed__tellings__record__public_id=public_id,
        strand__programme__is_active=True,
        state__in=gate.STATES,
    )
    rows = found.select_related("strand__programme").order_by("strand__position")
    return [cell for cell in rows if public_id in cell.records]


def _tellings(public_id: str, cells: Sequence[Cell]) -> list[Record]:
    """The tellings of the deed that may be read, the one asked for first; none if that one may not."""
    ids = (
        list(dict.fromkeys((public_id, *(each for cell in cells for each in cell.records)))) if cells else []
    )
    if not ids:
        return []
    told = records_by_public_id(ids)
    turned_away = stances_of(told).refused
    shown = [told[each] for each in ids if each in told and each not in turned_away]
    shown = [each for each in shown if each.state != "withdrawn"]
    return shown if shown and shown[0].public_id == public_id else []


def _credited(shown: Sequence[Record]) -> list[str]:
    names = (
        unit.name for told in shown for unit in (told.unit, *(each.unit for each in told.co_units.all()))
    )
    return list(dict.fromkeys(names))


def _strands(told: Record, blueprint: Blueprint) -> list[Strand]:
    return [blueprint.strand(filing.strand.code) for filing in told.filings.all()]


def _photos(told: Record, strands: Sequence[Strand]) -> tuple[tuple[public.PublicPhoto, str], ...]:
    named = gate.is_named(told.kind, told.details, strands)
    evidence: list[Evidence] = sorted(told.evidence.all(), key=lambda each: (each.order, each.pk))
    return gate.photos(told, evidence, named=named)


def _public(
    told: Record, blueprint: Blueprint, *, units: Sequence[str], language: str
) -> public.PublicRecord:
    strands = _strands(told, blueprint)
    fields: dict[str, Detail] = {
        field.key: field for strand in strands for field in fields_of(blueprint, strand.code)
    }
    return gate.record(
        told,
        strands=strands,
        fields=list(fields.values()),
        units=units,
        shown_photos=[photo for photo, _ in _photos(told, strands)],
        language=language,
    )


def _neighbours(cell: Cell, blueprint: Blueprint, language: str) -> tuple[Neighbour | None, Neighbour | None]:
    """The cells before and after in the same strand and state, by day. Three queries at most."""
    same = Cell.objects.filter(strand=cell.strand, state=cell.state)
    if cell.day is None:
        before = same.filter(Q(day__isnull=False) | Q(day__isnull=True, pk__lt=cell.pk))
        after = same.filter(day__isnull=True, pk__gt=cell.pk)
    else:
        before = same.filter(Q(day__lt=cell.day) | Q(day=cell.day, pk__lt=cell.pk))
        after = same.filter(Q(day__gt=cell.day) | Q(day=cell.day, pk__gt=cell.pk) | Q(day__isnull=True))
    seen = ("strand_id", "state", "title", "day", "reasons", "records", "unit__name")
    rows = [
        before.order_by(F("day").desc(nulls_first=True), "-pk").values(*seen).first(),
        after.order_by(*BY_DAY).values(*seen).first(),
    ]
    line = blueprint.strand(cell.strand.code)
    known = stances([row for row in rows if row], {cell.strand_id: line})
    shown = [
        gate.cell(row, line, consenting=known.consenting, refused=known.refused, language=language)
        if row
        else None
        for row in rows
    ]
    previous, following = (Neighbour(each.record, each.title) if each else None for each in shown)
    return previous, following


def public_id_of_number(programme: Programme, number: int) -> str:
    """The public id of the record with this running number, empty where the programme has none."""
    found = Record.objects.filter(programme=programme, number=number).values_list("public_id", flat=True)
    return found.first() or ""
