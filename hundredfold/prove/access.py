"""Who may decide: reviewers and the office, never on what their own unit told."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from hundredfold.plan import access as plan_access
from hundredfold.plan.access import Visitor
from hundredfold.plan.models import Unit
from hundredfold.plan.words import Role
from hundredfold.prove.models import Decision, Finding
from hundredfold.prove.words import Undecidable

_DECIDERS = (Role.REVIEWER, Role.OFFICE)


def may_review(user: Visitor, *, at: dt.datetime) -> bool:
    """Whether ``user`` may decide at all."""
    return plan_access.memberships_of(user, at=at).filter(role__in=_DECIDERS).exists()


def may_read_desk(user: Visitor, *, at: dt.datetime) -> bool:
    """Whether ``user`` may see findings and the desk: those who decide, auditors and administrators."""
    return plan_access.may_read_all(user, at=at)


def deciding_unit(user: Visitor, units: Sequence[Unit], *, at: dt.datetime) -> Unit:
    """The unit that ``user`` decides for. Raises Undecidable if one of ``units`` is their own or below it and they
    tell for it, PermissionDenied if they may not decide at all."""
    memberships = plan_access.memberships_of(user, at=at)
    deciding = memberships.filter(role__in=_DECIDERS).order_by("pk").first()
    if deciding is None:
        raise PermissionDenied(_("Only reviewers and the programme office decide."))
    own = [membership.unit for membership in memberships]
    for unit in units:
        clerk_above = any(unit.is_within(each.unit) for each in memberships if each.role == Role.CLERK)
        if clerk_above or any(unit.pk == each.pk for each in own):
            raise Undecidable(
                _("This was told by your own unit, %(unit)s. Somebody else decides.") % {"unit": unit.name}
            )
    return deciding.unit


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
