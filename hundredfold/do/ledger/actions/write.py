"""How facts become rows: the record's present state, its revision, its strands, co-units and evidence."""

import datetime as dt
from collections.abc import Sequence

from hundredfold.base.models import StoredFile, User
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import CoUnit, Evidence, Filing, Record, Revision, TellsOf
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
    record: Record, facts: Facts, *, unit: Unit, by: User, at: dt.datetime, position: int, note: str
) -> Revision:
    """Saves the record as ``facts`` have it and appends the revision that says so. ``unit`` is the facts' own."""
    fill(record, facts, unit=unit)
    record.position = position
    record.save()
    return Revision.objects.create(
        position=position, record=record, facts=facts.to_json(), note=note[:300], at=at, by=by
    )


def write_first_children(
    record: Record, facts: Facts, *, files: Sequence[tuple[StoredFile, str]], at: dt.datetime
) -> None:
    """Writes strands, co-units and evidence of a new record. ``files`` stand in the order of the facts' evidence."""
    strands = Strand.objects.filter(programme=record.programme_id, code__in=facts.strands)
    Filing.objects.bulk_create([Filing(record=record, strand=strand) for strand in strands])
    if facts.co_units:
        units = Unit.objects.filter(public_id__in=facts.co_units)
        CoUnit.objects.bulk_create([CoUnit(record=record, unit=unit) for unit in units])
    _write_deeds(record, facts)
    Evidence.objects.bulk_create(
        [
            Evidence(
                record=record,
                file=stored,
                sort=proof.sort,
                order=order,
                name=name[:200],
                is_public=proof.is_public,
                added_at=at,
            )
            for order, (proof, (stored, name)) in enumerate(zip(facts.evidence, files, strict=True))
        ]
    )


def write_children(
    record: Record, facts: Facts, *, files: Sequence[tuple[StoredFile, str]], at: dt.datetime
) -> None:
    """Makes the record's strands, co-units and evidence what ``facts`` say. ``files`` are new, with their names."""
    record.filings.exclude(strand__code__in=facts.strands).delete()
    for strand in Strand.objects.filter(programme=record.programme_id, code__in=facts.strands):
        Filing.objects.get_or_create(record=record, strand=strand)
    record.co_units.exclude(unit__public_id__in=facts.co_units).delete()
    for unit in Unit.objects.filter(public_id__in=facts.co_units):
        CoUnit.objects.get_or_create(record=record, unit=unit)
    if facts.kind == "article":
        record.deeds_told_of.all().delete()
        _write_deeds(record, facts)
    told = {proof.sha256 for proof in facts.evidence}
    record.evidence.filter(removed_at__isnull=True).exclude(file__sha256__in=told).update(removed_at=at)
    names = {stored.sha256: (stored, name) for stored, name in files}
    for order, proof in enumerate(facts.evidence):
        now = {"order": order, "is_public": proof.is_public, "removed_at": None}
        held = record.evidence.filter(file__sha256=proof.sha256).update(**now)
        if not held and proof.sha256 in names:
            stored, name = names[proof.sha256]
            Evidence.objects.create(
                record=record, file=stored, sort=proof.sort, name=name[:200], added_at=at, **now
            )


def _write_deeds(record: Record, facts: Facts) -> None:
    """The deeds that a press record tells of, so that a deed can be asked for its press."""
    said = facts.details.get("tells_of")
    if facts.kind != "article" or not isinstance(said, list | tuple):
        return
    wanted = [each for each in said if isinstance(each, str) and "\0" not in each]
    deeds = Record.objects.filter(programme=record.programme_id, public_id__in=wanted).exclude(pk=record.pk)
    TellsOf.objects.bulk_create([TellsOf(record=record, deed=deed) for deed in deeds])
