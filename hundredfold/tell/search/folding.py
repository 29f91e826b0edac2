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
_FIRST_OF_IDEOGRAPHS = 0x2E80
_IDEOGRAPHS = "\u2e80-\U0010ffff"
_PIECES = re.compile(rf"[{_IDEOGRAPHS}]+|[^\s{_IDEOGRAPHS}]+")


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
    return "".join(map(_kept, unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())))


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
    if sort[0] == "M":
        return char
    return " "


def _without_accent(char: str) -> str:
    """A Latin letter without its accents, as people type it; other scripts keep theirs: there й is no и."""
    plain = unicodedata.normalize("NFKD", char)
    return plain[0] if plain[0].isascii() and plain[1:] and not plain[1:].isalnum() else char


_TABLE = _Folding()


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


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """``fold(text)``, and for each of its characters the place in ``text`` that it comes from."""
    spread: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTERS.finditer(text):
        folded = unicodedata.normalize("NFKC", cluster[0]).translate(_TABLE)
        spread.append(folded)
        places += [cluster.start()] * len(folded)
    joined = "".join(spread)
    folded_text, kept = "", []
    for piece in _PIECES.finditer(joined):
        if folded_text:
            folded_text += " "
            kept.append(places[piece.start()])
        folded_text += piece[0]
        kept += places[piece.start() : piece.end()]
    return folded_text, kept


def is_ideographs(piece: str) -> bool:
    """Whether a piece of folded text is a run of ideographs, which has no words to take apart."""
    return ord(piece[0]) >= _FIRST_OF_IDEOGRAPHS
