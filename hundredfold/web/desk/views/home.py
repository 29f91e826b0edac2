"""The clerk's home."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.web.common.paging import page_number
from hundredfold.web.desk.pages.home import home_page
from hundredfold.web.desk.views.frame import no_unit, visit_of


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What came back, what is planned, what was told lately, what counted."""
    at = clock.now()
    visit = visit_of(request, at=at)
    if visit is None:
        return no_unit(request, at=at)
    page = home_page(
        visit.tellers,
        visit.unit,
        visit.programme,
        page=page_number(request.GET),
        language=visit.language,
        at=at,
    )
    return render(request, "desk/home.html", {"page": page})
