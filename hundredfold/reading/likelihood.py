"""How likely a character is in its place, from word frequencies and the page's own pairs; knows no damage."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from operator import add

import rjieba

from hundredfold.reading.mending_bytes import Group, members
from hundredfold.reading.script import HAN, is_turned, plain, turned_back

WORDS_TOTAL = 60_000_000  # running words behind the word list's frequencies
RAREST = 17.0
FEW = 800  # keeps a rare first character from promising too much
MARK = 5.0
MARK_COSTS = {"，": 4.0, "。": 4.3, "、": 4.8, "“": 5.0, "”": 5.0, "：": 5.6, "？": 6.0, "！": 6.4, "；": 6.2}
OFTEN = 5.5  # such as 的, 在, 是
RANKED, GUESSES = 14, 12
COMMON, EVERYDAY = 12.5, 11.9
CLOSERS = {"”": "“", "’": "‘", "》": "《", "）": "（", "】": "【", "〉": "〈", "」": "「", "』": "『"}
SPACERS = frozenset("　·…—")
ENDS = frozenset("。！？")
NEVER_FIRST = frozenset("，。、；：？！") | frozenset(CLOSERS)
SELDOM_LAST = frozenset(
    "最很把被将在和与及或从向为使让令对由以更已曾正就才都也还再又仅只每各某这那该此不无非其所而且并因若如至往"
)
PARTICLES = frozenset("吗呢吧啊呀嘛了么哪啦")
MEASURES = frozenset("月日年人场名个次万多余件条户岁元时分米亩期届项家位级号")
SELDOM_FIRST = frozenset("的了们着过吗呢吧啊地得")
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


def is_everyday(char: str) -> bool:
    """Among the characters that any page of news is likely to hold."""
    return _alone(plain(char)) < EVERYDAY


def _frequency(word: str) -> int:
    return int(rjieba.suggest_freq(word)) if rjieba.has_word(word) else 0


@cache
def _after(previous: str, char: str) -> float:
    """Cost of a character after another: as a word begun, or as one that stands by itself."""
    together = _frequency(previous + char)
    begun = together / (together + _frequency(previous) + FEW)
    return -math.log(0.6 * math.exp(-_alone(char)) + 0.4 * begun)


def _ascii(previous: str, char: str) -> float:
    if char == "\n":
        return 2.0 if previous in ENDS or previous in CLOSERS else 12.0 if previous in "，、；" else 6.0
    if char.isalpha():
        return 4.0 if previous.isascii() and previous.isalpha() else 12.0
    return 6.0


def _mark(before: str, previous: str, char: str) -> float:
    """Two marks in a row are odd unless one closes or opens something."""
    own = MARK_COSTS.get(char, MARK)
    if char in NEVER_FIRST and previous in {"", "\n", " ", "　"}:
        return own + 9.0
    if previous in ENDS and char in "”《“":
        return own - 2.5
    if char in "，。、；：" and previous in MARKS and previous not in CLOSERS:
        return own + (10.0 if previous in OPENERS else 6.0)
    if char in ENDS and previous in ENDS:
        return own + 3.0
    if char in "，、；：" and previous in CLOSERS and before in ENDS:
        return own + 2.0
    return own + (6.0 if char in SPACERS else _after_word(plain(previous), char))


def _after_word(previous: str, char: str) -> float:
    """What a word before a mark adds: a question's last word, or one that hardly ever ends a clause."""
    if char in "？！" and previous in PARTICLES:
        return -2.5
    if previous in SELDOM_LAST and char not in OPENERS:
        return 3.0
    return -0.3 if char == "》" else 0.0


@cache
def _oddness(char: str) -> float:
    return 0.0 if is_turned(char) else 9.0


@cache
def _fitting(group: Group, *, strict: bool) -> dict[str, str]:
    """Members of a group that text of this script is at all likely to hold, by their simplified form."""
    every = members(group)
    fitting = {
        plain(char): char
        for char in every
        if char in MARKS or (_alone(plain(char)) < RAREST and not (strict and _oddness(char)))
    }
    return fitting or {plain(char): char for char in every}


@lru_cache(maxsize=50_000)
def _ranked(previous: str, group: Group, strict: bool) -> tuple[str, ...]:
    """Members of a group that follow most easily, whatever page it is."""
    is_word = bool(HAN.fullmatch(previous))

    def price(simple: str) -> float:
        if simple in MARKS:
            return MARK_COSTS.get(simple, MARK)
        return _after(previous, simple) if is_word else _alone(simple)

    fitting = _fitting(group, strict=strict)
    return tuple(fitting[simple] for simple in sorted(fitting, key=price)[:RANKED])


