"""The page on the press."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.tell import queries
from hundredfold.web.common.paging import page_number
from hundredfold.web.portal.cards import language
from hundredfold.web.portal.press_page import level_code, press_page


@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """The stories that count, the latest first; ``?level=`` keeps to one level, ``?page=`` turns the pages."""
    found = queries.press_list(
        level=level_code(request.GET.get("level", "")),
        page=page_number(request.GET),
        at=clock.now(),
        language=language(),
    )
    if found is None:
        raise Http404
    return render(request, "portal/press.html", {"page": press_page(found)})
