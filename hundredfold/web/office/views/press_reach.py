"""Level and reach of the press, and the clipping book of a period."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.tell import clippings as book
from hundredfold.tell.render.fonts import NoFont
from hundredfold.web.office import press_access, words
from hundredfold.web.office.pages.press_clippings import clippings_page, level_asked
from hundredfold.web.office.pages.press_reach import period_of, reach_page

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@login_required
@require_safe
def reach(request: HttpRequest) -> HttpResponse:
    """The stories that count in a period by level and outlet, and the list behind one number."""
    taken = press_access.press_seat(request.user, at=clock.now())
    return render(request, "office/press_reach.html", {"page": reach_page(taken, request.GET)})


@login_required
@require_safe
def clippings(request: HttpRequest) -> HttpResponse:
    """Which book: the period, the level, and the ways to take it."""
    taken = press_access.press_seat(request.user, at=clock.now())
    return render(request, "office/press_clippings.html", {"page": clippings_page(taken, request.GET)})


@login_required
@require_safe
def clipping_book(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The book as Word or PDF, made as it is asked for and kept nowhere."""
    taken = press_access.press_seat(request.user, at=clock.now())
    if ending not in TYPES:
        raise Http404
    period = period_of(taken, request.GET)
    asked = book.Asked(
        programme=taken.programme,
        first=period.first,
        last=period.last,
        level=level_asked(request.GET),
        language="en" if words.language() == "en" else "zh",
    )
    name = f"clippings-{period.first:%Y%m%d}-{period.last:%Y%m%d}.{ending}"
    with tempfile.TemporaryDirectory(prefix="clippings-") as folder:
        path = Path(folder) / name
        try:
            book.write(asked, path, at=taken.at)
        except NoFont as missing:
            messages.error(request, str(missing))
            return HttpResponseRedirect(f"{reverse('office:press_clippings')}?{period.query()}", status=303)
        # Opened before the folder goes: the open file outlives its name.
        return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=TYPES[ending])
