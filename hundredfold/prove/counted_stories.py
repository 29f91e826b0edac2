"""The press stories that count, each with its first publication; by level and outlet. It must not know who asks."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from hundredfold.plan.models import Programme
from hundredfold.prove.models import Cell, Decision, Telling
from hundredfold.prove.words import RecordVerdict, Standings

LEVELS = ("central", "regional", "municipal", "county", "unit", "self", "")
"""The levels of outlets in the order in which tables have them; the last: not known."""

_SEEN = (
    "deed_id",
    "record__public_id",
    "record__number",
    "record__title",
    "record__start",
    "record__outlet",
    "record__level",
    "record__url",
)


@dataclass(frozen=True, slots=True)
class Publication:
    """One telling of a story: the record and where it was published."""

    record: str
    title: str
    day: dt.date | None
    outlet: str
    level: str
    url: str


@dataclass(frozen=True, slots=True)
class CountedStory:
    """A press deed that counts. ``first`` is its first publication, ``reprints`` the others that were told."""

    strand: int
    unit: str
    reasons: tuple[dict[str, Any], ...]
    first: Publication
    reprints: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many stories count at one level, and in which outlets, most first."""

    level: str
    stories: int
    outlets: tuple[tuple[str, int], ...]


def counted_stories(
    programme: Programme,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    records: Collection[str] | None = None,
) -> list[CountedStory]:
    """The stories of the press strands that count, by day, each once; of those days, or told by one of these records
    (public ids), if given. Two queries."""
    cells = Cell.objects.filter(
        strand__programme=programme, strand__kind="article", state=Standings.COUNTED
    ).order_by("day", "id")
    if records is not None:
        told_by = Telling.objects.filter(record__public_id__in=records)
        cells = cells.filter(deed__in=told_by.values("deed"))
    if first:
        cells = cells.filter(day__gte=first)
    if last:
        cells = cells.filter(day__lte=last)
    rows = list(cells.values("deed_id", "strand_id", "records", "reasons", "unit__name"))
    tellings: dict[int, dict[str, Publication]] = {}
    refusal = Decision.objects.filter(
        record=OuterRef("record"),
        superseded_by__isnull=True,
        verdict=RecordVerdict.NOT_ACCEPTABLE,
        position__gte=OuterRef("record__position"),
    )
    told = Telling.objects.filter(~Exists(refusal), deed__in=cells.order_by().values("deed"))
    for row in told.order_by("record__start", "record__number").values(*_SEEN):
        tellings.setdefault(row["deed_id"], {})[row["record__public_id"]] = _publication(row)
    found: dict[int, CountedStory] = {}
    for row in rows:
        told_of = tellings.get(row["deed_id"], {})
        held = [each for public_id, each in told_of.items() if public_id in row["records"]]
        if held and row["deed_id"] not in found:
            found[row["deed_id"]] = CountedStory(
                row["strand_id"], row["unit__name"], tuple(row["reasons"]), held[0], tuple(held[1:])
            )
    return list(found.values())


def by_level(stories: Iterable[CountedStory]) -> list[LevelCount]:
    """The stories at each level in the order of ``LEVELS``; a level without any is there with none."""
    outlets: dict[str, Counter[str]] = {level: Counter() for level in LEVELS}
    for story in stories:
        level = story.first.level if story.first.level in outlets else ""
        outlets[level][story.first.outlet] += 1
    return [
        LevelCount(level, held.total(), tuple(sorted(held.items(), key=lambda each: (-each[1], each[0]))))
        for level, held in outlets.items()
    ]


def _publication(row: dict[str, Any]) -> Publication:
    return Publication(
        record=row["record__public_id"],
        title=row["record__title"],
        day=row["record__start"],
        outlet=row["record__outlet"],
        level=row["record__level"],
        url=row["record__url"],
    )


def narrowed(stories: Sequence[CountedStory], *, level: str | None, outlet: str | None) -> list[CountedStory]:
    """Those first published at that level and in that outlet; None asks for any."""
    return [
        story
        for story in stories
        if (level is None or story.first.level == level) and (outlet is None or story.first.outlet == outlet)
    ]


def cells_by_record(records: Sequence[int]) -> dict[int, Cell]:
    """Where each of these records' deeds stands (primary keys), in the first of its press strands. Two queries."""
    rows = Telling.objects.filter(record__in=records, deed__cells__strand__kind="article")
    cells = Cell.objects.filter(deed__tellings__record__in=records, strand__kind="article")
    by_deed = {
        cell.deed_id: cell for cell in cells.select_related("deed", "strand").order_by("-strand__position")
    }
    return {
        record: by_deed[deed] for record, deed in rows.values_list("record_id", "deed_id") if deed in by_deed
    }
