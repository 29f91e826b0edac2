"""A record's own page in the office."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.web.office import access
from hundredfold.web.office.pages.record import record_page


@login_required
@require_safe
def record(request: HttpRequest, record_id: str) -> HttpResponse:
    """Everything on one record: what it says and said, what was found and decided."""
    taken = access.seat(request.user, at=clock.now())
    found = access.record_to_read(taken, record_id)
    return render(request, "office/record.html", {"page": record_page(taken, found)})
