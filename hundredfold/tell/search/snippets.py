"""A piece of a text around what was asked for, with the words marked. Shows the text as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hundredfold.tell.search.asking import Term
from hundredfold.tell.search.folding import fold_with_places

LENGTH = 110  # characters of a snippet
LEAD = 24  # of them before the first marked word
_ENDS = "。！？!?\n；;"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text, marked where it was asked for."""

    text: str
    is_marked: bool = False


def spans(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Where the terms stand in ``text``, from and until, those that touch or overlap as one."""
    folded, places = fold_with_places(text)
    found = []
    for term in terms:
        for match in term.pattern.finditer(folded):
            last = places[match.end() - 1]
            found.append((places[match.start()], _end_of_character(places, match.end(), len(text), last)))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _end_of_character(places: Sequence[int], at: int, length: int, last: int) -> int:
    """Where the character at ``last`` ends; marks that hang on to it belong to it."""
    following = next((place for place in places[at:] if place > last), length)
    return min(last + 1, following)


def marked(text: str, terms: Iterable[Term]) -> tuple[Piece, ...]:
    """The whole of ``text`` with the terms marked."""
    return _pieces(text, spans(text, terms), 0, len(text))


def snippet(texts: Sequence[str], terms: Sequence[Term]) -> tuple[Piece, ...]:
    """A part of that text in which most of the terms stand, around the first of them; else how the first one begins."""
    best, best_spans, most = "", [], 0
    for text in texts:
        here = [term for term in terms if spans(text, [term])]
        if len(here) > most:
            best, best_spans, most = text, spans(text, here), len(here)
    if not best:
        best = next(iter(texts), "")
    start = _start(best, best_spans[0][0]) if best_spans else 0
    end = min(len(best), start + LENGTH)
    pieces = _pieces(best, best_spans, start, end)
    before = (Piece("…"),) if start else ()
    return (*before, *pieces, *((Piece("…"),) if end < len(best) else ()))


def _start(text: str, first: int) -> int:
    """Where to begin so that the first marked word is seen: at a sentence's start if one is near."""
    lead = max(0, first - LEAD)
    near = max((text.rfind(end, lead, first) for end in _ENDS), default=-1)
    return near + 1 if near >= 0 else lead


def _pieces(text: str, found: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Piece, ...]:
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
