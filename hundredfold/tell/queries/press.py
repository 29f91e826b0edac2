"""The press for the public: the stories that count, by level, each with its first publication and its reprints."""

import datetime as dt
from dataclasses import dataclass

from hundredfold.prove import counted_stories
from hundredfold.tell import gate, public
from hundredfold.tell.queries import cells

PAGE = 30
LEVELS = counted_stories.LEVELS


@dataclass(frozen=True)
class PressList:
    """One page of the stories that count. ``levels`` are codes with how many count at each."""

    programme: public.PublicProgramme
    strands: tuple[public.PublicStrand, ...]
    levels: tuple[tuple[str, int], ...]
    level: str | None
    total: int
    page: int
    pages: int
    stories: tuple[public.PublicStory, ...]


def press_list(*, level: str | None, page: int, at: dt.datetime, language: str) -> PressList | None:
    """The latest first; of one level if asked (None: of all). None where there is no programme, level or page.

    A fixed number of queries.
    """
    promise = cells.promise(at=at, language=language)
    if promise is None or (level is not None and level not in LEVELS):
        return None
    stories = counted_stories.counted_stories(promise.programme)
    listed = counted_stories.narrowed(stories, level=level, outlet=None)
    pages = max(1, -(-len(listed) // PAGE))
    if not 1 <= page <= pages:
        return None
    lines = {row.pk: promise.programme.blueprint.strand(code) for code, row in promise.rows.items()}
    shown = list(reversed(listed))[(page - 1) * PAGE : page * PAGE]
    programme = promise.programme
    return PressList(
        programme=gate.programme(
            programme.blueprint,
            year=programme.year,
            period=(programme.period_start, programme.period_end),
            language=language,
        ),
        strands=tuple(each for each in promise.strands if each.kind == "article"),
        levels=tuple((each.level, each.stories) for each in counted_stories.by_level(stories)),
        level=level,
        total=len(listed),
        page=page,
        pages=pages,
        stories=tuple(gate.story(each, lines[each.strand], language) for each in shown),
    )
