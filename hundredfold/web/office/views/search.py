"""Looking for words in all that was told."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.tell.queries import searching
from hundredfold.web.common.found import filters_in
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import access, words
from hundredfold.web.office.pages.search import search_page


@login_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What somebody who may read all finds of ``?q=``, narrowed as the address says."""
    taken = access.seat(request.user, at=clock.now())
    filters = filters_in(request.GET)
    found = searching.search(
        request.GET.get("q", ""),
        scope=searching.WHO_READS_ALL,
        filters=filters,
        page=page_number(request.GET),
        language=words.language(),
    )
    if found is None:
        raise Http404
    return render(request, "office/search.html", {"page": search_page(taken, found, filters)})
