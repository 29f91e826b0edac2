"""Spot checks: a draw that anybody can repeat, and what a visit found. Each in one transaction."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from hundredfold.base import audit, ids
from hundredfold.base.models import StoredFile, User
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme, Strand
from hundredfold.prove import access, intake, spot_checks
from hundredfold.prove.actions.judge import judge_record
from hundredfold.prove.draw import SIZE_MOST, draw, fingerprint
from hundredfold.prove.models import Draw, Finding, Visit
from hundredfold.prove.words import Undecidable, VisitResult

NOTE_MOST, WORD_MOST, SEED_MOST, HEADS_MOST = 500, 60, 64, 10_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a draw is asked for. With ``seed`` that seed is used, else one made of the ledger, the day and ``word``."""

    size: int
    as_of: dt.date
    strand: Strand | None = None
    word: str = ""
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody found on the spot."""

    result: str
    on: dt.date
    head_count: int | None = None
    note: str = ""
    photo: StoredFile | None = None


def make_draw(*, by: User, programme: Programme, asked: Asked, at: dt.datetime) -> Draw:
    """Draws what is to be visited and keeps the draw with everything needed to repeat it.

    Raises Undecidable, with one sentence, for a size out of range, a day not over yet, no word, or nothing to draw
    from; PermissionDenied for somebody who is not of the office.
    """
    plan_access.ensure_may_edit_plan(by, at=at)
    word, given = asked.word.strip()[:WORD_MOST], asked.seed.strip()[:SEED_MOST]
    _require_fair(asked, word or given, today=intake.local_day(programme, at))
    urn = spot_checks.urn(programme, asked.strand, as_of=asked.as_of, at=at)
    if not urn.lots:
        raise Undecidable(_("On that day nothing had been told that could be visited."))
    seed = given or urn.seed(programme, asked.as_of, word)
    drawn = draw(urn.lots, seed=seed, size=asked.size)
    with transaction.atomic():
        made = Draw.objects.create(
            public_id=ids.new_ulid(at=at),
            programme=programme,
            strand=asked.strand,
            as_of=asked.as_of,
            position=urn.position,
            word="" if given else word,
            seed=seed,
            size=asked.size,
            candidates=len(urn.lots),
            candidates_sha256=fingerprint(urn.lots),
            made_by=by,
            made_at=at,
        )
        units = intake.units_of_records([each.record for each in drawn])
        fresh = ids.ascending_ulids(at=at)
        Visit.objects.bulk_create(
            Visit(
                public_id=next(fresh),
                draw=made,
                place=place,
                record_id=units[each.record][0],
                record_unit_id=units[each.record][1],
                weight=each.weight,
                grounds=list(each.grounds),
            )
            for place, each in enumerate(drawn, 1)
        )
        detail = {"seed": seed, "size": asked.size, "as_of": asked.as_of.isoformat()}
        audit.note(actor=by, action="make_draw", subject=f"draw:{made.public_id}", at=at, detail=detail)
    return made


def record_visit(*, by: User, visit: Visit, seen: Seen, at: dt.datetime) -> Visit:
    """Keeps what was found. Not found, the record waits for a reviewer; seen, its reasons say so; nothing else changes.

    Raises Undecidable, with one sentence, if somebody told already what was found, if the visitor belongs to a unit
    concerned, or if day, number or note do not do; PermissionDenied for somebody who decides nothing.
    """
    _require_whole(seen, today=intake.local_day(visit.draw.programme, at))
    with transaction.atomic():
        held = (
            Visit.objects.select_for_update(of=("self",)).select_related("record__programme").get(pk=visit.pk)
        )
        if held.result:
            raise Undecidable(_("What was found here is written down already."))
        held.visited_for = access.deciding_unit(
            by, intake.credited_units([held.record_id])[held.record_id], at=at
        )
        held.result, held.visited_on, held.note = seen.result, seen.on, seen.note.strip()[:NOTE_MOST]
        held.head_count, held.photo = seen.head_count, seen.photo
        held.visited_by, held.visited_at = by, at
        held.save()
        # A visit asks anew: what was answered about an earlier one does not answer this one.
        Finding.objects.filter(
            rule="spot_check", a=held.record, closed_at__isnull=True, settled_by__isnull=False
        ).update(closed_at=at)
        audit.note(
            actor=by,
            action=f"record_visit:{seen.result}",
            subject=f"visit:{held.public_id}",
            at=at,
            detail={"note": held.note, "on": seen.on.isoformat()},
        )
        judge_record(held.record, at=at)
    return held


def _require_fair(asked: Asked, source: str, *, today: dt.date) -> None:
    if not 1 <= asked.size <= SIZE_MOST:
        raise Undecidable(_("Draw between 1 and %(most)d.") % {"most": SIZE_MOST})
    if asked.as_of >= today:
        raise Undecidable(_("Choose a day that is over, so that the ledger of that day no longer changes."))
    if not source:
        raise Undecidable(_("Type a word for the seed, best one that somebody else calls out."))


def _require_whole(seen: Seen, *, today: dt.date) -> None:
    if seen.result not in VisitResult.values:
        raise Undecidable(_("Choose what was found."))
    if seen.on > today:
        raise Undecidable(_("A visit cannot lie ahead; check its day."))
    if seen.head_count is not None and not 0 <= seen.head_count <= HEADS_MOST:
        raise Undecidable(_("Check the number."))
    if seen.result != VisitResult.SEEN and not seen.note.strip():
        raise Undecidable(_("Say in a sentence what you found there: the unit will read it."))
