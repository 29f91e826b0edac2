"""The page that says how well the checker does here, and the joining of two records that it did not ask about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hundredfold.base import clock
from hundredfold.prove.actions.join_by_hand import join_by_hand
from hundredfold.prove.words import Undecidable
from hundredfold.web.office import access
from hundredfold.web.office.pages.honesty import honesty_page
from hundredfold.web.office.pages.honesty_join import join_page, other_record


@login_required
@require_safe
def honesty(request: HttpRequest) -> HttpResponse:
    """Precision and recall by what was answered here, and the lists of what was missed and asked in vain."""
    taken = access.seat(request.user, at=clock.now())
    return render(request, "office/honesty.html", {"page": honesty_page(taken, request.GET.dict())})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, record_id: str) -> HttpResponse:
    """Shows the two before they are joined; joins them when they are sent back."""
    taken = access.deciding_seat(request.user, at=clock.now())
    record = access.record_to_decide(taken, record_id)
    said = request.POST if request.method == "POST" else request.GET
    number, problem = said.get("number", ""), ""
    other = other_record(taken, number)
    if request.method == "POST" and other is not None:
        try:
            join_by_hand(by=taken.user, record=record, other=other, at=taken.at)
        except Undecidable as refused:
            problem = str(refused)
        else:
            messages.success(request, _("Joined as one deed; both units keep their credit."))
            return HttpResponseRedirect(reverse("office:record", args=[record.public_id]), status=303)
    page = join_page(taken, record, number, problem=problem)
    return render(
        request, "office/honesty_join.html", {"page": page}, status=422 if page.problem and problem else 200
    )
