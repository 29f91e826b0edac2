"""Takes a whole file in: kept to be looked at, confirmed in one transaction, undone as a whole."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, files, ids, sequences
from hundredfold.base.models import User
from hundredfold.do.ledger.actions.bulk import BulkTelling
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import ImportBatch, Record, Revision
from hundredfold.do.ledger.rows import Problem
from hundredfold.do.ledger.words import Conflict, State
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme

CHUNK = 1000

Progress = Callable[[int], None]

_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _no_progress(_done: int) -> None:
    return None


def keep_import(
    *,
    by: User,
    programme: Programme,
    source_name: str,
    source_sha256: str,
    results: Iterable[Facts | Problem],
    notices: Iterable[str] = (),
    at: datetime,
) -> ImportBatch:
    """Keeps the good rows of a file for a look, with a sentence for each of the others. Nothing is told yet.

    ``results`` may still be coming in; ``notices`` are asked for after the last of them.
    """
    _require_may_import(by, at)
    refused: list[dict[str, Any]] = []
    good = 0

    def lines() -> Iterator[bytes]:
        nonlocal good
        for result in results:
            if isinstance(result, Problem):
                refused.append(result.to_json())
                continue
            good += 1
            yield _line(result.to_json()).encode() + b"\n"

    kept = files.keep(_joined(lines()), media_type="application/jsonl", at=at)
    return ImportBatch.objects.create(
        public_id=ids.new_ulid(at=at),
        programme=programme,
        source_name=source_name[:200],
        source_sha256=source_sha256,
        rows=kept,
        good=good,
        refused=refused,
        notices=list(notices),
        read_at=at,
        read_by=by,
    )


def _joined(lines: Iterator[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    for line in lines:
        held.append(line)
        if len(held) == CHUNK:
            yield b"".join(held)
            held.clear()
    yield b"".join(held)


def confirm_import(
    *, by: User, batch: ImportBatch, at: datetime, progress: Progress = _no_progress
) -> ImportBatch:
    """Tells every good row of the batch, all or none. Raises Conflict if it or the same file was confirmed before."""
    _require_may_import(by, at)
    try:
        with transaction.atomic():
            first = sequences.take("revision", batch.good)
            held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
            if held.confirmed_at:
                raise Conflict(_("This import was confirmed already."))
            held.confirmed_at, held.confirmed_by = at, by
            held.save(update_fields=["confirmed_at", "confirmed_by"])
            number = sequences.take("record", batch.good)
            telling = BulkTelling(by=by, batch=held, at=at)
            with files.path_of(held.rows.sha256).open("rb") as kept:
                for done, chunk in _chunks(kept):
                    telling.write(chunk, position=first + done, number=number + done)
                    progress(done + len(chunk))
            audit.note(
                actor=by,
                action="confirm_import",
                subject=f"import:{held.public_id}",
                at=at,
                detail={"records": held.good},
            )
    except IntegrityError as clash:
        if "import_file_once" in str(clash) or "source_sha256" in str(clash):
            raise Conflict(
                _("This very file was imported before. Undo that import first, or send a changed file.")
            ) from clash
        raise
    return held


def undo_import(*, by: User, batch: ImportBatch, at: datetime, progress: Progress = _no_progress) -> int:
    """Withdraws every record of a confirmed import, by a revision each. Returns how many."""
    _require_may_import(by, at)
    with transaction.atomic():
        sequences.hold("revision")
        held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if not held.confirmed_at or held.undone_at:
            raise Conflict(_("Only a confirmed import can be undone, and once."))
        records = list(held.records.exclude(state=State.WITHDRAWN).order_by("pk"))
        first = sequences.take("revision", len(records))
        for start in range(0, len(records), CHUNK):
            _withdraw(records[start : start + CHUNK], first=first + start, by=by, at=at)
            progress(min(start + CHUNK, len(records)))
        held.undone_at, held.undone_by = at, by
        held.save(update_fields=["undone_at", "undone_by"])
        audit.note(
            actor=by,
            action="undo_import",
            subject=f"import:{held.public_id}",
            at=at,
            detail={"records": len(records)},
        )
    return len(records)


def _withdraw(records: Sequence[Record], *, first: int, by: User, at: datetime) -> None:
    facts = dict(
        Revision.objects.filter(position__in=[each.position for each in records]).values_list(
            "record_id", "facts"
        )
    )
    revisions = []
    for position, record in enumerate(records, first):
        record.state, record.position = State.WITHDRAWN, position
        said = {**facts[record.pk], "state": State.WITHDRAWN.value}
        revisions.append(Revision(position=position, record=record, facts=said, note="undo", at=at, by=by))
    Record.objects.bulk_update(records, ["state", "position"])
    Revision.objects.bulk_create(revisions)


def _require_may_import(by: User, at: datetime) -> None:
    if not plan_access.may_edit_plan(by, at=at):
        raise PermissionDenied(_("Only the programme office can import a whole ledger."))


def _chunks(lines: Iterable[bytes]) -> Iterator[tuple[int, list[str]]]:
    """The kept rows a thousand at a time, each time with how many came before."""
    done, held = 0, list[str]()
    for line in lines:
        if line.strip():
            held.append(line.decode().rstrip("\n"))
        if len(held) == CHUNK:
            yield done, held
            done, held = done + len(held), []
    if held:
        yield done, held
