"""Writes many new records a thousand at a time, past the model layer. Only a confirmed import may use it.

What a form would be asked was asked when the rows were kept; the database's own constraints hold here as anywhere.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from hundredfold.base import ids
from hundredfold.base.models import StoredFile, User
from hundredfold.do.ledger.actions.write import PLAIN
from hundredfold.do.ledger.models import CoUnit, Evidence, Filing, ImportBatch, Record, Revision
from hundredfold.plan.models import Strand, Unit

_NULLABLE = frozenset({"start", "end", "lat", "lon", "head_count"})
_UNSAID = {name: None if name in _NULLABLE else "" for name in PLAIN}
_RECORD = (
    *("public_id", "number", "programme", "unit", *PLAIN),
    *("details", "position", "told_at", "told_by", "imported_in"),
)
_REVISION = ("position", "record", "facts", "note", "at", "by")

Said = Mapping[str, Any]


class BulkTelling:
    """Tells the kept rows of one batch, holding the look-ups they share. Runs inside its caller's transaction."""

    def __init__(self, *, by: User, batch: ImportBatch, at: datetime) -> None:
        self.by, self.batch, self.at = by, batch, at
        self.ids = ids.ascending_ulids(at=at)
        self.moment = connection.ops.adapt_datetimefield_value(at)
        self.units: Mapping[str, int] = dict(Unit.objects.values_list("public_id", "pk"))
        self.strands: Mapping[str, int] = dict(
            Strand.objects.filter(programme=batch.programme_id).values_list("code", "pk")
        )

    def write(self, lines: Sequence[str], *, position: int, number: int) -> None:
        """Tells ``lines``, each the JSON of one record's facts, numbered on from ``position`` and ``number``."""
        said = [json.loads(line) for line in lines]
        _insert(
            Record, _RECORD, (self._record(each, position + n, number + n) for n, each in enumerate(said))
        )
        fresh = Record.objects.filter(number__gte=number, number__lt=number + len(said)).order_by("number")
        keys = list(fresh.values_list("pk", flat=True))
        # A kept line is a record's facts as a revision holds them, so it is stored as it stands.
        revisions = zip(range(position, position + len(said)), keys, lines, strict=True)
        _insert(Revision, _REVISION, ((*each, "", self.moment, self.by.pk) for each in revisions))
        told = list(zip(keys, said, strict=True))
        filings = ((key, self.strands[code]) for key, each in told for code in each["strands"])
        _insert(Filing, ("record", "strand"), filings)
        helped = ((key, self.units[unit]) for key, each in told for unit in each.get("co_units", ()))
        _insert(CoUnit, ("record", "unit"), helped)
        self._evidence(told)

    def _record(self, said: Said, position: int, number: int) -> tuple[Any, ...]:
        return (
            next(self.ids),
            number,
            self.batch.programme_id,
            self.units[said["unit"]],
            *(said.get(name, unsaid) for name, unsaid in _UNSAID.items()),
            json.dumps(said["details"]) if "details" in said else "{}",
            position,
            self.moment,
            self.by.pk,
            self.batch.pk,
        )

    def _evidence(self, told: Sequence[tuple[int, Said]]) -> None:
        proofs = [(key, *proof) for key, said in told for proof in enumerate(said.get("evidence", ()))]
        if not proofs:
            return
        hashes = {proof["sha256"] for _key, _order, proof in proofs}
        stored = dict(StoredFile.objects.filter(sha256__in=hashes).values_list("sha256", "pk"))
        Evidence.objects.bulk_create(
            Evidence(
                record_id=key,
                file_id=stored[proof["sha256"]],
                sort=proof["sort"],
                order=order,
                is_public=proof.get("is_public", True),
                added_at=self.at,
            )
            for key, order, proof in proofs
        )


def _insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts rows of values that the database takes as they are: texts, numbers, days as ISO, JSON as text."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(model._meta.get_field(name).column)) for name in fields)  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608 - our own names
            list(rows),
        )
