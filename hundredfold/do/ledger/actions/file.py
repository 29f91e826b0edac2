"""Takes a new record in. What is acknowledged here survives a kill, a power cut and a restore."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, files, ids, sequences
from hundredfold.base.models import StoredFile, User
from hundredfold.do.ledger import access, checks
from hundredfold.do.ledger.actions.write import write_first_children, write_revision
from hundredfold.do.ledger.facts import Facts, Proof
from hundredfold.do.ledger.models import Receipt, Record
from hundredfold.do.ledger.words import Conflict, EvidenceSort, Refused
from hundredfold.plan.models import Programme, Unit


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo, or a page or document kept beside it, as it came: its bytes in pieces, and the name the sender gave it.

    The name is shown, never used as a path.
    """

    pieces: Iterable[bytes]
    name: str = ""
    media_type: str = "image/jpeg"
    is_public: bool = True
    sort: str = EvidenceSort.PHOTO


@dataclass(frozen=True, slots=True)
class Filed:
    """What the teller is told: the record, its receipt, and whether this call made it or an earlier one did."""

    record: Record
    receipt: Receipt
    is_new: bool


def file_record(
    *, by: User, programme: Programme, facts: Facts, photos: Sequence[NewPhoto], key: str, at: datetime
) -> Filed:
    """Tells one record. ``key`` is the teller's own: the same key with the same body gives the first receipt again.

    Photos are on disk, fsynced, before the transaction that refers to them. Raises Refused with a sentence a
    field, Conflict when ``key`` came before with another body, NoRoom when the disk is nearly full.
    """
    unit = Unit.objects.filter(public_id=facts.unit).first()
    if unit is None:
        raise Refused({"unit": _("Nobody knows this unit.")})
    access.require_may_tell(by, unit, at=at)
    checks.require(facts, programme.blueprint)
    kept = [files.keep_bytes(photo.pieces) for photo in photos]
    body = body_hash(facts, [sha256 for sha256, _size in kept])
    with transaction.atomic():
        earlier = _once(by=by, key=key, body=body)
        if earlier:
            return earlier
        stored = _unique(photos, kept, at=at)
        return _write(
            by=by, programme=programme, unit=unit, facts=facts, photos=stored, key=key, body=body, at=at
        )


def body_hash(facts: Facts, hashes: Sequence[str]) -> str:
    """The fingerprint of what was sent: the same facts and photos in the same order give the same one."""
    said = json.dumps([facts.to_json(), list(hashes)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _once(*, by: User, key: str, body: str) -> Filed | None:
    """The earlier answer to the same key, or None. Taking a number first puts parallel copies in line."""
    sequences.hold("record-lock")
    earlier = Receipt.objects.select_related("record").filter(by=by, key=key).first()
    if earlier is None:
        return None
    if earlier.body_sha256 != body:
        raise Conflict(
            _("Key %(key)s came before with another content; send this one under a new key.") % {"key": key}
        )
    return Filed(record=earlier.record, receipt=earlier, is_new=False)


def _unique(
    photos: Sequence[NewPhoto], kept: Sequence[tuple[str, int]], *, at: datetime
) -> list[tuple[NewPhoto, StoredFile]]:
    """The rows of what lies in the store. The same picture twice in one report is one piece of evidence."""
    first: dict[str, tuple[NewPhoto, int]] = {}
    for photo, (sha256, size) in zip(photos, kept, strict=True):
        first.setdefault(sha256, (photo, size))
    return [
        (photo, files.known(sha256, size, media_type=photo.media_type, at=at))
        for sha256, (photo, size) in first.items()
    ]


def _write(
    *,
    by: User,
    programme: Programme,
    unit: Unit,
    facts: Facts,
    photos: list[tuple[NewPhoto, StoredFile]],
    key: str,
    body: str,
    at: datetime,
) -> Filed:
    proofs = tuple(Proof(each.sha256, photo.sort, photo.is_public) for photo, each in photos)
    facts = dataclasses.replace(facts, evidence=proofs)
    position = sequences.take("revision")
    record = Record(
        public_id=ids.new_ulid(at=at),
        number=sequences.take("record"),
        programme=programme,
        position=position,
        told_at=at,
        told_by=by,
    )
    write_revision(record, facts, unit=unit, by=by, at=at, position=position, note="")
    write_first_children(record, facts, files=[(each, photo.name) for photo, each in photos], at=at)
    receipt = Receipt.objects.create(
        by=by,
        key=key,
        body_sha256=body,
        record=record,
        position=position,
        photos=[proof.sha256 for proof in proofs],
        received_at=at,
    )
    audit.note(
        actor=by,
        action="file_record",
        subject=f"record:{record.public_id}",
        at=at,
        detail={"position": position},
    )
    return Filed(record=record, receipt=receipt, is_new=True)
