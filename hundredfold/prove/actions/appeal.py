"""Appeals: a unit asks for a decision to be looked at again, somebody else answers. Each in one transaction."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, ids
from hundredfold.base.models import User
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove import access, appeals, intake
from hundredfold.prove.actions.decide import decide_finding, decide_record
from hundredfold.prove.actions.settle import settle
from hundredfold.prove.models import Appeal, Decision, Finding
from hundredfold.prove.words import FindingVerdict, Outcome, RecordVerdict, Undecidable

TEXT_MOST, ANSWER_MOST = 2000, 500


def file_appeal(*, by: User, decision: Decision, unit: Unit, text: str, at: dt.datetime) -> Appeal:
    """Asks in the name of ``unit`` for ``decision`` to be looked at again; nothing counts otherwise meanwhile.

    Raises Undecidable, with one sentence, if it cannot be appealed against, was already by this unit, is too late or
    says nothing; PermissionDenied for somebody who does not tell for the unit.
    """
    _require_unit(by, unit, at=at)
    said = text.strip()[:TEXT_MOST]
    if not said:
        raise Undecidable(_("Say in your own words what you see differently."))
    with transaction.atomic():
        held = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        programme = _programme_of(held)
        days = appeals.days(programme, at=at)
        _require_appealable(held, unit, days)
        answer = days.due_of_answer()
        others = [each for each in appeals.units_of(held) if each.pk != unit.pk]
        appeal = Appeal(
            public_id=ids.new_ulid(at=at),
            decision=held,
            decided_by=held.by,
            unit=unit,
            other_unit=others[0] if others else None,
            text=said,
            filed_by=by,
            filed_at=at,
            due=answer.due,
            due_is_sure=answer.sure,
        )
        _save(appeal)
        _note(by, appeal, "file_appeal", at=at, detail={"due": answer.due.isoformat()})
        settle(programme, _keys(held), at=at)
    return appeal


def answer_appeal(
    *, by: User, appeal: Appeal, outcome: str, answer: str, seen: int, at: dt.datetime
) -> Appeal:
    """Says that the decision stands (``upheld``), or puts another in its place (``granted``), with a reason.

    Granted, a refused record is accepted as it stood at position ``seen``, and joined records are parted. Raises
    Undecidable, with one sentence, if the reviewer decided it themselves or belongs to a unit concerned, if no reason
    is given, or if it was answered, taken back or overtaken meanwhile.
    """
    if outcome not in (Outcome.UPHELD, Outcome.GRANTED):
        raise Undecidable(_("This is no answer to an appeal."))
    if not answer.strip():
        raise Undecidable(_("Say why: the unit will read it."))
    with transaction.atomic():
        held = _held(appeal)
        decision = held.decision
        _require_open(held)
        if by.pk == held.decided_by_id:
            raise Undecidable(_("You decided this yourself. Another reviewer answers the appeal."))
        for_unit = access.deciding_unit(by, _touched(decision), at=at)
        held.outcome, held.answer = outcome, answer.strip()[:ANSWER_MOST]
        held.answered_by, held.answered_for, held.answered_at = by, for_unit, at
        if outcome == Outcome.GRANTED:
            held.successor = _put_in_its_place(decision, by=by, reason=held.answer, seen=seen, at=at)
        held.save()
        _note(by, held, f"answer_appeal:{outcome}", at=at, detail={"answer": held.answer})
        settle(_programme_of(decision), _keys(decision), at=at)
    return held


def withdraw_appeal(*, by: User, appeal: Appeal, at: dt.datetime) -> Appeal:
    """Takes an open appeal back in the name of its unit. Raises Undecidable if it was answered or taken back before."""
    _require_unit(by, appeal.unit, at=at)
    with transaction.atomic():
        held = _held(appeal)
        if held.outcome != Outcome.OPEN:
            raise Undecidable(_("This appeal is closed already."))
        held.outcome, held.withdrawn_by, held.withdrawn_at = Outcome.WITHDRAWN, by, at
        held.save()
        _note(by, held, "withdraw_appeal", at=at, detail={})
        settle(_programme_of(held.decision), _keys(held.decision), at=at)
    return held


def _require_unit(by: User, unit: Unit, *, at: dt.datetime) -> None:
    if not plan_access.may_act_for(by, unit, at=at):
        raise PermissionDenied(_("Only %(unit)s itself may appeal in its name.") % {"unit": unit.name})


def _require_appealable(decision: Decision, unit: Unit, days: appeals.Days) -> None:
    """Each way in which an appeal is not possible, in one sentence."""
    if not appeals.is_appealable(decision) or unit not in appeals.units_of(decision):
        raise Undecidable(_("This decision is not one that your unit can appeal against."))
    if Decision.objects.filter(supersedes=decision).exists():
        raise Undecidable(
            _("This decision was taken back or replaced; there is nothing left to appeal against.")
        )
    if decision.record and decision.record.position > decision.position:
        raise Undecidable(_("You changed the record since; it waits for another look, and needs no appeal."))
    earlier = list(Appeal.objects.filter(decision=decision))
    if any(each.unit_id == unit.pk for each in earlier):
        raise Undecidable(_("Your unit has appealed against this decision before; that can be done once."))
    if any(each.outcome == Outcome.OPEN for each in earlier):
        raise Undecidable(_("The other unit's appeal is being looked at; wait until it is answered."))
    limit = days.to_appeal(decision, earlier)
    if limit.is_past:
        raise Undecidable(
            _("The %(n)d working days to appeal are over: the last one was %(day)s.")
            % {"n": days.within, "day": limit.due.isoformat()}
        )


def _save(appeal: Appeal) -> None:
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError as clash:  # sent twice at one moment: the constraint lets one through
        raise Undecidable(_("An appeal against this decision is being looked at already.")) from clash


def _held(appeal: Appeal) -> Appeal:
    """The appeal with its decision, held until the transaction ends."""
    locked = Appeal.objects.select_for_update(of=("self",)).select_related(
        "decision__record", "decision__finding"
    )
    return locked.get(pk=appeal.pk)


def _require_open(appeal: Appeal) -> None:
    if appeal.outcome != Outcome.OPEN:
        raise Undecidable(_("This appeal was answered or taken back meanwhile."))
    if Decision.objects.filter(supersedes=appeal.decision_id).exists():
        raise Undecidable(
            _("The decision was taken back or replaced meanwhile; there is nothing left to answer.")
        )


def _put_in_its_place(decision: Decision, *, by: User, reason: str, seen: int, at: dt.datetime) -> Decision:
    """The decision that takes the place of one that was appealed against with success."""
    if decision.finding:
        return decide_finding(
            by=by,
            finding=decision.finding,
            verdict=FindingVerdict.DIFFERENT,
            reason=reason,
            over=decision.public_id,
            at=at,
        )
    assert decision.record is not None  # a decision is on one of the two
    for each in _refused_with(decision):
        verdict = FindingVerdict.DIFFERENT if each.b_id else FindingVerdict.STANDS
        over = each.settled_by.public_id if each.settled_by else ""
        decide_finding(by=by, finding=each, verdict=verdict, reason=reason, over=over, at=at)
    return decide_record(
        by=by,
        record=decision.record,
        verdict=RecordVerdict.ACCEPT,
        seen=seen,
        reason=reason,
        over=decision.public_id,
        at=at,
    )


def _refused_with(decision: Decision) -> list[Finding]:
    """The findings whose answer "not acceptable" refused the record in the same breath as ``decision``."""
    answered = Decision.objects.filter(
        finding__isnull=False,
        verdict=FindingVerdict.NOT_ACCEPTABLE,
        by=decision.by_id,
        at=decision.at,
        superseded_by__isnull=True,
    )
    found = [each.finding for each in answered.select_related("finding__settled_by") if each.finding]
    return [each for each in found if (each.blocked_id or each.b_id or each.a_id) == decision.record_id]


def _touched(decision: Decision) -> list[Unit]:
    """Every unit that the decision touches, also those joined from elsewhere."""
    credited = intake.credited_units(_keys(decision))
    return list(dict.fromkeys(unit for units in credited.values() for unit in units))


def _keys(decision: Decision) -> set[int]:
    finding = decision.finding
    keys = (finding.a_id, finding.b_id) if finding else (decision.record_id,)
    return {key for key in keys if key is not None}


def _programme_of(decision: Decision) -> Programme:
    subject = decision.finding.a if decision.finding else decision.record
    assert subject is not None  # a decision is on one of the two
    return subject.programme


def _note(by: User, appeal: Appeal, action: str, *, at: dt.datetime, detail: dict[str, str]) -> None:
    audit.note(actor=by, action=action, subject=f"appeal:{appeal.public_id}", at=at, detail=detail)
