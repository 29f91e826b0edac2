"""How likely a character is in its place, from word frequencies and the page's own pairs; knows no damage."""

import math
from collections import Counter
from functools import cache
from itertools import pairwise

import rjieba

from hundredfold.reading.script import HAN, is_turned, plain

WORDS_TOTAL = 60_000_000  # running words behind the word list's frequencies
RAREST = 17.0
FEW = 800  # keeps a rare first character from promising too much
MARK = 5.0
COMMON = 12.5
CLOSERS = {"”": "“", "’": "‘", "》": "《", "）": "（", "】": "【", "〉": "〈"}
ENDS = frozenset("。！？")
NEVER_FIRST = frozenset("，。、；：？！") | frozenset(CLOSERS)
OPENERS = frozenset(CLOSERS.values())
MARKS = frozenset("，。、；：？！—…·　") | OPENERS | frozenset(CLOSERS)


@cache
def _alone(char: str) -> float:
    if not HAN.fullmatch(char) or not rjieba.has_word(char):
        return RAREST
    return min(RAREST, math.log(WORDS_TOTAL / (1 + int(rjieba.suggest_freq(char)))))


def is_common(char: str) -> bool:
    """Among the few thousand characters that everyday text is made of."""
    return _alone(plain(char)) < COMMON


def _frequency(word: str) -> int:
    return int(rjieba.suggest_freq(word)) if rjieba.has_word(word) else 0


@cache
def _after(previous: str, char: str) -> float:
    """Cost of a character after another: as a word begun, or as one that stands by itself."""
    together = _frequency(previous + char)
    begun = together / (together + _frequency(previous) + FEW)
    return -math.log(0.6 * math.exp(-_alone(char)) + 0.4 * begun)


def _ascii(previous: str, char: str) -> float:
    if char.isalpha():
        return 4.0 if previous.isascii() and previous.isalpha() else 12.0
    return 6.0


def _mark(before: str, previous: str, char: str) -> float:
    """Two marks in a row are odd unless one closes or opens something."""
    if char in NEVER_FIRST and previous in {"", "\n", " ", "　"}:
        return MARK + 9.0
    if previous in ENDS and char in "”《“":
        return MARK - 2.5
    if char in "，。、；：" and previous in MARKS and previous not in CLOSERS:
        return MARK + (10.0 if previous in OPENERS else 6.0)
    if char in "，、；：" and previous in CLOSERS and before in ENDS:
        return MARK + 2.0
    return MARK - 0.3 if char == "》" else MARK


class Likelihood:
    """Costs in nats, lower is likelier. `strict`: the text was turned traditional, so simplified is odd."""

    def __init__(self, own: str, *, strict: bool) -> None:
        self.strict = strict
        chars = [plain(char) for char in own]
        self.pairs = Counter(a + b for a, b in pairwise(chars))

    def cost(self, before: str, previous: str, char: str) -> float:
        """Cost of a character after two others."""
        if char.isascii():
            return _ascii(previous, char)
        if char in MARKS:
            return _mark(before, previous, char)
        if not "\u4e00" <= char <= "\u9fff":
            return RAREST + 2
        return self._han(plain(before), plain(previous), char)

    def _han(self, before: str, previous: str, char: str) -> float:
        simple = plain(char)
        if not HAN.fullmatch(previous):
            return _alone(simple) + self._oddness(char)
        cost = _after(previous, simple)
        if HAN.fullmatch(before) and rjieba.has_word(before + previous + simple):
            cost -= 5.0
        seen = self.pairs[previous + simple]
        if seen:
            cost -= 2.0 + math.log(seen)
        return max(cost + self._oddness(char), 0.5)

    def _oddness(self, char: str) -> float:
        return 9.0 if self.strict and not is_turned(char) else 0.0

    def is_backed(self, previous: str, char: str) -> bool:
        """Whether a word of the list or the page itself has this pair."""
        pair = plain(previous) + plain(char)
        if not all(map(HAN.fullmatch, pair)):
            return False
        return self.pairs[pair] > 0 or bool(rjieba.has_word(pair))


def bracket_cost(opened: str, char: str) -> tuple[float, str]:
    """Cost of a bracket given those open, and those open after it."""
    if char in OPENERS:
        return (6.0 if char in opened else 0.0), opened + char
    if char in CLOSERS:
        if opened.endswith(CLOSERS[char]):
            return -1.5, opened[:-1]
        return 5.0, opened
    return 0.0, "" if char == "\n" else opened
