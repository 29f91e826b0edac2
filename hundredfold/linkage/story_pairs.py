"""Judges two stories: one report, one within the other, two of one mould, or strangers. Each pair by itself alone.

What is judged here depends on no third story, so that a family comes out the same whatever else has arrived.
"""

from __future__ import annotations

from dataclasses import dataclass

from hundredfold.linkage.story_changes import differ
from hundredfold.linkage.story_marks import Marks, alike_titles
from hundredfold.linkage.story_passages import Places, Shared, shared

WHOLE, MOST, HALF = 0.8, 0.62, 0.5  # shares of letters in common
NEARLY_ALL = 0.9  # of the shorter: what its first letters lost may have been its facts
WITHIN = 0.75  # of the shorter: it is told within the longer
FRAMED = 0.48  # of the shorter: what is left may be an editor's words
FACTS_KEPT, FACTS_LEAST, FACTS_NEEDED = 0.75, 0.4, 2  # shares of the shorter's facts within what both have
QUARTER = 0.25  # of the longer: a page that holds a whole story so large is a print of it
LEAD = 120  # letters: a story begins within so many of its longer print, an editor's words before it
OPENING = 40  # letters: in the other it begins at once, but for a by-line
PARAGRAPHS, PARAGRAPH, SENTENCE, BRIEF = (
    200,
    100,
    45,
    25,
)  # letters in common; fewer than the last say nothing
SOON = 15  # days
LEAST = 0.28  # of the shorter's runs of letters: in fewer, even two bad scans of one report do not agree
SLIGHT = 0.1  # of either: what two parts of one story may have in common
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bond:
    """Two stories whose words make them one report. ``apart``: what they tell is not the same all the same.

    ``whole``: nearly all of either; else ``longer`` (0 the first, 1 the second) may hold more than this report, which
    stands there at ``spans``. ``titled``: their titles agree.
    """

    score: float
    apart: bool
    whole: bool
    longer: int
    spans: tuple[Span, ...]
    titled: bool


def judge(a: Marks, b: Marks, places: Places) -> Bond | None:
    """The bond of two stories, None between strangers. ``places`` are those of b's letters."""
    found = shared(a.letters, a.seeds, places, least=LEAST)
    titled = alike_titles(a, b)
    if found.same < BRIEF:
        return _of_parts(a, b) if found.same < SLIGHT * min(len(a.letters), len(b.letters)) else None
    longer = 0 if len(a.letters) > len(b.letters) else 1
    short, long = (found.of_b, found.of_a) if longer == 0 else (found.of_a, found.of_b)
    if not _is_one(a, b, found, titled=titled):
        return _of_parts(a, b) if found.of_a < SLIGHT and found.of_b < SLIGHT else None
    spans = tuple((each.b_from, each.b_to) if longer else (each.a_from, each.a_to) for each in found.passages)
    return Bond(short * long, differ(a, b, found), min(short, long) >= WHOLE, longer, spans, titled)


def _is_one(a: Marks, b: Marks, found: Shared, *, titled: bool) -> bool:
    first = len(a.letters) <= len(b.letters)
    shorter = a if first else b
    short, long = (found.of_a, found.of_b) if first else (found.of_b, found.of_a)
    kept = _facts_kept(shorter, found, first=first)
    if kept is not None and kept < FACTS_LEAST and short < NEARLY_ALL:
        return False
    if short >= MOST and long >= HALF:
        return short >= WITHIN or (kept is not None and kept >= FACTS_KEPT)
    leads = _leads(found)
    if short >= WITHIN:
        return leads or titled or (long >= QUARTER and found.same >= PARAGRAPHS)
    if short < FRAMED or not leads or found.same < PARAGRAPH or not (titled or long >= QUARTER):
        return False
    return (kept is not None and kept >= FACTS_KEPT) or (titled and _soon(a, b) and short >= HALF)


def _leads(found: Shared) -> bool:
    """Whether much of what they share begins where both begin, but for an editor's words before one of them."""
    begins = [
        each.same
        for each in found.passages
        if min(each.a_from, each.b_from) <= OPENING and max(each.a_from, each.b_from) <= LEAD
    ]
    return sum(begins) >= min(SENTENCE, HALF * found.same)


def _facts_kept(shorter: Marks, found: Shared, *, first: bool) -> float | None:
    """Which share of the shorter's facts stands in what both have; None where it has hardly any."""
    spans = [(each.a_from, each.a_to) if first else (each.b_from, each.b_to) for each in found.passages]
    facts = shorter.facts
    if len(facts) < FACTS_NEEDED:
        return None
    kept = sum(any(start <= fact.start and fact.end <= end for start, end in spans) for fact in facts)
    return kept / len(facts)


def _soon(a: Marks, b: Marks) -> bool:
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= SOON


def _of_parts(a: Marks, b: Marks) -> Bond | None:
    """Two parts of one story, by what their titles say: their words are others."""
    if a.title != b.title or not a.part_signs & b.part_signs or not _soon(a, b):
        return None
    if len({a.story.outlet, b.story.outlet} - {None}) > 1 or a.story.title == b.story.title:
        return None
    return Bond(0.1, apart=False, whole=True, longer=0, spans=(), titled=True)
