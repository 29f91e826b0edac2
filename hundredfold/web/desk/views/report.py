"""Telling: choose a strand, fill in one short form, send. The same form tells of a plan that it took place."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hundredfold.base import clock
from hundredfold.base.text import clean
from hundredfold.web.desk.pages.report import (
    Draft,
    amended_draft,
    choices,
    copied_draft,
    new_draft,
    report_page,
)
from hundredfold.web.desk.sending import Sent, empty_form, send
from hundredfold.web.desk.views.frame import Visit, no_unit, signed_in, visit_of
from hundredfold.web.desk.words import reader_language


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest) -> HttpResponse:
    """The report form: of a strand, of a plan (``plan=``), or starting from an earlier record (``copy=``)."""
    at = clock.now()
    visit = visit_of(request, at=at)
    if visit is None:
        return no_unit(request, at=at)
    draft = _draft(request, visit)
    if draft is None:
        page = choices(visit.programme, visit.language, unit=request.GET.get("unit", ""))
        return render(request, "desk/choose.html", {"choices": page, "is_plan": False})
    return _form(request, draft, visit)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """The short form that puts something on the calendar before it is done."""
    at = clock.now()
    visit = visit_of(request, at=at)
    if visit is None:
        return no_unit(request, at=at)
    strand = request.GET.get("strand", "")
    if not strand:
        page = choices(visit.programme, visit.language, is_plan=True, unit=request.GET.get("unit", ""))
        return render(request, "desk/choose.html", {"choices": page, "is_plan": True})
    draft = new_draft(
        visit.tellers,
        visit.programme,
        strand,
        unit=visit.unit,
        language=visit.language,
        at=at,
        is_plan=True,
    )
    return _form(request, draft, visit)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def amend(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same form over what the record says, to change it."""
    at = clock.now()
    user = signed_in(request)
    draft = amended_draft(user, public_id, language=reader_language(), at=at)
    return _answer(request, draft, send(request, draft, by=user, at=at) if request.method == "POST" else None)


def _draft(request: HttpRequest, visit: Visit) -> Draft | None:
    """What the address asks for; None where a strand is still to be chosen."""
    asked = {name: clean(str(value)) for name, value in request.GET.items()}
    if asked.get("plan"):
        return amended_draft(visit.user, asked["plan"], language=visit.language, at=visit.at, as_report=True)
    if asked.get("copy"):
        return copied_draft(visit.user, visit.tellers, asked["copy"], language=visit.language, at=visit.at)
    if asked.get("strand"):
        return new_draft(
            visit.tellers,
            visit.programme,
            asked["strand"],
            unit=visit.unit,
            language=visit.language,
            at=visit.at,
        )
    return None


def _form(request: HttpRequest, draft: Draft, visit: Visit) -> HttpResponse:
    sent = send(request, draft, by=visit.user, at=visit.at) if request.method == "POST" else None
    return _answer(request, draft, sent)


def _answer(request: HttpRequest, draft: Draft, sent: Sent | None) -> HttpResponse:
    """The form, asked anew where something is to be mended; the record once it was received."""
    if sent is None:
        page = report_page(draft, empty_form(draft))
        return render(request, "desk/report.html", {"page": page})
    if sent.record is None:
        page = report_page(draft, sent.form, dropped=sent.dropped, key=sent.key)
        return render(request, "desk/report.html", {"page": page}, status=422)
    messages.success(request, _("Received, number %(number)04d.") % {"number": sent.record.number})
    return HttpResponseRedirect(reverse("desk:record", args=[sent.record.public_id]), status=303)
