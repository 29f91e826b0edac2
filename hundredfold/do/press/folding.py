"""Puts pages into stories: only those a change can touch are folded anew, with the same outcome as folding all.

What persons answered goes before what the texts say. It judges nothing that counts.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from hundredfold.base import ids, sequences
from hundredfold.do.press import families
from hundredfold.do.press.models import Page, PageSigns, Story
from hundredfold.do.press.queries import IN_STORIES, answered
from hundredfold.do.press.signs import VERSION, Shelf, packed, story_of
from hundredfold.linkage import story_marks
from hundredfold.plan.models import Programme


def refold(programme: Programme, *, also: Collection[int] = (), at: dt.datetime) -> int:
    """Folds the pages that stand in no story yet, those ``also`` named, and all they may touch. Returns how many.

    One folding of a programme at a time: it holds the programme's fold until the transaction ends.
    """
    with transaction.atomic():
        sequences.hold(f"press-fold-{programme.pk}")
        pages = Page.objects.filter(programme=programme, state__in=IN_STORIES)
        loose = set(pages.filter(story__isnull=True).values_list("pk", flat=True))
        touched = loose | set(also)
        if not touched:
            return 0
        _sign(programme)
        signs = PageSigns.objects.filter(page__programme=programme, page__state__in=IN_STORIES)
        shelf = Shelf({page: bytes(each) for page, each in signs.values_list("page_id", "signs")})
        verdicts = answered(programme)
        beside: dict[int, list[int]] = defaultdict(list)
        for a, b in verdicts:
            beside[a].append(b)
            beside[b].append(a)
        # Of a story that a touched page stands in all are folded anew: they may have been joined by it alone.
        around = shelf.around(touched | set(_mates(touched)), beside)
        if around:
            _write(programme, sorted(around), verdicts, at=at)
        _sweep(programme)
    return len(around)


def _sign(programme: Programme) -> None:
    """Keeps the signs of pages that have none of the present version."""
    lacking = Page.objects.filter(programme=programme, state__in=IN_STORIES).exclude(
        found_by__version=VERSION
    )
    for page in lacking.only("pk", "key", "title", "text", "published", "outlet"):
        PageSigns.objects.update_or_create(
            page=page, defaults={"signs": packed(as_story(page)), "version": VERSION}
        )


def as_story(page: Page) -> story_marks.Story:
    """The page as the engine of stories wants it. Its key breaks ties, so the order of arrival never does."""
    return story_of(
        key=page.key,
        title=page.title,
        text=page.text,
        published=page.published.isoformat() if page.published else None,
        outlet=page.outlet,
    )


def _mates(pages: Collection[int]) -> list[int]:
    stories = Page.objects.filter(pk__in=pages, story__isnull=False).values("story_id")
    return list(Page.objects.filter(story__in=stories).values_list("pk", flat=True))


def _write(
    programme: Programme, around: Sequence[int], verdicts: Mapping[tuple[int, int], str], *, at: dt.datetime
) -> None:
    pages = list(
        Page.objects.filter(pk__in=around).only(
            "pk", "key", "title", "text", "published", "outlet", "story_id", "place"
        )
    )
    by_key = {page.key: page for page in pages}
    keys = {page.pk: page.key for page in pages}
    told = {(keys[a], keys[b]): verdict for (a, b), verdict in verdicts.items() if a in keys and b in keys}
    grouped = families.fold_answered([as_story(page) for page in pages], told)
    taken: set[int] = set()
    for family in grouped:
        members = [by_key[key] for key in family]
        story = _story_for(programme, members, taken, at=at)
        for place, page in enumerate(members):
            if (page.story_id, page.place) != (story.pk, place):
                Page.objects.filter(pk=page.pk).update(story=story, place=place)


def _story_for(programme: Programme, members: Sequence[Page], taken: set[int], *, at: dt.datetime) -> Story:
    """The story of the first page if no other family took it, else of the next; else a new one."""
    held = next((page.story_id for page in members if page.story_id and page.story_id not in taken), None)
    first = members[0]
    values = {"title": first.title, "published": first.published, "size": len(members)}
    if held is None:
        story = Story.objects.create(
            public_id=ids.new_ulid(at=at), programme=programme, folded_at=at, **values
        )
    else:
        story = Story.objects.get(pk=held)
        if any(getattr(story, name) != value for name, value in values.items()):
            Story.objects.filter(pk=held).update(folded_at=at, **values)
    taken.add(story.pk)
    return story


def _sweep(programme: Programme) -> None:
    """A story that no page stands in is none: its pages went into another."""
    Story.objects.filter(programme=programme, pages__isnull=True).delete()
