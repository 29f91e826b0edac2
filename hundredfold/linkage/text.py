"""Chinese text made comparable: cleaning, bigrams, ordinals, sessions, numbers. No records."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

TITLE_LIMIT = 240
SUMMARY_LIMIT = 1200

_INVISIBLE = {
    point: None
    for start, stop in (
        (0x200B, 0x2010),
        (0x2028, 0x2030),
        (0x2060, 0x2070),
        (0xFE00, 0xFE10),
        (0xFEFF, 0xFF00),
    )
    for point in range(start, stop)
} | {0xAD: None}
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_NUMERAL = "[0-9一二三四五六七八九十百〇零两]"
_SEQUENCE = re.compile(
    rf"第({_NUMERAL}{{1,4}})[\s]*(场|期|次|讲|站|课|回|批|轮|集|节|堂|部分|季|届|分队|小队|支队|中队|队|组)"
)
_BARE_SEQUENCE = re.compile(
    rf"[((\[]\s*({_NUMERAL}{{1,3}}|[ivx]{{1,4}})\s*[))\]]|之({_NUMERAL}{{1,2}})(?![家人乡友声星间心])"
)
_TAIL_SEQUENCE = re.compile(rf"({_NUMERAL}{{1,2}})(?:期|场|讲|课|站)(?:$|[^0-9一-鿿])")
_FIRST = re.compile(r"首(?:场|期|讲|站|课|次|轮)")
_ENGLISH_SEQUENCE = re.compile(r"\b(?:no\.?|session|part|round|lecture|stop)\s*([0-9]{1,3})\b")
_OF = re.compile(r"(?<![0-9/])([0-9]{1,2})/[0-9]{1,2}(?![0-9/])")
_GRADE = re.compile(r"([一二三四五六七八九1-9])年级")
_GROUP = re.compile(r"([a-h甲乙丙丁])(?:组|班|队|区|场)")
_HOUR = re.compile(r"(?<![0-9])([01]?[0-9]|2[0-3])\s*(?:[::][0-5][0-9]|时|点)")
_SESSIONS = (
    ("morning", re.compile(r"上午|早上|清晨|早晨|\bmorning\b|\bam\b")),
    ("afternoon", re.compile(r"下午|午后|\bafternoon\b|\bpm\b")),
    ("evening", re.compile(r"晚上|当晚|晚间|傍晚|夜间|夜晚|晚场|\bevening\b")),
)
_LATIN = re.compile(r"[a-z]{2,}(?:'s)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)"
_MONTH_DAY = re.compile(r"(?<![0-9])(?P<month>[0-9]{1,2})月\s*(?P<day>[0-9]{1,2})(?![0-9])")
_DAY_MONTH = re.compile(rf"(?<![0-9])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAMED}\b")
_MONTH_NAMED_DAY = re.compile(rf"\b{_NAMED}\s+(?P<day>[0-9]{{1,2}})(?![0-9])")
_MARKS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[0-9]{1,6}")
_DATE_LIKE = re.compile(
    r"(?:19|20)[0-9]{2}\s*年?|[0-9]{1,2}\s*月(?:\s*[0-9]{1,2}\s*[日号]?)?|[0-9]{1,2}[日号]"
    r"|[0-9]{1,4}[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?|[0-9]{1,2}[::][0-9]{2}|[0-9]{1,2}\s*[时点]"
)


def clean(text: str, *, limit: int = SUMMARY_LIMIT) -> str:
    """Width, case and invisible characters made one; at most `limit` characters are kept."""
    folded = unicodedata.normalize("NFKC", text[: limit * 2]).translate(_INVISIBLE).casefold()
    return " ".join(folded.split())[:limit]


def letters(text: str) -> str:
    """Only what is read aloud: letters, digits and characters, without marks, spaces or pictures."""
    return _MARKS.sub("", text)


def grams(text: str) -> list[str]:
    """Distinct character bigrams in order of appearance, Latin words whole; a single character stands for itself."""
    if not _LATIN.search(text):
        return _bigrams(letters(text))
    words = [stem(word) for word in _LATIN.findall(text)]
    return list(dict.fromkeys([*words, *_bigrams(letters(_LATIN.sub(" ", text)))]))


def spelling(text: str) -> list[str]:
    """As `grams`, but Latin words in pieces of three letters: for names and addresses, where a letter may be wrong."""
    pieces = [piece for word in _LATIN.findall(text) for piece in _trigrams(f" {word} ")]
    return list(dict.fromkeys([*pieces, *_bigrams(letters(_LATIN.sub(" ", text)))]))


def _trigrams(word: str) -> list[str]:
    return [word[at : at + 3] for at in range(len(word) - 2)]


def _bigrams(plain: str) -> list[str]:
    if len(plain) < 2:
        return [plain] if plain else []
    return list(dict.fromkeys(map("".join, pairwise(plain))))


def stem(word: str) -> str:
    """A Latin word without its plural and its usual endings."""
    for ending in ("ing", "'s", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def told_day(text: str) -> tuple[int, int] | None:
    """Month and day of the first date that the cleaned text names, or None."""
    for pattern in (_MONTH_DAY, _DAY_MONTH, _MONTH_NAMED_DAY):
        found = pattern.search(text)
        if found:
            month, day = found["month"], found["day"]
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            return (number, int(day)) if 1 <= number <= 12 and 1 <= int(day) <= 31 else None
    return None


def numeral(text: str) -> int | None:
    """The value of `12`, `十二`, `二十`, `iv` up to 999, or None."""
    if text.isascii() and text.isdigit():
        return int(text)
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    if text in roman:
        return roman[text]
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
    return total + digit


def ordinals(text: str) -> frozenset[int]:
    """Places in a series named by the cleaned text: 第三场, (二), 之四, 首场, session 2."""
    found: set[int] = set()
    for pattern in (_SEQUENCE, _BARE_SEQUENCE, _TAIL_SEQUENCE, _ENGLISH_SEQUENCE, _OF):
        for match in pattern.finditer(text):
            value = numeral(next(group for group in match.groups() if group))
            if value is not None and value < 400:
                found.add(value)
    if _FIRST.search(text):
        found.add(1)
    found |= {500 + (numeral(match.group(1)) or 0) for match in _GRADE.finditer(text)}
    found |= {1000 + ord(match.group(1)) for match in _GROUP.finditer(text)}
    return frozenset(found)


def sessions(text: str) -> frozenset[str]:
    """Which parts of the day the cleaned text names: morning, afternoon, evening."""
    found = {name for name, pattern in _SESSIONS if pattern.search(text)}
    if not found:
        for match in _HOUR.finditer(text):
            hour = int(match.group(1))
            if 6 <= hour <= 22:
                found.add("morning" if hour < 12 else "afternoon" if hour < 18 else "evening")
    return frozenset(found)


def numbers(text: str) -> frozenset[int]:
    """Figures of two digits or more in the cleaned text that are no dates, hours or years."""
    bare = _DATE_LIKE.sub(" ", text)
    return frozenset(value for match in _NUMBER.findall(bare) if (value := int(match)) >= 10)
