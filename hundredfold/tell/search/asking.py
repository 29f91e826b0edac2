"""What somebody typed, read as words that must be there and words that must not. Knows no index and no table.

Several words: all of them. In quotes: one phrase. With a minus before it: not that. Nothing typed is an error: what
cannot be looked for is said in a code, and a code has a sentence in ``words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hundredfold.tell.search.folding import BETWEEN, IDEOGRAPHS, fold, fold_words, is_ideographs
from hundredfold.tell.search.tokens import LONGEST

TYPED_MOST = 200  # characters that are read of what was typed
TERMS_MOST = 12
PAIRS_MOST = 40  # tokens of one phrase that the index is asked for; the rest is looked at in the text
_QUOTES = {
    '"': '"',
    "“": "”",
    "”": "”",
    "„": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "«": "»",
    "＂": "＂",
    "〝": "〞",
}
_MINUS = "-－−‐–—﹣"
_QUOTED = re.compile("|".join(rf"{re.escape(a)}[^{re.escape(b)}]*{re.escape(b)}" for a, b in _QUOTES.items()))
_PARTS = re.compile(rf"(?:(?<=\s)|^)(?P<minus>[{_MINUS}]?)(?P<quoted>{_QUOTED.pattern})|(?P<plain>\S+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A token that is asked for; with ``begins`` any token that begins with it."""

    text: str
    begins: bool = False


@dataclass(frozen=True)
class Term:
    """One word or phrase, folded: pieces with one space between."""

    phrase: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """What the index holds of every text in which the phrase stands."""
        return tuple(dict.fromkeys(self._tokens()))[:PAIRS_MOST]

    def _tokens(self) -> Iterator[Token]:
        pieces = self.phrase.split()
        for at, piece in enumerate(pieces):
            is_last = at == len(pieces) - 1
            if not is_ideographs(piece):
                yield Token(piece[:LONGEST], begins=is_last)
            elif len(piece) == 1:
                yield Token(piece, begins=is_last)
            else:
                yield from (Token(a + b) for a, b in pairwise(piece))

    @cached_property
    def is_whole(self) -> bool:
        """Whether the index alone tells that the phrase is there; a longer one has to be looked at in the text."""
        return len(self.tokens) == 1 and len(self.phrase) <= LONGEST

    @cached_property
    def is_run(self) -> bool:
        """Whether it is one run of ideographs."""
        return " " not in self.phrase and is_ideographs(self.phrase)

    @property
    def may_be_sound(self) -> bool:
        """Whether it may be how a name is spoken: one word of letters."""
        return self.is_whole and not is_ideographs(self.phrase)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase in a text that was folded in its place: a word of letters stands from its first letter on."""
        pieces = self.phrase.split()
        pattern = "" if is_ideographs(pieces[0]) else rf"(?<![^\s{IDEOGRAPHS}{BETWEEN}])"
        for before, piece in zip([None, *pieces], pieces, strict=False):
            if before is not None:
                # Letters and ideographs part by themselves, two of a sort by something between.
                pattern += " *" if is_ideographs(before) != is_ideographs(piece) else " +"
            pattern += re.escape(piece)
        return re.compile(pattern)


@dataclass(frozen=True)
class Asked:
    """A query understood. ``remark`` is a code for what was left out of it, ``problem`` for why it asks nothing."""

    typed: str
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    remark: str = ""
    problem: str = ""

    @property
    def has_to_be_read(self) -> bool:
        """Whether the index alone cannot tell who fits."""
        return not all(term.is_whole for term in (*self.wanted, *self.unwanted))


def understand(typed: str) -> Asked:
    """What ``typed`` asks for. Whatever it is, this gives an answer: words of a query language are words here."""
    shown = typed.replace("\0", "")[:TYPED_MOST]
    remark = "shortened" if len(typed) > TYPED_MOST else ""
    wanted: dict[str, Term] = {}
    unwanted: dict[str, Term] = {}
    for phrase, is_unwanted in _phrases(shown):
        (unwanted if is_unwanted else wanted).setdefault(phrase, Term(phrase))
    if len(wanted) + len(unwanted) > TERMS_MOST:
        remark = "many_words"
    problem = ""
    if not wanted:
        problem = "only_unwanted" if unwanted else "no_words" if shown.strip() else "nothing_typed"
    return Asked(
        typed=shown.strip(),
        wanted=tuple(wanted.values())[:TERMS_MOST],
        unwanted=tuple(unwanted.values())[:TERMS_MOST],
        remark=remark,
        problem=problem,
    )


def _phrases(typed: str) -> Iterator[tuple[str, bool]]:
    """Each phrase folded, and whether it is not wanted."""
    for part in _PARTS.finditer(typed):
        if part["quoted"]:
            phrase = fold(part["quoted"][1:-1])
            if phrase:
                yield phrase, bool(part["minus"])
            continue
        plain = part["plain"]
        is_unwanted = len(plain) > 1 and plain[0] in _MINUS
        for word in fold_words(plain[1:] if is_unwanted else plain):
            yield word, is_unwanted
