"""Learning from reviewers' answers: a new model is made, held against the old one, and put in force if no worse."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, ids
from hundredfold.base.models import User
from hundredfold.linkage.lessons import lay_out
from hundredfold.linkage.model import Model, shipped
from hundredfold.linkage.training import Outcome, train
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme
from hundredfold.prove import deed_model, intake
from hundredfold.prove.models import LearnedModel
from hundredfold.prove.rules.same_deed import row_of
from hundredfold.prove.rules.same_photo import matched_records
from hundredfold.prove.words import Undecidable

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Training:
    """What one training did. ``answers`` were there, ``left_out`` of them could not be used, ``taught`` were learned
    from and ``kept`` kept aside. ``version`` is the one put in force, if one was."""

    outcome: Outcome
    old: Model
    answers: int
    left_out: int
    taught: int
    kept: int
    unfit: str = ""
    version: LearnedModel | None = None


def learn(
    *, by: User, programme: Programme, at: dt.datetime, dry_run: bool = False, step: Step | None = None
) -> Training:
    """Trains the same-deed model anew from every answer in force. Puts it in force only if it is no worse on the
    answers kept aside than the model it would replace, and never with ``dry_run``.

    ``step`` hears the stages ``reading``, ``learning`` and ``keeping``. Raises PermissionDenied to all but the office
    and administrators, Undecidable when somebody else trained at the same moment.
    """
    plan_access.ensure_may_edit_plan(by, at=at)
    tell = step or (lambda _stage: None)
    current = deed_model.in_force(programme)
    answers = list(deed_model.answers(programme))
    tell("reading")
    claims = intake.claims(programme, at=at, with_prints=True)
    lessons = lay_out(
        [row_of(claim) for claim in claims.told if claim.kind != "article"],
        answers,
        prior=shipped(),
        shared_photos=matched_records(claims),
        taught_before=_taught_before(programme),
    )
    tell("learning")
    outcome = train(lessons, prior=shipped(), old=current.model)
    taught = [
        answer.id for answer, kept in zip(lessons.answers, lessons.kept.tolist(), strict=True) if not kept
    ]
    version = None
    if outcome.is_better and not dry_run:
        tell("keeping")
        version = _put_in_force(
            outcome, by=by, programme=programme, follows=current.version, taught=taught, at=at
        )
    return Training(
        outcome=outcome,
        old=current.model,
        answers=len(answers),
        left_out=lessons.left_out,
        taught=len(taught),
        kept=int(lessons.kept.sum()),
        unfit=current.unfit,
        version=version,
    )


def unlearn(*, by: User, programme: Programme, at: dt.datetime) -> LearnedModel | None:
    """Takes the model in force out of force and brings back the one it replaced, byte for byte; None: the shipped one.

    Raises PermissionDenied to all but the office and administrators, Undecidable if none is in force.
    """
    plan_access.ensure_may_edit_plan(by, at=at)
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)
        held = LearnedModel.objects.filter(programme=programme, in_force=True).first()
        if held is None:
            raise Undecidable(_("The shipped model is in force: there is nothing to undo."))
        former = held.follows
        held.in_force, held.withdrawn_at = False, at
        held.save(update_fields=["in_force", "withdrawn_at"])
        if former is not None:
            former.in_force, former.withdrawn_at = True, None
            former.save(update_fields=["in_force", "withdrawn_at"])
        back = former.public_id if former else "shipped"
        audit.note(
            actor=by,
            action="unlearn",
            subject=f"learned_model:{held.public_id}",
            at=at,
            detail={"back": back},
        )
    return former


def _taught_before(programme: Programme) -> set[str]:
    versions = LearnedModel.objects.filter(programme=programme)
    return {finding for taught in versions.values_list("taught", flat=True) for finding in taught}


def _put_in_force(
    outcome: Outcome,
    *,
    by: User,
    programme: Programme,
    follows: LearnedModel | None,
    taught: list[str],
    at: dt.datetime,
) -> LearnedModel:
    assert outcome.model is not None
    assert outcome.before is not None
    assert outcome.after is not None
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)  # one training at a time
        now_in_force = LearnedModel.objects.filter(programme=programme, in_force=True).first()
        if now_in_force != follows:
            raise Undecidable(_("Somebody else trained the model meanwhile. Run it again."))
        if now_in_force is not None:
            now_in_force.in_force, now_in_force.withdrawn_at = False, at
            now_in_force.save(update_fields=["in_force", "withdrawn_at"])
        version = LearnedModel.objects.create(
            public_id=ids.new_ulid(at=at),
            programme=programme,
            text=outcome.model.to_json(),
            prior=deed_model.shipped_digest(),
            follows=follows,
            before=outcome.before.as_json(),
            after=outcome.after.as_json(),
            taught=taught,
            made_at=at,
            made_by=by,
            in_force=True,
        )
        audit.note(
            actor=by,
            action="learn",
            subject=f"learned_model:{version.public_id}",
            at=at,
            detail={"answers": len(taught)},
        )
    return version
