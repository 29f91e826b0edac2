"""Feeds and sitemaps that are looked at by themselves: the list, another one, on and off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hundredfold.base import clock
from hundredfold.do.press.actions import add_feed, add_sitemap, turn_source
from hundredfold.do.press.words import NotDone
from hundredfold.web.office import press_access
from hundredfold.web.office.pages.press_sources import sources_page
from hundredfold.web.office.press_access import PressSeat
from hundredfold.web.office.press_forms import SourceForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sources(request: HttpRequest) -> HttpResponse:
    """The list; POST puts another source on it."""
    if request.method == "POST":
        return _add(request, press_access.working_seat(request.user, at=clock.now()))
    taken = press_access.press_seat(request.user, at=clock.now())
    return render(request, "office/press_sources.html", {"page": sources_page(taken)})


def _add(request: HttpRequest, taken: PressSeat) -> HttpResponse:
    form = SourceForm(request.POST, units=taken.units)
    if form.is_valid():
        said, unit = form.cleaned_data, form.chosen(taken.units)
        own = {
            "by": taken.user,
            "programme": taken.programme,
            "unit": unit,
            "url": said["url"],
            "at": taken.at,
        }
        try:
            if said["sort"] == "feed":
                add_feed(**own)
            else:
                add_sitemap(**own, section=said["section"])
        except NotDone as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("On the list. It is looked at within the hour."))
            return HttpResponseRedirect(reverse("office:press_sources"), status=303)
    return render(request, "office/press_sources.html", {"page": sources_page(taken, form)}, status=422)


@login_required
@require_POST
def turn(request: HttpRequest, source_id: str) -> HttpResponse:
    """Turns a source on or off."""
    taken = press_access.working_seat(request.user, at=clock.now())
    found = press_access.source_to_change(taken, source_id)
    turn_source(by=taken.user, source=found, is_on=request.POST.get("on") == "1", at=taken.at)
    return HttpResponseRedirect(reverse("office:press_sources"), status=303)
