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
# Names in simplified text keep these forms, and no table of single characters gives them.
NAMES = frozenset("昇璿淩")
# Simplified text may hold these too, yet where characters were turned one by one they came from others.
TURNED_BACK = {
    "後": "后", "於": "于", "徵": "征", "夥": "伙", "諮": "咨", "餘": "余", "鍾": "钟", "麼": "么",
    "瀋": "沈", "吒": "咤", "暱": "昵", "鉅": "巨", "簷": "檐",
}  # fmt: skip


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
def _simple_forms() -> dict[str, str]:
    """Each character only traditional text uses to its simplified form, one to one."""
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    simple = _converter().convert("\n".join(every)).split("\n")
    return {
        char: turned
        for char, turned in zip(every, simple, strict=True)
        if char != turned
        and len(turned) == 1
        and _fits(turned, "gbk")
        and char not in NAMES
        and not in_gb2312(char)
    }


def plain(char: str) -> str:
    """The simplified form of one character; a character simplified text itself uses stays as it is."""
    return _simple_forms().get(char, char)


def is_traditional(char: str) -> bool:
    """A character that only traditional text uses, such as 區."""
    return char in _simple_forms()


@cache
def is_simplified(char: str) -> bool:
    """A character that only simplified text uses, such as 贝."""
    return "\u4e00" <= char <= "\u9fff" and in_gb2312(char) and not _fits(char, "big5")


@cache
def is_turned(char: str) -> bool:
    """Whether turning simplified text one character at a time can give this character."""
    simple = TURNED_BACK.get(char) or plain(char)
    if simple == char:
        return not is_simplified(char)
    return simple not in LEFT_ALONE and char in {_converter(way).convert(simple) for way in ("s2t", "s2tw")}


@cache
def turned_back() -> dict[int, str]:
    """Each character that only a turn one by one gives, to what it came from; for `str.translate`."""
    return {ord(char): simple for char, simple in (_simple_forms() | TURNED_BACK).items()}


@cache
def runs_turned() -> re.Pattern[str]:
    """Runs of characters that `turned_back` changes."""
    return re.compile(f"[{''.join(map(chr, turned_back()))}]+")


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_simple_forms())}]")


@cache
def _simplified() -> re.Pattern[str]:
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return re.compile(
        f"[{''.join(filter(is_simplified, (raw.decode('gb2312', 'ignore') for raw in pairs)))}]"
    )


def script_counts(text: str) -> tuple[int, int]:
    """How many characters are only traditional, and how many only simplified."""
    return len(_traditional().findall(text)), len(_simplified().findall(text))


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
