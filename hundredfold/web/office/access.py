"""Who may open the office's pages: loaders that give what was asked for, or 404 without telling whether it exists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from hundredfold.base.models import User
from hundredfold.do.ledger import access as ledger_access
from hundredfold.do.ledger import queries as ledger_queries
from hundredfold.do.ledger.models import Evidence, ImportBatch, Record
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Membership, Programme, Strand, Unit
from hundredfold.plan.queries import current_programme
from hundredfold.prove import access as prove_access
from hundredfold.prove import appeals, spot_checks
from hundredfold.prove.models import Appeal, Decision, Draw, Finding, Visit


@dataclass(frozen=True)
class Seat:
    """Who sits at the desk, at which programme, and what they may do there."""

    user: User
    programme: Programme
    at: dt.datetime
    may_decide: bool
    may_import: bool
    memberships: tuple[Membership, ...]

    def own_unit_among(self, units: Iterable[Unit]) -> Unit | None:
        """The first of ``units`` that this person tells for or belongs to, so that somebody else decides.

        For what a page shows only: the action asks ``prove.access`` again and has the last word.
        """
        return prove_access.own_unit_among(self.memberships, units)


def seat(user: plan_access.Visitor, *, at: dt.datetime) -> Seat:
    """The seat of somebody who may read the desk; else Http404."""
    programme = current_programme()
    if not isinstance(user, User) or programme is None or not prove_access.may_read_desk(user, at=at):
        raise Http404
    return Seat(
        user=user,
        programme=programme,
        at=at,
        may_decide=prove_access.may_review(user, at=at),
        may_import=plan_access.may_edit_plan(user, at=at),
        memberships=tuple(plan_access.memberships_of(user, at=at)),
    )


def deciding_seat(user: plan_access.Visitor, *, at: dt.datetime) -> Seat:
    """The seat of somebody who may decide; else Http404."""
    taken = seat(user, at=at)
    if not taken.may_decide:
        raise Http404
    return taken


def importing_seat(user: plan_access.Visitor, *, at: dt.datetime) -> Seat:
    """The seat of somebody who may import; else Http404."""
    taken = seat(user, at=at)
    if not taken.may_import:
        raise Http404
    return taken


def record_to_read(taken: Seat, public_id: str) -> Record:
    """A record of the seat's programme in full; else Http404."""
    record = ledger_queries.record_in_full(public_id)
    if record is None or record.programme_id != taken.programme.pk:
        raise Http404
    return record


def record_to_decide(taken: Seat, public_id: str) -> Record:
    """A record of the seat's programme that may be read and so decided; else Http404."""
    record = ledger_access.record_to_see(taken.user, public_id, at=taken.at)
    if record.programme_id != taken.programme.pk:
        raise Http404
    return record


def finding_to_decide(taken: Seat, public_id: str) -> Finding:
    """A finding on a record of the seat's programme; else Http404."""
    finding = prove_access.finding_to_decide(taken.user, public_id, at=taken.at)
    if finding.a.programme_id != taken.programme.pk:
        raise Http404
    return finding


def records_to_accept(taken: Seat, chosen: list[str]) -> list[tuple[Record, int]]:
    """The records of the seat's programme among ``chosen``, each ``id:position`` as a page offered it; one query.

    What is written otherwise or is not of the programme is passed over.
    """
    pairs = [each.partition(":") for each in chosen if "\0" not in each]
    seen = {
        key: int(place)
        for key, _colon, place in pairs
        if place.isascii() and place.isdigit() and len(place) < 19
    }
    found = ledger_queries.records_by_public_id(list(seen))
    ours = [record for record in found.values() if record.programme_id == taken.programme.pk]
    return [(record, seen[record.public_id]) for record in ours]


def findings_to_answer(taken: Seat, chosen: list[str]) -> list[Finding]:
    """The findings on records of the seat's programme among ``chosen`` (public ids); one query."""
    asked = [each for each in chosen if "\0" not in each]
    found = Finding.objects.filter(public_id__in=asked, a__programme=taken.programme)
    return list(found.select_related("a__programme", "a__unit", "b__unit", "blocked"))


def decision_to_reopen(taken: Seat, public_id: str) -> Decision:
    """A decision on something of the seat's programme; else Http404."""
    decision = prove_access.decision_to_reopen(taken.user, public_id, at=taken.at)
    if record_of(decision).programme_id != taken.programme.pk:
        raise Http404
    return decision


def record_of(decision: Decision) -> Record:
    """The record that a decision is about; of a finding on two, the one that waited for it."""
    if decision.finding:
        return decision.finding.blocked or decision.finding.a
    assert decision.record is not None
    return decision.record


def strand_to_read(taken: Seat, code: str) -> Strand:
    """A strand of the seat's programme; else Http404."""
    strand = Strand.objects.filter(programme=taken.programme, code=code).first()
    if strand is None:
        raise Http404
    strand.programme = taken.programme
    return strand


def import_to_read(taken: Seat, public_id: str) -> ImportBatch:
    """A file read in for the seat's programme; else Http404."""
    batch = ledger_queries.import_by_public_id(taken.programme, public_id)
    if batch is None:
        raise Http404
    return batch


def photo_to_read(taken: Seat, sha256: str) -> Evidence:
    """A photo that stands as evidence in the seat's programme, public or not; else Http404."""
    photo = ledger_queries.photo_by_hash(taken.programme, sha256)
    if photo is None:
        raise Http404
    return photo


def appeal_to_read(taken: Seat, public_id: str) -> Appeal:
    """An appeal on a decision of the seat's programme; else Http404."""
    found = appeals.appeal_by_public_id(public_id)
    if found is None or appeals.record_of(found).programme_id != taken.programme.pk:
        raise Http404
    return found


def draw_to_read(taken: Seat, public_id: str) -> Draw:
    """A draw of the seat's programme; else Http404."""
    found = spot_checks.draws_of(taken.programme).filter(public_id=_whole(public_id)).first()
    if found is None:
        raise Http404
    return found


def visit_to_read(taken: Seat, public_id: str) -> Visit:
    """A visit that a draw of the seat's programme asks for; else Http404."""
    ours = Visit.objects.filter(draw__programme=taken.programme, public_id=_whole(public_id))
    found = ours.select_related("draw__programme", "record__unit", "visited_by", "photo").first()
    if found is None:
        raise Http404
    return found


def _whole(public_id: str) -> str:
    """The id, if a database can be asked for it; else Http404."""
    if "\0" in public_id:
        raise Http404
    return public_id
