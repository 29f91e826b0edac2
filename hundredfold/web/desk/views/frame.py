"""What every view of the desk needs first: who is here, for which units, in which programme."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hundredfold.base.models import User
from hundredfold.plan.access import may_read_all
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import current_programme
from hundredfold.web.desk.tellers import Tellers, tellers_of
from hundredfold.web.desk.words import reader_language


@dataclass(frozen=True)
class Visit:
    """A clerk at the desk. ``unit`` is the one the page is about."""

    user: User
    programme: Programme
    tellers: Tellers
    unit: Unit
    language: str
    at: dt.datetime


def visit_of(request: HttpRequest, *, at: dt.datetime) -> Visit | None:
    """The visit, or None for somebody who tells for no unit. Http404 before a programme is founded."""
    user = signed_in(request)
    tellers = tellers_of(user, at=at)
    unit = tellers.chosen(request.GET.get("unit", ""))
    if unit is None:
        return None
    programme = current_programme()
    if programme is None:
        raise Http404
    return Visit(user, programme, tellers, unit, reader_language(), at)


def signed_in(request: HttpRequest) -> User:
    """The user behind a view that only the signed-in reach."""
    user = request.user
    assert not isinstance(user, AnonymousUser)
    return user


def no_unit(request: HttpRequest, *, at: dt.datetime) -> HttpResponse:
    """The page for somebody who tells for no unit: what this room is, and where they go instead."""
    page = {"reads_all": may_read_all(request.user, at=at)}
    return render(request, "desk/no_unit.html", {"page": page})
