"""What the index holds of a text: overlapping pairs of ideographs, whole words of other letters, and marks of where.

Knows no Django and no database. A run of ideographs also gives its last one alone, so that each ideograph begins
some token and one by itself is found as the beginning of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hundredfold.tell.search.folding import fold, is_ideographs
from hundredfold.tell.search.pinyin import readings

LONGEST = 64  # letters of a word that are kept; the rest is looked at in the text itself
# What stands before a token says where it was: no letter or figure can be taken for one of these.
TITLE, CLOSED, CLOSED_TITLE, LABEL = "!", "$", "&", "#"
OPEN = "open"  # the label of what the public may find


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found. ``number`` is its own for ever; the higher, the newer.

    ``title`` and ``text`` may be read by everybody, ``closed_title`` and ``closed_text`` inside only; a field's parts
    are separate texts, so that no phrase runs from one into the next. ``names`` are found by their pinyin too.
    ``labels`` are what a search is narrowed by, as ``kind=event``.
    """

    number: int
    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    closed_title: tuple[str, ...] = ()
    closed_text: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    closed_names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


def tokens(folded: str) -> Iterator[str]:
    """The tokens of a folded text, some of them more than once."""
    for piece in folded.split():
        if is_ideographs(piece):
            yield from map("".join, pairwise(piece))
            yield piece[-1]
        else:
            yield piece[:LONGEST]


def tokens_of(document: Document) -> list[str]:
    """Every token of a document once, each with the mark of where it stands; sorted, so that like gives like."""
    title, text = _of(document.title), _of(document.text)
    title |= _spoken(document.names)
    closed_title = (_of(document.closed_title) | _spoken(document.closed_names)) - title
    closed = (_of(document.closed_text) | closed_title) - title - text
    return sorted(
        title
        | text
        | {TITLE + each for each in title}
        | {CLOSED + each for each in closed}
        | {CLOSED_TITLE + each for each in closed_title}
        | {LABEL + each for each in document.labels}
    )


def _of(texts: Iterable[str]) -> set[str]:
    return {token for each in texts for token in tokens(fold(each))}


def _spoken(names: Iterable[str]) -> set[str]:
    return {spoken for name in names for spoken in readings(fold(name))}
