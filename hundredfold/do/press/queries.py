"""Reads of the press desk: pages, stories with their pages, sources, and how far stories reached."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Q, QuerySet

from hundredfold.do.ledger.words import Level
from hundredfold.do.press.models import Page, Source, Story, StoryAnswer
from hundredfold.do.press.words import PageState
from hundredfold.plan.models import Programme

IN_STORIES = (PageState.READ, PageState.TOLD)
_HEAVY = ("text", "original", "repairs", "mentions", "figures")


def for_lists(pages: QuerySet[Page]) -> QuerySet[Page]:
    """``pages`` with unit, source and record read along, without their texts."""
    return pages.select_related("unit", "source", "record", "added_by").defer(*_HEAVY)


def pages_in(pages: QuerySet[Page], *states: str) -> QuerySet[Page]:
    """Those of ``pages`` that stand in one of ``states``, the latest added first; ready for a list."""
    return for_lists(pages.filter(state__in=states)).order_by("-added_at", "-id")


def states_of(pages: QuerySet[Page]) -> Mapping[str, int]:
    """How many of ``pages`` stand in each state; one query, 0 for the others."""
    counted = dict(pages.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: counted.get(state, 0) for state in PageState.values}


def with_pages(stories: QuerySet[Story]) -> QuerySet[Story]:
    """``stories`` with their pages in order, first publication first; two queries whatever their number."""
    in_order = for_lists(Page.objects.all()).order_by("place", "pk")
    return stories.prefetch_related(Prefetch("pages", in_order))


def stories_by_day(
    stories: QuerySet[Story], *, since: dt.date | None = None, until: dt.date | None = None
) -> QuerySet[Story]:
    """``stories`` first published from ``since`` to ``until``, both included; the latest first, undated ones last."""
    if since:
        stories = stories.filter(published__gte=since)
    if until:
        stories = stories.filter(published__lte=until)
    return stories.order_by(F("published").desc(nulls_last=True), "-pk")


def untold(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Those of ``stories`` that hold a page which is in no record yet."""
    return stories.filter(pages__state=PageState.READ).distinct()


def told_whole(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Those of ``stories`` whose every page is in the ledger."""
    return stories.exclude(pages__state=PageState.READ)


def story_in_full(story: Story) -> list[Page]:
    """The pages of a story with all they say, first publication first."""
    return list(
        story.pages.select_related("unit", "source", "record", "archive", "body").order_by("place", "pk")
    )


def answers_of(story: Story) -> QuerySet[StoryAnswer]:
    """What persons said of the pages now in ``story``, the latest first, those taken back left out."""
    about = Q(page__story=story) | Q(others__story=story)
    standing = StoryAnswer.objects.filter(about, undone_at__isnull=True).distinct()
    return standing.select_related("page", "given_by").prefetch_related("others")


def answered(programme: Programme) -> dict[tuple[int, int], str]:
    """For each pair of pages (lower key first) on which somebody answered, the verdict that holds: the latest one.

    In the order in which those answers were given.
    """
    standing = StoryAnswer.objects.filter(programme=programme, undone_at__isnull=True)
    rows = standing.order_by("given_at", "pk").values_list("page_id", "others", "verdict")
    held: dict[tuple[int, int], str] = {}
    for page, other, verdict in rows:
        if other is not None:
            held.pop(pair := (min(page, other), max(page, other)), None)
            held[pair] = verdict
    return held


def sources_in_order(sources: QuerySet[Source]) -> QuerySet[Source]:
    """``sources`` with their unit and how many pages each brought (``brought``), those that are on first."""
    return (
        sources.select_related("unit", "added_by").annotate(brought=Count("pages")).order_by("-is_on", "url")
    )


def page_of_record(record_id: int) -> Page | None:
    """The page that a record was told from, or None."""
    return Page.objects.filter(record=record_id).select_related("archive", "body", "story").first()


@dataclass(frozen=True, slots=True)
class Reach:
    """Of one level: in how many stories it was first, in how many it took part, and how many pages it printed."""

    level: str
    first: int
    stories: int
    pages: int


def reach_by_level(
    programme: Programme, *, since: dt.date | None = None, until: dt.date | None = None
) -> list[Reach]:
    """How far the desk's stories of a period reached, by level in the order of the levels; one query.

    A story belongs to the period in which it was first published. Levels without a page are left out.
    """
    stories = stories_by_day(Story.objects.filter(programme=programme), since=since, until=until)
    rows = Page.objects.filter(story__in=stories.order_by()).values_list("story_id", "level", "place")
    first, pages, part = Counter[str](), Counter[str](), set()
    for story, level, place in rows:
        first[level] += place == 0
        pages[level] += 1
        part.add((story, level))
    took_part = Counter(level for _story, level in part)
    return [Reach(level, first[level], took_part[level], pages[level]) for level in _LEVELS if pages[level]]


def pages_printed(
    programme: Programme, *, since: dt.date | None, until: dt.date | None, level: str | None = None
) -> QuerySet[Page]:
    """The pages that ``reach_by_level`` adds up, of one level if given, the latest first; with their stories."""
    stories = stories_by_day(Story.objects.filter(programme=programme), since=since, until=until)
    pages = for_lists(Page.objects.filter(story__in=stories.order_by())).select_related("story")
    if level is not None:
        pages = pages.filter(level=level)
    return pages.order_by(F("published").desc(nulls_last=True), "-pk")


def outlets_beside(records: Collection[str]) -> dict[str, list[str]]:
    """By public id of a press record: the outlets that printed its story beside it, each once. Two queries."""
    told = Page.objects.filter(record__public_id__in=records, story__isnull=False)
    stories = dict(told.values_list("record__public_id", "story_id"))
    found: dict[int, list[tuple[str, str | None]]] = {}
    pages = Page.objects.filter(story__in=set(stories.values())).order_by("place", "pk")
    for story, outlet, record in pages.values_list("story_id", "outlet", "record__public_id"):
        found.setdefault(story or 0, []).append((outlet, record))
    return {
        record: list(dict.fromkeys(name for name, other in found.get(story, []) if name and other != record))
        for record, story in stories.items()
    }


_LEVELS = (*[level for level in Level.values if level], "")
