"""Takes a whole file in: kept to be looked at, confirmed in one transaction, undone as a whole."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, files, ids, sequences
from hundredfold.base.models import StoredFile, User
from hundredfold.do.ledger.actions.write import PLAIN
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import CoUnit, Evidence, Filing, ImportBatch, Record, Revision
from hundredfold.do.ledger.rows import Problem
from hundredfold.do.ledger.words import Conflict, State
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme, Strand, Unit

CHUNK = 1000

Progress = Callable[[int], None]


def _no_progress(_done: int) -> None:
    return None


def keep_import(
    *,
    by: User,
    programme: Programme,
    source_name: str,
    source_sha256: str,
    results: Iterable[Facts | Problem],
    notices: Sequence[str] = (),
    at: datetime,
) -> ImportBatch:
    """Keeps the good rows of a file for a look, with a sentence for each of the others. Nothing is told yet."""
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
            yield json.dumps(result.to_json(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

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
            writer = _BulkWriter(by=by, batch=held, at=at)
            with files.path_of(held.rows.sha256).open("rb") as kept:
                for done, chunk in _chunks(kept):
                    writer.write(chunk, position=first + done, number=number + done)
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
        sequences.take("revision", 0)
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


def _chunks(lines: Iterable[bytes]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    done, held = 0, []
    for line in lines:
        if line.strip():
            held.append(json.loads(line))
        if len(held) == CHUNK:
            yield done, held
            done, held = done + len(held), []
    if held:
        yield done, held


class _BulkWriter:
    """Writes rows of one confirmed batch a thousand at a time, holding the look-ups they share."""

    def __init__(self, *, by: User, batch: ImportBatch, at: datetime) -> None:
        self.by, self.batch, self.at = by, batch, at
        self.units: Mapping[str, int] = dict(Unit.objects.values_list("public_id", "pk"))
        self.strands: Mapping[str, int] = dict(
            Strand.objects.filter(programme=batch.programme_id).values_list("code", "pk")
        )

    def write(self, chunk: Sequence[Mapping[str, Any]], *, position: int, number: int) -> None:
        records = [self._record(said, position + n, number + n) for n, said in enumerate(chunk)]
        Record.objects.bulk_create(records)
        pairs = list(zip(records, chunk, strict=True))
        Revision.objects.bulk_create(
            Revision(position=record.position, record=record, facts=said, at=self.at, by=self.by)
            for record, said in pairs
        )
        Filing.objects.bulk_create(
            Filing(record=record, strand_id=self.strands[code])
            for record, said in pairs
            for code in said["strands"]
        )
        CoUnit.objects.bulk_create(
            CoUnit(record=record, unit_id=self.units[unit])
            for record, said in pairs
            for unit in said.get("co_units", ())
        )
        self._evidence(pairs)

    def _record(self, said: Mapping[str, Any], position: int, number: int) -> Record:
        facts = Facts.from_json(said)
        record = Record(**{name: getattr(facts, name) for name in PLAIN}, details=dict(facts.details))
        record.public_id = ids.new_ulid(at=self.at)
        record.number, record.position = number, position
        record.programme_id, record.unit_id = self.batch.programme_id, self.units[facts.unit]
        record.told_at, record.told_by, record.imported_in = self.at, self.by, self.batch
        return record

    def _evidence(self, pairs: Sequence[tuple[Record, Mapping[str, Any]]]) -> None:
        proofs = [
            (record, order, proof)
            for record, said in pairs
            for order, proof in enumerate(said.get("evidence", ()))
        ]
        if not proofs:
            return
        stored = dict(
            StoredFile.objects.filter(sha256__in={proof["sha256"] for _r, _o, proof in proofs}).values_list(
                "sha256", "pk"
            )
        )
        Evidence.objects.bulk_create(
            Evidence(
                record=record,
                file_id=stored[proof["sha256"]],
                sort=proof["sort"],
                order=order,
                is_public=proof.get("is_public", True),
                added_at=self.at,
            )
            for record, order, proof in proofs
        )
