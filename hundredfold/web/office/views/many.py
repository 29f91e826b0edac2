"""Many answers at once: choose, answer, and see which were left and why."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hundredfold.base import clock
from hundredfold.prove import actions
from hundredfold.prove.words import Undecidable
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import access
from hundredfold.web.office.pages.many import KEPT, alike_href, alike_page, answered_page, kept_of, plain_page


@login_required
@require_safe
def plain(request: HttpRequest) -> HttpResponse:
    """Plain records to accept together."""
    taken = access.deciding_seat(request.user, at=clock.now())
    page = plain_page(taken, page=page_number(request.GET), is_all_chosen="all" in request.GET)
    return render(request, "office/plain.html", {"page": page})


@login_required
@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """Findings of one rule to answer together."""
    taken = access.deciding_seat(request.user, at=clock.now())
    page = alike_page(
        taken,
        rule=request.GET.get("rule", ""),
        page=page_number(request.GET),
        is_all_chosen="all" in request.GET,
    )
    return render(request, "office/alike.html", {"page": page})


@login_required
@require_POST
def accept_plain(request: HttpRequest) -> HttpResponse:
    """Accept the chosen records; those that cannot be accepted are left."""
    taken = access.deciding_seat(request.user, at=clock.now())
    chosen = access.records_to_accept(taken, request.POST.getlist("chosen"))
    here = reverse("office:plain")
    if not chosen:
        return _none_chosen(request, here)
    try:
        outcome = actions.accept_plain(by=taken.user, chosen=chosen, at=taken.at)
    except Undecidable as refused:
        return _refused(request, refused, here)
    request.session[KEPT] = kept_of(outcome, verdict="accept", again_href=here)
    return HttpResponseRedirect(reverse("office:answered"), status=303)


@login_required
@require_POST
def answer_alike(request: HttpRequest) -> HttpResponse:
    """Give the chosen findings one answer; those that cannot be given it are left."""
    taken = access.deciding_seat(request.user, at=clock.now())
    findings = access.findings_to_answer(taken, request.POST.getlist("chosen"))
    here = alike_href(request.POST.get("rule", ""))
    if not findings:
        return _none_chosen(request, here)
    verdict = request.POST.get("verdict", "")
    try:
        outcome = actions.answer_alike(by=taken.user, findings=findings, verdict=verdict, at=taken.at)
    except Undecidable as refused:
        return _refused(request, refused, here)
    request.session[KEPT] = kept_of(outcome, verdict=verdict, again_href=here)
    return HttpResponseRedirect(reverse("office:answered"), status=303)


@login_required
@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """How many were answered, and which were left and why."""
    access.deciding_seat(request.user, at=clock.now())
    page = answered_page(request.session.get(KEPT))
    return render(request, "office/answered.html", {"page": page})


def _none_chosen(request: HttpRequest, href: str) -> HttpResponseRedirect:
    messages.error(request, _("Nothing was chosen. Tick at least one line."))
    return HttpResponseRedirect(href, status=303)


def _refused(request: HttpRequest, why: Undecidable, href: str) -> HttpResponseRedirect:
    messages.error(request, str(why))
    return HttpResponseRedirect(href, status=303)
