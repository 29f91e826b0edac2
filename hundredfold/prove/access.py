"""Who may decide: reviewers and the office, never on what their own unit told."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from hundredfold.plan import access as plan_access
from hundredfold.plan.access import Visitor
from hundredfold.plan.models import Membership, Unit
from hundredfold.plan.words import Role
from hundredfold.prove.appeals import appeal_by_public_id, decisions_to_appeal
from hundredfold.prove.models import Appeal, Decision, Finding
from hundredfold.prove.words import Undecidable

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

_DECIDERS = (Role.REVIEWER, Role.OFFICE)


def may_review(user: Visitor, *, at: dt.datetime) -> bool:
    """Whether ``user`` may decide at all."""
    return plan_access.memberships_of(user, at=at).filter(role__in=_DECIDERS).exists()


def may_read_desk(user: Visitor, *, at: dt.datetime) -> bool:
    """Whether ``user`` may see findings and the desk: those who decide, auditors and administrators."""
    return plan_access.may_read_all(user, at=at)


def deciding_unit(user: Visitor, units: Sequence[Unit], *, at: dt.datetime) -> Unit:
    """The unit that ``user`` decides for. Raises Undecidable if one of ``units`` is their own or kin to it (see
    ``own_unit_among``), PermissionDenied if they may not decide at all."""
    memberships = list(plan_access.memberships_of(user, at=at).order_by("pk"))
    deciding = next((each for each in memberships if each.role in _DECIDERS), None)
    if deciding is None:
        raise PermissionDenied(_("Only reviewers and the programme office decide."))
    own = own_unit_among(memberships, units)
    if own:
        raise Undecidable(
            _("This was told by your own unit or one above or below it, %(unit)s. Somebody else decides.")
            % {"unit": own.name}
        )
    return deciding.unit


def own_unit_among(memberships: Iterable[Membership], units: Iterable[Unit]) -> Unit | None:
    """The first of ``units`` that these memberships keep somebody from deciding on; None if there is none.

    Kept from are the unit itself and every unit above or below it; the top of the tree stands above everybody and is
    kin to nobody, so that an office placed there can work. A clerk's units below are always their own.
    """
    held = list(memberships)
    return next((unit for unit in units if any(_is_own(unit, each) for each in held)), None)


def _is_own(unit: Unit, membership: Membership) -> bool:
    is_clerk_above = membership.role == Role.CLERK and unit.is_within(membership.unit)
    return is_clerk_above or unit.pk == membership.unit_id or are_kin(unit, membership.unit)


def are_kin(one: Unit, other: Unit) -> bool:
    """Whether one of two units stands above the other, the top of the tree left aside."""
    mine, theirs = line_of(one), line_of(other)
    return bool(mine and theirs) and (mine.startswith(theirs) or theirs.startswith(mine))


def line_of(unit: Unit) -> str:
    """A unit's path without the top of the tree; empty for the top itself."""
    return unit.path.partition("/")[2]


def finding_to_decide(user: Visitor, public_id: str, *, at: dt.datetime) -> Finding:
    """The finding, if ``user`` may decide; else Http404."""
    if not may_review(user, at=at):
        raise Http404
    found = (
        Finding.objects.select_related("a__unit", "b__unit", "blocked").filter(public_id=public_id).first()
    )
    if found is None:
        raise Http404
    return found


def decision_to_reopen(user: Visitor, public_id: str, *, at: dt.datetime) -> Decision:
    """The decision, if ``user`` may decide; else Http404."""
    if not may_review(user, at=at):
        raise Http404
    found = Decision.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def decision_to_appeal(user: Visitor, record: "Record", public_id: str, *, at: dt.datetime) -> Decision:
    """A decision in force on ``record`` that its unit can appeal against, if ``user`` tells for it; else Http404."""
    if not plan_access.may_act_for(user, record.unit, at=at):
        raise Http404
    found = next((each for each in decisions_to_appeal(record) if each.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def appeal_to_withdraw(user: Visitor, public_id: str, *, at: dt.datetime) -> Appeal:
    """The appeal, if ``user`` tells for the unit that made it; else Http404."""
    found = appeal_by_public_id(public_id)
    if found is None or not plan_access.may_act_for(user, found.unit, at=at):
        raise Http404
    return found
