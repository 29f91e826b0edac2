"""Gives a unit's own system an account and a key. The account is a clerk of that unit and cannot sign in."""

from dataclasses import dataclass

from django.db import transaction

from hundredfold.base import clock, tokens
from hundredfold.base.env import BadSetting
from hundredfold.base.models import User
from hundredfold.config.founding import require_operator
from hundredfold.plan.access import units_of
from hundredfold.plan.actions import add_member
from hundredfold.plan.models import Unit
from hundredfold.plan.queries import unit_index
from hundredfold.plan.words import Role


@dataclass(frozen=True, slots=True)
class Given:
    """A key in clear, this once, and the unit it tells for."""

    unit: Unit
    key: str


@transaction.atomic
def issue_for_unit(text: str, *, name: str, renew: bool, by: str) -> Given:
    """A new key for the unit that ``text`` names; ``renew`` ends its earlier ones. Raises BadSetting for no unit."""
    at = clock.now()
    operator = require_operator(by)
    unit = _unit(text)
    user, _ = User.objects.get_or_create(
        username=f"exchange-{unit.public_id}",
        defaults={"display_name": f"{unit.name}（接口）"[:80], "password": "!"},
    )
    if not units_of(user, at=at, role=Role.CLERK).filter(pk=unit.pk).exists():
        add_member(by=operator, user=user, unit=unit, role=Role.CLERK, at=at)
    if renew:
        tokens.revoke_all(by=operator, user=user, at=at)
    return Given(unit, tokens.issue(by=operator, user=user, name=name, at=at).key)


def _unit(text: str) -> Unit:
    index = unit_index()
    unit = index.units.get(text) or index.named(text)
    if unit is None:
        near = "、".join(each.name for each in index.candidates(text) or index.nearest(text))
        raise BadSetting(
            f"没有单位叫“{text}”，是不是：{near}？/ No one unit is called {text}; perhaps: {near}"
        )
    return unit
