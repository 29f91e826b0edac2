"""The list of one strand."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.web.office import access
from hundredfold.web.office.pages.strand import strand_page


@login_required
@require_safe
def strand(request: HttpRequest, code: str) -> HttpResponse:
    """Everything told in a strand, narrowed by state, reason, unit or words."""
    taken = access.seat(request.user, at=clock.now())
    found = access.strand_to_read(taken, code)
    return render(request, "office/strand.html", {"page": strand_page(taken, found, request.GET)})
