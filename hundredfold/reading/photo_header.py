"""Judges a photograph by its first bytes and its stated size, before anything is decoded.

Knows formats; not what is done with the picture."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from hundredfold.reading.words import Refused

MOST_PIXELS = 50_000_000
MOST_BYTES = 100 << 20
NARROWEST = 8
MOST_OBLONG = 40
FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "TIFF", "GIF", "BMP", "HEIF")
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "HEIF": "image/heic",
}
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"heif")
_PAGE_SIGNS = (b"<", b"%pdf", b"%!ps", b"pk\x03\x04", b"mz", b"\x7felf", b"#!", b"rar!", b"{\\rtf")

register_heif_opener()


def open_photo(path: Path) -> Image.Image:
    """Open a photograph without decoding it. Raises Refused naming what is wrong.

    The format is taken from the bytes, never from the name, and only formats that cameras, phones and
    scanners write are tried."""
    _weigh(path)
    kind = _magic(path)
    allowed = Image.MAX_IMAGE_PIXELS
    try:
        # Pillow's own limit names no numbers; ours is stricter and is applied before any pixel is decoded.
        Image.MAX_IMAGE_PIXELS = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(path, formats=(kind, "MPO") if kind == "JPEG" else (kind,))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, TypeError, RuntimeError):
        raise Refused("photo_damaged", file=path.name) from None
    finally:
        Image.MAX_IMAGE_PIXELS = allowed
    try:
        _measure(path, *picture.size)
    except Refused:
        picture.close()
        raise
    return picture


def _weigh(path: Path) -> None:
    if not path.exists():
        raise Refused("missing", file=path.name)
    if not path.is_file():
        raise Refused("not_a_file", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty", file=path.name)
    if size > MOST_BYTES:
        raise Refused("photo_bytes", file=path.name, size_mb=size >> 20, limit_mb=MOST_BYTES >> 20)


def _magic(path: Path) -> str:
    """The format the first bytes speak for. Raises Refused for pages, programs, archives and the unknown."""
    try:
        with path.open("rb") as opened:
            head = opened.read(64)
    except PermissionError:
        raise Refused("unreadable", file=path.name) from None
    if head[4:8] == b"ftyp" and any(brand in head[8:40] for brand in _HEIF_BRANDS):
        return "HEIF"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return kind
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    raise Refused("photo_page" if start.startswith(_PAGE_SIGNS) else "photo_kind", file=path.name)


_SIGNS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)


def _measure(path: Path, width: int, height: int) -> None:
    """Refuse what is too large to decode or cannot be a picture of anything."""
    if width * height > MOST_PIXELS:
        raise Refused(
            "photo_pixels",
            file=path.name,
            megapixels=round(width * height / 10**6),
            width=width,
            height=height,
            limit=MOST_PIXELS // 10**6,
        )
    short, long = sorted((width, height))
    if short < NARROWEST or long > MOST_OBLONG * short:
        raise Refused("photo_shape", file=path.name, width=width, height=height)
