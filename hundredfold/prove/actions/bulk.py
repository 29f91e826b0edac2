"""Many plain answers at once: each by itself, those that cannot be given left with the reason why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hundredfold.base.models import User
from hundredfold.prove.actions.decide import answer_finding, answer_record
from hundredfold.prove.actions.settle import settle
from hundredfold.prove.models import Decision, Finding
from hundredfold.prove.words import FindingVerdict, RecordVerdict, Undecidable

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

BULK_MOST = 200  # answers in one transaction: a page of them, and short enough for others to wait


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not answered, and why."""

    record: str
    number: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of many answers."""

    done: list[Decision] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def accept_plain(*, by: User, chosen: "Sequence[tuple[Record, int]]", at: dt.datetime) -> Answered:
    """Accepts each chosen record as it stood at the position beside it, in one transaction.

    A record with an open finding is no plain one and is left; so is what ``decide_record`` would refuse.
    Raises Undecidable for more than two hundred at once.
    """
    _require_few(len(chosen))
    outcome = Answered()
    settled: set[int] = set()
    with transaction.atomic():
        for record, seen in sorted(
            chosen, key=lambda each: each[0].pk
        ):  # one order for all: no two wait in a ring
            try:
                with transaction.atomic():
                    _require_plain(record)
                    verdict = RecordVerdict.ACCEPT.value
                    outcome.done.append(
                        answer_record(by=by, record=record, verdict=verdict, seen=seen, at=at)
                    )
                    settled.add(record.pk)
            except Undecidable as why:
                outcome.left.append(_left(record, why))
        if settled:
            settle(chosen[0][0].programme, settled, at=at)
    return outcome


def answer_alike(*, by: User, findings: Sequence[Finding], verdict: str, at: dt.datetime) -> Answered:
    """Gives each of many findings the same answer, in one transaction: the same, different, or holds as told.

    What ``decide_finding`` would refuse is left. Raises Undecidable for more than two hundred at once, or for an answer
    that needs a reason.
    """
    _require_few(len(findings))
    if verdict == FindingVerdict.NOT_ACCEPTABLE:
        raise Undecidable(_("A refusal needs a reason of its own: answer it on the desk."))
    outcome = Answered()
    settled: set[int] = set()
    with transaction.atomic():
        for finding in sorted(findings, key=lambda each: each.pk):
            try:
                with transaction.atomic():
                    outcome.done.append(answer_finding(by=by, finding=finding, verdict=verdict, at=at))
                    settled.update(key for key in (finding.a_id, finding.b_id) if key is not None)
            except Undecidable as why:
                outcome.left.append(_left(finding.blocked or finding.a, why))
        if settled:
            settle(findings[0].a.programme, settled, at=at)
    return outcome


def _require_few(number: int) -> None:
    if number > BULK_MOST:
        raise Undecidable(_("Choose no more than %(most)d at once.") % {"most": BULK_MOST})


def _require_plain(record: "Record") -> None:
    named = Q(a=record) | Q(b=record)
    if Finding.objects.filter(named, settled_by__isnull=True, closed_at__isnull=True).exists():
        raise Undecidable(_("There is something to check on it now. Look at it on the desk."))


def _left(record: "Record", why: Undecidable) -> Left:
    return Left(record=record.public_id, number=record.number, title=record.title, why=str(why))
