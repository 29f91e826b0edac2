"""From a page's bytes to its characters, whatever it claims to be; it must not know what a page says."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from charset_normalizer import from_bytes

from hundredfold.reading.script import in_gb2312
from hundredfold.reading.words import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{3,24})""", re.IGNORECASE)
HEAD = 4096
HIGH = re.compile("[^\x00-\x7f]")
FEW = 3000  # characters are enough to tell
SAMPLE = 65_536
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "euc-cn": "gb18030",
}
WRONG_MOST = 0.002  # a page may carry a few broken bytes and still be in the encoding it declares
OTHERS = ("gb18030", "big5", "utf-16-le", "utf-16-be")
BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
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
BROKEN_TAIL = re.compile(
    "[?\ufffd](/(?:p|div|span|font|td|strong|b|h[1-6]|a|li|title|em|section)>)", re.IGNORECASE
)


def _try(data: bytes, encoding: str, *, worst: float) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text if text.count("\ufffd") <= worst * len(text) else None
    except LookupError:
        return None


def _declared(data: bytes, header: str | None) -> list[str]:
    named = [header.lower()] if header else []
    named += [found.decode("ascii").lower() for found in DECLARED.findall(data[:HEAD])]
    return [WIDER.get(name, name) for name in named]


def _chinese(data: bytes) -> Iterator[str]:
    """GB18030 when the bytes fit it without a fault and most of what they give is everyday Chinese."""
    text = _try(data[:SAMPLE], "gb18030", worst=0.0001) or ""
    high = HIGH.findall(text)[:FEW]
    if len(high) > 20 and sum(map(in_gb2312, high)) > 0.9 * len(high):
        yield "gb18030"


def _guessed(data: bytes) -> Iterator[str]:
    best = from_bytes(
        data[:SAMPLE], cp_isolation=["utf_8", "gb18030", "big5", "utf_16", "euc_kr", "shift_jis"]
    ).best()
    if best:
        yield WIDER.get(best.encoding, best.encoding)


def decode(data: bytes, *, name: str, header: str | None = None) -> str:
    """The characters of a page or text. A byte-order mark wins, then UTF-8 if it fits without a
    fault, then what the page declares, then statistics. Raises Refused `not_text` for binary files."""
    if data.startswith(SIGNATURES):
        raise Refused("not_text", file=name)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _clean(data[len(mark) :].decode(encoding, "replace"), name)
    text = _try(data, "utf-8", worst=0) if b"\x00" not in data[:HEAD] else None
    if text is None:
        tries = chain(_declared(data, header), _chinese(data), ("utf-8",), _guessed(data), OTHERS)
        text = next(
            (found for each in tries if (found := _try(data, each, worst=WRONG_MOST)) is not None), None
        )
    return _clean(text if text is not None else data.decode("utf-8", "replace"), name)


def _clean(text: str, name: str) -> str:
    """Without control characters; refuse what is mostly those or mostly undecodable."""
    strange = len(BINARY.findall(text[:SAMPLE])) + text[:SAMPLE].count("\ufffd") // 8
    if strange > BINARY_MOST * min(len(text), SAMPLE) and strange > 8:
        raise Refused("not_text", file=name)
    return BINARY.sub("", text) if BINARY.search(text) else text


def close_tags(html: str) -> str:
    """The copying kit can swallow the `<` of a closing tag; give it back, keeping the sign of the loss."""
    return BROKEN_TAIL.sub(r"?<\1", html) if "?/" in html or "\ufffd/" in html else html
