"""What a record tells, line by line, and its photos: shared by the desk, the comparison and the record's own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.models import Evidence, Record
from hundredfold.do.ledger.words import State
from hundredfold.plan.blueprint_types import Blueprint, Detail
from hundredfold.web.office import words

SMALL, LARGE = 800, 1600


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo with its copies and the way to its original."""

    sha256: str
    small: str
    large: str
    original: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A record as the office reads it. ``lines`` are label and text, empty ones left out."""

    public_id: str
    number: str
    title: str
    href: str
    unit: str
    day: str
    state: str
    is_withdrawn: bool
    lines: tuple[tuple[str, str], ...]
    summary: str
    photos: tuple[Photo, ...]
    documents: int


def told(record: Record, blueprint: Blueprint) -> Told:
    """``record`` as read by ``ledger.queries.record_in_full``: asks the database nothing more."""
    evidence = list(record.evidence.all())
    said = said_by(record, blueprint)
    summary = said.pop(_("What was done"))
    return Told(
        public_id=record.public_id,
        number=f"{record.number:04d}",
        title=record.title,
        href=reverse("office:record", args=[record.public_id]),
        unit=record.unit.name,
        day=words.days(record.start, record.end),
        state=str(State(record.state).label),
        is_withdrawn=record.state == State.WITHDRAWN,
        lines=tuple((label, text) for label, text in said.items() if text),
        summary=summary,
        photos=tuple(photo(each) for each in evidence if each.sort == "photo"),
        documents=sum(each.sort != "photo" for each in evidence),
    )


def photo(evidence: Evidence) -> Photo:
    """A photo of a record, known by its hash alone."""
    sha256 = evidence.file.sha256
    return Photo(
        sha256=sha256,
        small=reverse("office:photo", args=[sha256, SMALL]),
        large=reverse("office:photo", args=[sha256, LARGE]),
        original=reverse("office:original", args=[sha256]),
        is_public=evidence.is_public,
    )


def said_by(record: Record, blueprint: Blueprint) -> dict[str, str]:
    """Every line that a record may have, by its label, empty where nothing is said; in one order for all records."""
    language = words.language()
    strands = [filing.strand.code for filing in record.filings.all()]
    lines = {
        _("Unit"): record.unit.name,
        _("Together with"): words.listed([each.unit.name for each in record.co_units.all()]),
        _("Day"): words.days(record.start, record.end),
        _("Venue"): record.venue,
        _("Town"): record.town,
        _("Head count"): head_count(record.head_count, record.get_head_count_method_display()),
        _("Outlet"): record.outlet,
        _("Level"): record.get_level_display() if record.level else "",
        _("Link"): record.url,
        _("Strand"): words.listed([blueprint.strand(code).short_name.say(language) for code in strands]),
        _("What was done"): record.summary,
    }
    return {**lines, **_details(record.details, blueprint, strands)}


def head_count(number: int | None, method: str) -> str:
    """A head count with how it was made."""
    if number is None:
        return ""
    return _("%(n)s (%(method)s)") % {"n": f"{number:,}", "method": method} if method else f"{number:,}"


def _details(details: Mapping[str, Any], blueprint: Blueprint, strands: list[str]) -> dict[str, str]:
    fields = {field.key: field for code in strands for field in fields_of(blueprint, code)}
    fields.pop("tells_of", None)  # public ids; the record's page names the deeds themselves
    return {
        field.label.say(words.language()): _value(details.get(key), field) for key, field in fields.items()
    }


def _value(value: Any, field: Detail) -> str:
    """A detail as people read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return words.listed([_value(each, field) for each in value])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    named = {choice.code: choice.name.say(words.language()) for choice in field.choices}
    return named.get(str(value), str(value))
