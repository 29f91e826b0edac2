"""Who may tell and change what. One place for pages, the API and imports alike."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from hundredfold.do.ledger.models import Record
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Unit
from hundredfold.plan.words import Role


def may_tell(user: plan_access.Visitor, unit: Unit, *, at: dt.datetime) -> bool:
    """Whether ``user`` may tell records of ``unit``: its own clerk, a clerk above it, or the office."""
    return plan_access.may_act_for(user, unit, at=at) or plan_access.may_edit_plan(user, at=at)


def require_may_tell(user: plan_access.Visitor, unit: Unit, *, at: dt.datetime) -> None:
    """Raises PermissionDenied, with a sentence, unless ``may_tell``."""
    if not may_tell(user, unit, at=at):
        raise PermissionDenied(_("You cannot tell records of %(unit)s.") % {"unit": unit.name})


def may_amend(user: plan_access.Visitor, record: Record, *, at: dt.datetime) -> bool:
    """Whether ``user`` may change ``record``: whoever may tell for its unit."""
    return may_tell(user, record.unit, at=at)


def require_may_amend(user: plan_access.Visitor, record: Record, *, at: dt.datetime) -> None:
    """Raises PermissionDenied, with a sentence, unless ``may_amend``."""
    if not may_amend(user, record, at=at):
        raise PermissionDenied(
            _("This record belongs to %(unit)s; only they can change it.") % {"unit": record.unit.name}
        )


def may_see(user: plan_access.Visitor, record: Record, *, at: dt.datetime) -> bool:
    """Whether ``user`` may read all of ``record``: its unit and those above, reviewers, office and auditors."""
    return may_amend(user, record, at=at) or plan_access.may_read_all(user, at=at)


def records_to_see(user: plan_access.Visitor, *, at: dt.datetime) -> QuerySet[Record]:
    """Every record that ``may_see`` lets ``user`` read."""
    if plan_access.may_read_all(user, at=at) or plan_access.may_edit_plan(user, at=at):
        return Record.objects.all()
    within = Q(pk__in=())
    for unit in plan_access.units_of(user, at=at, role=Role.CLERK):
        within |= Q(unit__path__startswith=unit.path)
    return Record.objects.filter(within)


def record_to_amend(user: plan_access.Visitor, public_id: str, *, at: dt.datetime) -> Record:
    """The record, if ``user`` may change it; else Http404, which does not tell whether it exists."""
    record = _record(public_id)
    if not may_amend(user, record, at=at):
        raise Http404
    return record


def record_to_see(user: plan_access.Visitor, public_id: str, *, at: dt.datetime) -> Record:
    """The record, if ``user`` may read it; else Http404."""
    record = _record(public_id)
    if not may_see(user, record, at=at):
        raise Http404
    return record


def _record(public_id: str) -> Record:
    if "\0" in public_id:  # an address may hold it, and PostgreSQL cannot be asked for it
        raise Http404
    found = Record.objects.select_related("unit", "programme", "told_by").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
