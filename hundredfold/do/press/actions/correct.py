"""What a person corrects on a page: title, outlet, level, day. What was read stays beside it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from hundredfold.base import audit
from hundredfold.base.models import User
from hundredfold.base.text import one_line
from hundredfold.do.ledger.words import Level
from hundredfold.do.press import access, folding, remarks
from hundredfold.do.press.filling import EARLIEST, settle
from hundredfold.do.press.models import Page, PageSigns
from hundredfold.do.press.words import NotDone, PageState

_LONGEST = {"title": 300, "outlet": 100}


def correct_page(
    *,
    by: User,
    page: Page,
    at: dt.datetime,
    title: str | None = None,
    outlet: str | None = None,
    level: str | None = None,
    published: dt.date | None = None,
) -> Page:
    """Puts what is given in place of what was read; None leaves as it is, and a text equal to what was read ends a
    correction. A captured page that could not be read counts as read once title, outlet and day are given.

    Raises NotDone by field: title_missing, bad_level, bad_day, is_told, not_read_yet. A told page is corrected in the
    ledger.
    """
    access.require_may_work(by, page.unit, at=at)
    put = checked(title=title, outlet=outlet, level=level, published=published, today=at.date())
    with transaction.atomic():
        folding.hold(page.programme)
        held = Page.objects.select_for_update().get(pk=page.pk)
        _require_correctable(held)
        before = {name: held.corrected.get(name) for name in put}
        touched = folding.reach(held.programme, [held.pk]) if held.story_id else set()
        held.corrected = _merged(held, put)
        held.corrected_at, held.corrected_by = (at, by) if held.corrected else (None, None)
        settle(held)
        if held.state != PageState.READ:
            _read_by_a_person(held, at=at)
        held.remarks = remarks.remarks_on(held, held.programme.blueprint)
        held.save()
        PageSigns.objects.filter(page=held).update(version=0)  # its title is among what it is found by
        folding.refold(held.programme, also={held.pk, *touched}, at=at)
        detail = {"from": before, "to": put}
        audit.note(actor=by, action="correct_page", subject=f"page:{held.public_id}", at=at, detail=detail)
    held.refresh_from_db()
    return held


def checked(
    *, title: str | None, outlet: str | None, level: str | None, published: dt.date | None, today: dt.date
) -> dict[str, str]:
    """What was given, made plain and seen to be possible. Raises NotDone: title_missing, bad_level, bad_day."""
    put: dict[str, str] = {}
    for name, given in (("title", title), ("outlet", outlet)):
        if given is not None:
            put[name] = one_line(given, most=_LONGEST[name])
    if title is not None and not put["title"]:
        raise NotDone("title_missing", field="title")
    if level is not None:
        if level not in Level.values:
            raise NotDone("bad_level", field="level")
        put["level"] = level
    if published is not None:
        if not EARLIEST <= published <= today + dt.timedelta(days=1):
            raise NotDone("bad_day", field="published", day=published.isoformat())
        put["published"] = published.isoformat()
    return put


def _require_correctable(page: Page) -> None:
    if page.state == PageState.TOLD:
        raise NotDone("is_told")
    if page.state not in {PageState.READ, PageState.REFUSED} or page.body_id is None:
        raise NotDone("not_read_yet")


def _merged(page: Page, put: Mapping[str, str]) -> dict[str, str]:
    merged = {**page.corrected, **put}
    return {name: value for name, value in merged.items() if value != page.as_read.get(name, "")}


def _read_by_a_person(page: Page, *, at: dt.datetime) -> None:
    for name in ("title", "outlet", "published"):
        if not getattr(page, name):
            raise NotDone({"published": "day_missing"}.get(name, f"{name}_missing"), field=name)
    page.state, page.why, page.why_params, page.read_at = PageState.READ, "", {}, at
