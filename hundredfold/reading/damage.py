"""Tells whether a text went through the copying kit, from several signs weighed together; it must mend nothing."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hundredfold.reading.damage_signs import (
    BARE_NOTE,
    FULL_MARKS,
    HALF_NOTE,
    LETTERS,
    LOSS,
    LOST,
    LOW,
    LOW_MARKS,
    NARROWED,
    NOTE,
    TONE,
    TONED,
    is_after_letter,
    is_half_note,
)
from hundredfold.reading.likelihood import is_common, is_everyday
from hundredfold.reading.readings import is_mainly, is_read, read_as
from hundredfold.reading.script import HAN, is_traditional, is_turned, script_counts

# Nothing here, nothing to mend: looked for first, so that whole text costs next to nothing.
ANY_SIGN = re.compile(
    f"[{LETTERS}] ?[)）]|[?\ufffd][{''.join(FULL_MARKS)}!,:;?\ufffd]|,[{LOW_MARKS},]|\ufffd"
)
# The kit turns characters one by one from simplified text, so it never writes these.
GENUINE = re.compile("[於裡後著並範願誌採髮「」『』]")
# Left as they are when characters are turned one by one, where traditional text writes another form.
ONE_BY_ONE = re.compile("[后并范]|志愿|采[取用访訪购購]|[这這心手城屋][里]|于")
LEARNERS = re.compile(
    rf"[(（][{LETTERS}]*[{TONED}][{LETTERS}]*[ '’·,，、][{LETTERS}][{LETTERS} '’·,，、]*[)）]"
)
ABOUT_READING = re.compile(
    "拼音|[讀读][音作為为]|注音|[聲声][調调]|[念唸][作成]|多音字|生字|古音|通假|今[讀读]"
)
APART = re.compile(r"[\s、，。；：「『“‘：]|$")
NEARLY_ALL = 0.8
FEW = 60
EVERY_CHARACTER = 0.6  # learners' texts carry a note on every character, the kit on a few


@dataclass(frozen=True, slots=True)
class Damage:
    """What was found. `strict`: the text was turned traditional; `lows`: bytes put before marks that still show.

    `doubted`: only lost bytes tell of the kit, so a loss must explain much; `silent`: losses show as nothing.
    """

    is_damaged: bool
    strict: bool = False
    lows: frozenset[str] = frozenset()
    doubted: bool = False
    silent: bool = False


WHOLE = Damage(is_damaged=False)


@cache
def kit_notes() -> frozenset[tuple[str, str]]:
    """Characters met with a note on real pages, and the note."""
    page = files("hundredfold.reading") / "tables" / "notes.tsv"
    with page.open(encoding="utf-8") as lines:
        return frozenset((char, note) for char, note in csv.reader(lines, delimiter="\t"))


def find_damage(text: str) -> Damage:
    """Weigh the signs of the kit against those of genuine traditional or plainly annotated text."""
    if not ANY_SIGN.search(text):
        return WHOLE
    traditional, simplified = script_counts(text)
    turned = traditional >= max(1, simplified)
    bare = _proven(BARE_NOTE, text)
    proven = (
        _proven(HALF_NOTE, text) + bare + sum(_is_behind_letter(text, each) for each in NOTE.finditer(text))
    )
    lows = _lows(text)
    losses = [found.end() for found in LOSS.finditer(text)]
    weight = 3.0 * proven + _weight_of_notes(text) + _weight_of_lows(text, lows) - _weight_against(text)
    weight += sum(_is_loss(text, end) for end in losses)
    strict = 3 * traditional >= simplified
    if weight >= 1.0 and (proven or turned):
        return Damage(True, strict, lows, silent=bare > 0)
    return Damage(True, strict, lows, doubted=True) if losses else WHOLE


def _proven(form: re.Pattern[str], text: str) -> int:
    return sum(
        is_half_note(text[found.start() - 1 : found.start()], found[1]) for found in form.finditer(text)
    )


def _is_behind_letter(text: str, found: re.Match[str]) -> bool:
    return is_after_letter(text[found.start() - 1 : found.start()], found[1])


def _weight_of_notes(text: str) -> float:
    """Each character the kit would note, if every occurrence carries the same reading; learners' notes weigh less."""
    notes = [(text[found.start() - 1 : found.start()], found) for found in NOTE.finditer(text)]
    notes = [(char, found) for char, found in notes if char and HAN.fullmatch(char) and read_as(found[1])]
    amiss = sum(not is_read(char, found[1]) for char, found in notes)
    notes = [(char, found) for char, found in notes if is_read(char, found[1])]
    if not notes or len(notes) > EVERY_CHARACTER * len(HAN.findall(text)):
        return 0.0
    readings = {(char, found[1]) for char, found in notes}
    times = Counter(char for char, _ in notes)
    if len(readings) > len(times) or len(notes) < NEARLY_ALL * _shown(text, times):
        return 0.0
    firsts = dict(reversed(notes))
    apart = {char for char, found in firsts.items() if _stands_apart(text, found)}
    return sum(_weight_of(char, note) * (0.3 if char in apart else 1.0) for char, note in readings) - amiss


