"""Text as it is stored: composed, without invisible characters, on one line where a line is meant."""

import re
import unicodedata

# Zero-width and direction marks make two equal titles look different to a machine and alike to a person.
# U+180E and U+200D stay: Mongolian and several other scripts need them.
_INVISIBLE = dict.fromkeys([0x00, 0xFEFF, 0x200B, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean(text: str) -> str:
    """``text`` in NFC without invisible marks and lone surrogates, its outer white space removed."""
    composed = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    return composed.translate(_INVISIBLE).strip()


def one_line(text: str, *, most: int) -> str:
    """``clean(text)`` with every run of white space made one space, cut after ``most`` characters."""
    return re.sub(r"\s+", " ", clean(text))[:most]
