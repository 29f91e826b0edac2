"""The form's screen: what it is about, what is enough, what is there already; and the choice of a strand before it."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse

from hundredfold.do.ledger import access
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.do.ledger.words import State
from hundredfold.plan import needs as need_words
from hundredfold.plan.access import Visitor
from hundredfold.plan.blueprint_types import Strand
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import unit_index
from hundredfold.plan.words import UnitLevel
from hundredfold.prove.intake import local_day
from hundredfold.web.desk import asked
from hundredfold.web.desk.forms import Question, ReportForm, initial_from
from hundredfold.web.desk.photos import Shelf
from hundredfold.web.desk.tellers import Tellers

VENUES_MOST = 20
NAMES_MOST = 600  # offered while typing; any other unit is found by its name as well


@dataclass(frozen=True)
class Draft:
    """A report being written: the question, what it starts from, and the record it changes if it changes one."""

    programme: Programme
    question: Question
    initial: Mapping[str, Any]
    state: State
    record: Record | None = None
    is_new: bool = True

    @property
    def tells_of_plan(self) -> bool:
        """Whether a plan becomes a report."""
        return self.record is not None and self.record.state == State.PLANNED and self.state == State.REPORTED

    @property
    def room(self) -> int:
        """How many photos there may be in all."""
        return asked.photos_most(self.question.strand)


@dataclass(frozen=True, slots=True)
class PhotoShown:
    """A photo of the form: ``token`` for one that is carried, ``sha256`` to take it out by."""

    sha256: str
    name: str
    src: str
    token: str = ""


@dataclass(frozen=True)
class ReportPage:
    """Everything the form's screen shows."""

    form: ReportForm
    strand: str
    strand_code: str
    unit: str
    title: str
    is_plan: bool
    is_amended: bool
    tells_of_plan: bool
    needs: Sequence[str]
    photos: Sequence[PhotoShown]
    photos_most: int
    photos_enough: int
    venues: Sequence[str]
    unit_names: Sequence[str]
    key: str
    seen: int
    change_href: str
    first: Sequence[str] = field(default_factory=tuple)

    @property
    def main_fields(self) -> list[Any]:
        """What is asked of everybody, and what the strand's needs rest on."""
        return [bound for bound in self.form if bound.name in self.first]

    @property
    def more_fields(self) -> list[Any]:
        """What may stay empty."""
        return [bound for bound in self.form if bound.name not in {*self.first, "photos", "private"}]

    @property
    def more_is_open(self) -> bool:
        """Whether something there was answered or is wrong, so that it must be seen."""
        return any(bound.errors or (self.is_amended and bound.value()) for bound in self.more_fields)


@dataclass(frozen=True, slots=True)
class Choice:
    """A strand to tell in: its name, what one of the hundred is, and where its form is."""

    name: str
    one: str
    href: str


def choices(programme: Programme, language: str, *, is_plan: bool = False, unit: str = "") -> list[Choice]:
    """The strands as big choices; for a plan, those whose things are put on the calendar."""
    base = reverse("desk:plan" if is_plan else "desk:report")
    return [
        Choice(
            strand.short_name.say(language),
            strand.counting_rule.one.say(language),
            f"{base}?strand={strand.code}" + (f"&unit={unit}" if unit else ""),
        )
        for strand in programme.blueprint.strands
        if not is_plan or asked.can_be_planned(strand)
    ]


def new_draft(
    tellers: Tellers,
    programme: Programme,
    strand: str,
    *,
    unit: Unit,
    language: str,
    at: dt.datetime,
    is_plan: bool = False,
) -> Draft:
    """An empty report or plan; Http404 for a strand that the programme has not."""
    if strand not in programme.blueprint.by_code:
        raise Http404
    question = _question(
        programme, strand, unit=unit, units=tellers.all, language=language, at=at, is_plan=is_plan
    )
    initial = {
        "town": unit.town,
        "unit": unit.public_id,
        "private": unit.level == UnitLevel.SCHOOL,
        "start": None if is_plan or question.strand.kind != "event" else question.today,
    }
    return Draft(programme, question, initial, State.PLANNED if is_plan else State.REPORTED)


def copied_draft(user: Visitor, tellers: Tellers, public_id: str, *, language: str, at: dt.datetime) -> Draft:
    """A new report that starts from an earlier one: all but its day, its head count and its photos."""
    record = access.record_to_see(user, public_id, at=at)
    facts = facts_of(record)
    unit = tellers.chosen(record.unit.public_id)
    assert unit is not None  # the caller lets nobody without a unit come here
    draft = new_draft(tellers, record.programme, facts.strands[0], unit=unit, language=language, at=at)
    dropped = {"start", "end", "head_count", "head_count_method", "unit", "private"}
    kept = {name: value for name, value in initial_from(facts, draft.question).items() if name not in dropped}
    return Draft(draft.programme, draft.question, {**draft.initial, **kept}, draft.state)


