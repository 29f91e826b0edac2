"""Spot checks: draw, look at a draw, print its sheets, write down what a visit found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
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
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hundredfold.base import clock, files
from hundredfold.base.models import StoredFile
from hundredfold.prove.actions import Asked, Seen, make_draw, record_visit
from hundredfold.prove.intake import local_day
from hundredfold.prove.words import Undecidable
from hundredfold.tell.copies import public_copy
from hundredfold.web.common.photo_signs import media_type_of
from hundredfold.web.office import access
from hundredfold.web.office.access import Seat
from hundredfold.web.office.appeal_forms import DrawForm, VisitForm
from hundredfold.web.office.pages.spot_checks import (
    draw_form,
    draw_page,
    sheet_page,
    spot_checks_page,
    visit_page,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def spot_checks(request: HttpRequest) -> HttpResponse:
    """The draws made so far; POST makes another."""
    if request.method != "POST":
        taken = access.seat(request.user, at=clock.now())
        return render(request, "office/spot_checks.html", {"page": spot_checks_page(taken)})
    taken = access.importing_seat(request.user, at=clock.now())
    form = draw_form(taken, request.POST)
    if form.is_valid():
        try:
            made = make_draw(by=taken.user, programme=taken.programme, asked=_asked(taken, form), at=taken.at)
        except Undecidable as refused:
            form.add_error(None, str(refused))
        else:
            return _see("office:draw", made.public_id)
    page = spot_checks_page(taken, form)
    return render(request, "office/spot_checks.html", {"page": page}, status=422)


def _asked(taken: Seat, form: DrawForm) -> Asked:
    said = form.cleaned_data
    strand = access.strand_to_read(taken, said["strand"]) if said["strand"] else None
    return Asked(size=said["size"], as_of=said["as_of"], strand=strand, word=said["word"])


@login_required
@require_safe
def draw(request: HttpRequest, draw_id: str) -> HttpResponse:
    """One draw: its seed, how to repeat it, and what is to be visited."""
    taken = access.seat(request.user, at=clock.now())
    found = access.draw_to_read(taken, draw_id)
    return render(request, "office/draw.html", {"page": draw_page(taken, found)})


@login_required
@require_safe
def sheets(request: HttpRequest, draw_id: str) -> HttpResponse:
    """The sheets of a draw, to print."""
    taken = access.seat(request.user, at=clock.now())
    found = access.draw_to_read(taken, draw_id)
    return render(request, "office/visit_sheets.html", {"page": sheet_page(taken, found)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, visit_id: str) -> HttpResponse:
    """What was told and what was found; POST writes down what was found."""
    if request.method != "POST":
        taken = access.seat(request.user, at=clock.now())
        found = access.visit_to_read(taken, visit_id)
        return render(request, "office/visit.html", {"page": visit_page(taken, found)})
    taken = access.deciding_seat(request.user, at=clock.now())
    found = access.visit_to_read(taken, visit_id)
    form = VisitForm(request.POST, request.FILES, today=local_day(taken.programme, taken.at))
    if form.is_valid():
        try:
            record_visit(by=taken.user, visit=found, seen=_seen(form, taken), at=taken.at)
        except (Undecidable, files.NoRoom) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Written down: %(title)s") % {"title": found.record.title})
            return _see("office:draw", found.draw.public_id)
    fresh = access.visit_to_read(taken, visit_id)
    page = visit_page(taken, fresh, form)
    return render(request, "office/visit.html", {"page": page, "form": form}, status=422)


def _seen(form: VisitForm, taken: Seat) -> Seen:
    said = form.cleaned_data
    photo = _kept(said["photo"], taken) if said["photo"] else None
    return Seen(said["result"], said["on"], said["head_count"], said["note"], photo)


def _kept(photo: "UploadedFile[bytes]", taken: Seat) -> StoredFile:
    photo.seek(0)
    media_type = media_type_of(photo.read(64))
    photo.seek(0)
    return files.keep(photo.chunks(), media_type=media_type, at=taken.at)


@login_required
@require_safe
def photo(request: HttpRequest, visit_id: str, size: int) -> HttpResponseBase:
    """A copy of the photo that a visitor took, without metadata."""
    taken = access.seat(request.user, at=clock.now())
    found = access.visit_to_read(taken, visit_id)
    path = public_copy(found.photo.sha256, size) if found.photo else None
    if path is None:
        raise Http404
    return FileResponse(
        path.open("rb"),
        content_type="image/webp",
        headers={"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"},
    )


def _see(name: str, public_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[public_id]), status=303)
