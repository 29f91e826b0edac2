"""Appeals as the unit sees them: what it may appeal against and until when, and what became of what it appealed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.models import Record
from hundredfold.plan.access import Visitor, may_act_for
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove import appeals
from hundredfold.prove.models import Appeal, Decision
from hundredfold.prove.words import Outcome
from hundredfold.web.desk.appeal_form import AppealForm
from hundredfold.web.desk.pages.parts import number_of

OF_UNIT_MOST = 8


@dataclass(frozen=True, slots=True)
class Made:
    """An appeal that was made: what was said, where it stands, and how long there is to answer it."""

    state: str
    word: str
    text: str
    filed_at: dt.datetime
    clock: str
    remark: str
    is_late: bool
    answer: str
    answered_at: dt.datetime | None
    withdraw_href: str
    title: str
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class Contested:
    """A decision against which the unit may appeal or has appealed; ``href`` is empty where it may not any more."""

    verdict: str
    reason: str
    decided_at: dt.datetime
    by_unit: str
    others: str
    clock: str
    remark: str
    href: str
    made: Made | None


@dataclass(frozen=True, slots=True)
class AppealPage:
    """The form of an appeal, beside what was decided and why."""

    record_href: str
    number: str
    title: str
    contested: Contested
    answered_within: int
    form: AppealForm


def contested(record: Record, user: Visitor, *, language: str, at: dt.datetime) -> list[Contested]:
    """Every decision on ``record`` that its unit can appeal against or did, the latest first. Five queries at most."""
    made = list(appeals.appeals_on(record))
    ours = {each.decision_id: each for each in made if each.unit_id == record.unit_id}
    decisions = {each.pk: each for each in appeals.decisions_to_appeal(record)}
    decisions.update({each.decision_id: each.decision for each in ours.values()})
    if not decisions:
        return []
    days = appeals.days(record.programme, at=at)
    may_appeal = may_act_for(user, record.unit, at=at)
    others = [each for each in made if each.unit_id != record.unit_id]
    return [
        _contested(
            decision,
            record,
            [each for each in (*ours.values(), *others) if each.decision_id == key],
            days,
            may_appeal=may_appeal,
            language=language,
        )
        for key, decision in sorted(decisions.items(), reverse=True)
        if key in ours or not _is_outdated(decision, record)
    ]


def _is_outdated(decision: Decision, record: Record) -> bool:
    """Whether the record was changed since it was refused: it waits for another look and needs no appeal."""
    return decision.finding_id is None and record.position > decision.position


def _contested(
    decision: Decision,
    record: Record,
    appeals_made: Sequence[Appeal],
    days: appeals.Days,
    *,
    may_appeal: bool,
    language: str,
) -> Contested:
    made = next((each for each in appeals_made if each.unit_id == record.unit_id), None)
    others = [each for each in appeals_made if each.unit_id != record.unit_id]
    clock = days.to_appeal(decision, others)
    is_held_up = any(each.outcome == Outcome.OPEN for each in others)
    names = [unit.name for unit in appeals.units_of(decision) if unit.pk != record.unit_id]
    href = reverse("desk:appeal", args=[record.public_id, decision.public_id])
    is_free = may_appeal and made is None and not clock.is_past and not is_held_up
    return Contested(
        verdict=_("Taken as the same, and joined") if decision.finding else _("Not accepted"),
        reason=decision.reason,
        decided_at=decision.at,
        by_unit=decision.by_unit.name,
        others=("、" if language == "zh" else ", ").join(names),
        clock=_("once the other unit's appeal is answered") if is_held_up else clock.say(language),
        remark=clock.remark(language),
        href=href if is_free else "",
        made=_made(made, days, record, may_appeal=may_appeal, language=language) if made else None,
    )


def _made(made: Appeal, days: appeals.Days, record: Record, *, may_appeal: bool, language: str) -> Made:
    clock = days.to_answer(made)
    is_overtaken = appeals.is_overtaken(made)
    is_open = made.outcome == Outcome.OPEN and not is_overtaken
    return Made(
        state="overtaken" if is_overtaken else made.outcome or "open",
        word=_("The decision was taken back") if is_overtaken else str(Outcome(made.outcome).label),
        text=made.text,
        filed_at=made.filed_at,
        clock=clock.say(language, answering=True) if is_open else "",
        remark=clock.remark(language) if is_open else "",
        is_late=is_open and clock.is_past,
        answer=made.answer,
        answered_at=made.answered_at,
        withdraw_href=reverse("desk:withdraw_appeal", args=[made.public_id])
        if is_open and may_appeal
        else "",
        title=record.title,
        number=number_of(record),
        href=reverse("desk:record", args=[record.public_id]),
    )


def appeals_of(unit: Unit, programme: Programme, *, language: str, at: dt.datetime) -> Sequence[Made]:
    """What ``unit`` appealed, the open ones first. Two queries at most."""
    rows = list(appeals.appeals_of_unit(unit, programme)[:OF_UNIT_MOST])
    if not rows:
        return []
    days = appeals.days(programme, at=at)
    return [_made(row, days, appeals.record_of(row), may_appeal=False, language=language) for row in rows]


def appeal_page(
    record: Record, decision: Decision, form: AppealForm, *, language: str, at: dt.datetime
) -> AppealPage:
    """The page on which ``record``'s unit appeals against ``decision``."""
    days = appeals.days(record.programme, at=at)
    made = [each for each in appeals.appeals_on(record) if each.decision_id == decision.pk]
    return AppealPage(
        record_href=reverse("desk:record", args=[record.public_id]),
        number=number_of(record),
        title=record.title,
        contested=_contested(decision, record, made, days, may_appeal=True, language=language),
        answered_within=days.answered_within,
        form=form,
    )
