"""Text as search compares it: one width, one script, one case, nothing invisible. Knows no index and no table."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

# A mark belongs to the letter before it: the two are composed together wherever they stand.
_MARKS = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f\uff9e\uff9f]"
_MARK = re.compile(_MARKS)
_CLUSTERS = re.compile(rf".{_MARKS}*", re.DOTALL)
BETWEEN = "\x1e"  # stands between two texts: no phrase runs across it
_FIRST_OF_IDEOGRAPHS = 0x2E80
IDEOGRAPHS = "\u2e80-\U0010ffff"
_PIECES = re.compile(rf"[{IDEOGRAPHS}]+|[^\s{IDEOGRAPHS}]+")


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


class _Folding(dict[int, str]):
    """What each character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    """One character as search has it: a space for what parts words, nothing for what cannot be seen."""
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    folded = "".join(map(_kept, small))
    return folded if folded.strip() else folded[:1]


def _kept(char: str) -> str:
    """Letters, figures and marks of letters stay; what cannot be seen goes; all else parts words.

    Script is folded one character at a time, not by phrases: a query is a part of a text and must not be read in
    another way than the whole.
    """
    sort = unicodedata.category(char)
    if sort == "Cf" or unicodedata.name(char, "").startswith(("VARIATION SELECTOR", "MONGOLIAN FREE")):
        return ""
    if sort[0] in "LN":
        if ord(char) >= _FIRST_OF_IDEOGRAPHS:
            turned: str = _to_simplified().convert(char)
            return turned if len(turned) == 1 else char
        return _without_accent(char)
    if sort[0] == "M":  # an accent that could not be composed with its letter goes as others do
        return "" if "\u0300" <= char <= "\u036f" else char
    return " "


def _without_accent(char: str) -> str:
    """A Latin letter without its accents, as people type it; other scripts keep theirs: there й is no и."""
    plain = unicodedata.normalize("NFKD", char)
    return plain[0] if plain[0].isascii() and plain[1:] and not plain[1:].isalnum() else char


_TABLE = _Folding({ord(BETWEEN): BETWEEN})


def fold(text: str) -> str:
    """``text`` folded, in pieces with one space between: runs of ideographs, and words of other letters.

    Two texts that a reader takes for the same words fold to the same; a phrase stands in a text where its folding
    stands in the text's.
    """
    return " ".join(_PIECES.findall(_spread(text)))


def fold_words(text: str) -> list[str]:
    """The words of ``text`` as people part them, each folded; one of them may be of several pieces, as ``3 号楼``."""
    return [" ".join(_PIECES.findall(word)) for word in _spread(text).split()]


def _spread(text: str) -> str:
    """``text`` character by character, what parts words as spaces."""
    if _MARK.search(text):
        text = "".join(unicodedata.normalize("NFKC", each) for each in _CLUSTERS.findall(text))
    return text.translate(_TABLE)


def spread(text: str) -> tuple[str, list[int] | None]:
    """``text`` folded character by character, what parts words as spaces, and the place that each comes from.

    No places where the two go hand in hand, as they nearly always do. ``BETWEEN`` stays as it is.
    """
    if not _MARK.search(text):
        folded = text.translate(_TABLE)
        if len(folded) == len(text):
            return folded, None
    parts: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTERS.finditer(text):
        part = unicodedata.normalize("NFKC", cluster[0]).translate(_TABLE)
        parts.append(part)
        places += [cluster.start()] * len(part)
    return "".join(parts), places


def is_ideographs(piece: str) -> bool:
    """Whether a piece of folded text is a run of ideographs, which has no words to take apart."""
    return ord(piece[0]) >= _FIRST_OF_IDEOGRAPHS
