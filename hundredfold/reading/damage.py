"""Tells whether a text went through the copying kit, from several signs together; it must mend nothing."""

import re
from collections import Counter
from dataclasses import dataclass

from hundredfold.reading.likelihood import is_common
from hundredfold.reading.mending import FULL_MARKS, HALF_NOTE, LOST, NOTE, bytes_of
from hundredfold.reading.readings import is_mainly, read_as
from hundredfold.reading.script import HAN, is_traditional, is_turned, script_counts

# The kit turns characters one by one from simplified text, so it never writes these.
GENUINE = re.compile("[於裡後著並範願誌採麼遊慾佈幹鬆麵髮鬍鍾]")
COMMA_BEFORE_MARK = re.compile("[,][，。、！？；：”]")
BEFORE_MARK = re.compile(f"[?\ufffd][{''.join(sorted(FULL_MARKS))}]")
BRACKET_OR_LOSS = re.compile("[(（?\ufffd]")
NEARLY_ALL = 0.8
EVERY_CHARACTER = 0.6  # learners' texts carry a note on every character, the kit on a few


@dataclass(frozen=True, slots=True)
class Damage:
    """What was found. `strict`: the text was turned traditional; `commas`: a comma stands before marks."""

    is_damaged: bool
    strict: bool
    commas: bool


def find_damage(text: str) -> Damage:
    """Weigh the signs of the kit against those of genuine traditional or plainly annotated text."""
    if not BRACKET_OR_LOSS.search(text):
        return Damage(is_damaged=False, strict=False, commas=False)
    traditional, simplified = script_counts(text)
    strict = 3 * traditional >= simplified
    strong = _strong_signs(text)
    weak = _weak_signs(text)
    genuine = len(GENUINE.findall(text))
    turned = traditional >= max(1, simplified)
    damaged = genuine * 4 <= 3 * strong + weak + 1 and (strong >= 1 or (turned and weak >= 2))
    return Damage(damaged, strict, damaged and len(COMMA_BEFORE_MARK.findall(text)) >= 2)


def _strong_signs(text: str) -> int:
    """Notes whose bytes prove them: one that lost its bracket, or one behind a stray second byte."""
    halves = sum(_is_half_note(text, found) for found in HALF_NOTE.finditer(text))
    return halves + sum(_is_after_letter(text, found) for found in NOTE.finditer(text))


def _weak_signs(text: str) -> int:
    """Notes on common traditional characters, that every occurrence carries one, and losses before marks."""
    notes = list(NOTE.finditer(text))
    noted = [found for found in notes if _is_kit_note(text, found)]
    if len(notes) > EVERY_CHARACTER * len(HAN.findall(text)):
        noted = []
    times = Counter(text[found.start() - 1] for found in noted)
    shown = sum(text.count(char) for char in times)
    if len(noted) < NEARLY_ALL * shown:  # the kit notes every occurrence, a scholar's gloss only the first
        noted = []
    spread = len(noted) > 1 and len(noted) == shown
    return len(noted) + int(spread) + sum(_is_loss(text, found.end()) for found in BEFORE_MARK.finditer(text))


def _is_loss(text: str, end: int) -> bool:
    """Beyond the mark stands what whole traditional text would hardly hold; people do write ?！ by themselves."""
    beyond = [char for char in text[end : end + 3] if char not in FULL_MARKS]
    return any(
        char in LOST or not (is_turned(char) and is_common(char))
        for char in beyond
        if not char.isascii() or char in LOST
    )


def _is_kit_note(text: str, found: re.Match[str]) -> bool:
    before = text[found.start() - 1 : found.start()]
    return bool(before) and is_traditional(before) and is_common(before) and is_mainly(before, found[1])


def _is_after_letter(text: str, found: re.Match[str]) -> bool:
    before = text[found.start() - 1 : found.start()]
    return before.isascii() and any(bytes_of(char)[1:] == before.encode() for char in read_as(found[1]))


def _is_half_note(text: str, found: re.Match[str]) -> bool:
    """Nothing opens the bracket, and the character before lends its last byte to one that is read so."""
    last = bytes_of(text[found.start() - 1 : found.start()])[-1:]
    return any(is_traditional(char) and bytes_of(char)[:1] == last != b"" for char in read_as(found[1]))
