"""The review desk: look, decide, take back. Each decision is one action; a clash is shown beside the fresh page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hundredfold.base import clock
from hundredfold.do.ledger.models import Record
from hundredfold.prove import actions, queue
from hundredfold.prove.words import Undecidable
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import access, words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.forms import DecisionForm
from hundredfold.web.office.pages.findings import Tried
from hundredfold.web.office.pages.narrowing import narrowing
from hundredfold.web.office.pages.record import record_page
from hundredfold.web.office.pages.review import desk_href, review_page


@login_required
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The queue and the record in hand."""
    taken = access.seat(request.user, at=clock.now())
    page = review_page(
        taken,
        wanted=request.GET.get("record", ""),
        page=page_number(request.GET),
        asked=narrowing(request.GET),
    )
    return render(request, "office/review.html", {"page": page})


@login_required
@require_POST
def decide_record(request: HttpRequest, record_id: str) -> HttpResponse:
    """Accept, return or refuse a record."""
    taken = access.deciding_seat(request.user, at=clock.now())
    record = access.record_to_decide(taken, record_id)
    form = DecisionForm(request.POST)
    try:
        decision = actions.decide_record(
            by=taken.user, record=record, seen=form.position(), at=taken.at, **form.answer()
        )
    except Undecidable as clash:
        return _again(request, taken, record_id, why=str(clash))
    messages.success(request, words.decided(decision.verdict, record.title))
    return _onwards(form, record, stays=False)


@login_required
@require_POST
def decide_finding(request: HttpRequest, finding_id: str) -> HttpResponse:
    """Say of a finding that both are the same, different, that it holds as told, or is not acceptable."""
    taken = access.deciding_seat(request.user, at=clock.now())
    finding = access.finding_to_decide(taken, finding_id)
    form = DecisionForm(request.POST)
    record = finding.blocked or finding.a
    try:
        decision = actions.decide_finding(by=taken.user, finding=finding, at=taken.at, **form.answer())
    except Undecidable as clash:
        return _again(request, taken, finding_id, why=str(clash))
    messages.success(request, words.decided(decision.verdict, record.title))
    return _onwards(form, record, stays=queue.is_on_the_desk(record))


@login_required
@require_POST
def reopen(request: HttpRequest, decision_id: str) -> HttpResponse:
    """Take a decision back; what it was about is in hand again."""
    taken = access.deciding_seat(request.user, at=clock.now())
    decision = access.decision_to_reopen(taken, decision_id)
    record = access.record_of(decision)
    try:
        actions.reopen(by=taken.user, decision=decision, at=taken.at)
    except Undecidable as clash:
        messages.error(request, str(clash))
    else:
        messages.success(
            request, _("Taken back; it is to be decided again: %(title)s") % {"title": record.title}
        )
    if request.POST.get("back") == "record":
        return _see(_record_href(record.public_id))
    return _see(desk_href(record.public_id, page_number(request.POST), narrowing(request.POST).query))


@login_required
@require_POST
def hold(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take a record in hand, or keep it there; a script asks for no page."""
    taken = access.deciding_seat(request.user, at=clock.now())
    record = access.record_to_decide(taken, record_id)
    is_script = request.headers.get("X-Requested-With") == "desk"
    try:
        actions.take_in_hand(by=taken.user, record=record, at=taken.at)
    except Undecidable as held:
        if is_script:
            return HttpResponse(str(held), status=409, content_type="text/plain; charset=utf-8")
        messages.warning(request, str(held))
    return HttpResponse(status=204) if is_script else _back_to_desk(request, record_id)


@login_required
@require_POST
def put_down(request: HttpRequest, record_id: str) -> HttpResponse:
    """Let go of a record that one has in hand, for others to take."""
    taken = access.deciding_seat(request.user, at=clock.now())
    record = access.record_to_decide(taken, record_id)
    actions.put_down(by=taken.user, record=record)
    messages.success(request, _("Put down, for others to take: %(title)s") % {"title": record.title})
    return _see(reverse("office:board"))


def _back_to_desk(request: HttpRequest, record_id: str) -> HttpResponseRedirect:
    return _see(desk_href(record_id, page_number(request.POST), narrowing(request.POST).query))


def _again(request: HttpRequest, taken: Seat, subject: str, *, why: str) -> HttpResponse:
    """The fresh page after a decision that could not be taken: what was typed is kept, what was seen is renewed."""
    said = request.POST
    tried = Tried(subject, suggested=said.get("suggested", ""), reason=said.get("reason", ""))
    messages.error(request, why)
    if said.get("back") == "record":
        record = access.record_to_read(taken, said.get("record", ""))
        page = {"page": record_page(taken, record, tried=tried)}
        return render(request, "office/record.html", page, status=409)
    desk = review_page(
        taken, wanted=said.get("record", ""), page=page_number(said), asked=narrowing(said), tried=tried
    )
    return render(request, "office/review.html", {"page": desk}, status=409)


def _onwards(form: DecisionForm, record: Record, *, stays: bool) -> HttpResponseRedirect:
    """To what is to be decided next: what is left of this record, or the record after it."""
    in_hand = form.text("record") or record.public_id
    if form.text("back") == "record":
        return _see(_record_href(in_hand))
    only = narrowing({"only": form.text("only")}).query
    return _see(desk_href(in_hand if stays else form.text("next"), page_number(form.data), only))


def _record_href(public_id: str) -> str:
    return reverse("office:record", args=[public_id])


def _see(href: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(href, status=303)
