"""One page: read beside its original, corrected, set aside, asked for again, and its kept copies taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hundredfold.base import clock, files
from hundredfold.base.models import StoredFile
from hundredfold.do.press.actions import correct_page, fetch_again, set_aside, take_back
from hundredfold.do.press.models import Page
from hundredfold.do.press.words import NotDone
from hundredfold.tell.copies import public_copy
from hundredfold.web.office import press_access, words
from hundredfold.web.office.pages.press_page import press_page
from hundredfold.web.office.press_forms import FactsForm

PICTURE_PX = 1600
ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "multipart/related": "mhtml",
    "application/warc": "warc.gz",
}


@login_required
@require_safe
def page(request: HttpRequest, page_id: str) -> HttpResponse:
    """The page as read, its archived copy, and what can be done with it."""
    taken = press_access.press_seat(request.user, at=clock.now())
    found = press_access.page_to_read(taken, page_id)
    return render(request, "office/press_page.html", {"page": press_page(taken, found)})


@login_required
@require_POST
def correct(request: HttpRequest, page_id: str) -> HttpResponse:
    """Puts what a person knows better in place of what was read."""
    taken = press_access.working_seat(request.user, at=clock.now())
    found = press_access.page_to_change(taken, page_id)
    form = FactsForm(request.POST, auto_id="correct_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            correct_page(
                by=taken.user,
                page=found,
                title=said["title"],
                outlet=said["outlet"],
                level=said["level"],
                published=said["day"],
                at=taken.at,
            )
        except NotDone as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Corrected. What was read stays beside it."))
            return _see(found)
    return render(
        request, "office/press_page.html", {"page": press_page(taken, found, form=form)}, status=422
    )


@login_required
@require_POST
def again(request: HttpRequest, page_id: str) -> HttpResponse:
    """Lets a page that was not read be asked for again."""
    taken = press_access.working_seat(request.user, at=clock.now())
    found = press_access.page_to_change(taken, page_id)
    try:
        fetch_again(by=taken.user, page=found, at=taken.at)
    except NotDone as refused:
        messages.error(request, refused.sentence(words.language()))
    else:
        messages.success(request, _("It will be asked for again in a moment."))
    return HttpResponseRedirect(f"{reverse('office:press')}?state=refused", status=303)


@login_required
@require_POST
def aside(request: HttpRequest, page_id: str) -> HttpResponse:
    """Sets a page aside, with a reason."""
    taken = press_access.working_seat(request.user, at=clock.now())
    found = press_access.page_to_change(taken, page_id)
    try:
        set_aside(by=taken.user, page=found, reason=request.POST.get("reason", ""), at=taken.at)
    except NotDone as refused:
        messages.error(request, refused.sentence(words.language()))
    else:
        messages.success(request, _("Set aside. It can be taken up again at any time."))
    return _see(found)


@login_required
@require_POST
def take_up(request: HttpRequest, page_id: str) -> HttpResponse:
    """Takes up again what was set aside."""
    taken = press_access.working_seat(request.user, at=clock.now())
    found = press_access.page_to_change(taken, page_id)
    try:
        take_back(by=taken.user, page=found, at=taken.at)
    except NotDone as refused:
        messages.error(request, refused.sentence(words.language()))
    else:
        messages.success(request, _("Taken up again."))
    return _see(found)


@login_required
@require_safe
def archive(request: HttpRequest, page_id: str) -> HttpResponseBase:
    """The archived copy, to be saved and never shown in place."""
    found = press_access.page_to_read(press_access.press_seat(request.user, at=clock.now()), page_id)
    return _saved(found.archive)


@login_required
@require_safe
def original(request: HttpRequest, page_id: str) -> HttpResponseBase:
    """The bytes as they came, to be saved and never shown in place: somebody else wrote them."""
    found = press_access.page_to_read(press_access.press_seat(request.user, at=clock.now()), page_id)
    return _saved(found.body)


@login_required
@require_safe
def picture(request: HttpRequest, page_id: str) -> HttpResponseBase:
    """A photo of a printed page as a copy of our own making."""
    found = press_access.page_to_read(press_access.press_seat(request.user, at=clock.now()), page_id)
    is_picture = found.body is not None and found.body.media_type.startswith("image/")
    copy = public_copy(found.body.sha256, PICTURE_PX) if is_picture and found.body else None
    if copy is None:
        raise Http404
    headers = {"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return FileResponse(copy.open("rb"), content_type="image/webp", headers=headers)


def _saved(kept: StoredFile | None) -> FileResponse:
    if kept is None or not files.path_of(kept.sha256).is_file():
        raise Http404
    return FileResponse(
        files.path_of(kept.sha256).open("rb"),
        as_attachment=True,
        filename=f"{kept.sha256[:16]}.{ENDINGS.get(kept.media_type, 'html.txt')}",
        content_type="application/octet-stream",
        headers={
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


def _see(found: Page) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("office:press_page", args=[found.public_id]), status=303)
