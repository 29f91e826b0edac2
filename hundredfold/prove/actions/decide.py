"""What reviewers say: of a record, of a finding. A later decision supersedes; nothing is edited."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hundredfold.base import audit, ids
from hundredfold.base.models import User
from hundredfold.plan.models import Unit
from hundredfold.prove import access, intake
from hundredfold.prove.actions.holds import put_down, require_in_no_other_hand
from hundredfold.prove.actions.settle import settle
from hundredfold.prove.models import Concern, Decision, Finding
from hundredfold.prove.words import FindingVerdict, RecordVerdict, Undecidable

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

_NEEDS_A_REASON = {RecordVerdict.RETURN.value, RecordVerdict.NOT_ACCEPTABLE.value}


def decide_record(
    *, by: User, record: "Record", verdict: str, seen: int, reason: str = "", over: str = "", at: dt.datetime
) -> Decision:
    """Accepts, returns or refuses a record as it stood at position ``seen``.

    ``over`` is the public id of the decision the reviewer saw and means to supersede, empty for none.

    Raises Undecidable, with what to do, if it moved on meanwhile, was decided by somebody else at the same moment,
    is in somebody else's hand, touches the reviewer's own unit, or lacks the reason that its unit will read.
    """
    # Looked at before anything is locked: whoever comes too late is told so without keeping others waiting.
    _require_open(intake.record_now(record.pk), by=by, seen=seen, over=over, at=at)
    with transaction.atomic():
        decision = answer_record(
            by=by, record=record, verdict=verdict, seen=seen, reason=reason, over=over, at=at
        )
        settle(record.programme, {record.pk}, at=at)
    return decision


def answer_record(
    *, by: User, record: "Record", verdict: str, seen: int, reason: str = "", over: str = "", at: dt.datetime
) -> Decision:
    """As ``decide_record``, within the caller's transaction, who settles afterwards."""
    if verdict not in RecordVerdict.values or verdict == RecordVerdict.REOPEN:
        raise Undecidable(_("This is no answer to a record."))
    _require_reason(verdict, reason)
    held = intake.locked_record(record.pk)
    _require_open(held, by=by, seen=seen, over=over, at=at)
    decision = _decide(by=by, record=held, verdict=verdict, reason=reason, at=at)
    put_down(by=by, record=held)
    return decision


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer says of one record among many, as it stood at position ``seen``."""

    record: "Record"
    verdict: str
    seen: int
    at: dt.datetime
    reason: str = ""


def decide_many(*, by: User, answers: Sequence[Answer]) -> list[Decision]:
    """Decides many plain records of one programme in one transaction, all or none. Raises as ``decide_record``."""
    if not answers:
        return []
    with transaction.atomic():
        decisions = [
            answer_record(
                by=by,
                record=answer.record,
                verdict=answer.verdict,
                seen=answer.seen,
                reason=answer.reason,
                at=answer.at,
            )
            for answer in answers
        ]
        keys = {answer.record.pk for answer in answers}
        settle(answers[0].record.programme, keys, at=max(answer.at for answer in answers))
    return decisions


def decide_finding(
    *, by: User, finding: Finding, verdict: str, reason: str = "", over: str = "", at: dt.datetime
) -> Decision:
    """Answers a finding: the same, different, holds as told, or not acceptable (then the waiting record is refused).

    ``over`` and what is raised are as for ``decide_record``.
    """
    with transaction.atomic():
        decision = answer_finding(by=by, finding=finding, verdict=verdict, reason=reason, over=over, at=at)
        settle(finding.a.programme, _keys(finding), at=at)
    return decision


def answer_finding(
    *, by: User, finding: Finding, verdict: str, reason: str = "", over: str = "", at: dt.datetime
) -> Decision:
    """As ``decide_finding``, within the caller's transaction, who settles afterwards."""
    _require_fitting(finding, verdict)
    _require_reason(verdict, reason)
    held = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    _require_unbeaten(_in_force(Decision.objects.filter(finding=held)), over, position=0)
    require_in_no_other_hand(_keys(held), by=by, at=at)
    decision = _decide(by=by, finding=held, verdict=verdict, reason=reason, at=at)
    if verdict == FindingVerdict.NOT_ACCEPTABLE:
        refused = held.blocked or held.b or held.a
        _decide(by=by, record=refused, verdict=RecordVerdict.NOT_ACCEPTABLE, reason=reason, at=at)
    return decision


def decide_findings(
    *, by: User, findings: Sequence[Finding], verdict: str, at: dt.datetime
) -> list[Decision]:
    """Gives many plain findings of one programme the same answer in one transaction, all or none.

    Only answers that need no reason: the same, different, holds as told. Raises as ``decide_record``.
    """
    if not findings:
        return []
    with transaction.atomic():
        decisions = [answer_finding(by=by, finding=each, verdict=verdict, at=at) for each in findings]
        touched = {key for each in findings for key in _keys(each)}
        settle(findings[0].a.programme, touched, at=at)
    return decisions


