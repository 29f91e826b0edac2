"""What a story is recognised by: its shingles, its figures, and the days and ordinals that tell it from its
like. It must not know what a family is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hundredfold.linkage.text import clean, letters

SHINGLE = 5
SAMPLED = 8  # one shingle in so many, by its own checksum, stands in the index of candidates
SHORT = 200  # shingles: up to so many, all stand there, since a sample of a few lines may miss what is theirs alone
TEXT_LIMIT = 60_000
LEAD = 140
CONTEXT = 5
NUMERAL = "一二三四五六七八九十百\\d"
DAY = re.compile(r"(?<![\d?])\d{1,2}月\d{1,2}[日号]")
YEAR = re.compile(r"(?:19|20)\d{2}(?=年|[-./]\d)")
ORDINAL = re.compile(rf"第[{NUMERAL}]{{1,4}}[届期次场季回]")
FIGURE = re.compile(r"(?<![\d?])\d+(?:\.\d+)?(?=[万亿余多]{0,2}[\u4e00-\u9fff])")
PLACE = re.compile(
    r"[^\W\d_a-z着在的个各该本我全进入到为和与己这那每多]{2}(?=社区|街道|嘎查|苏木|村委会|小学|中学)"
)
DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+")
YEARLY = 300  # days: as far apart as one year's round and the next


@dataclass(frozen=True, slots=True)
class Story:
    """One told story. `published` an ISO day or None; `text` mended, in one script, no furniture."""

    id: str
    title: str
    text: str
    published: str | None = None
    outlet: str | None = None


class Marks:
    """A story with what it is compared by, each worked out once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.text = clean(story.text, limit=TEXT_LIMIT)
        self.letters = letters(self.text) or letters(clean(story.title))

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Runs of five letters; a very short story is one run."""
        text = self.letters
        return frozenset(text[place : place + SHINGLE] for place in range(max(1, len(text) - SHINGLE + 1)))

    @cached_property
    def sums(self) -> frozenset[int]:
        """The shingles' checksums."""
        return frozenset(zlib.crc32(each.encode("utf-8", "replace")) for each in self.shingles)

    @cached_property
    def sample(self) -> frozenset[int]:
        """The shingles whose checksum falls into one class: the same in every story that has them."""
        return frozenset(each for each in self.sums if each % SAMPLED == 0) or frozenset({min(self.sums)})

    @cached_property
    def signs(self) -> frozenset[int]:
        """What the story is looked up by: its sample, or every shingle where it is short."""
        return self.sums if len(self.sums) <= SHORT else self.sample

    @cached_property
    def lead(self) -> frozenset[str]:
        """Shingles of the first lines."""
        text = self.letters[:LEAD]
        return frozenset(text[place : place + SHINGLE] for place in range(max(1, len(text) - SHINGLE + 1)))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Runs of two letters, for texts that were reworded."""
        return frozenset(self.letters[place : place + 2] for place in range(max(1, len(self.letters) - 1)))

    @cached_property
    def days(self) -> frozenset[str]:
        """Days of a month that the text gives."""
        return frozenset(DAY.findall(self.text))

    @cached_property
    def years(self) -> frozenset[str]:
        """Years that the text gives."""
        return frozenset(YEAR.findall(self.text))

    @cached_property
    def ordinals(self) -> frozenset[str]:
        """Places in a series, such as the third."""
        return frozenset(ORDINAL.findall(self.text))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Numbers that are neither days nor years."""
        return frozenset(FIGURE.findall(DAY.sub("", YEAR.sub("", self.text))))

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of places."""
        return frozenset(PLACE.findall(self.text))

    @cached_property
    def stamped(self) -> dict[str, frozenset[str]]:
        """Days, years and ordinals by the words around them."""
        return self._around(DAY, YEAR, ORDINAL)

    @cached_property
    def counted(self) -> dict[str, frozenset[str]]:
        """Figures by the words around them."""
        return self._around(FIGURE)

    def _around(self, *patterns: re.Pattern[str]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for number, pattern in enumerate(patterns):
            for match in pattern.finditer(self.text):
                for context in self._contexts(match):
                    found.setdefault(f"{number}{context}", set()).add(match[0])
        return {context: frozenset(values) for context, values in found.items()}

    def _contexts(self, match: re.Match[str]) -> Iterator[str]:
        """The letters before and those after, with every number in them made one."""
        before = DIGITS.sub("0", letters(self.text[max(0, match.start() - 2 * CONTEXT) : match.start()]))
        after = DIGITS.sub("0", letters(self.text[match.end() : match.end() + 2 * CONTEXT]))
        if len(before) >= CONTEXT:
            yield f"<{before[-CONTEXT:]}"
        if len(after) >= CONTEXT:
            yield f">{after[:CONTEXT]}"

    @cached_property
    def day(self) -> date | None:
        """The day of publication, None where there is none or it is no day."""
        try:
            return date.fromisoformat((self.story.published or "")[:10])
        except ValueError:
            return None


def differ(a: Marks, b: Marks) -> bool:
    """Whether the two tell different things in like words: another day, ordinal, place or set of figures."""
    if _clash(a.years, b.years) or _clash(a.ordinals, b.ordinals) or _clash(a.places, b.places):
        return True
    if _swapped(a.stamped, b.stamped) >= 1 or _clash(a.days, b.days) or _a_year_apart(a, b):
        return True
    if min(len(a.figures), len(b.figures)) >= 2 and not a.figures & b.figures:
        return True
    return 2 * _swapped(a.counted, b.counted) > len(a.counted.keys() & b.counted.keys())


def _clash(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _swapped(a: dict[str, frozenset[str]], b: dict[str, frozenset[str]]) -> int:
    """In how many same surroundings the two have different values."""
    return sum(not a[context] & b[context] for context in a.keys() & b.keys())


def _a_year_apart(a: Marks, b: Marks) -> bool:
    """Printed a year or more apart, and no year of printing in the text says that both tell of the same."""
    if a.day is None or b.day is None:
        return False
    if a.years & b.years & {str(a.day.year), str(b.day.year)}:
        return False
    return abs((a.day - b.day).days) >= YEARLY
