"""Which strands of the Nine Hundreds a text speaks of, by phrases and where they stand; it only proposes."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SENTENCE = re.compile(r"[^。！？!?；;\n]{1,300}")  # a longer one is no sentence: it is read piece by piece


@dataclass(frozen=True, slots=True)
class StrandGround:
    """Why a strand is proposed: the ``phrase`` at ``start`` to ``end`` of the text, ``beside`` it the word that makes a
    common phrase tell of the strand (empty where the phrase tells it alone) with its own place."""

    strand: str
    phrase: str
    start: int
    end: int
    beside: str = ""
    beside_start: int = -1
    beside_end: int = -1


@dataclass(frozen=True, slots=True)
class _Phrases:
    strand: str
    telling: re.Pattern[str]
    common: re.Pattern[str]
    beside: re.Pattern[str]
    either: re.Pattern[str]


@cache
def _table() -> tuple[_Phrases, ...]:
    page = files("hundredfold.reading") / "tables" / "strands.tsv"
    with page.open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))
    return tuple(
        _Phrases(strand, *map(_any_of, (telling, common, beside, f"{telling} {common}")))
        for strand, telling, common, beside in rows
    )


def _any_of(phrases: str) -> re.Pattern[str]:
    """The longest first, so that a phrase is not taken for a shorter one within it."""
    longest_first = sorted(phrases.split(" "), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def read_strands(text: str) -> list[str]:
    """Codes of the strands the text speaks of, in the programme's order."""
    return list(dict.fromkeys(ground.strand for ground in strand_grounds(text)))


def strand_grounds(text: str) -> list[StrandGround]:
    """The grounds for each strand the text speaks of, in the programme's order and then that of the text.

    A phrase that only the strand uses is a ground by itself; a common one (晚会, 雕塑) only where a word of the strand
    stands beside it in the same sentence.
    """
    sentences = list(SENTENCE.finditer(text))
    spoken_of = (
        phrases for phrases in _table() if phrases.either.search(text)
    )  # most texts speak of one or two
    return [ground for phrases in spoken_of for ground in _grounds(text, sentences, phrases)]


def _grounds(text: str, sentences: list[re.Match[str]], phrases: _Phrases) -> Iterator[StrandGround]:
    for sentence in sentences:
        if not phrases.either.search(text, *sentence.span()):
            continue
        telling = list(phrases.telling.finditer(text, *sentence.span()))
        for found in telling:
            yield StrandGround(phrases.strand, found[0], *found.span())
        if telling:
            continue
        beside = list(phrases.beside.finditer(text, *sentence.span()))
        for found in phrases.common.finditer(text, *sentence.span()):
            near = _nearest(beside, found)
            if near:
                yield StrandGround(phrases.strand, found[0], *found.span(), near[0], *near.span())


def _nearest(beside: list[re.Match[str]], found: re.Match[str]) -> re.Match[str] | None:
    """The word of the strand nearest to a common phrase, outside the phrase itself."""
    apart = [each for each in beside if each.end() <= found.start() or each.start() >= found.end()]
    return min(apart, key=lambda each: abs(each.start() - found.start()), default=None)
