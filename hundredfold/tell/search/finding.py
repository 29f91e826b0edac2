"""Asks an index, looks at the texts where the index alone cannot tell, and cuts what is found into pages.

Pure: the texts come from whoever calls, who lets nothing through that the reader may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hundredfold.tell.search.asking import Asked, Term, Token
from hundredfold.tell.search.shelf import Shelf, Wanted
from hundredfold.tell.search.snippets import Looked, Piece
from hundredfold.tell.search.tokens import CLOSED, CLOSED_TITLE, LABEL, OPEN, TITLE

PAGE = 20
# Candidates that are all read, so that their number is exact; of more a page is read at a time.
READ_MOST = 60


@dataclass(frozen=True, slots=True)
class Readable:
    """What a reader may see of a document: its title and its texts, the one that says most first."""

    title: str
    texts: tuple[str, ...]


Read = Callable[[Sequence[int]], Mapping[int, Readable]]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``why`` is a code: in the title, in the text, or by its sound."""

    number: int
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. ``total`` is exact unless ``is_about`` or, where there are more, ``is_more``."""

    asked: Asked
    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_about: bool = False
    is_more: bool = False
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def find(
    shelf: Shelf,
    asked: Asked,
    *,
    read: Read,
    is_open: bool,
    labels: Iterable[Collection[str]] = (),
    without: Collection[int] = (),
    page: int = 1,
    may_browse: bool = False,
    unlike: Collection[str] = (),
) -> Found:
    """One page of what ``asked`` finds, the titled first and the newest first in each.

    ``is_open``: only what everybody may read. Of each group of ``labels`` a document must carry one. ``without`` are
    numbers of documents that are not to be found whatever the index says. ``read`` gives what may be seen of them;
    a document that it leaves out is not shown. ``may_browse``: where nothing was typed, all that the labels leave.
    Nothing that carries a label of ``unlike`` is found.
    """
    if asked.problem and not (may_browse and asked.problem == "nothing_typed"):
        return Found(asked)
    wanted = _wanted(asked, is_open=is_open, labels=labels, unlike=unlike)
    start = (page - 1) * PAGE
    if asked.has_to_be_read:
        matched = shelf.match(wanted, start=0, length=READ_MOST + 1, without=without)
        if len(matched.numbers) <= READ_MOST:
            return _all_read(asked, _fitting(asked, matched.numbers, read), page=page)
        matched = replace(matched, numbers=matched.numbers[start : start + PAGE])
    if not asked.has_to_be_read or len(matched.numbers) < PAGE:
        matched = shelf.match(wanted, start=start, length=PAGE, without=without)
    hits = [_hit(number, each) for number, each in _fitting(asked, matched.numbers, read)]
    return Found(
        asked,
        tuple(hits),
        total=matched.total - (len(matched.numbers) - len(hits) if not asked.has_to_be_read else 0),
        is_about=asked.has_to_be_read,
        is_more=matched.is_more,
        page=page,
    )


def _all_read(asked: Asked, looked: list[tuple[int, Looked]], *, page: int) -> Found:
    looked.sort(key=lambda each: not each[1].is_titled)  # what only seemed to stand in a title goes behind
    start = (page - 1) * PAGE
    hits = tuple(_hit(number, each) for number, each in looked[start : start + PAGE])
    return Found(asked, hits, total=len(looked), page=page)


def _fitting(asked: Asked, numbers: Sequence[int], read: Read) -> list[tuple[int, Looked]]:
    """Those of the documents whose texts hold what the index promised, as they read now."""
    texts = read(numbers)
    looked = (
        (each, Looked(texts[each].title, texts[each].texts, asked.wanted))
        for each in numbers
        if each in texts
    )
    return [(number, each) for number, each in looked if _fits(asked, each)]


def _fits(asked: Asked, looked: Looked) -> bool:
    """Whether every wanted term is there and no unwanted one.

    One word of letters may be the sound of a name, which stands in no text; all else has to be there.
    """
    if not all(found or term.may_be_sound for term, found in zip(asked.wanted, looked.spans, strict=True)):
        return False
    return not any(not term.is_whole and looked.has(term) for term in asked.unwanted)


def _hit(number: int, looked: Looked) -> Hit:
    return Hit(
        number=number,
        title=looked.marked_title(),
        snippet=looked.snippet(),
        why="title" if looked.is_titled else "text" if looked.is_seen else "sound",
    )


def _wanted(
    asked: Asked, *, is_open: bool, labels: Iterable[Collection[str]], unlike: Collection[str]
) -> Wanted:
    where = ("",) if is_open else ("", CLOSED)
    titles = (TITLE,) if is_open else (TITLE, CLOSED_TITLE)
    narrowed = [tuple(Token(LABEL + label) for label in group) for group in labels]
    # Words that everybody may read stand without a mark only in what everybody may find.
    if is_open and not asked.wanted:
        narrowed.append((Token(LABEL + OPEN),))
    return Wanted(
        every=(*_groups(asked.wanted, where), *narrowed),
        in_title=(*_groups(asked.wanted, titles), *narrowed),
        none=(
            *(
                Token(mark + token.text, token.begins)
                for term in asked.unwanted
                if term.is_whole
                for token in term.tokens
                for mark in where
            ),
            *(Token(LABEL + label) for label in unlike),
        ),
    )


def _groups(terms: Iterable[Term], marks: Sequence[str]) -> list[tuple[Token, ...]]:
    tokens = dict.fromkeys(token for term in terms for token in term.tokens)
    return [tuple(Token(mark + token.text, token.begins) for mark in marks) for token in tokens]
