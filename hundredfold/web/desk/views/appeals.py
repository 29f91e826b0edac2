"""Appealing against a decision on a record of one's own unit, and taking an appeal back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hundredfold.base import clock
from hundredfold.do.ledger.access import record_to_see
from hundredfold.prove import access, appeals
from hundredfold.prove.actions import file_appeal, withdraw_appeal
from hundredfold.prove.words import Undecidable
from hundredfold.web.desk.appeal_form import AppealForm
from hundredfold.web.desk.pages.appeals import appeal_page
from hundredfold.web.desk.views.frame import signed_in
from hundredfold.web.desk.words import reader_language


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def appeal(request: HttpRequest, public_id: str, decision_id: str) -> HttpResponse:
    """What was decided and why, until when it may be appealed against, and the form; what is typed is kept."""
    at = clock.now()
    user = signed_in(request)
    record = record_to_see(user, public_id, at=at)
    decision = access.decision_to_appeal(user, record, decision_id, at=at)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = file_appeal(
                by=user, decision=decision, unit=record.unit, text=form.cleaned_data["text"], at=at
            )
        except Undecidable as refused:
            form.add_error(None, str(refused))
        else:
            due = made.due.isoformat()
            messages.success(request, _("The appeal is made. It is answered by %(day)s.") % {"day": due})
            return HttpResponseRedirect(reverse("desk:record", args=[public_id]), status=303)
    page = appeal_page(record, decision, form, language=reader_language(), at=at)
    return render(request, "desk/appeal.html", {"page": page}, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request: HttpRequest, appeal_id: str) -> HttpResponse:
    """Takes an open appeal back; the decision stands as it did."""
    at = clock.now()
    user = signed_in(request)
    held = access.appeal_to_withdraw(user, appeal_id, at=at)
    try:
        withdraw_appeal(by=user, appeal=held, at=at)
    except Undecidable as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The appeal was taken back; the decision stands as it did."))
    record = appeals.record_of(held)
    return HttpResponseRedirect(reverse("desk:record", args=[record.public_id]), status=303)
