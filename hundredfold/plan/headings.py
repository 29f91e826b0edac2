"""Which strand a heading or cell means, as people write it. Knows only words by code; no files, no Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST_HEADING = 40
_MARKS = re.compile(r"[^\w#]|_", re.UNICODE)
_DIGITS = "零一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"^(第?[{_DIGITS}]{{1,3}}(类|项|条|、|\.|\))|第?\d{{1,2}}(类|项|条|号|、|\.|\)|:|-)+)"
)
_HUNDRED = re.compile(r"(九个)?(一百|百|100)[名支场家个期人]")
_HUNDRED_EN = re.compile(r"^(a|one)?(hundred|100)")


def folded(text: str) -> str:
    """`text` without width, case, spaces, marks, numbering and the hundred: `4. 百场宣传教育`: `宣传教育`."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"\s+", "", plain).lstrip("([【〔<《“\"'")
    plain = _NUMBERING.sub("", plain, count=1)
    plain = _MARKS.sub("", plain)
    plain = _HUNDRED.sub("", plain)
    return _HUNDRED_EN.sub("", plain)


class HeadingIndex:
    """Finds a code by any of its words: exactly, else by position, else by the longest word contained."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        """`words`: every word that names a code. A word that names two codes names neither."""
        self._codes = tuple(words)
        owners: dict[str, set[str]] = {}
        for code, names in words.items():
            for name in names:
                owners.setdefault(folded(name), set()).add(code)
        self._by_word = {
            word: next(iter(codes)) for word, codes in owners.items() if len(codes) == 1 and word
        }

    def find(self, text: str) -> str | None:
        """The code that `text` names, or None if none or several fit equally well."""
        word = folded(text)
        if word in self._by_word:
            return self._by_word[word]
        position = _number(unicodedata.normalize("NFKC", text).strip(" .、()"))
        if position is not None:
            return self._codes[position - 1] if 1 <= position <= len(self._codes) else None
        if not word or len(word) > LONGEST_HEADING:
            return None
        return self._contained(word)

    def _contained(self, word: str) -> str | None:
        held = [
            (len(known), code) for known, code in self._by_word.items() if len(known) > 1 and known in word
        ]
        longest = max((length for length, _ in held), default=0)
        codes = {code for length, code in held if length == longest}
        return codes.pop() if len(codes) == 1 else None


def _number(text: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text)
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS.index(text)
    return None
