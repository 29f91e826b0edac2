"""What the copying kit's traces look like on the page: notes, halves of notes, lost bytes, low bytes before marks."""

import re

from hundredfold.reading.mending_bytes import bytes_of
from hundredfold.reading.readings import read_as
from hundredfold.reading.script import is_traditional

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
LETTERS = f"a-züêɡɑ{TONED}"
SYLLABLE = f"[{LETTERS}]{{1,6}}"
NOTE = re.compile(rf"[(（] ?({SYLLABLE}) ?[)）]")
HALF_NOTE = re.compile(rf"(?:[?？]|\ufffd[(（]?)({SYLLABLE}) ?[)）]")
BARE_NOTE = re.compile(rf"(?<=[\u2e80-\u9fff\ue000-\ufaff\uff00-\uffef])({SYLLABLE}) ?[)）]")
TONE = re.compile(f"[{TONED}]")

LOST = frozenset("?\ufffd")
NARROWED = str.maketrans("!,:;?", "！，：；？")  # some pages were narrowed after the damage
FULL_MARKS = frozenset("，。、；：？！“”‘’《》（）【】〈〉—…·")
LOSS = re.compile(f"[?\ufffd](?=[{''.join(sorted(FULL_MARKS))}!,:;?\ufffd])")
LOW_MARKS = "，。、；：？！”"
LOW = re.compile(f"([, ])(?=[?\ufffd]?[{LOW_MARKS}])|,(?=,)|(?<=[\u4e00-\u9fff”》）)]) (?=[?\ufffd]?[,!?:;])")


def is_half_note(before: str, note: str) -> bool:
    """Whether the character before lends its last byte to one that is read so: bytes that prove a straddled hit."""
    last = bytes_of(before)[-1:]
    return any(is_traditional(char) and bytes_of(char)[:1] == last != b"" for char in read_as(note))


def is_after_letter(before: str, note: str) -> bool:
    """Whether a letter is the second byte of a character that is read so."""
    return before.isascii() and any(bytes_of(char)[1:] == before.encode() for char in read_as(note))
