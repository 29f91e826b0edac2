"""The gate: what may be public, by allow-list. Ledger rows and cells in, frozen public values out.

It must not know who asks. A field that is not named here stays inside: contacts, tellers, reviewers, reasons of
return, findings, file names, keys, hashes of originals, and the names of people without their recorded consent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from django.utils.crypto import salted_hmac

from hundredfold.plan.blueprint_types import Blueprint, Detail, Strand
from hundredfold.plan.models import Unit
from hundredfold.plan.words import UnitLevel
from hundredfold.prove.claims import Ground
from hundredfold.prove.count import Standing
from hundredfold.prove.counted_stories import CountedStory, Publication
from hundredfold.prove.models import Cell, Draw
from hundredfold.tell import public_reasons
from hundredfold.tell.public import (
    PublicCell,
    PublicDraw,
    PublicPhoto,
    PublicProgramme,
    PublicPublication,
    PublicRecord,
    PublicStanding,
    PublicStory,
    PublicStrand,
)

STATES = public_reasons.STATES
LEFT_OUT = "***"


class ToldRecord(Protocol):
    """The facts of a ledger record that this gate reads; nothing else of one is ever looked at."""

    @property
    def public_id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def start(self) -> dt.date | None: ...
    @property
    def end(self) -> dt.date | None: ...
    @property
    def venue(self) -> str: ...
    @property
    def town(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def head_count(self) -> int | None: ...
    @property
    def head_count_method(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def details(self) -> Mapping[str, Any]: ...
    @property
    def unit(self) -> Unit: ...


class Picture(Protocol):
    """A piece of evidence as this gate reads it; ``sha256`` of the original stays inside."""

    @property
    def sort(self) -> str: ...
    @property
    def is_public(self) -> bool: ...
    @property
    def removed_at(self) -> dt.datetime | None: ...
    @property
    def file(self) -> Any: ...


# Kinds that tell of somebody: their own words are public only with that person's recorded consent.
_OF_A_PERSON = frozenset({"person", "honour"})
# Free fields that may be read by everybody. Chosen answers and days come from fixed words and are always safe.
_OPEN_TEXTS = frozenset(
    {"design", "shown_at", "topic", "topics", "programme_list", "material", "year", "page_no"}
)
_OPEN_DAYS = frozenset({
    "appointed_on", "appointed_until", "flagged_on", "named_on", "valid_until", "notice_from", "notice_to",
    "published_on", "looked_on",
})  # fmt: skip
_CLOSED = frozenset({"consent", "feedback", "size_band"})
_NUMBERS_OF_PEOPLE = re.compile(
    r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|\d{17}[\dXx]|\d{15})(?!\d)"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


def is_named(kind: str, details: Mapping[str, Any], strands: Iterable[Strand]) -> bool:
    """Whether a record's own words and pictures may be shown, as far as consent goes.

    Only a recorded yes opens what tells of a person. An honour with an on-site check and no need for consent is
    a place of work, not a person; a product asks for consent where its strand does.
    """
    consent = details.get("consent")
    if consent is True:
        return True
    if consent is False or kind == "person":
        return False
    held = list(strands)
    if any(strand.need("consent") for strand in held):
        return False
    return kind not in _OF_A_PERSON or (bool(held) and all(strand.need("on_site_check") for strand in held))


def asks_consent(strand: Strand) -> bool:
    """Whether a strand's records have to be looked at for consent before they may be named."""
    return not is_named(strand.kind, {}, [strand])


def unnamed(strand: Strand, language: str) -> str:
    """What stands in place of the title of somebody who did not consent: one of the strand's measure."""
    if language.split("-")[0] == "en":
        return f"One {strand.measure.en} (not made public)"
    return f"{strand.short_name.zh}一{strand.measure.zh}（未公开）"


def masked(text: str) -> str:
    """``text`` without telephone numbers, addresses of mail and long numbers that look like a person's."""
    return _NUMBERS_OF_PEOPLE.sub(LEFT_OUT, text)


