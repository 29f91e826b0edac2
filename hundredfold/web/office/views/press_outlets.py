"""Outlets and their levels: looked up, put on the site's own list, taken off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hundredfold.base import clock
from hundredfold.do.press.actions import drop_outlet, keep_outlet
from hundredfold.do.press.words import NotDone
from hundredfold.web.office import press_access
from hundredfold.web.office.pages.press_outlets import outlets_page
from hundredfold.web.office.press_access import PressSeat
from hundredfold.web.office.press_forms import OutletForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def outlets(request: HttpRequest) -> HttpResponse:
    """The list; POST puts another outlet on it, or places one otherwise."""
    if request.method == "POST":
        return _keep(request, press_access.keeping_seat(request.user, at=clock.now()))
    taken = press_access.press_seat(request.user, at=clock.now())
    return render(request, "office/press_outlets.html", {"page": outlets_page(taken, request.GET)})


def _keep(request: HttpRequest, taken: PressSeat) -> HttpResponse:
    form = OutletForm(request.POST, auto_id="outlet_%s")
    if form.is_valid():
        try:
            keep_outlet(by=taken.user, programme=taken.programme, at=taken.at, **form.cleaned_data)
        except NotDone as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("On the list. Pages that wait to be confirmed follow it already."))
            return HttpResponseRedirect(reverse("office:press_outlets"), status=303)
    page = outlets_page(taken, request.GET, form)
    return render(request, "office/press_outlets.html", {"page": page}, status=422)


@login_required
@require_POST
def drop(request: HttpRequest, outlet_id: str) -> HttpResponse:
    """Takes an outlet off the site's own list."""
    taken = press_access.keeping_seat(request.user, at=clock.now())
    found = press_access.outlet_to_drop(taken, outlet_id)
    drop_outlet(by=taken.user, outlet=found, at=taken.at)
    messages.success(request, _("Taken off the list. What was read by it stays."))
    return HttpResponseRedirect(reverse("office:press_outlets"), status=303)