def amended_draft(
    user: Visitor, public_id: str, *, language: str, at: dt.datetime, as_report: bool = False
) -> Draft:
    """What a record says, to be changed; ``as_report`` tells of a plan that it took place. Http404 if not theirs."""
    record = access.record_to_amend(user, public_id, at=at)
    facts = facts_of(record)
    is_plan = record.state == State.PLANNED and not as_report
    question = _question(
        record.programme,
        facts.strands[0],
        unit=record.unit,
        units=[record.unit],
        language=language,
        at=at,
        is_plan=is_plan,
        told=facts,
    )
    initial = initial_from(facts, question)
    if as_report and record.unit.level == UnitLevel.SCHOOL:
        initial["private"] = True
    state = State.PLANNED if is_plan else State.REPORTED
    return Draft(record.programme, question, initial, state, record, is_new=False)


def _question(
    programme: Programme,
    strand: str,
    *,
    unit: Unit,
    units: Sequence[Unit],
    language: str,
    at: dt.datetime,
    is_plan: bool,
    told: Facts | None = None,
) -> Question:
    today = local_day(programme, at)
    asks_venue = "venue" in asked.fields_asked(programme.blueprint.strand(strand), is_plan=is_plan)
    return Question(
        blueprint=programme.blueprint,
        strand=programme.blueprint.strand(strand),
        units=units,
        unit=unit,
        index=unit_index(today),
        today=today,
        language=language,
        is_plan=is_plan,
        venues=_venues(unit) if asks_venue else (),
        told=told,
    )


def _venues(unit: Unit) -> list[str]:
    """Places where this unit was of late, to choose from."""
    used = (
        Record.objects.filter(unit=unit)
        .exclude(venue="")
        .order_by("-told_at")
        .values_list("venue", flat=True)
    )
    return list(dict.fromkeys(used[:200]))[:VENUES_MOST]


def report_page(draft: Draft, form: ReportForm, *, dropped: Sequence[str] = (), key: str = "") -> ReportPage:
    """The screen of ``draft`` with ``form``; ``dropped`` are hashes of photos the writer takes out."""
    question = draft.question
    language = question.language
    return ReportPage(
        form=form,
        strand=question.strand.short_name.say(language),
        strand_code=question.strand.code,
        unit=question.unit.name,
        title=question.told.title if question.told else "",
        is_plan=question.is_plan,
        is_amended=not draft.is_new,
        tells_of_plan=draft.tells_of_plan,
        needs=[] if question.is_plan else _needs(question.strand, language),
        photos=_photos(draft, form.shelf, dropped),
        photos_most=draft.room,
        photos_enough=asked.photos_enough(question.strand),
        venues=question.venues,
        unit_names=[unit.name for unit in question.index.units.values()][:NAMES_MOST]
        if "co_units" in form.fields
        else [],
        key=key or secrets.token_hex(16),
        seen=draft.record.position if draft.record else 0,
        change_href=reverse("desk:plan" if question.is_plan else "desk:report") if draft.is_new else "",
        first=_first_fields(question, form),
    )


def _first_fields(question: Question, form: ReportForm) -> tuple[str, ...]:
    always = {"title", "start", "venue", "unit"} if question.is_plan else {"title", "start", "unit"}
    return tuple(name for name in form.fields if name in always | form.needed and name != "photos")


def _needs(strand: Strand, language: str) -> list[str]:
    """What is enough for the strand, in words."""
    return [need_words.say(need.sentence_key, need.params, language) for need in strand.needs]


def _photos(draft: Draft, shelf: Shelf, dropped: Sequence[str]) -> list[PhotoShown]:
    """The photos that are there: those of the record, then those carried by the form."""
    told, record = draft.question.told, draft.record
    shown = [
        PhotoShown(
            proof.sha256,
            "",
            reverse("desk:photo", args=[record.public_id, proof.sha256, "small"]),
        )
        for proof in (told.evidence if told else ())
        if record and proof.sort == "photo" and proof.sha256 not in dropped
    ]
    carried = [
        PhotoShown(photo.sha256, photo.name, reverse("desk:kept", args=[photo.token]), photo.token)
        for photo in shelf.kept
    ]
    return shown + carried
