"""A record in full, as its own unit sees it: what it says, where it stands and why, what was found and decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hundredfold.do.ledger import access
from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.models import Receipt, Record, Revision
from hundredfold.do.ledger.queries import record_in_full
from hundredfold.do.ledger.words import State
from hundredfold.plan import needs as need_words
from hundredfold.plan.access import Visitor
from hundredfold.prove import explain, intake
from hundredfold.prove.claims import Ground
from hundredfold.prove.models import Decision, Finding, PhotoPrint
from hundredfold.prove.needs import LAPSING, unmet
from hundredfold.prove.queries import cells_of_record, decisions_on, findings_of
from hundredfold.prove.rules import BY_NAME
from hundredfold.web.desk.detail_fields import answer_in_words
from hundredfold.web.desk.pages.appeals import Contested, contested
from hundredfold.web.desk.pages.parts import StandingShown, number_of, standing_shown
from hundredfold.web.desk.words import levels, methods, states


@dataclass(frozen=True, slots=True)
class NeedShown:
    """One thing a strand asks: whether the record shows it, and what to do where it does not."""

    sentence: str
    todo: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side of a finding. ``href`` is empty for a record that the reader may not open."""

    number: str
    title: str
    unit: str
    day: dt.date | None
    venue: str
    href: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class FindingShown:
    """What a rule noticed, in neutral words, with both sides; ``answer`` is empty while nobody has looked.

    What ``is_remark`` changes no count, answered or not.
    """

    title: str
    sentence: str
    grounds: Sequence[str]
    sides: Sequence[SideShown]
    answer: str
    reason: str
    is_remark: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the record's history."""

    at: dt.datetime
    who: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A photo of the record; ``unreadable`` says why it cannot be shown, if it cannot."""

    small: str
    large: str
    name: str
    is_public: bool
    unreadable: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything the record's screen shows."""

    number: str
    title: str
    state: str
    state_word: str
    unit: str
    facts: Sequence[tuple[str, str]]
    summary: str
    photos: Sequence[EvidenceShown]
    standings: Sequence[StandingShown]
    needs: Sequence[NeedShown]
    findings: Sequence[FindingShown]
    steps: Sequence[Step]
    receipt: Receipt | None
    position: int
    is_enough: bool
    may_amend: bool
    amend_href: str
    withdraw_href: str
    copy_href: str
    report_href: str
    contested: Sequence[Contested]


def record_page(user: Visitor, public_id: str, *, language: str, at: dt.datetime) -> RecordPage:
    """The record's screen; Http404 if ``user`` may not read it. A constant number of queries."""
    may_amend = access.may_amend(user, access.record_to_see(user, public_id, at=at), at=at)
    record = record_in_full(public_id)
    assert record is not None  # the loader found it a moment ago; nothing is ever deleted
    needs = _needs(record, language, at=at) if record.state == State.REPORTED else []
    return RecordPage(
        number=number_of(record),
        title=record.title,
        state=record.state,
        state_word=states()[record.state],
        unit=record.unit.name,
        facts=_facts(record, language),
        summary=record.summary,
        photos=_photos(record),
        standings=[standing_shown(each, record.programme, language) for each in cells_of_record(record)],
        needs=needs,
        findings=[_finding(each, record, user, language, at=at) for each in _open_to_unit(record)],
        steps=_steps(record),
        receipt=Receipt.objects.filter(record=record).first(),
        position=record.position,
        is_enough=bool(needs) and all(need.is_met for need in needs),
        may_amend=may_amend,
        amend_href=reverse("desk:amend", args=[public_id]),
        withdraw_href=reverse("desk:withdraw", args=[public_id]) if record.state != State.WITHDRAWN else "",
        copy_href=f"{reverse('desk:report')}?copy={public_id}",
        report_href=f"{reverse('desk:report')}?plan={public_id}" if record.state == State.PLANNED else "",
        contested=contested(record, user, language=language, at=at),
    )


def _facts(record: Record, language: str) -> list[tuple[str, str]]:
    """What the record says, as label and words; what is empty is left out."""
    between = ", " if language == "en" else "、"
    strands = [filing.strand for filing in record.filings.all()]
    blueprint = record.programme.blueprint
    said = [
        (
            _("Told in"),
            between.join(blueprint.strand(each.code).short_name.say(language) for each in strands),
        ),
        (_("Date"), days_in_words(record.start, record.end)),
        (_("Place"), record.venue),
        (_("Street or town"), record.town),
        (_("Place on the map"), f"{record.lat:.5f}, {record.lon:.5f}" if record.lat is not None else ""),
        (_("How many came"), _heads(record)),
        (_("Units that took part"), between.join(each.unit.name for each in record.co_units.all())),
        (_("Outlet"), record.outlet),
        (_("Level of the outlet"), levels()[record.level] if record.level else ""),
        (_("Link"), record.url),
    ]
    details = {detail.key: detail for each in strands for detail in fields_of(blueprint, each.code)}
    for key, value in record.details.items():
        if key in details:
            label = details[key].label.say(language)
            said.append((label, answer_in_words(details[key], value, blueprint, language)))
    return [(label, words) for label, words in said if words]


