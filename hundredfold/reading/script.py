"""Which script a text is in, and the plain one-to-one turn to simplified; it must not know about damage."""

import re
import unicodedata
from functools import cache

import opencc

MONGOLIAN = re.compile(r"[\u1820-\u18aa]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
SAMPLE = 60_000


# Traditional text has other forms for these; turning characters one by one leaves them alone.
LEFT_ALONE = frozenset("于后里范志愿采并")


@cache
def _converter(name: str = "t2s") -> opencc.OpenCC:
    return opencc.OpenCC(name)


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def in_gb2312(char: str) -> bool:
    """Whether the character is in the simplified standard set of 1980."""
    return _fits(char, "gb2312")


@cache
def plain(char: str) -> str:
    """The simplified form of one character; a character simplified text itself uses stays as it is."""
    if not "\u4e00" <= char <= "\u9fff" or in_gb2312(char):
        return char
    turned: str = _converter().convert(char)
    return turned if len(turned) == 1 and in_gb2312(turned) else char


@cache
def is_traditional(char: str) -> bool:
    """A character that only traditional text uses, such as 區."""
    return plain(char) != char


@cache
def is_simplified(char: str) -> bool:
    """A character that only simplified text uses, such as 贝."""
    return "\u4e00" <= char <= "\u9fff" and in_gb2312(char) and not _fits(char, "big5")


@cache
def is_turned(char: str) -> bool:
    """Whether turning simplified text one character at a time can give this character."""
    simple = plain(char)
    if simple == char:
        return not is_simplified(char)
    return simple not in LEFT_ALONE and char in {_converter(way).convert(simple) for way in ("s2t", "s2tw")}


def script_counts(text: str) -> tuple[int, int]:
    """How many characters are only traditional, and how many only simplified."""
    return sum(map(is_traditional, text)), sum(map(is_simplified, text))


def language_of(text: str) -> str:
    """One of zh-Hans, zh-Hant, mn-Mong, mn-Cyrl, en: the language most of the text is written in."""
    sample = unicodedata.normalize("NFC", text[:SAMPLE])
    weights = {
        "mn-Mong": len(MONGOLIAN.findall(sample)),
        "mn-Cyrl": len(CYRILLIC.findall(sample)),
        "zh": 3 * len(HAN.findall(sample)),  # one Chinese character weighs about as much as a short word
        "en": len(LATIN.findall(sample)),
    }
    best = max(weights, key=lambda name: weights[name])
    if weights[best] == 0 or best == "zh":
        traditional, simplified = script_counts(sample)
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    return best
