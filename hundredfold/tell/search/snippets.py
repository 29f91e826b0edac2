"""Where the words that were asked for stand, and a piece of a text around them. Shows the text as it was written."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from hundredfold.tell.search.asking import Term
from hundredfold.tell.search.folding import BETWEEN, spread

LENGTH = 110  # characters of a snippet
LEAD = 24  # of them before the first marked word
_ENDS = "。！？!?\n；;"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text, marked where it was asked for."""

    text: str
    is_marked: bool = False


class Looked:
    """A title and its texts, looked through once for some terms."""

    def __init__(self, title: str, texts: Sequence[str], terms: Sequence[Term]) -> None:
        self.title, self.terms = title, terms
        self.parts = (title, *texts)
        self.whole = BETWEEN.join(self.parts)
        self.spans = [self._spans(term) for term in terms]

    @cached_property
    def folded(self) -> tuple[str, list[int] | None]:
        """The whole as it is compared, with the places its characters come from."""
        return spread(self.whole)

    def _spans(self, term: Term) -> list[Span]:
        # Most texts have the very characters that were asked for; then nothing has to be folded.
        if term.is_run and (start := self.whole.find(term.phrase)) >= 0:
            return list(_every(self.whole, term.phrase, start))
        folded, places = self.folded
        found = [match.span() for match in term.pattern.finditer(folded)]
        return found if places is None else [(places[start], self._end(places, end)) for start, end in found]

    def _end(self, places: Sequence[int], end: int) -> int:
        """Where the character ends that the last one came from; marks that hang on to it belong to it."""
        last = places[end - 1]
        return next((place for place in places[end:] if place > last), len(self.whole))

    def has(self, term: Term) -> bool:
        """Whether a term, one of these or another, stands anywhere."""
        return term.pattern.search(self.folded[0]) is not None

    @property
    def is_titled(self) -> bool:
        """Whether every term stands in the title."""
        end = len(self.title)
        return all(found and found[0][0] < end for found in self.spans)

    @property
    def is_seen(self) -> bool:
        """Whether any term stands anywhere."""
        return any(self.spans)

    def marked_title(self) -> tuple[Piece, ...]:
        """The title with the terms marked."""
        return _pieces(self.whole, self._between(0, len(self.title)), 0, len(self.title))

    def snippet(self) -> tuple[Piece, ...]:
        """A part of that text in which most terms stand, around the first of them; else how the first text begins."""
        first, last = self._best_part()
        spans = self._between(first, last)
        start = self._start(first, spans[0][0]) if spans else first
        end = min(last, start + LENGTH)
        pieces = _pieces(self.whole, spans, start, end)
        before = (Piece("…"),) if start > first else ()
        return (*before, *pieces, *((Piece("…"),) if end < last else ()))

    def _best_part(self) -> Span:
        """Where that text begins and ends in which most of the terms stand; the title is shown anyway."""
        starts = list(accumulate((len(each) + 1 for each in self.parts[:-1]), initial=0))
        terms_in = Counter(
            part for found in self.spans for part in {bisect_right(starts, start) - 1 for start, _ in found}
        )
        del terms_in[0]
        best = max(terms_in, key=lambda part: (terms_in[part], -part), default=1)
        if best >= len(starts):
            return len(self.whole), len(self.whole)
        return starts[best], starts[best] + len(self.parts[best])

    def _between(self, start: int, end: int) -> list[Span]:
        """All spans in a part of the whole, in order, those that touch or overlap as one."""
        merged: list[Span] = []
        for first, last in sorted(span for found in self.spans for span in found if start <= span[0] < end):
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def _start(self, begins: int, first: int) -> int:
        """Where to begin so that the first marked word is seen: at a sentence's start if one is near."""
        lead = max(begins, first - LEAD)
        near = max((self.whole.rfind(end, lead, first) for end in _ENDS), default=-1)
        return near + 1 if near >= 0 else lead


def _every(text: str, phrase: str, start: int) -> Iterator[Span]:
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(phrase, start + len(phrase))


def _pieces(text: str, found: Iterable[Span], start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in found:
        if last <= start or first >= end:
            continue
        if first > at:
            pieces.append(Piece(_plain(text[at:first])))
        pieces.append(Piece(_plain(text[max(first, at) : min(last, end)]), is_marked=True))
        at = min(last, end)
    if at < end:
        pieces.append(Piece(_plain(text[at:end])))
    return tuple(pieces)


def _plain(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")