def days_in_words(start: dt.date | None, end: dt.date | None) -> str:
    """A day or a span of days as a reader of the page's language writes it."""
    if start is None:
        return ""
    first = date_format(start, "DATE_FORMAT")
    return f"{first} – {date_format(end, 'DATE_FORMAT')}" if end and end != start else first


def _heads(record: Record) -> str:
    if record.head_count is None:
        return ""
    method = methods().get(record.head_count_method, "")
    return f"{record.head_count} ({method})" if method else str(record.head_count)


def _photos(record: Record) -> list[EvidenceShown]:
    evidence = [each for each in record.evidence.all() if each.sort == "photo"]
    unreadable = dict(
        PhotoPrint.objects.filter(file__in=[each.file_id for each in evidence])
        .exclude(unreadable="")
        .values_list("file", "unreadable")
    )
    return [
        EvidenceShown(
            small=reverse("desk:photo", args=[record.public_id, each.file.sha256, "small"]),
            large=reverse("desk:photo", args=[record.public_id, each.file.sha256, "large"]),
            name=each.name,
            is_public=each.is_public,
            unreadable=unreadable.get(each.file_id, ""),
        )
        for each in evidence
    ]


def _needs(record: Record, language: str, *, at: dt.datetime) -> list[NeedShown]:
    """What each strand asks and a unit can show at once; what lapses with time is said by the standing alone."""
    claims = intake.claims(record.programme, at=at, records=[record.pk])
    shown: dict[str, NeedShown] = {}
    for filing in record.filings.all():
        strand = record.programme.blueprint.strand(filing.strand.code)
        missing = {
            need.code
            for need in unmet(
                list(claims.items), strand, on=claims.as_of, period=claims.period, activity=claims.activity
            )
        }
        for need in strand.needs:
            if need.code not in LAPSING:
                sentence = need_words.say(need.sentence_key, need.params, language)
                todo = need_words.say(f"remedy_{need.code}", need.params, language)
                shown.setdefault(need.code, NeedShown(sentence, todo, need.code not in missing))
    return list(shown.values())


def _open_to_unit(record: Record) -> list[Finding]:
    """Findings as the unit sees them. Missing evidence is left out: the list of needs says it with its remedy."""
    return [each for each in findings_of(record) if each.rule != "thin_evidence"]


def _finding(row: Finding, record: Record, user: Visitor, language: str, *, at: dt.datetime) -> FindingShown:
    rule = BY_NAME.get(row.rule)
    sides = [row.a, *([row.b] if row.b else [])]
    return FindingShown(
        title=rule.title.say(language) if rule else row.rule,
        sentence=rule.sentence.say(language) if rule else "",
        grounds=[
            explain.lacks(Ground(each["code"], each.get("params", {})), language) for each in row.grounds
        ],
        sides=[_side(each, record, user, at=at) for each in sides] if row.b else [],
        answer=_answer(row.settled_by),
        reason=row.settled_by.reason if row.settled_by else "",
        is_remark=rule.is_remark if rule else False,
    )


def _side(side: Record, record: Record, user: Visitor, *, at: dt.datetime) -> SideShown:
    is_this = side.pk == record.pk
    may_open = not is_this and access.may_see(user, side, at=at)
    return SideShown(
        number=number_of(side),
        title=side.title,
        unit=side.unit.name,
        day=side.start,
        venue=side.venue,
        href=reverse("desk:record", args=[side.public_id]) if may_open else "",
        is_this=is_this,
    )


def _answer(decision: Decision | None) -> str:
    if decision is None:
        return ""
    answers = {
        "same": _("A reviewer found: the same. It counts once, all are credited."),
        "different": _("A reviewer found: different. Both stand."),
        "stands": _("A reviewer found: it holds as told."),
        "not_acceptable": _("A reviewer found: not acceptable."),
    }
    return answers.get(decision.verdict, "")


def _steps(record: Record) -> list[Step]:
    """Tellings, changes and decisions in one line of time, the latest first."""
    verdicts = {
        "accept": _("accepted"),
        "return": _("sent back"),
        "not_acceptable": _("not accepted"),
        "reopen": _("to be decided again"),
    }
    decided = [
        Step(each.at, each.by_unit.name, verdicts.get(each.verdict, each.verdict), each.reason)
        for each in decisions_on(record)
    ]
    told, before = [], ""
    for each in Revision.objects.filter(record=record).select_related("by").order_by("position"):
        state = str(each.facts.get("state", ""))
        told.append(Step(each.at, str(each.by), _change(before, state), each.note))
        before = state
    return sorted([*decided, *told], key=lambda step: step.at, reverse=True)


def _change(before: str, after: str) -> str:
    if after == State.WITHDRAWN:
        return _("taken back")
    if not before:
        return _("planned") if after == State.PLANNED else _("told")
    if before == State.PLANNED and after == State.REPORTED:
        return _("told that it took place")
    return _("amended")
