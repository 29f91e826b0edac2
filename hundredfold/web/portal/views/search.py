"""Looking for words in what is public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.tell.queries import searching
from hundredfold.web.common.found import filters_in
from hundredfold.web.common.paging import page_number
from hundredfold.web.portal import search_page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the public may find of ``?q=``, narrowed as the address says."""
    filters = filters_in(request.GET)
    found = searching.search(
        request.GET.get("q", ""),
        scope=searching.EVERYBODY,
        filters=filters,
        page=page_number(request.GET),
        language=search_page.language(),
    )
    if found is None:
        return render(request, "portal/empty.html")
    return render(
        request, "portal/search.html", {"page": search_page.search_page(found, filters, at=clock.now())}
    )
