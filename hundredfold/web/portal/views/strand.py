"""One strand: its grid with its list, and its count explained."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.tell import queries
from hundredfold.web.portal import pages


@require_safe
def strand(request: HttpRequest, code: str) -> HttpResponse:
    """A strand's grid and one page of its list; ``?state=`` keeps to one state, ``?page=`` turns the pages."""
    page = request.GET.get("page", "1")
    found = queries.strand_list(
        code,
        state=request.GET.get("state", ""),
        page=int(page) if page.isdecimal() and len(page) < 8 else 0,
        at=clock.now(),
        language=pages.language(),
    )
    if found is None:
        raise Http404
    return render(request, "portal/strand.html", {"page": pages.strand(found)})


@require_safe
def explain(request: HttpRequest, code: str) -> HttpResponse:
    """A strand's count explained, now or as of the end of the day in ``?as_of=``."""
    asked = request.GET.get("as_of", "")
    try:
        as_of = dt.date.fromisoformat(asked) if asked else None
    except ValueError:
        as_of = None
    found = queries.counted(code, as_of=as_of, at=clock.now(), language=pages.language())
    if found is None:
        raise Http404
    return render(request, "portal/explain.html", {"page": pages.explain(found, asked=asked, as_of=as_of)})