def reopen(*, by: User, decision: Decision, at: dt.datetime) -> Decision:
    """Takes a decision back: its subject is to be decided again. The decision itself stays in the history."""
    with transaction.atomic():
        held = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        if Decision.objects.filter(supersedes=held).exists():
            raise Undecidable(_("This decision was superseded already."))
        undone = _decide(by=by, record=held.record, finding=held.finding, verdict="reopen", reason="", at=at)
        subject = held.finding or held.record
        assert subject is not None
        record = subject.a if isinstance(subject, Finding) else subject
        settle(record.programme, _keys(subject) if isinstance(subject, Finding) else {subject.pk}, at=at)
    return undone


def _require_open(record: "Record", *, by: User, seen: int, over: str, at: dt.datetime) -> None:
    """Refuses what was changed or decided since the reviewer looked, or lies in another's hand."""
    if record.position != seen:
        raise Undecidable(_("This record was changed meanwhile. Look at it again, then decide."))
    _require_unbeaten(_in_force(Decision.objects.filter(record=record)), over, position=seen)
    require_in_no_other_hand({record.pk}, by=by, at=at)


def _require_fitting(finding: Finding, verdict: str) -> None:
    on_one = [FindingVerdict.STANDS, FindingVerdict.NOT_ACCEPTABLE]
    if verdict not in (FindingVerdict.values if finding.b_id else on_one) or verdict == FindingVerdict.REOPEN:
        raise Undecidable(_("This is no answer to this finding."))


def _require_reason(verdict: str, reason: str) -> None:
    if verdict in _NEEDS_A_REASON and not reason.strip():
        raise Undecidable(_("Say why, and what would make it right: the unit will read it."))


def _require_unbeaten(earlier: Decision | None, over: str, *, position: int) -> None:
    """Refuses when somebody decided since the reviewer looked. An answer to an older revision is in nobody's way."""
    if (
        earlier is None
        or earlier.verdict == "reopen"
        or earlier.position < position
        or earlier.public_id == over
    ):
        return
    raise Undecidable(
        _("%(who)s decided this meanwhile. Look at it again.") % {"who": earlier.by.display_name}
    )


def _keys(finding: Finding) -> set[int]:
    return {key for key in (finding.a_id, finding.b_id) if key is not None}


def _decide(
    *,
    by: User,
    verdict: str,
    reason: str,
    at: dt.datetime,
    record: "Record | None" = None,
    finding: Finding | None = None,
) -> Decision:
    """Writes one decision on one subject, superseding the one in force."""
    sides = [record] if record else [side for side in (finding.a, finding.b) if side] if finding else []
    credited = intake.credited_units([side.pk for side in sides])
    touched = list(dict.fromkeys(unit for side in sides for unit in credited[side.pk]))
    by_unit = access.deciding_unit(by, touched, at=at)
    earlier = _in_force(Decision.objects.filter(record=record, finding=finding))
    decision = Decision(
        public_id=ids.new_ulid(at=at),
        record=record,
        finding=finding,
        verdict=verdict,
        position=record.position if record else 0,
        reason=reason.strip()[:500],
        by=by,
        by_unit=by_unit,
        record_unit=sides[0].unit,
        other_unit=sides[1].unit if len(sides) > 1 else None,
        at=at,
        supersedes=earlier,
    )
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as clash:  # two reviewers at the same moment: the constraint lets one through
        raise Undecidable(_("Somebody else decided this at the same moment. Look at it again.")) from clash
    _note_concerns(decision, touched)
    if finding:
        Finding.objects.filter(pk=finding.pk).update(settled_by=None if verdict == "reopen" else decision)
    subject = f"finding:{finding.public_id}" if finding else f"record:{sides[0].public_id}"
    audit.note(
        actor=by, action=f"decide:{verdict}", subject=subject, at=at, detail={"reason": decision.reason}
    )
    return decision


def _note_concerns(decision: Decision, touched: Sequence[Unit]) -> None:
    """Writes down whose units the decision touches: the table refuses one's own, and one's kin."""
    line = access.line_of(decision.by_unit)
    Concern.objects.bulk_create(
        Concern(
            decision=decision,
            unit=unit,
            by_unit=decision.by_unit,
            line=access.line_of(unit),
            by_line=line,
        )
        for unit in touched
    )


def _in_force(decisions: QuerySet[Decision]) -> Decision | None:
    return decisions.filter(superseded_by__isnull=True).order_by("-id").first()
