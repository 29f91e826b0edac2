"""From a page's bytes to its characters, whatever it claims to be; it must not know what a page says."""

import codecs
import re
from functools import cache

from charset_normalizer import from_bytes

from hundredfold.reading.script import plain
from hundredfold.reading.words import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""\s*=\s*["']?\s*([a-z0-9_\-]{3,24})""")
MOST_NAMED = 6
HEAD = 16_384
HIGH = re.compile("[^\x00-\x7f]")
FEW = 240  # characters are enough to tell
SAMPLED = 6_000
WINDOWS, WINDOW = 8, 1_500
MIXED_LEAST = 24
SAMPLE = 65_536
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "euc-cn": "gb18030",
    "big5": "big5hkscs",
    "big-5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
}
WRONG_MOST = 0.002  # a page may carry a few broken bytes and still be in the encoding it declares
OTHERS = ("gb18030", "big5hkscs", "utf-8")
LIKE_ENOUGH, LIKE_LEAST = 0.85, 0.4
BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROLS = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
BINARY_MOST = 0.02
SIGNATURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"%PDF",
    b"\x7fELF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
)
TAIL = re.compile("(?:p|div|span|font|td|strong|b|h[1-6]|a|li|title|em|section)>", re.IGNORECASE)


def _try(data: bytes, encoding: str, *, worst: float) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text if text.count("\ufffd") <= worst * len(text) else None
    except LookupError:
        return None


def _declared(data: bytes, header: str | None) -> list[str]:
    """The encodings a page names, as wide as software really takes them."""
    head = data[:HEAD].lower()
    named: list[str] = []
    for sign in (b"charset", b"encoding"):
        place = head.find(sign)
        while place >= 0 and len(named) < MOST_NAMED:
            found = DECLARED.match(head, place + len(sign))
            named += [found[1].decode("ascii")] if found else []
            place = head.find(sign, place + len(sign))
    named += [header.lower()] if header else []
    return list(dict.fromkeys(WIDER.get(name, name) for name in named if not name.startswith("utf-16")))


@cache
def _everyday() -> frozenset[str]:
    """The characters of the first level of GB2312 and the marks of Chinese text."""
    pairs = (bytes((row, cell)) for row in (0xA1, 0xA3, *range(0xB0, 0xD8)) for cell in range(0xA1, 0xFF))
    return frozenset("".join(pair.decode("gb2312", "ignore") for pair in pairs))


def _likeness(data: bytes, encoding: str) -> float:
    """How much of what is not ASCII is everyday Chinese, once traditional characters are made simplified."""
    high = HIGH.findall(data.decode(encoding, "ignore"))[:FEW]
    return sum(plain(char) in _everyday() for char in high) / len(high) if high else 1.0


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark shows by the zero bytes of its markup, on one side only."""
    head = data[:HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 10 or min(even, odd) * 10 > max(even, odd):
        return None
    return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")


def _is_utf_8(data: bytes, broken: UnicodeDecodeError) -> bool:
    """Whether a fault is a slip in UTF-8 text, such as a character cut at the end, and not another encoding."""
    if broken.start > len(data) - 4:
        return True
    near = data[max(0, broken.start - FEW) : broken.start + FEW].decode("utf-8", "replace")
    return near.count("\ufffd") * 20 < len(HIGH.findall(near))


def _pieces(data: bytes, start: int) -> str | None:
    """A page put together from parts in UTF-8 and in GB18030, each between tags read as what it is."""
    step = max(WINDOW, (len(data) - start) // WINDOWS)
    text = "".join(data[at : at + WINDOW].decode("utf-8", "replace") for at in range(start, len(data), step))
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    if whole < MIXED_LEAST or whole * 12 < broken:  # chance alone makes a few characters of other bytes
        return None
    pieces = data.split(b"<")  # no second byte of either encoding is this sign
    if not any(len(piece) >= 12 and not piece.isascii() and _fits(piece) for piece in pieces):
        return None
    return "<".join(
        piece.decode("utf-8") if _fits(piece) else piece.decode("gb18030", "replace") for piece in pieces
    )


def _fits(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes, *, name: str, header: str | None = None) -> str:
    """The characters of a page or text. A byte-order mark wins, then UTF-8 if it fits, then what the page
    declares if that gives Chinese, then whatever does. Raises Refused `not_text` for binary files."""
    if data.startswith(SIGNATURES):
        raise Refused("not_text", file=name)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _clean(text, name, controls=_controls(text.encode("utf-8", "replace")))
    wide = _utf_16(data) if b"\x00" in data[:HEAD] else None
    if wide is not None:
        return _clean(wide, name, controls=_controls(wide.encode("utf-8", "replace")))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as broken:
        slip = _is_utf_8(data, broken)
        text = data.decode("utf-8", "replace") if slip else _other(data, header, start=broken.start)
    return _clean(text, name, controls=_controls(data))


def _other(data: bytes, header: str | None, *, start: int) -> str:
    """The first declared encoding that fits and gives Chinese; else the likeliest of those that fit. `start`
    is where bytes above ASCII begin."""
    mixed = _pieces(data, start)
    if mixed is not None:
        return mixed
    sample = data[start : start + SAMPLED]
    best, most = "", -1.0
    for encoding in dict.fromkeys((*_declared(data, header), *OTHERS)):
        found = _try(data, encoding, worst=WRONG_MOST)
        likeness = _likeness(sample, encoding) if found is not None else -1.0
        if found is not None and likeness > most:
            best, most = found, likeness
        if most >= LIKE_ENOUGH:
            return best
    return best if most >= LIKE_LEAST else _foreign(data, header)


def _foreign(data: bytes, header: str | None) -> str:
    """A text with no Chinese at all: what is declared if it fits, else what statistics say."""
    for encoding in (*_declared(data, header), *_guessed(data)):
        text = _try(data, encoding, worst=WRONG_MOST)
        if text is not None:
            return text
    return data.decode("utf-8", "replace")


def _guessed(data: bytes) -> list[str]:
    """By statistics; windows-1252 takes what is left."""
    best = from_bytes(
        data[:SAMPLE], cp_isolation=["utf_8", "gb18030", "big5", "euc_kr", "shift_jis", "cp1252"]
    ).best()
    return [WIDER.get(best.encoding, best.encoding)] if best else []


def _clean(text: str, name: str, *, controls: int) -> str:
    """Without control characters; refuse what is mostly those or mostly undecodable."""
    strange = min(controls, len(BINARY.findall(text[:SAMPLE])) if controls else 0)
    strange += text[:SAMPLE].count("\ufffd") // 8
    if strange > BINARY_MOST * min(len(text), SAMPLE) and strange > 8:
        raise Refused("not_text", file=name)
    return BINARY.sub("", text) if controls else text


def _controls(data: bytes) -> int:
    """How many bytes are control characters in any encoding but UTF-16, counted at the speed of C."""
    return len(data) - len(data.translate(None, CONTROLS))


def close_tags(html: str) -> str:
    """The copying kit can swallow the `<` of a closing tag; give it back, keeping the sign of the loss."""
    for sign, shown in (("?/", "?/"), ("\ufffd/", "\ufffd")):  # looking for one character is fastest
        if shown in html:
            first, *rest = html.split(sign)
            html = first + "".join(("?</" if TAIL.match(piece) else sign) + piece for piece in rest)
    return html
