"""Appeals in the office: the list by due day, one appeal, and its answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hundredfold.base import clock
from hundredfold.prove.actions import answer_appeal
from hundredfold.prove.appeals import record_of
from hundredfold.prove.words import Outcome, Undecidable
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import access
from hundredfold.web.office.appeal_forms import AnswerForm
from hundredfold.web.office.pages.appeals import appeal_view, appeals_page


@login_required
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the first due first."""
    taken = access.seat(request.user, at=clock.now())
    return render(
        request, "office/appeals.html", {"page": appeals_page(taken, page=page_number(request.GET))}
    )


@login_required
@require_safe
def appeal(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """One appeal: the decision, what both sides say, the form to answer."""
    taken = access.seat(request.user, at=clock.now())
    found = access.appeal_to_read(taken, appeal_id)
    return render(request, "office/appeal.html", {"page": appeal_view(taken, found)})


@login_required
@require_POST
def answer(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """Says that the decision stands, or puts another in its place; what was typed is kept if that cannot be."""
    taken = access.deciding_seat(request.user, at=clock.now())
    found = access.appeal_to_read(taken, appeal_id)
    form, why = AnswerForm(request.POST), ""
    if form.is_valid():
        try:
            done = answer_appeal(
                by=taken.user,
                appeal=found,
                outcome=request.POST.get("outcome", ""),
                answer=form.cleaned_data["answer"],
                seen=form.position(),
                at=taken.at,
            )
        except Undecidable as refused:
            why = str(refused)
        else:
            said = str(Outcome(done.outcome).label)
            messages.success(request, _("Answered: %(outcome)s") % {"outcome": said})
            return HttpResponseRedirect(reverse("office:appeals"), status=303)
    return _again(request, taken, appeal_id, form=form, why=why)


def _again(
    request: HttpRequest, taken: access.Seat, appeal_id: str, *, form: AnswerForm, why: str
) -> HttpResponse:
    """The fresh page after an answer that could not be taken, with what was typed."""
    fresh = access.appeal_to_read(taken, appeal_id)
    form = form.again(seen=record_of(fresh).position, why=why)
    page = appeal_view(taken, fresh, form=form)
    return render(request, "office/appeal.html", {"page": page, "form": form}, status=422)
