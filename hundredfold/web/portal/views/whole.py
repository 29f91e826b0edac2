"""The pages on the whole programme: home, how we count, and the word to crawlers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.tell import queries
from hundredfold.web.portal import pages


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All grids; before a programme is founded, how to begin."""
    board = queries.home(at=clock.now(), language=pages.language())
    if board is None:
        return render(request, "portal/empty.html")
    return render(request, "portal/home.html", {"page": pages.home(board)})


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How a hundred is counted: what one is, what the rules look for, the principles."""
    counting = queries.how(at=clock.now(), language=pages.language())
    if counting is None:
        return render(request, "portal/empty.html")
    return render(request, "portal/how.html", {"page": pages.how(counting)})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be found; the rooms behind sign-in are no one's business."""
    lines = ("User-agent: *", "Disallow: /account/", "Disallow: /desk/", "Disallow: /office/", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
