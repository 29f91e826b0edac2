"""Where the words that were asked for stand, and a piece of a text around them. Shows the text as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        self.title, self.texts, self.terms = title, texts, terms
        self.whole = BETWEEN.join((title, *texts))
        self.folded, self.places = spread(self.whole)
        self.spans = [self._spans(term) for term in terms]

    def _spans(self, term: Term) -> list[Span]:
        found = [match.span() for match in term.pattern.finditer(self.folded)]
        places = self.places
        if places is None:
            return found
        return [(places[start], self._end(places, end)) for start, end in found]

    def _end(self, places: Sequence[int], end: int) -> int:
        """Where the character ends that the last one came from; marks that hang on to it belong to it."""
        last = places[end - 1]
        return next((place for place in places[end:] if place > last), len(self.whole))

    def has(self, term: Term) -> bool:
        """Whether a term, one of these or another, stands anywhere."""
        return term.pattern.search(self.folded) is not None

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
        best, most, start = (0, 0), 0, len(self.title) + 1
        for text in self.texts:
            end = start + len(text)
            here = sum(any(start <= span[0] < end for span in found) for found in self.spans)
            if here > most or best == (0, 0):
                best, most = (start, end), max(here, most)
            start = end + 1
        first, last = best
        spans = self._between(first, last)
        start = self._start(first, spans[0][0]) if spans else first
        end = min(last, start + LENGTH)
        pieces = _pieces(self.whole, spans, start, end)
        before = (Piece("…"),) if start > first else ()
        return (*before, *pieces, *((Piece("…"),) if end < last else ()))

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
