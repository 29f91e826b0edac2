"""The press desk: what there is, links pasted in, pages uploaded, and many plain stories confirmed at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hundredfold.base import clock
from hundredfold.do.press.actions import Added, Typed, add_links, confirm_story
from hundredfold.do.press.actions import upload as keep_upload
from hundredfold.do.press.words import NotDone
from hundredfold.prove.jobs import judge
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import press_access, words
from hundredfold.web.office.pages.press import TABS, press_desk, progress, waiting_pages
from hundredfold.web.office.press_access import PressSeat
from hundredfold.web.office.press_forms import LinksForm, UploadForm


@login_required
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """One of the desk's lists, with the boxes to add pages."""
    taken = press_access.press_seat(request.user, at=clock.now())
    page = press_desk(taken, request.GET, page=page_number(request.GET))
    return render(request, "office/press.html", {"page": page})


@login_required
@require_safe
def moving(request: HttpRequest) -> HttpResponse:
    """How much is still to be fetched and read, for the line that asks again by itself."""
    taken = press_access.press_seat(request.user, at=clock.now())
    tab = request.GET.get("state", "")
    seen = progress(waiting_pages(taken), tab=tab if tab in TABS else "read", is_polled=True)
    return render(request, "office/_press_progress.html", {"progress": seen})


@login_required
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Takes in every link of what was pasted; the worker fetches them."""
    taken = press_access.working_seat(request.user, at=clock.now())
    form = LinksForm(request.POST, units=taken.units)
    if form.is_valid():
        try:
            added = add_links(
                by=taken.user,
                programme=taken.programme,
                unit=form.chosen(taken.units),
                text=form.cleaned_data["links"],
                at=taken.at,
            )
        except NotDone as refused:
            form.refuse(refused)
        else:
            _say_added(request, added)
            return HttpResponseRedirect(reverse("office:press"), status=303)
    return _again(request, taken, form=form)


def _say_added(request: HttpRequest, added: Added) -> None:
    new, known = len(added.new), len(added.known)
    if new:
        said = ngettext("%(n)s page was added.", "%(n)s pages were added.", new) % {"n": new}
        messages.success(request, said)
    if known:
        said = ngettext(
            "%(n)s page was on the desk already.", "%(n)s pages were on the desk already.", known
        ) % {"n": known}
        messages.info(request, said)
    for each in added.left_out:
        messages.warning(request, each.sentence(words.language()))


@login_required
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keeps an uploaded page as evidence with what was typed of it."""
    taken = press_access.working_seat(request.user, at=clock.now())
    form = UploadForm(request.POST, request.FILES, units=taken.units)
    if form.is_valid():
        said = form.cleaned_data
        typed = Typed(
            title=said["title"],
            outlet=said["outlet"],
            level=said["level"],
            published=said["day"],
            page_no=said["page_no"],
            url=said["url"],
        )
        try:
            page = keep_upload(
                by=taken.user,
                programme=taken.programme,
                unit=form.chosen(taken.units),
                pieces=said["file"].chunks(),
                name=said["file"].name or "",
                typed=typed,
                at=taken.at,
            )
        except NotDone as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The page is kept: %(title)s") % {"title": page.title or page.name})
            return HttpResponseRedirect(reverse("office:press_page", args=[page.public_id]), status=303)
    return _again(request, taken, upload=form)


def _again(
    request: HttpRequest, taken: PressSeat, *, form: LinksForm | None = None, upload: UploadForm | None = None
) -> HttpResponse:
    page = press_desk(taken, request.GET, page=1, form=form, upload=upload)
    return render(request, "office/press.html", {"page": page}, status=422)


@login_required
@require_POST
def confirm_plain(request: HttpRequest) -> HttpResponse:
    """Confirms the chosen stories, each by itself; what cannot be confirmed is left, with the reason."""
    taken = press_access.working_seat(request.user, at=clock.now())
    stories = press_access.stories_to_tell(taken, request.POST.getlist("chosen"))
    done = 0
    for story in stories:
        try:
            confirm_story(by=taken.user, story=story, at=taken.at)
            done += 1
        except (NotDone, ValueError) as refused:
            messages.warning(request, f"{story.title}: {refused}")
    if done:
        judge.enqueue(taken.programme.public_id)
        said = ngettext("%(n)s story is in the ledger.", "%(n)s stories are in the ledger.", done) % {
            "n": done
        }
        messages.success(request, said)
    elif not stories:
        messages.error(request, _("Nothing was chosen. Tick at least one line."))
    return HttpResponseRedirect(reverse("office:press"), status=303)
