"""What every page's frame needs: the site's name, whether it is a demonstration, and who may go where."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hundredfold.base import clock
from hundredfold.plan import access
from hundredfold.plan.words import Role


def site(request: HttpRequest) -> dict[str, Any]:
    """Template values of the frame. Roles are read only when the frame asks, so public pages pay nothing."""
    return {
        "demo": settings.DEMO,
        "rooms": lambda: _rooms(request),
        "is_office": lambda: _rooms(request).get("office", False),
    }


def _rooms(request: HttpRequest) -> dict[str, bool]:
    if not request.user.is_authenticated:
        return {}
    roles = access.roles_of(request.user, at=clock.now())
    return {
        "desk": Role.CLERK in roles,
        "office": bool(roles & {Role.OFFICE, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR}),
    }
