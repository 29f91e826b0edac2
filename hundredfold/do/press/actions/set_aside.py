"""Sets a page aside, with a reason, and takes it back. It stays on the desk; only its story goes on without it."""

import datetime as dt

from django.db import transaction

from hundredfold.base import audit
from hundredfold.base.models import User
from hundredfold.base.text import one_line
from hundredfold.do.press import access, folding
from hundredfold.do.press.models import Page
from hundredfold.do.press.words import NotDone, PageState


def set_aside(*, by: User, page: Page, reason: str, at: dt.datetime) -> Page:
    """Sets ``page`` aside. Raises NotDone: no_reason; is_told for a page whose record stands in the ledger."""
    access.require_may_work(by, page.unit, at=at)
    why = one_line(reason, most=300)
    if not why:
        raise NotDone("no_reason", field="reason")
    with transaction.atomic():
        folding.hold(page.programme)
        held = Page.objects.select_for_update().get(pk=page.pk)
        if held.state == PageState.TOLD:
            raise NotDone("is_told")
        left = folding.reach(held.programme, [held.pk]) if held.story_id else set()
        held.state, held.story, held.place = PageState.SET_ASIDE, None, 0
        held.set_aside_reason, held.set_aside_at, held.set_aside_by = why, at, by
        held.taken_until = None
        held.save()
        folding.refold(held.programme, also=left, at=at)
        audit.note(
            actor=by, action="set_aside_page", subject=f"page:{held.public_id}", at=at, detail={"why": why}
        )
    return held


def take_back(*, by: User, page: Page, at: dt.datetime) -> Page:
    """Brings a page back to where it stood: read, not read, or waiting. Raises NotDone: not_set_aside."""
    access.require_may_work(by, page.unit, at=at)
    with transaction.atomic():
        folding.hold(page.programme)
        held = Page.objects.select_for_update().get(pk=page.pk)
        if held.state != PageState.SET_ASIDE:
            raise NotDone("not_set_aside")
        held.state = _stood(held)
        held.set_aside_reason, held.set_aside_at, held.set_aside_by = "", None, None
        if held.state == PageState.WAITING:
            held.next_try_at = at
        held.save()
        folding.refold(held.programme, also=[held.pk], at=at)
        audit.note(actor=by, action="take_back_page", subject=f"page:{held.public_id}", at=at)
    held.refresh_from_db()
    return held


def _stood(page: Page) -> PageState:
    if page.read_at:
        return PageState.READ
    return PageState.REFUSED if page.why and page.next_try_at is None else PageState.WAITING
