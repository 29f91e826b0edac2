"""The page on spot checks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.tell import queries
from hundredfold.web.portal.cards import language
from hundredfold.web.portal.spot_checks_page import spot_checks_page


@require_safe
def spot_checks(request: HttpRequest) -> HttpResponse:
    """Every draw with its seed and what the visits found; before a programme is founded, how to begin."""
    found = queries.draws(language=language())
    if found is None:
        return render(request, "portal/empty.html")
    return render(request, "portal/spot_checks.html", {"page": spot_checks_page(found)})
