"""Begins a site: a programme from a blueprint, the top unit, the first administrator."""

import secrets
from dataclasses import dataclass

from hundredfold.base import clock
from hundredfold.base.env import BadSetting
from hundredfold.base.models import User
from hundredfold.plan import blueprint as blueprints
from hundredfold.plan.actions import add_member, add_unit, found_programme
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.words import Role, UnitLevel

ADMINISTRATOR = "admin"


@dataclass(frozen=True)
class Founded:
    """The new programme and how to sign in, the password in clear this once."""

    programme: Programme
    username: str
    password: str


def found_site(*, blueprint: str, year: int | None, district: str) -> Founded:
    """Founds the programme of ``blueprint`` for the period that starts in ``year`` (none: the present one).

    BlueprintError names what is wrong with the file; PlanError if it was founded for that year before.
    """
    at = clock.now()
    promise = blueprints.load(blueprint)
    user, password = _administrator()
    programme = found_programme(
        by=user, blueprint=blueprint, year=year or promise.period_year(at.date()), at=at
    )
    top = Unit.objects.filter(parent__isnull=True).first()
    if top is None:
        name = district or (promise.district.name.zh if promise.district else promise.name.zh)
        aliases = promise.district.aliases if promise.district else ()
        top = add_unit(by=user, name=name, level=UnitLevel.DISTRICT, aliases=aliases, at=at)
    for role in (Role.ADMINISTRATOR, Role.OFFICE):
        add_member(by=user, user=user, unit=top, role=role, at=at)
    return Founded(programme, user.username, password)


def _administrator() -> tuple[User, str]:
    """The first administrator, made with a random password; an existing one keeps theirs."""
    known = User.objects.filter(username=ADMINISTRATOR).first()
    if known:
        return known, "—"
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(
        ADMINISTRATOR, password=password, display_name="管理员", is_superuser=True
    )
    return user, password


def require_operator(username: str) -> User:
    """The account in whose name the terminal acts. Raises BadSetting if there is none of that name."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise BadSetting(
            f"没有账号 {username}，用 --by 另指一个。/ There is no account {username}; name one with --by."
        )
    return user
