"""Who may act for which unit, and who may change the plan. Reads memberships only; writes nothing."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from hundredfold.base.models import User
from hundredfold.plan.models import Membership, Unit
from hundredfold.plan.words import Role

Visitor = User | AnonymousUser

_PLANNERS = frozenset({Role.OFFICE, Role.ADMINISTRATOR})
_READERS = frozenset({Role.REVIEWER, Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR})


def memberships_of(user: Visitor, *, at: dt.datetime) -> QuerySet[Membership]:
    """What `user` is to which unit at that moment; nothing for a visitor or a closed account."""
    if user.pk is None or not user.is_active:
        return Membership.objects.none()
    running = Q(until__isnull=True) | Q(until__gt=at)
    return Membership.objects.filter(running, user_id=user.pk, since__lte=at).select_related("unit")


def units_of(user: Visitor, *, at: dt.datetime, role: str | None = None) -> QuerySet[Unit]:
    """The units `user` acts for at that moment, in that role or in any."""
    memberships = memberships_of(user, at=at)
    if role is not None:
        memberships = memberships.filter(role=role)
    return Unit.objects.filter(pk__in=memberships.values("unit_id"))


def roles_of(user: Visitor, *, at: dt.datetime) -> frozenset[str]:
    """Every role `user` has at that moment, for whichever unit."""
    return frozenset(memberships_of(user, at=at).values_list("role", flat=True))


def may_edit_plan(user: Visitor, *, at: dt.datetime) -> bool:
    """Whether `user` may change programme, targets, windows, units and members: office and administrators."""
    if user.pk is None or not user.is_active:
        return False
    return user.is_superuser or bool(roles_of(user, at=at) & _PLANNERS)


def may_read_all(user: Visitor, *, at: dt.datetime) -> bool:
    """Whether `user` may read what every unit told: reviewers, office, auditors, administrators."""
    return bool(roles_of(user, at=at) & _READERS)


def may_act_for(user: Visitor, unit: Unit, *, at: dt.datetime) -> bool:
    """Whether `user` may tell in the name of `unit`: its clerk, or the clerk of a unit above it."""
    clerks = memberships_of(user, at=at).filter(role=Role.CLERK)
    return any(unit.is_within(membership.unit) for membership in clerks)


def is_own_unit(user: Visitor, unit: Unit, *, at: dt.datetime) -> bool:
    """Whether `user` belongs to `unit` in any role, and so must not decide on what it told."""
    return memberships_of(user, at=at).filter(unit=unit).exists()


def is_related_unit(user: Visitor, unit: Unit, *, at: dt.datetime) -> bool:
    """Whether `unit` is one of the user's own, or stands above or below one: recusal in selections."""
    own = [membership.unit for membership in memberships_of(user, at=at)]
    return any(unit.is_within(other) or other.is_within(unit) for other in own)


def ensure_may_edit_plan(user: Visitor, *, at: dt.datetime) -> None:
    """Raise PermissionDenied unless `may_edit_plan`."""
    if not may_edit_plan(user, at=at):
        raise PermissionDenied(
            "只有项目办和管理员可以修改计划。Only the office and administrators may change the plan."
        )
