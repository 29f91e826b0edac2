"""Which story of a family was published first. It must not know which stories belong together."""

from __future__ import annotations

import re
from statistics import median

from hundredfold.linkage.story_marks import Marks, Story

SOURCE = re.compile(
    r"(?:来源|稿源|转自|转载自|原载|原载于|摘自|出处)\s*(?:于|[::])?\s*[《“(【\[]?(?P<named>[^\s,，。;；)）》”】\]]{2,24})"
    r"|据\s*[《“]?(?P<told>[^\s,，。;；》”]{2,16}?)[》”]?\s*(?:报道|消息|讯)"
)
LEVELS = ("central", "regional", "municipal", "county", "unit", None, "self")
NO_DAY = "9999"
SHORTENED = 0.8  # of the middle length of the family: less is a short form, which comes later


def in_order(group: list[Marks]) -> list[Story]:
    """The first publication first, then by day.

    Those without a day come last, but for one that others name as their source while it names none. On one day: an
    outlet that others name; one that names no other; the higher level; the fuller text; the earlier hour; the id.
    """
    sources = {each.story.id: named_sources(each) for each in group}
    usual = median(len(each.letters) for each in group)

    def key(each: Marks) -> tuple[str, int, bool, int, bool, str, str]:
        story = each.story
        named = sum(_is(story.outlet, sources[other.story.id]) for other in group if other is not each)
        copies = any(not _is(story.outlet, [source]) for source in sources[story.id])
        day = (story.published or "")[:10] or ("" if named and not copies else NO_DAY)
        level = LEVELS.index(story.level) if story.level in LEVELS else LEVELS.index(None)
        return day, -named, copies, level, len(each.letters) < SHORTENED * usual, _hour(story), story.id

    return [each.story for each in sorted(group, key=key)]


def rank(group: list[Story]) -> tuple[str, str]:
    """The order of families: by the first one's day and id."""
    return group[0].published or NO_DAY, group[0].id


def named_sources(marks: Marks) -> list[str]:
    """The outlets that the text names as where it has its words from."""
    found = [match["named"] or match["told"] for match in SOURCE.finditer(marks.text)]
    return [each for each in found if each]


def _is(outlet: str | None, sources: list[str]) -> bool:
    name = (outlet or "").casefold()
    return bool(name) and any(name in source or source in name for source in sources)


def _hour(story: Story) -> str:
    return (story.published or "")[10:] or "~"
