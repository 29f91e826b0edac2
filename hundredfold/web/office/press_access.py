"""Who may open the press desk: who reads the office's desks, and who may tell for a unit. Loaders give 404 else."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from hundredfold.base.models import User
from hundredfold.do.press import access
from hundredfold.do.press.models import OwnOutlet, Page, Source, Story, StoryAnswer
from hundredfold.plan import access as plan_access
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import current_programme
from hundredfold.prove import access as prove_access


@dataclass(frozen=True)
class PressSeat:
    """Who sits at the press desk, at which programme, and the units that they may add pages for, their own first."""

    user: User
    programme: Programme
    at: dt.datetime
    units: tuple[Unit, ...]
    may_keep_outlets: bool = False

    @property
    def may_work(self) -> bool:
        """Whether this person adds, corrects and confirms; else they read only."""
        return bool(self.units)


def press_seat(user: plan_access.Visitor, *, at: dt.datetime) -> PressSeat:
    """The seat of somebody who may read the press desk; else Http404. A fixed number of queries."""
    programme = current_programme()
    if not isinstance(user, User) or programme is None:
        raise Http404
    own = {each.unit_id for each in plan_access.memberships_of(user, at=at)}
    units = sorted(access.units_to_work_for(user, at=at), key=lambda unit: (unit.pk not in own, unit.path))
    if not units and not prove_access.may_read_desk(user, at=at):
        raise Http404
    return PressSeat(
        user=user,
        programme=programme,
        at=at,
        units=tuple(units),
        may_keep_outlets=plan_access.may_edit_plan(user, at=at),
    )


def working_seat(user: plan_access.Visitor, *, at: dt.datetime) -> PressSeat:
    """The seat of somebody who may add pages and confirm stories; else Http404."""
    taken = press_seat(user, at=at)
    if not taken.may_work:
        raise Http404
    return taken


def page_to_read(taken: PressSeat, public_id: str) -> Page:
    """A page that this person may read; else Http404."""
    return access.page_to_see(taken.user, taken.programme, public_id, at=taken.at)


def page_to_change(taken: PressSeat, public_id: str) -> Page:
    """A page that this person may change; else Http404."""
    return access.page_to_change(taken.user, taken.programme, public_id, at=taken.at)


def story_to_read(taken: PressSeat, public_id: str) -> Story:
    """A story of which this person may read a page; else Http404."""
    return access.story_to_see(taken.user, taken.programme, public_id, at=taken.at)


def story_to_tell(taken: PressSeat, public_id: str) -> Story:
    """A story of which this person may tell a page; else Http404."""
    return access.story_to_tell(taken.user, taken.programme, public_id, at=taken.at)


def stories_to_tell(taken: PressSeat, chosen: list[str]) -> list[Story]:
    """Those among ``chosen`` (public ids) of which this person may tell a page; one query."""
    own = access.pages_to_work_on(taken.user, taken.programme, at=taken.at).filter(story__isnull=False)
    asked = [each for each in chosen if "\0" not in each]
    return list(Story.objects.filter(pk__in=own.values("story_id"), public_id__in=asked))


def source_to_change(taken: PressSeat, public_id: str) -> Source:
    """A source that this person may change; else Http404."""
    return access.source_to_change(taken.user, taken.programme, public_id, at=taken.at)


def answer_to_undo(taken: PressSeat, public_id: str) -> StoryAnswer:
    """An answer on the folding that this person may take back; else Http404."""
    return access.answer_to_undo(taken.user, taken.programme, public_id, at=taken.at)


def pages_to_join(taken: PressSeat, story: Story, others: list[str]) -> list[Page]:
    """A page of ``story`` that this person may change, then the first page of each of the other stories they see."""
    own = access.pages_to_work_on(taken.user, taken.programme, at=taken.at).filter(story=story)
    asked = [each for each in others if "\0" not in each]
    seen = access.stories_to_see(taken.user, taken.programme, at=taken.at).filter(public_id__in=asked)
    beside = Page.objects.filter(story__in=seen, place=0).exclude(story=story)
    return [*own.select_related("unit", "programme").order_by("place")[:1], *beside]


def story_of_page(page: int) -> str:
    """The public id of the story in which a page (primary key) stands now; empty where it stands in none."""
    return Story.objects.filter(pages=page).values_list("public_id", flat=True).first() or ""


def keeping_seat(user: plan_access.Visitor, *, at: dt.datetime) -> PressSeat:
    """The seat of somebody who may keep the list of outlets; else Http404."""
    taken = press_seat(user, at=at)
    if not taken.may_keep_outlets:
        raise Http404
    return taken


def outlet_to_drop(taken: PressSeat, public_id: str) -> OwnOutlet:
    """An outlet of the site's own; else Http404."""
    own = OwnOutlet.objects.filter(programme=taken.programme)
    found = None if "\0" in public_id else own.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