def strand(line: Strand, numbers: Mapping[str, int], *, target: int, language: str) -> PublicStrand:
    """A strand with its kept totals by state; what is set aside is left out."""
    counted = numbers["counted"]
    english = language.split("-")[0] == "en"
    many = line.measure.en if (target or counted) == 1 else line.measure.en_many
    return PublicStrand(
        code=line.code,
        number=line.position,
        name=line.name.say(language),
        short_name=line.short_name.say(language),
        full_name=line.full_name.say(language),
        kind=line.kind,
        measure=many if english else line.measure.zh,
        target=target,
        counted=counted,
        pending=numbers["pending"],
        planned=numbers["planned"],
    )


def programme(
    blueprint: Blueprint, *, year: int, period: tuple[dt.date, dt.date], language: str
) -> PublicProgramme:
    """The programme's name and span."""
    return PublicProgramme(
        name=blueprint.name.say(language),
        description=blueprint.description.say(language),
        place=blueprint.district.name.say(language) if blueprint.district else "",
        year=year,
        first=period[0],
        last=period[1],
    )


def grounds(reasons: Iterable[Mapping[str, Any]]) -> tuple[Ground, ...]:
    """The reasons of a kept cell as grounds."""
    return tuple(Ground(each["code"], each["params"]) for each in reasons)


def cell(
    row: Mapping[str, Any],
    line: Strand,
    *,
    consenting: Collection[str],
    language: str,
    refused: Collection[str] = (),
) -> PublicCell | None:
    """A cell's values (state, title, day, reasons, records, unit__name) as the public sees it; None if it does not.

    ``consenting`` are the public ids of those records that carry a recorded consent, ``refused`` of those that a
    reviewer did not accept: a cell opens to another telling of its deed.
    """
    record = next((each for each in row["records"] if each not in refused), None)
    if row["state"] not in STATES or record is None:
        return None
    named = not asks_consent(line) or record in consenting
    return PublicCell(
        record=record,
        state=row["state"],
        title=masked(row["title"]) if named else unnamed(line, language),
        unit=row["unit__name"],
        day=row["day"],
        why=public_reasons.phrases(row["state"], grounds(row["reasons"]), language)[0],
        is_named=named,
    )


def standing(row: Cell, line: Strand, language: str) -> PublicStanding | None:
    """Where the deed of a kept cell stands in its strand, or None where the public does not see it."""
    if row.state not in STATES:
        return None
    reasons = grounds(row.reasons)
    judged = Standing(
        deed="",
        strand=line.code,
        state=row.state,
        reasons=reasons,
        records=(),
        credited=(),
        title="",
        day=row.day,
    )
    return PublicStanding(
        strand=line.code,
        strand_name=line.short_name.say(language),
        state=row.state,
        sentence=public_reasons.sentence(judged, line, language),
        reasons=public_reasons.phrases(row.state, reasons, language),
    )


def photos(
    told: ToldRecord, evidence: Iterable[Picture], *, named: bool
) -> tuple[tuple[PublicPhoto, str], ...]:
    """The photos of a record that may be shown, each with the hash that leads inside to its public copy.

    A school's or kindergarten's photos are not public: who stands in them is under age.
    """
    if not named or is_a_school(told.unit):
        return ()
    shown = [each for each in evidence if each.sort == "photo" and each.is_public and each.removed_at is None]
    return tuple(
        (PublicPhoto(told.public_id, n, photo_mark(each.file.sha256)), each.file.sha256)
        for n, each in enumerate(shown, 1)
    )


def photo_mark(sha256: str) -> str:
    """A short mark that changes with the picture and tells nothing of its bytes."""
    return str(salted_hmac("hundredfold.tell.photo", sha256, algorithm="sha256").hexdigest()[:10])


def is_a_school(unit: Unit) -> bool:
    """Whether the people of this unit are mostly under age."""
    return unit.level == UnitLevel.SCHOOL or "幼儿园" in unit.name


