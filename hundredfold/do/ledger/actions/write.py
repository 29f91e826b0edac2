"""How facts become rows: the record's present state, its revision, its strands, co-units and evidence."""

import datetime as dt
from collections.abc import Sequence

from hundredfold.base.models import StoredFile, User
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import CoUnit, Evidence, Filing, Record, Revision
from hundredfold.plan.models import Strand, Unit

PLAIN = (
    "kind",
    "state",
    "title",
    "start",
    "end",
    "venue",
    "town",
    "lat",
    "lon",
    "head_count",
    "head_count_method",
    "summary",
    "url",
    "outlet",
    "level",
)


def fill(record: Record, facts: Facts, *, unit: Unit) -> None:
    """Sets the record's columns from ``facts``, saving nothing."""
    for name in PLAIN:
        setattr(record, name, getattr(facts, name))
    record.details = dict(facts.details)
    record.unit = unit


def write_revision(
    record: Record, facts: Facts, *, by: User, at: dt.datetime, position: int, note: str
) -> Revision:
    """Saves the record as ``facts`` have it and appends the revision that says so."""
    fill(record, facts, unit=Unit.objects.get(public_id=facts.unit))
    record.position = position
    record.save()
    return Revision.objects.create(
        position=position, record=record, facts=facts.to_json(), note=note[:300], at=at, by=by
    )


def write_children(
    record: Record, facts: Facts, *, files: Sequence[tuple[StoredFile, str]], at: dt.datetime
) -> None:
    """Makes the record's strands, co-units and evidence what ``facts`` say. ``files`` are new, with their names."""
    strands = {each.code: each for each in Strand.objects.filter(programme=record.programme_id)}
    record.filings.exclude(strand__code__in=facts.strands).delete()
    for code in facts.strands:
        Filing.objects.get_or_create(record=record, strand=strands[code])
    record.co_units.exclude(unit__public_id__in=facts.co_units).delete()
    for unit in Unit.objects.filter(public_id__in=facts.co_units):
        CoUnit.objects.get_or_create(record=record, unit=unit)
    proofs = {proof.sha256: (order, proof) for order, proof in enumerate(facts.evidence)}
    record.evidence.filter(removed_at__isnull=True).exclude(file__sha256__in=proofs).update(removed_at=at)
    for sha256, (order, proof) in proofs.items():
        record.evidence.filter(file__sha256=sha256).update(order=order, is_public=proof.is_public, removed_at=None)
    for stored, name in files:
        order, proof = proofs[stored.sha256]
        Evidence.objects.update_or_create(
            record=record,
            file=stored,
            defaults={"sort": proof.sort, "order": order, "is_public": proof.is_public, "removed_at": None},
            create_defaults={
                "sort": proof.sort,
                "order": order,
                "is_public": proof.is_public,
                "name": name[:200],
                "added_at": at,
            },
        )
