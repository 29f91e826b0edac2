"""One story: folded, corrected by hand, confirmed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hundredfold.base import clock
from hundredfold.do.ledger.words import Refused
from hundredfold.do.press.actions import Choices, confirm_story, keep_apart, keep_together, undo_answer
from hundredfold.do.press.words import NotDone
from hundredfold.prove.jobs import judge
from hundredfold.web.common.paging import page_number
from hundredfold.web.office import press_access, words
from hundredfold.web.office.pages.press_confirm import deeds_asked
from hundredfold.web.office.pages.press_story import story_page


@login_required
@require_safe
def story(request: HttpRequest, story_id: str) -> HttpResponse:
    """The story with its publications, what was read out of it and the form to confirm it."""
    taken = press_access.press_seat(request.user, at=clock.now())
    found = press_access.story_to_read(taken, story_id)
    page = story_page(taken, found, page=page_number(request.GET))
    return render(request, "office/press_story.html", {"page": page})


@login_required
@require_POST
def confirm(request: HttpRequest, story_id: str) -> HttpResponse:
    """Tells the story in the ledger, with the deeds it tells of."""
    taken = press_access.working_seat(request.user, at=clock.now())
    found = press_access.story_to_tell(taken, story_id)
    deeds, unknown = deeds_asked(taken, request.POST)
    if unknown:
        messages.error(request, unknown)
        return _see(story_id)
    try:
        confirm_story(by=taken.user, story=found, choices=Choices(tells_of=tuple(deeds)), at=taken.at)
    except NotDone as refused:
        messages.error(request, refused.sentence(words.language()))
        return _see(story_id)
    except Refused as refused:
        messages.error(request, str(refused))
        return _see(story_id)
    judge.enqueue(taken.programme.public_id)
    messages.success(request, _("In the ledger: %(title)s") % {"title": found.title})
    return _see(story_id)


@login_required
@require_POST
def together(request: HttpRequest, story_id: str) -> HttpResponse:
    """Puts other stories together with this one."""
    taken = press_access.working_seat(request.user, at=clock.now())
    found = press_access.story_to_tell(taken, story_id)
    pages = press_access.pages_to_join(taken, found, request.POST.getlist("story"))
    try:
        keep_together(by=taken.user, pages=pages, at=taken.at)
    except NotDone as refused:
        messages.error(request, refused.sentence(words.language()))
        return _see(story_id)
    messages.success(request, _("Put together. It can be taken back below."))
    return _see_page(pages[0].pk)


@login_required
@require_POST
def apart(request: HttpRequest, page_id: str) -> HttpResponse:
    """Takes one page out of its story."""
    taken = press_access.working_seat(request.user, at=clock.now())
    page = press_access.page_to_change(taken, page_id)
    story_id = page.story.public_id if page.story else ""
    try:
        keep_apart(by=taken.user, page=page, at=taken.at)
    except NotDone as refused:
        messages.error(request, refused.sentence(words.language()))
    else:
        messages.success(request, _("Taken out: it is a story of its own now. It can be taken back below."))
    return _see(story_id) if story_id else HttpResponseRedirect(reverse("office:press"), status=303)


@login_required
@require_POST
def undo(request: HttpRequest, answer_id: str) -> HttpResponse:
    """Takes back what was said of the folding."""
    taken = press_access.working_seat(request.user, at=clock.now())
    answer = press_access.answer_to_undo(taken, answer_id)
    try:
        undo_answer(by=taken.user, answer=answer, at=taken.at)
    except NotDone as refused:
        messages.error(request, refused.sentence(words.language()))
    else:
        messages.success(request, _("Taken back."))
    return _see_page(answer.page_id)


def _see(story_id: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("office:press_story", args=[story_id]), status=303)


def _see_page(page: int) -> HttpResponseRedirect:
    """The story in which a page stands now: folding anew may have given it another."""
    story_id = press_access.story_of_page(page)
    return _see(story_id) if story_id else HttpResponseRedirect(reverse("office:press"), status=303)
