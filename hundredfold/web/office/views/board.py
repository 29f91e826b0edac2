"""The board of strands."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.web.office import access
from hundredfold.web.office.pages.board import board_page


@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """All strands at a glance."""
    taken = access.seat(request.user, at=clock.now())
    return render(request, "office/board.html", {"page": board_page(taken)})
