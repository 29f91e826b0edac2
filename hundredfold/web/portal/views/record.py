"""One record, its photos in public copies, and its day for a calendar."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from hundredfold.base import clock
from hundredfold.tell import copies, queries
from hundredfold.web.portal import calendar_file, pages

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=300"


@require_safe
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was told, where it counts and why, and who is credited."""
    found = queries.record(public_id, language=pages.language())
    if found is None:
        raise Http404
    return render(request, "portal/record.html", {"page": pages.record(found)})


@require_safe
def photo(request: HttpRequest, public_id: str, n: int, size: int) -> HttpResponse:
    """The public copy of a photo, never its original. With the photo's own mark it may be kept for ever."""
    found = queries.photo(public_id, n)
    copy = copies.public_copy(found[1], size) if found else None
    if found is None or copy is None:
        raise Http404
    etag = f'"{found[0].mark}-{size}"'
    response = HttpResponse(copy.read_bytes(), content_type="image/webp")
    response["ETag"] = etag
    response["Cache-Control"] = FOR_EVER if request.GET.get("v") == found[0].mark else FOR_A_WHILE
    response["X-Content-Type-Options"] = "nosniff"
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    """The day of an event as a calendar file."""
    found = queries.record(public_id, language=pages.language())
    if found is None or found.record.kind != "event" or found.record.start is None:
        raise Http404
    text = calendar_file.event(
        found.record,
        time_zone=found.time_zone,
        address=request.build_absolute_uri(pages.record_href(public_id)),
        host=request.get_host(),
        at=clock.now(),
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{public_id}.ics"'
    return response
