"""Changes what a record says by a new revision; the old one stays."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, files, sequences
from hundredfold.base.models import User
from hundredfold.do.ledger import access, checks
from hundredfold.do.ledger.actions.file import NewPhoto
from hundredfold.do.ledger.actions.write import write_children, write_revision
from hundredfold.do.ledger.facts import Facts, Proof
from hundredfold.do.ledger.models import Record, Revision
from hundredfold.do.ledger.words import Conflict, State
from hundredfold.plan.models import Unit


def amend_record(
    *,
    by: User,
    record: Record,
    facts: Facts,
    photos: Sequence[NewPhoto] = (),
    seen: int,
    note: str = "",
    at: datetime,
) -> Revision:
    """Makes ``facts`` what the record says from ``at`` on. ``facts.evidence`` lists what is kept; photos are added.

    ``seen`` is the position the writer read: Conflict if the record has moved on since, Refused for bad facts.
    """
    access.require_may_amend(by, record, at=at)
    checks.require(facts, record.programme.blueprint)
    stored = [(files.keep(each.pieces, media_type=each.media_type, at=at), each) for each in photos]
    kept = {proof.sha256 for proof in facts.evidence}
    fresh = [(file, photo) for file, photo in stored if file.sha256 not in kept]
    added = tuple(Proof(file.sha256, photo.sort, photo.is_public) for file, photo in fresh)
    facts = dataclasses.replace(facts, evidence=(*facts.evidence, *added))
    with transaction.atomic():
        position = sequences.take("revision")
        held = Record.objects.select_for_update().get(pk=record.pk)
        if held.position != seen:
            raise Conflict(_("Somebody changed this record meanwhile. Look at it again, then save."))
        revision = write_revision(
            held,
            facts,
            unit=Unit.objects.get(public_id=facts.unit),
            by=by,
            at=at,
            position=position,
            note=note,
        )
        write_children(held, facts, files=[(file, photo.name) for file, photo in fresh], at=at)
        audit.note(
            actor=by,
            action="amend_record",
            subject=f"record:{held.public_id}",
            at=at,
            detail={"position": position},
        )
    return revision


def withdraw_record(*, by: User, record: Record, reason: str, at: datetime) -> Revision:
    """Takes a record back. It stays in the ledger as withdrawn, without a mark against anybody."""
    facts = Facts.from_json(Revision.objects.values_list("facts", flat=True).get(position=record.position))
    facts = dataclasses.replace(facts, state=State.WITHDRAWN)
    return amend_record(by=by, record=record, facts=facts, seen=record.position, note=reason, at=at)
