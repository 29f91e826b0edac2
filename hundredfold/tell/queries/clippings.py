"""What stands behind stories for a clipping book: texts, archived copies, page photos, deeds. Lays nothing out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import records_by_public_id
from hundredfold.do.press.models import Page
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.plan.models import Programme
from hundredfold.prove.models import Cell
from hundredfold.tell import gate
from hundredfold.tell.queries import cells

SLICE = 500
_SEEN = ("id", "strand_id", "state", "title", "day", "reasons", "records", "unit__name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What the ledger holds of a press record beyond where it was published.

    ``copies`` are hash and moment of each archived copy, ``photos`` the hashes of page photos, ``tells_of`` the
    public ids of the deeds' records it tells of.
    """

    number: int
    text: str
    page_no: str = ""
    byline: str = ""
    copies: tuple[tuple[str, dt.datetime], ...] = ()
    photos: tuple[str, ...] = ()
    tells_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed that stories tell of, as it may be named."""

    title: str
    day: dt.date | None
    unit: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """A page of the desk in the same story, which nobody told: reach."""

    title: str
    day: dt.date | None
    outlet: str
    level: str
    url: str


def behind(records: Collection[str]) -> dict[str, Behind]:
    """For the office: by public id what stands behind these press records. Three queries for every five hundred."""
    return {told.public_id: _whole(told) for told in _read(records)}


def behind_in_public(records: Collection[str], blueprint: Blueprint) -> dict[str, Behind]:
    """The same as far as the gate lets it out: the account in place of the text, no hashes, public photos."""
    return {told.public_id: _open(told, blueprint) for told in _read(records)}


def _read(records: Collection[str]) -> Iterator[Record]:
    ordered = sorted(records)
    for start in range(0, len(ordered), SLICE):
        yield from records_by_public_id(ordered[start : start + SLICE]).values()


def _whole(told: Record) -> Behind:
    evidence = sorted(told.evidence.all(), key=lambda each: (each.order, each.pk))
    return Behind(
        number=told.number,
        text=_text(told.details.get("text")) or told.summary,
        page_no=_text(told.details.get("page_no")),
        byline=_text(told.details.get("byline")),
        copies=tuple((each.file.sha256, each.file.stored_at) for each in evidence if each.sort == "page"),
        photos=tuple(each.file.sha256 for each in evidence if each.sort == "photo"),
        tells_of=_ids(told.details),
    )


def _open(told: Record, blueprint: Blueprint) -> Behind:
    strands = [blueprint.strand(filing.strand.code) for filing in told.filings.all()]
    named = gate.is_named(told.kind, told.details, strands)
    shown = gate.photos(told, told.evidence.all(), named=named)
    return Behind(
        number=told.number,
        text=gate.masked(told.summary) if named else "",
        page_no=gate.masked(_text(told.details.get("page_no"))) if named else "",
        photos=tuple(sha256 for _photo, sha256 in shown),
        tells_of=_ids(told.details) if named else (),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _ids(details: Mapping[str, Any]) -> tuple[str, ...]:
    told = details.get("tells_of")
    listed = told if isinstance(told, list) else [told]
    return tuple(dict.fromkeys(each for each in listed if isinstance(each, str) and each))


def deeds(records: Collection[str]) -> dict[str, Deed]:
    """For the office: the deeds that these records tell of, those withdrawn left out; by the record's public id."""
    found: dict[str, Deed] = {}
    for part in _slices(records):
        rows = Record.objects.filter(public_id__in=part).exclude(state="withdrawn")
        for public_id, title, day, unit in rows.values_list("public_id", "title", "start", "unit__name"):
            found[public_id] = Deed(title, day, unit)
    return found


def deeds_in_public(records: Collection[str], promise: cells.Promise, *, language: str) -> dict[str, Deed]:
    """The same as the public sees them: through the gate, those it does not see left out."""
    found: dict[str, Deed] = {}
    for part in _slices(records):
        rows = Cell.objects.filter(
            strand__programme=promise.programme,
            state__in=gate.STATES,
            deed__tellings__record__public_id__in=part,
        )
        shown = cells.through_gate(list(rows.values(*_SEEN).distinct()), promise, language=language)
        for cell in (each for listed in shown.values() for each in listed):
            found[cell.record] = Deed(cell.title, cell.day, cell.unit)
    return found


def untold_reprints(records: Collection[str]) -> dict[str, list[Reprint]]:
    """By public id: the other pages of the story on the desk that a record was told from, which no record tells."""
    found: dict[str, list[Reprint]] = {}
    for part in _slices(records):
        stories: dict[int, list[str]] = {}
        told = Page.objects.filter(record__public_id__in=part, story__isnull=False)
        for story, public_id in told.order_by("place").values_list("story_id", "record__public_id"):
            if story is not None and public_id is not None:
                stories.setdefault(story, []).append(public_id)
        others = Page.objects.filter(story__in=stories, record__isnull=True).order_by("published", "pk")
        seen = ("story_id", "title", "published", "outlet", "level", "final_url")
        for story, title, day, outlet, level, url in others.values_list(*seen):
            if story is not None:
                reprint = Reprint(title, day, outlet, level, url)
                found.setdefault(stories[story][0], []).append(reprint)
    return found


def _slices(records: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(records))
    for start in range(0, len(ordered), SLICE):
        yield ordered[start : start + SLICE]


def programme_name(programme: Programme, language: str) -> tuple[str, str]:
    """The programme's name and its place, in words."""
    blueprint = programme.blueprint
    return blueprint.name.say(language), blueprint.district.name.say(language) if blueprint.district else ""
