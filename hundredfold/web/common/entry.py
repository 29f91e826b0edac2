"""One click into the demonstration, as each role; and where somebody goes after signing in. Knows no single room.

Outside a demonstration nobody enters without a password: these addresses are not there then.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hundredfold.base import clock
from hundredfold.base.models import User
from hundredfold.plan import access
from hundredfold.plan.words import Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Way:
    """One card of the entry page: a role, what it does here, and whom one becomes."""

    role: str
    name: str
    does: str
    person: str


def demo_username(role: str) -> str:
    """The login name of the demonstration's prepared user of ``role``: whoever fills the demonstration makes it."""
    return f"demo-{role}"


@require_safe
@never_cache
def ways(request: HttpRequest) -> HttpResponse:
    """The cards, one a role; Http404 outside a demonstration."""
    _require_demo()
    people = User.objects.filter(is_active=True, username__in=[demo_username(role) for role in Role.values])
    names = {user.username: user.display_name for user in people}
    shown = [
        Way(role, name, does, names[demo_username(role)])
        for role, name, does in _roles()
        if demo_username(role) in names
    ]
    return render(request, "common/enter.html", {"ways": shown})


@require_POST
@never_cache
def enter(request: HttpRequest, role: str) -> HttpResponse:
    """Signs in as the prepared user of ``role``; Http404 for an unknown role and outside a demonstration."""
    _require_demo()
    if role not in Role.values:  # asked first: an address may hold what no database takes
        raise Http404
    user = User.objects.filter(username=demo_username(role), is_active=True).first()
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect(_room_of(user), status=303)


@require_safe
@login_required
def onward(request: HttpRequest) -> HttpResponse:
    """After signing in: a clerk to their unit, everybody else to the board."""
    return HttpResponseRedirect(_room_of(request.user), status=303)


def _room_of(user: access.Visitor) -> str:
    """The address where ``user`` works; the front page where their room is not built into this site."""
    roles = access.roles_of(user, at=clock.now())
    room = "office:board"
    if Role.CLERK in roles or not roles:
        room = "desk:home"
    elif roles == {Role.REVIEWER}:
        room = "office:review"
    try:
        return reverse(room)
    except NoReverseMatch:
        return "/"


def _require_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _roles() -> list[tuple[str, str, str]]:
    return [
        (
            Role.CLERK,
            _("A unit's clerk"),
            _("Tell what was done, from a phone; see what came back and why, and what counted."),
        ),
        (
            Role.REVIEWER,
            _("A reviewer"),
            _("Go through what was told, by risk; both sides of a possible duplicate beside each other."),
        ),
        (
            Role.OFFICE,
            _("The programme office"),
            _("The nine hundreds at a glance, what lags and why; read ledgers in, decide, export."),
        ),
        (
            Role.AUDITOR,
            _("An auditor"),
            _("Read everything, change nothing: any number, at any moment, down to its records."),
        ),
        (
            Role.ADMINISTRATOR,
            _("An administrator"),
            _("Units, people and the programme itself."),
        ),
    ]
