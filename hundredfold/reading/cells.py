"""One cell to clean text: composed letters, no hidden marks, no identity numbers. Knows no columns."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from hundredfold.reading.forbidden import masked
from hundredfold.reading.grids import Cell

# Joiners and variation marks shape Mongolian and Tibetan words; between other letters they are dirt.
SHAPED = re.compile(r"[᠀-᢯ༀ-࿿]")
JOINERS = re.compile("[\u200c\u200d]")
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
SURROGATES = re.compile("[\ud800-\udfff]")
LINE_ENDS = re.compile(r"\r\n?|_x000[dD]_\n?")
BLANKS = " \t\n\r\u3000\xa0"
NEWLINE = re.compile(r"[ \t\u3000]*\n\s*")
LONGEST_TEXT = 32_767


def text_of(cell: Cell) -> str:
    """A cell as text a person would recognise: 120 not 120.0, 2024-06-10 not a time stamp."""
    if isinstance(cell, str):
        return clean(cell) if cell else ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return masked(str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else f"{cell:g}")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else masked(str(cell))


@lru_cache(maxsize=1 << 14)
def clean(text: str) -> str:
    """Text in composed form without hidden marks; what identity numbers there are, taken out."""
    text = unicodedata.normalize("NFC", text[:LONGEST_TEXT]).strip(BLANKS)
    if not text.isprintable():
        text = SURROGATES.sub("\ufffd", HIDDEN.sub("", LINE_ENDS.sub("\n", text)))
        if not SHAPED.search(text):
            text = JOINERS.sub("", text)
        text = text.strip(BLANKS)
    return masked(text)


def one_line(text: str) -> str:
    """Without line breaks: none between Chinese characters, a space between words."""
    if "\n" not in text:
        return text
    return NEWLINE.sub(lambda gap: _joint(text, gap), text)


def _joint(text: str, gap: re.Match[str]) -> str:
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
    return " " if before.isascii() and after.isascii() else ""
