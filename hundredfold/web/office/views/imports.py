"""Importing a ledger: read a file, look at it, confirm it in one go, undo it as a whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hundredfold.base import clock
from hundredfold.do.ledger.actions import confirm_import, keep_import, undo_import
from hundredfold.do.ledger.words import Conflict
from hundredfold.prove.intake import local_day
from hundredfold.prove.jobs import judge
from hundredfold.reading.words import Refused
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import access, words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.forms import SheetForm
from hundredfold.web.office.importing import read_upload
from hundredfold.web.office.pages.imports import import_page, imports_page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The files read in so far; POST reads another, of which nothing is told until it is confirmed."""
    if request.method == "POST":
        return _read(request)
    taken = access.seat(request.user, at=clock.now())
    return render(request, "office/imports.html", {"page": imports_page(taken)})


def _read(request: HttpRequest) -> HttpResponse:
    taken = access.importing_seat(request.user, at=clock.now())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, taken, form)
    try:
        read = read_upload(
            form.cleaned_data["sheet"], taken.programme, today=local_day(taken.programme, taken.at)
        )
    except Refused as refused:
        form.add_error("sheet", refused.sentence(words.language()))
        return _refused(request, taken, form)
    batch = keep_import(
        by=taken.user,
        programme=taken.programme,
        source_name=read.name,
        source_sha256=read.sha256,
        results=read.results,
        notices=read.notices,
        at=taken.at,
    )
    return _see(batch.public_id)


def _refused(request: HttpRequest, taken: Seat, form: SheetForm) -> HttpResponse:
    return render(request, "office/imports.html", {"page": imports_page(taken, form)}, status=422)


@login_required
@require_safe
def preview(request: HttpRequest, import_id: str) -> HttpResponse:
    """One file: its good rows, those left out, and what to know of it."""
    taken = access.seat(request.user, at=clock.now())
    batch = access.import_to_read(taken, import_id)
    page = import_page(taken, batch, page=page_number(request.GET))
    return render(request, "office/import.html", {"page": page})


@login_required
@require_POST
def confirm(request: HttpRequest, import_id: str) -> HttpResponse:
    """Tells every good row, all or none; the rules look at them in the background."""
    taken = access.importing_seat(request.user, at=clock.now())
    batch = access.import_to_read(taken, import_id)
    try:
        confirm_import(by=taken.user, batch=batch, at=taken.at)
    except Conflict as clash:
        messages.error(request, str(clash))
        return _see(import_id)
    judge.enqueue(taken.programme.public_id)
    told = ngettext("%(n)s record is in the ledger.", "%(n)s records are in the ledger.", batch.good)
    messages.success(request, told % {"n": f"{batch.good:,}"})
    return _see(import_id)


@login_required
@require_POST
def undo(request: HttpRequest, import_id: str) -> HttpResponse:
    """Withdraws every record of a confirmed import; each keeps its history."""
    taken = access.importing_seat(request.user, at=clock.now())
    batch = access.import_to_read(taken, import_id)
    try:
        number = undo_import(by=taken.user, batch=batch, at=taken.at)
    except Conflict as clash:
        messages.error(request, str(clash))
        return _see(import_id)
    judge.enqueue(taken.programme.public_id)
    messages.success(request, _("Taken back: %(n)s records are withdrawn.") % {"n": f"{number:,}"})
    return _see(import_id)


def _see(import_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("office:import", args=[import_id]), status=303)
