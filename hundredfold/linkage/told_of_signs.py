"""By which signs the deeds that a press story tells of are found among a million. Pure: no table, no programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hundredfold.linkage.names import plain, sites
from hundredfold.linkage.passages import named_days
from hundredfold.linkage.signs import ACCOUNT, GRAM_AT_SITE, HEADS_AT_SITE, NO_DAY, WHOLE, WORTH, sign
from hundredfold.linkage.text import clean, grams, letters, numbers
from hundredfold.linkage.told_of import MOST_TEXT, StoryTold, days_of

MOST_DAYS, BEFORE = 8, 3  # days that a story names, and days before it that count as named
MOST_GRAMS, MOST_SITES, MOST_UNITS, MOST_TITLES = 320, 10, 24, 12
OPENING = 900  # characters of the story whose words are asked for
_QUOTED = re.compile(r"[“《「]([^”》」\n]{4,60})[”》」]")


def asked_signs(scope: str, story: StoryTold, names: Sequence[str]) -> Iterator[tuple[int, float]]:
    """The signs by which a deed told of would be found, each with what it counts beside its rarity.

    Who, where, how many and in what words, on the days named and shortly before the story. ``names`` are those of the
    units that it names. So many at most, however long it is.
    """
    opening = clean(f"{story.title}。{story.text[:OPENING]}", limit=2 * OPENING)
    days = _days(story)
    words = grams(opening)[:MOST_GRAMS]
    places = sorted(sites(opening))[:MOST_SITES]
    units = list(dict.fromkeys(plain(name) for name in names))[:MOST_UNITS]
    heads = [str(each) for each in sorted(numbers(opening))][:MOST_SITES]
    for sort, tokens in (
        ("t", words),
        ("v", words[: MOST_GRAMS // 2]),
        ("s", places),
        ("u", units),
        ("h", heads),
    ):
        for token in tokens:
            for day, near in days.items():
                yield sign(scope, sort, token, day), WORTH[sort] * near
    for place in places:
        yield from ((sign(scope, "hs", each, place), HEADS_AT_SITE) for each in heads)
        yield from ((sign(scope, "st", place, word), GRAM_AT_SITE) for word in words)
    yield from ((sign(scope, "g", word), ACCOUNT) for word in words)
    for title in _titles(story):
        yield sign(scope, "T", title), WHOLE * 3


def _titles(story: StoryTold) -> list[str]:
    """What may be a deed's whole title: the story's own, and what it sets in quotation marks."""
    quoted = _QUOTED.findall(f"{story.title}\n{story.text[:MOST_TEXT]}")
    found = (letters(clean(each, limit=240)) for each in (story.title, *quoted))
    return list(dict.fromkeys(filter(None, found)))[:MOST_TITLES]


def _days(story: StoryTold) -> dict[str, float]:
    """The days asked for and what each weighs: those named, the last few before the story, and none."""
    named = list(named_days(clean(story.text, limit=MOST_TEXT), story.published))
    named += [day.toordinal() for day in days_of(story)]
    days = {str(day): 1.3 for day in list(dict.fromkeys(named))[:MOST_DAYS]}
    if story.published:
        last = story.published.toordinal()
        days = {**{str(last - ago): 0.9 for ago in range(BEFORE + 1)}, **days}
    return {**days, NO_DAY: 0.6}
