"""Who may work at the press desk and see its pages. A page belongs to the unit that added it and will tell it."""

import datetime as dt
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from hundredfold.do.ledger import access as ledger_access
from hundredfold.do.press.models import Page, Source, Story, StoryAnswer
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.words import Role


def may_work(user: plan_access.Visitor, unit: Unit, *, at: dt.datetime) -> bool:
    """Whether ``user`` may add and change pages of ``unit``: whoever may tell its records."""
    return ledger_access.may_tell(user, unit, at=at)


def require_may_work(user: plan_access.Visitor, unit: Unit, *, at: dt.datetime) -> None:
    """Raises PermissionDenied, with a sentence, unless ``may_work``."""
    if not may_work(user, unit, at=at):
        raise PermissionDenied(_("You cannot tell records of %(unit)s.") % {"unit": unit.name})


def units_to_work_for(user: plan_access.Visitor, *, at: dt.datetime) -> QuerySet[Unit]:
    """The units whose pages ``user`` may add: all for the office, else those of its clerk and those below."""
    if plan_access.may_edit_plan(user, at=at):
        return Unit.objects.all()
    within = Q(pk__in=())
    for unit in plan_access.units_of(user, at=at, role=Role.CLERK):
        within |= Q(path__startswith=unit.path)
    return Unit.objects.filter(within)


def pages_to_work_on(user: plan_access.Visitor, programme: Programme, *, at: dt.datetime) -> QuerySet[Page]:
    """The pages of ``programme`` that ``user`` may change and tell."""
    pages = Page.objects.filter(programme=programme)
    if plan_access.may_edit_plan(user, at=at):
        return pages
    return pages.filter(unit__in=units_to_work_for(user, at=at))


def pages_to_see(user: plan_access.Visitor, programme: Programme, *, at: dt.datetime) -> QuerySet[Page]:
    """The pages of ``programme`` that ``user`` may read: all for who reads all, else those of their own units."""
    if plan_access.may_read_all(user, at=at) or plan_access.may_edit_plan(user, at=at):
        return Page.objects.filter(programme=programme)
    return pages_to_work_on(user, programme, at=at)


def stories_to_see(user: plan_access.Visitor, programme: Programme, *, at: dt.datetime) -> QuerySet[Story]:
    """The stories of which ``user`` may read a page at least."""
    if plan_access.may_read_all(user, at=at) or plan_access.may_edit_plan(user, at=at):
        return Story.objects.filter(programme=programme)
    seen = pages_to_work_on(user, programme, at=at).filter(story__isnull=False)
    return Story.objects.filter(pk__in=seen.values("story_id"))


def sources_to_see(user: plan_access.Visitor, programme: Programme, *, at: dt.datetime) -> QuerySet[Source]:
    """The sources of ``programme`` that ``user`` may read."""
    sources = Source.objects.filter(programme=programme)
    if plan_access.may_read_all(user, at=at) or plan_access.may_edit_plan(user, at=at):
        return sources
    return sources.filter(unit__in=units_to_work_for(user, at=at))


def page_to_see(user: plan_access.Visitor, programme: Programme, public_id: str, *, at: dt.datetime) -> Page:
    """The page, if ``user`` may read it; else Http404, which does not tell whether it exists."""
    return _found(pages_to_see(user, programme, at=at).select_related(*_PAGE), public_id)


def page_to_change(
    user: plan_access.Visitor, programme: Programme, public_id: str, *, at: dt.datetime
) -> Page:
    """The page, if ``user`` may change it; else Http404."""
    return _found(pages_to_work_on(user, programme, at=at).select_related(*_PAGE), public_id)


def story_to_see(
    user: plan_access.Visitor, programme: Programme, public_id: str, *, at: dt.datetime
) -> Story:
    """The story, if ``user`` may read a page of it; else Http404."""
    return _found(stories_to_see(user, programme, at=at), public_id)


def story_to_tell(
    user: plan_access.Visitor, programme: Programme, public_id: str, *, at: dt.datetime
) -> Story:
    """The story, if ``user`` may tell a page of it; else Http404."""
    own = pages_to_work_on(user, programme, at=at).filter(story__isnull=False)
    return _found(Story.objects.filter(pk__in=own.values("story_id")), public_id)


def source_to_change(
    user: plan_access.Visitor, programme: Programme, public_id: str, *, at: dt.datetime
) -> Source:
    """The source, if ``user`` may work for its unit; else Http404."""
    sources = Source.objects.filter(programme=programme, unit__in=units_to_work_for(user, at=at))
    return _found(sources.select_related("unit"), public_id)


def answer_to_undo(
    user: plan_access.Visitor, programme: Programme, public_id: str, *, at: dt.datetime
) -> StoryAnswer:
    """The answer, if ``user`` may change the page it is about; else Http404."""
    own = pages_to_work_on(user, programme, at=at)
    return _found(StoryAnswer.objects.filter(page__in=own).select_related("page__unit"), public_id)


_PAGE = ("unit", "source", "story", "record", "archive", "body", "added_by", "corrected_by", "set_aside_by")


_M = TypeVar("_M", Page, Story, Source, StoryAnswer)


def _found(rows: QuerySet[_M], public_id: str) -> _M:
    if "\0" in public_id:  # an address may hold it, and PostgreSQL cannot be asked for it
        raise Http404
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