def _shown(text: str, times: Counter[str]) -> int:
    """How often the noted characters stand in the text, with a note or without."""
    if len(times) < FEW:
        return sum(map(text.count, times))
    every = Counter(text)
    return sum(every[char] for char in times)


def _weight_of(char: str, note: str) -> float:
    if not is_traditional(char):  # a kit notes what it turned; whoever teaches notes what is hard
        return -0.7 if TONE.search(note) else 0.5
    if (char, note) in kit_notes():
        return 1.5
    if is_mainly(char, note):
        return 1.0 if is_everyday(char) else 0.7 if is_common(char) else 0.0
    return 0.4 if is_common(char) else 0.0


def _stands_apart(text: str, found: re.Match[str]) -> bool:
    """The character stands between marks, as in a list of words to learn."""
    before = text[max(0, found.start() - 2) : max(0, found.start() - 1)]
    after = text[found.end() : found.end() + 1]
    return bool(APART.fullmatch(before) and (APART.match(after) or after in FULL_MARKS))


def _weight_against(text: str) -> float:
    """Forms the kit never writes, readings of whole words, and talk about readings; less what only it leaves."""
    against = len(GENUINE.findall(text)) + 1.5 * len(LEARNERS.findall(text))
    against += 2.0 * len(ABOUT_READING.findall(text))
    return against - min(1.0, 0.5 * len(ONE_BY_ONE.findall(text)))


def _lows(text: str) -> frozenset[str]:
    """Bytes that stand before every mark of a kind, wherever they stand before one of that kind."""
    bare = re.sub(r"\d,(?=\d)", "", text)
    return frozenset(low for low in ", " if _is_low(bare, low))


def _is_low(text: str, low: str) -> bool:
    marks = set(re.findall(f"{low}([{LOW_MARKS}{',!:;' if low == ' ' else ''}])", text))
    twice = text.count(",,") if low == "," else 0
    alone = text.count(",") - 2 * twice - sum(text.count("," + mark) for mark in marks)
    if twice and alone > 0.2 * twice:
        return False
    behind = sum(text.count(sign + mark) for mark in marks for sign in {low, *LOST} - {mark})
    return bool(marks or twice) and behind >= NEARLY_ALL * sum(map(text.count, marks))


def _weight_of_lows(text: str, lows: frozenset[str]) -> float:
    if "," not in lows:
        return 0.0
    behind = len(LOW.findall(text))
    return 2.0 if behind > 1 else 0.7


def _is_loss(text: str, end: int) -> bool:
    """Beyond the mark stands what whole traditional text would hardly hold; people do write ?！ by themselves."""
    beyond = [
        char for char in text[end : end + 3].translate(NARROWED) if char not in FULL_MARKS or char in LOST
    ]
    return any(
        char in LOST or not (is_turned(char) and is_common(char))
        for char in beyond
        if not char.isascii() or char in LOST
    )
