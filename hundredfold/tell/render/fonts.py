"""Which fonts of this machine a PDF can be set in, and which characters none has. Must not know what is written."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

# In the order in which they are preferred.
SERIF = (
    "FangSong",
    "FangSong_GB2312",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "AR PL UMing CN",
    "SimSun",
)
SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Zen Hei",
    "SimHei",
)
KAI = ("AR PL KaitiM GB", "AR PL UKai CN", "KaiTi", "KaiTi_GB2312")
UNKNOWN = "□"  # stands for a character that no font here has
_NO_FONT = (
    "这台机器上没有可以嵌入的中文字体，做不成 PDF：请安装 fonts-noto-cjk"
    "（Debian、Ubuntu：apt install fonts-noto-cjk），或改用 Word（.docx）。"
    " / This machine has no Chinese font to embed, so no PDF can be made: install fonts-noto-cjk "
    "(Debian, Ubuntu: apt install fonts-noto-cjk), or choose Word (.docx)."
)


class NoFont(ValueError):
    """No font for Chinese is installed; the sentence says what to install."""

    def __init__(self) -> None:
        super().__init__(_NO_FONT)


@dataclass(frozen=True, slots=True)
class Face:
    """One font file as the typesetter knows it; ``file`` is empty for those it brings itself."""

    family: str
    file: str
    index: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The families a paper is set in, by use, each with what stands in for it."""

    body: tuple[str, ...]
    title: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]

    def families(self) -> tuple[str, ...]:
        """Every family once."""
        return tuple(dict.fromkeys((*self.body, *self.title, *self.first, *self.second)))


@cache
def faces() -> tuple[Face, ...]:
    """The fonts installed on this machine and those the typesetter brings."""
    return tuple(Face(each.family, each.path or "", each.index) for each in typst.Fonts().fonts())


def chosen(known: Iterable[Face] | None = None) -> Chosen:
    """The fonts to take. Raises NoFont where none of this machine can show Chinese."""
    families = {face.family for face in (faces() if known is None else known)}
    serif = [each for each in SERIF if each in families]
    sans = [each for each in SANS if each in families]
    kai = [each for each in KAI if each in families]
    if not serif and not sans:
        raise NoFont
    body = (*(serif or sans)[:1],)
    return Chosen(body=body, title=body, first=(*(sans or serif)[:1],), second=(*kai[:1], *body))


def not_shown(text: str, *, known: Sequence[Face] | None = None) -> frozenset[str]:
    """The characters of ``text`` that no font of this machine has; the fonts taken for Chinese are asked first."""
    listed = list(faces() if known is None else known)
    missing = {character for character in text if not character.isspace()}
    first = [face for face in listed if face.family in (*SERIF, *SANS)]
    seen: set[tuple[str, int]] = set()
    for face in (*first, *listed):
        if not missing:
            break
        if face.file and (face.file, face.index) not in seen:
            seen.add((face.file, face.index))
            missing -= shown_by(Path(face.file), face.index, missing)
    return frozenset(missing)


def shown_by(file: Path, index: int, characters: Collection[str]) -> set[str]:
    """Those of ``characters`` that the font has a picture of, by its own table; none where it cannot be read."""
    try:
        ranges = _ranges(str(file), index)
    except (OSError, struct.error, KeyError, IndexError):
        return set()
    starts, spans = ranges
    return {each for each in characters if _within(ord(each), starts, spans)}


def _within(code: int, starts: Sequence[int], spans: Mapping[int, int]) -> bool:
    at = bisect_right(starts, code) - 1
    return at >= 0 and code <= spans[starts[at]]


@cache
def _ranges(file: str, index: int) -> tuple[list[int], dict[int, int]]:
    spans: dict[int, int] = {}
    with Path(file).open("rb") as source:
        table = _character_table(source.read(64 << 20), index)
    for first, last in _spans(table):
        spans[first] = max(last, spans.get(first, last))
    return sorted(spans), spans


def _character_table(font: bytes, index: int) -> bytes:
    """The table from characters to pictures for all of Unicode, or for its first plane."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", font, start + 4)[0]
    for number in range(tables):
        tag, _sum, offset, length = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if tag == b"cmap":
            return _best(font[offset : offset + length])
    raise KeyError("cmap")


def _best(cmap: bytes) -> bytes:
    number = struct.unpack_from(">H", cmap, 2)[0]
    found: dict[int, bytes] = {}
    for each in range(number):
        _platform, _encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * each)
        form = struct.unpack_from(">H", cmap, offset)[0]
        if form in (4, 12):
            found.setdefault(form, cmap[offset:])
    return found[max(found, default=0)]


def _spans(table: bytes) -> Iterator[tuple[int, int]]:
    if struct.unpack_from(">H", table)[0] == 12:
        groups = struct.unpack_from(">I", table, 12)[0]
        for at in range(groups):
            first, last, _glyph = struct.unpack_from(">III", table, 16 + 12 * at)
            yield first, last
        return
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", table, 14)
    starts = struct.unpack_from(f">{segments}H", table, 16 + 2 * segments)
    yield from zip(starts, ends, strict=True)
