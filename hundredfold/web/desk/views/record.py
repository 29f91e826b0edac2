"""A record in full, its photos, and taking it back."""

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
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hundredfold.base import clock
from hundredfold.do.ledger import access
from hundredfold.do.ledger.words import Conflict, State
from hundredfold.web.desk import reporting
from hundredfold.web.desk.copies import SIZES, copy_of
from hundredfold.web.desk.forms import WithdrawForm
from hundredfold.web.desk.pages.parts import number_of
from hundredfold.web.desk.pages.record import record_page
from hundredfold.web.desk.photos import carried
from hundredfold.web.desk.views.frame import signed_in
from hundredfold.web.desk.words import reader_language


@require_safe
@login_required
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """What it says, where it stands and why, what was found and decided."""
    page = record_page(request.user, public_id, language=reader_language(), at=clock.now())
    return render(request, "desk/record.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Asks why, then takes the record back."""
    at = clock.now()
    user = signed_in(request)
    held = access.record_to_amend(user, public_id, at=at)
    if held.state == State.WITHDRAWN:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reporting.withdraw(by=user, record=held, reason=form.cleaned_data["reason"], at=at)
        except Conflict as conflict:
            messages.warning(request, str(conflict))
        else:
            messages.success(request, _("Number %(number)s was taken back.") % {"number": number_of(held)})
        return HttpResponseRedirect(reverse("desk:record", args=[public_id]), status=303)
    page = {"form": form, "record": held, "number": number_of(held)}
    return render(request, "desk/withdraw.html", {"page": page}, status=422 if form.errors else 200)


@require_safe
@login_required
def photo(request: HttpRequest, public_id: str, sha256: str, size: str) -> HttpResponseBase:
    """A copy of a photo of this record, for those who may read the record. Originals are never served."""
    held = access.record_to_see(request.user, public_id, at=clock.now())
    if not held.evidence.filter(file__sha256=sha256, removed_at__isnull=True).exists():
        raise Http404
    return _copy(sha256, size)


@require_safe
@login_required
def kept(request: HttpRequest, token: str) -> HttpResponseBase:
    """A small copy of a photo that a form of this user carries."""
    found = carried(signed_in(request), token)
    if found is None:
        raise Http404
    return _copy(found.sha256, "small")


def _copy(sha256: str, size: str) -> HttpResponseBase:
    path = copy_of(sha256, size) if size in SIZES else None
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400"
    return response