def record(
    told: ToldRecord,
    *,
    strands: Sequence[Strand],
    fields: Sequence[Detail],
    units: Sequence[str],
    shown_photos: Sequence[PublicPhoto],
    language: str,
) -> PublicRecord:
    """A ledger record as the public reads it. ``units`` are those credited; ``fields`` its strands' details."""
    named = is_named(told.kind, told.details, strands)
    first = strands[0]
    if not named:
        return PublicRecord(
            public_id=told.public_id,
            number=told.number,
            kind=told.kind,
            title=unnamed(first, language),
            is_named=False,
            unit=told.unit.name,
            units=tuple(units),
        )
    placed = told.kind in {"event", "place"}
    return PublicRecord(
        public_id=told.public_id,
        number=told.number,
        kind=told.kind,
        title=masked(told.title),
        is_named=True,
        unit=told.unit.name,
        units=tuple(units),
        start=told.start,
        end=told.end,
        start_time=_clock_time(told.details.get("start_time")),
        venue=masked(told.venue) if placed else "",
        town=told.town if placed else "",
        lat=told.lat if placed else None,
        lon=told.lon if placed else None,
        head_count=told.head_count if told.kind == "event" else None,
        head_count_method=told.head_count_method if told.kind == "event" else "",
        summary=masked(told.summary),
        url=told.url if re.match(r"https?://", told.url) else "",
        outlet=told.outlet,
        level=told.level,
        details=tuple(_open_details(told, fields, language)),
        photos=tuple(shown_photos),
    )


def _clock_time(value: object) -> str:
    """A time of day as HH:MM, empty where it is not one."""
    found = re.match(r"\s*([01]?\d|2[0-3])[:：]([0-5]\d)", value) if isinstance(value, str) else None
    return f"{int(found[1]):02}:{found[2]}" if found else ""


def _open_details(told: ToldRecord, fields: Sequence[Detail], language: str) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = told.details.get(field.key)
        values = value if isinstance(value, list) else [value]
        shown = [text for each in values if (text := _open_value(each, field, told, language))]
        if shown:
            yield field.label.say(language), ("、" if language == "zh" else ", ").join(shown)


def _open_value(value: object, field: Detail, told: ToldRecord, language: str) -> str:
    """One value of a detail in words, empty where it stays inside."""
    if value in (None, "") or field.key in _CLOSED:
        return ""
    if field.type == "choice":
        return next((each.name.say(language) for each in field.choices if each.code == value), "")
    is_open = field.key in _OPEN_TEXTS or (field.key in _OPEN_DAYS and field.type == "date")
    is_credit = field.key == "maker" and told.details.get("consent") is True
    return masked(str(value)) if is_open or is_credit else ""


def draw(row: Draw, results: Mapping[str, int], *, made_on: dt.date, language: str) -> PublicDraw:
    """A spot-check draw with how many of its visits found what. What was drawn, and of whom, stays inside."""
    return PublicDraw(
        made_on=made_on,
        strand=row.strand.code if row.strand else "",
        strand_name=row.strand.plan.short_name.say(language) if row.strand else "",
        as_of=row.as_of,
        seed=row.seed,
        word=masked(row.word),
        position=row.position,
        size=row.size,
        candidates=row.candidates,
        candidates_sha256=row.candidates_sha256,
        seen=results.get("seen", 0),
        not_found=results.get("not_found", 0),
        differs=results.get("differs", 0),
        to_visit=results.get("", 0),
    )


def story(row: CountedStory, line: Strand, language: str) -> PublicStory:
    """A press story that counts, with where it was published; nameless where its strand asks for consent."""
    named = not asks_consent(line)
    return PublicStory(
        first=_publication(row.first, line, named=named, language=language),
        reprints=tuple(_publication(each, line, named=named, language=language) for each in row.reprints),
        unit=row.unit,
    )


def _publication(row: Publication, line: Strand, *, named: bool, language: str) -> PublicPublication:
    return PublicPublication(
        record=row.record,
        title=masked(row.title) if named else unnamed(line, language),
        day=row.day,
        outlet=row.outlet,
        level=row.level,
        url=row.url if named and re.match(r"https?://", row.url) else "",
    )
