"""Two records that no rule proposed, joined by a reviewer who saw that they tell one deed."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hundredfold.base import ids
from hundredfold.base.models import User
from hundredfold.linkage.pairs import find_pairs
from hundredfold.prove import intake
from hundredfold.prove.actions.decide import decide_finding
from hundredfold.prove.models import Decision, Finding, Telling
from hundredfold.prove.rules.same_deed import model_of, row_of
from hundredfold.prove.words import ASKS_THE_SAME, BY_HAND, FindingVerdict, Undecidable

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record


def join_by_hand(*, by: User, record: "Record", other: "Record", at: dt.datetime) -> Decision:
    """Joins two records as one deed. Where a rule has asked about the two already, its question is answered.

    What the checker had thought of them is kept with the finding, so that the office can see what it misses.
    Raises Undecidable, with what to do, for one record twice, two kinds, two told as one already or answered to be
    different, or somebody's own unit; PermissionDenied to those who do not decide.
    """
    _require_joinable(record, other)
    with transaction.atomic():
        first, second = sorted((intake.locked_record(record.pk), intake.locked_record(other.pk)), key=_number)
        asked = _asked(first, second)
        _require_not_different(first, second)
        finding = asked or _found_by_hand(first, second, at=at)
        return decide_finding(by=by, finding=finding, verdict=FindingVerdict.SAME, at=at)


def _number(record: "Record") -> int:
    return record.number


def _require_joinable(record: "Record", other: "Record") -> None:
    if record.pk == other.pk:
        raise Undecidable(_("This is the number of this very record. Give that of the other one."))
    if record.programme_id != other.programme_id or record.kind != other.kind:
        raise Undecidable(_("The two are of different kinds; only records of one kind can tell one deed."))
    deeds = set(Telling.objects.filter(record__in=[record.pk, other.pk]).values_list("deed", flat=True))
    together = Telling.objects.filter(record__in=[record.pk, other.pk]).count() == 2
    if together and len(deeds) == 1:
        raise Undecidable(_("The two are told as one deed already."))


def _asked(first: "Record", second: "Record") -> Finding | None:
    """An open question on just these two that the answer settles."""
    both = Q(a=first, b=second) | Q(a=second, b=first)
    rows = Finding.objects.filter(both, rule__in=(*ASKS_THE_SAME, BY_HAND), closed_at__isnull=True)
    return rows.filter(settled_by__isnull=True).order_by("id").first()


def _require_not_different(first: "Record", second: "Record") -> None:
    both = Q(a=first, b=second) | Q(a=second, b=first)
    answered = Finding.objects.filter(both, rule__in=ASKS_THE_SAME, settled_by__isnull=False)
    if answered.exclude(settled_by__verdict=FindingVerdict.SAME).exists():
        raise Undecidable(_("It was answered that these two are not one. Take that answer back first."))


def _found_by_hand(first: "Record", second: "Record", *, at: dt.datetime) -> Finding:
    score, grounds = _thought(first, second, at=at)
    both = Q(a=first, b=second) | Q(a=second, b=first)
    Finding.objects.filter(both, rule=BY_HAND, closed_at__isnull=True).update(closed_at=at)
    return Finding.objects.create(
        public_id=ids.new_ulid(at=at),
        rule=BY_HAND,
        a=first,
        b=second,
        score=score,
        grounds=grounds,
        found_at=at,
    )


def _thought(first: "Record", second: "Record", *, at: dt.datetime) -> tuple[float, list[dict[str, object]]]:
    """What the checker makes of the two by themselves: a probability, and its grounds as stored."""
    claims = intake.claims(first.programme, at=at, records=[first.pk, second.pk])
    pairs = find_pairs([row_of(claim) for claim in claims.items], model=model_of(claims), floor=0.0)
    if not pairs:
        return 0.0, []
    return pairs[0].probability, [
        {"code": ground.code, "params": dict(ground.params)} for ground in pairs[0].grounds
    ]
