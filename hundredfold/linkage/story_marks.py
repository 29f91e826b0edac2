"""What a story is recognised by: its letters, its signs, its title, its day, and the facts that tell it from its
like. It must not know what a family is."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hundredfold.linkage.story_facts import Fact, read_facts
from hundredfold.linkage.story_passages import Sums, seeds
from hundredfold.linkage.text import clean, letters

SHINGLE = 5
SAMPLED = 8  # one shingle in so many, by its own checksum, stands in the index of candidates
SHORT = 200  # shingles: up to so many, all stand there, since a sample of a few lines may miss what is theirs alone
TEXT_LIMIT = 60_000
PART = re.compile(
    r"[(\[【〔]?\s*(?:(?<=[(\[【〔])[上中下续一二三四五1-9]|之[上中下]|第[一二三1-9](?:页|部分)|part\s*[1-9]|[1-9]/[1-9])\s*[)\]】〕]?\s*$"
    r"|[-—_·|]\s*[上中下]\s*$"
)
NOTE = re.compile(r"[a-z]?[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔù]{0,5}|口口+|■+")
PLACE = re.compile(
    r"[^\W\d_a-z着在的个各该本我全进入到为和与己这那每多]{2}(?=社区|街道|嘎查|苏木|村委会|小学|中学)"
)
SITE = re.compile(
    r"[^\W\d_a-z着在的个各该本我全进入到为和与己这那每多]{2}"
    r"(?=社区|街道|嘎查|苏木|小区|小学|中学|学校|幼儿园|养老院|村|镇|大街|广场|公园)"
)
TITLE_LEAST = 4


@dataclass(frozen=True, slots=True)
class Story:
    """One told story. `published` an ISO day, with or without a time, or None; `text` mended, in one script, no
    furniture; `level` that of its outlet, central to self, if it is known."""

    id: str
    title: str
    text: str
    published: str | None = None
    outlet: str | None = None
    level: str | None = None


class Marks:
    """A story with what it is compared by, each worked out once."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.text = NOTE.sub("", clean(story.text, limit=TEXT_LIMIT))
        self.letters = letters(self.text) or letters(clean(story.title))

    @cached_property
    def sums(self) -> frozenset[int]:
        """The checksums of its shingles, runs of five letters; a very short story is one run."""
        text = self.letters
        shingles = {text[place : place + SHINGLE] for place in range(max(1, len(text) - SHINGLE + 1))}
        return frozenset(zlib.crc32(each.encode("utf-8", "replace")) for each in shingles)

    @cached_property
    def signs(self) -> frozenset[int]:
        """What the story is looked up by: a sample of its sums, the same in every story that has them, or all of
        them where it is short; and what its title says of being a part of something."""
        sums = self.sums
        if not self.is_short:
            sums = frozenset(each for each in sums if each % SAMPLED == 0) or frozenset({min(sums)})
        del self.__dict__["sums"]  # large, and not needed again
        return sums | self.part_signs

    @cached_property
    def is_short(self) -> bool:
        """Whether all its sums are signs."""
        return len(self.sums) <= SHORT

    @cached_property
    def title(self) -> str:
        """The letters of its title without the mark of a part."""
        return letters(PART.sub("", clean(self.story.title)))

    @cached_property
    def title_pairs(self) -> frozenset[str]:
        """Runs of two letters of the title."""
        return frozenset(self.title[place : place + 2] for place in range(len(self.title) - 1))

    @cached_property
    def is_part(self) -> bool:
        """Whether its title says that it is one part of several."""
        return PART.search(clean(self.story.title)) is not None and len(self.title) >= TITLE_LEAST

    @cached_property
    def part_signs(self) -> frozenset[int]:
        """What the parts of one story have in common although their words are others."""
        signs = [f"part {self.title}"] if self.is_part else []
        return frozenset(zlib.crc32(each.encode("utf-8", "replace")) for each in signs)

    @cached_property
    def seeds(self) -> Sums:
        """The sums of the runs by which passages are found."""
        return seeds(self.letters)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Days, years, ordinals and figures of the text, with where they stand in its letters."""
        return tuple(read_facts(self.letters))

    @cached_property
    def title_facts(self) -> tuple[Fact, ...]:
        """Those of the title."""
        return tuple(read_facts(letters(clean(self.story.title))))

    def values(self, kind: str) -> frozenset[str]:
        """The values of its facts of one kind."""
        return frozenset(fact.value for fact in self.facts if fact.kind == kind)

    @cached_property
    def places(self) -> frozenset[str]:
        """Names of places."""
        return frozenset(PLACE.findall(self.text))

    @cached_property
    def sites(self) -> frozenset[str]:
        """The last two letters of every name of a site, read more freely than ``places``."""
        return frozenset(SITE.findall(self.text))

    @cached_property
    def day(self) -> date | None:
        """The day of publication, None where there is none or it is no day."""
        try:
            return date.fromisoformat((self.story.published or "")[:10])
        except ValueError:
            return None


def alike_titles(a: Marks, b: Marks) -> bool:
    """Whether the titles are one but for a word."""
    least = min(len(a.title_pairs), len(b.title_pairs))
    return least >= TITLE_LEAST and len(a.title_pairs & b.title_pairs) >= 0.7 * least
