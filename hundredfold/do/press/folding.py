"""Puts pages into stories: only those a change can touch are folded anew, with the same outcome as folding all.

What persons answered goes before what the texts say. It judges nothing that counts.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction

from hundredfold.base import ids, sequences
from hundredfold.do.press.models import Page, PageSigns, Story
from hundredfold.do.press.queries import IN_STORIES, answered
from hundredfold.do.press.signs import VERSION, Shelf, packed
from hundredfold.do.press.words import Verdict
from hundredfold.linkage.stories import fold, reached
from hundredfold.linkage.story_marks import Story as Told
from hundredfold.plan.models import Programme
from hundredfold.reading.repair import whole

MANY = 200
_READ = ("pk", "key", "title", "text", "published", "outlet", "level", "story_id", "place")


def as_told(page: Page) -> Told:
    """The page as the engine of stories wants it. Its key breaks ties, so that the order of arrival never does."""
    return Told(
        id=page.key,
        title=whole(page.title),
        text=whole(page.text),
        published=page.published.isoformat() if page.published else None,
        outlet=page.outlet or None,
        level=page.level or None,
    )


class _Desk:
    """The read pages of a programme as one folding sees them; texts are read when they are asked for."""

    def __init__(self, programme: Programme) -> None:
        self._pages = Page.objects.filter(programme=programme, state__in=IN_STORIES)
        sign(programme)
        kept = PageSigns.objects.filter(page__programme=programme, page__state__in=IN_STORIES)
        self._shelf = Shelf({page: bytes(signs) for page, signs in kept.values_list("page_id", "signs")})
        self.keys: dict[int, str] = dict(self._pages.values_list("pk", "key"))
        self._by_key = {key: page for page, key in self.keys.items()}
        self.verdicts = answered(programme)
        self._read: dict[int, Page] = {}
        self._told: dict[str, Told] = {}

    def pages(self, keys: Iterable[int]) -> list[Page]:
        """These pages with their texts, each read once."""
        lacking = [key for key in keys if key not in self._read]
        if lacking:
            self._read.update({page.pk: page for page in self._pages.filter(pk__in=lacking).only(*_READ)})
        return [self._read[key] for key in keys if key in self._read]

    def told(self, key: str) -> Told:
        """One page as the engine wants it."""
        if key not in self._told:
            self._told[key] = as_told(self.pages([self._by_key[key]])[0])
        return self._told[key]

    def around(self, changed: Collection[int]) -> set[int]:
        """All pages whose stories a change to these may touch: by their words, or by what persons answered."""
        beside: dict[int, set[int]] = defaultdict(set)
        for a, b in self.verdicts:
            beside[a].add(b)
            beside[b].add(a)
        if len(changed) >= MANY and 2 * len(changed) >= len(self.keys):
            return set(self.keys)  # to look for all others would cost more than to fold them
        found: set[int] = set()
        waiting = set(changed) & self.keys.keys()
        while waiting:
            names = reached([self.keys[page] for page in waiting], story_of=self.told, holders=self._holders)
            found |= {self._by_key[name] for name in names}
            waiting = {other for page in found for other in beside[page]} & self.keys.keys() - found
        return found

    def _holders(self, signs: Collection[int]) -> list[str]:
        held = self._shelf.holders(signs)
        self.pages(held)  # read together what is about to be asked for one by one
        return [self.keys[page] for page in held]

    def families(self, pages: Collection[int]) -> list[list[Page]]:
        """These pages folded, each family's first publication first."""
        pairs: Mapping[str, list[tuple[str, str]]] = {verdict: [] for verdict in Verdict.values}
        for (a, b), verdict in self.verdicts.items():
            if a in self.keys and b in self.keys:
                pairs[verdict].append((self.keys[a], self.keys[b]))
        folded = fold(
            [self.told(self.keys[page]) for page in sorted(pages)],
            together=pairs[Verdict.TOGETHER],
            apart=pairs[Verdict.APART],
        )
        return [self.pages([self._by_key[key] for key in family.members]) for family in folded]


def sign(programme: Programme, *, most: int | None = None) -> int:
    """Keeps the signs of up to ``most`` read pages that have none of the present version. Returns how many."""
    read = Page.objects.filter(programme=programme, state__in=IN_STORIES)
    lacking = list(read.exclude(found_by__version=VERSION).only(*_READ)[:most])
    for page in lacking:
        PageSigns.objects.update_or_create(
            page=page, defaults={"signs": packed(as_told(page)), "version": VERSION}
        )
    return len(lacking)


def hold(programme: Programme) -> None:
    """Keeps every other folding of ``programme`` out until the transaction ends; called before a page is locked."""
    sequences.hold(f"press-fold-{programme.pk}")


def reach(programme: Programme, pages: Collection[int]) -> set[int]:
    """The pages whose stories a change to ``pages`` may touch, as they stand now: to be asked before the change."""
    return _Desk(programme).around(pages)


def refold(programme: Programme, *, also: Collection[int] = (), at: dt.datetime) -> int:
    """Folds the pages that stand in no story yet, those ``also`` named, and all they may touch. Returns how many.

    One folding of a programme at a time: it holds the programme's fold until the transaction ends.
    """
    with transaction.atomic():
        hold(programme)
        loose = Page.objects.filter(programme=programme, state__in=IN_STORIES, story__isnull=True)
        touched = {*also, *loose.values_list("pk", flat=True)}
        if not touched:
            return 0
        desk = _Desk(programme)
        around = desk.around(touched | set(_mates(touched)))
        if around:
            _write(programme, desk.families(around), at=at)
        Story.objects.filter(programme=programme, pages__isnull=True).delete()  # its pages went into another
    return len(around)


def _mates(pages: Collection[int]) -> list[int]:
    """The pages that stand in a story with one of these."""
    stories = Page.objects.filter(pk__in=pages, story__isnull=False).values("story_id")
    return list(Page.objects.filter(story__in=stories).values_list("pk", flat=True))


def _write(programme: Programme, families: Sequence[Sequence[Page]], *, at: dt.datetime) -> None:
    taken: set[int] = set()
    for members in families:
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