class Likelihood:
    """Costs in nats, lower is likelier. `strict`: the text was turned traditional, so simplified is odd.

    `known`: other whole texts of the same site; their pairs of characters count like the page's own.
    """

    def __init__(self, own: str, *, strict: bool, known: Iterable[str] = ()) -> None:
        self.strict = strict
        self._texts = (own, *known)
        self._costs: dict[tuple[str, str, str], float] = {}
        self._kept: dict[tuple[str, str, Group, str], list[str]] = {}

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often each two characters follow each other here, in simplified script."""
        found: Counter[str] = Counter()
        for text in self._texts:
            turned = text.translate(turned_back())
            found.update(map(add, turned, turned[1:]))
        return found

    def cost(self, before: str, previous: str, char: str) -> float:
        """Cost of a character after two others."""
        key = (before, previous, char)
        known = self._costs.get(key)
        if known is None:
            known = self._costs[key] = self._cost(before, previous, char)
        return known

    def _cost(self, before: str, previous: str, char: str) -> float:
        if char.isascii():
            return _ascii(previous, char)
        if char in MARKS:
            return _mark(before, previous, char)
        if not "\u4e00" <= char <= "\u9fff":
            return RAREST + 2
        return self._han(plain(before), plain(previous), char)

    def _han(self, before: str, previous: str, char: str) -> float:
        simple = plain(char)
        odd = _oddness(char) if self.strict else 0.0
        if not HAN.fullmatch(previous):
            if simple in MEASURES and previous.isdigit():
                return 2.5 + odd
            return _alone(simple) + odd + (4.0 if simple in SELDOM_FIRST and previous in MARKS else 0.0)
        cost = _after(previous, simple)
        if HAN.fullmatch(before) and rjieba.has_word(before + previous + simple):
            cost -= 5.0
        seen = self.pairs[previous + simple]
        if seen:
            cost -= 2.0 + math.log(seen)
        return max(cost + odd, 0.5)

    @cached_property
    def _followers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for both in self.pairs:
            found.setdefault(both[0], []).append(both[1])
        return found

    def likeliest(self, before: str, previous: str, group: Group, *, opened: str = "") -> list[str]:
        """The members of a group that fit best after two characters and the brackets still open."""
        key = (before, previous, group, opened)
        if key not in self._kept:
            self._kept[key] = self._likeliest(before, previous, group, opened)
        return self._kept[key]

    def _likeliest(self, before: str, previous: str, group: Group, opened: str) -> list[str]:
        simple = plain(previous)
        fitting = _fitting(group, strict=self.strict)
        own = [fitting[char] for char in self._followers.get(simple, ()) if char in fitting]
        priced = []
        for char in {*_ranked(simple, group, self.strict), *own}:
            cost = self.cost(before, previous, char)
            priced.append((cost + bracket_cost(opened, char)[0] if char in MARKS else cost, char))
        priced.sort()
        return [char for _, char in priced[:GUESSES]]

    def roughly(self, previous: str, group: Group, most: int) -> list[str]:
        """As `likeliest`, by one character before and unsorted but for the page's own pairs: quick."""
        simple = plain(previous)
        followers = self._followers.get(simple)
        ranked = _ranked(simple, group, self.strict)[:most]
        if not followers:
            return list(ranked)
        fitting = _fitting(group, strict=self.strict)
        return [
            *ranked,
            *(fitting[char] for char in followers if char in fitting and fitting[char] not in ranked),
        ]

    def is_backed(self, previous: str, char: str) -> bool:
        """Whether a word of the list or the page itself has this pair."""
        pair = plain(previous) + plain(char)
        return all(map(HAN.fullmatch, pair)) and (self.pairs[pair] > 0 or bool(rjieba.has_word(pair)))

    def is_word(self, pair: str) -> bool:
        """Whether two characters in simplified script are a word, or one of them often stands by itself."""
        return (
            bool(rjieba.has_word(pair))
            or self.pairs[pair] > 1
            or min(map(_alone, pair), default=RAREST) < OFTEN
        )


def bracket_cost(opened: str, char: str) -> tuple[float, str]:
    """Cost of a bracket given those open, and those open after it."""
    if char in OPENERS:
        return (6.0 if char in opened else 0.0), opened + char
    if char in CLOSERS:
        if opened.endswith(CLOSERS[char]):
            return -1.5, opened[:-1]
        return 5.0, opened
    if char == "。" and opened.endswith("《"):
        return 5.0, opened
    return 0.0, "" if char == "\n" else opened
