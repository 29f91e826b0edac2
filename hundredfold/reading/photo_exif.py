"""When and where a photograph says it was taken. Knows EXIF blocks, whole or broken; keeps nothing else."""

from __future__ import annotations

import hashlib
import math
import re
from datetime import datetime
from typing import Any

from PIL import Image

ORIENTATION = 0x0112
_EXIF_BLOCK, _GPS_BLOCK = 0x8769, 0x8825
_TAKEN, _OFFSET = 0x9003, 0x9011
_MAKER, _MODEL = 0x010F, 0x0110
_CLOCK = re.compile(r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2})")
_ZONE = re.compile(r"([+-])(\d{2}):?(\d{2})")
_BROKEN = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    ZeroDivisionError,
    OverflowError,
    OSError,
    SyntaxError,
)


def taken_at(exif: Image.Exif) -> datetime | None:
    """When the shutter was pressed by the camera's own clock, or None when it says nothing sensible."""
    block = _block(exif, _EXIF_BLOCK)
    found = _CLOCK.search(_text(block.get(_TAKEN)))
    if not found:
        return None
    zone = _ZONE.search(_text(block.get(_OFFSET)))
    year, month, day, hour, minute, second = found.groups()
    written = f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second}"
    try:
        moment = datetime.fromisoformat(written + (f"{zone[1]}{zone[2]}:{zone[3]}" if zone else ""))
    except ValueError:
        return None
    return moment if 1980 <= moment.year <= 2200 else None


def place(exif: Image.Exif) -> tuple[float, float] | None:
    """Latitude and longitude in WGS-84 degrees, or None when absent, broken, out of range or exactly zero."""
    block = _block(exif, _GPS_BLOCK)
    try:
        lat = _degrees(block[2], _text(block[1]), "S")
        lon = _degrees(block[4], _text(block[3]), "W")
    except _BROKEN:
        return None
    if not (math.isfinite(lat) and math.isfinite(lon)) or abs(lat) > 90 or abs(lon) > 180:
        return None
    # A receiver without a fix writes zeros: a point in the Gulf of Guinea is no place of ours.
    return None if lat == 0 and lon == 0 else (round(lat, 7), round(lon, 7))


def camera(exif: Image.Exif) -> str:
    """A short mark that is equal for photographs of one make and model of camera; empty where it says neither.

    The name itself is not kept, and a serial number is not read."""
    named = "|".join(_text(exif.get(tag)).strip("\0 ").lower() for tag in (_MAKER, _MODEL))
    return "" if named == "|" else hashlib.blake2b(named.encode(), digest_size=5).hexdigest()


def _block(exif: Image.Exif, tag: int) -> dict[int, Any]:
    try:
        return exif.get_ifd(tag)
    except _BROKEN:
        return {}


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else ""


def _degrees(parts: Any, side: str, negative: str) -> float:
    whole, minutes, seconds = (float(part) for part in parts)
    size = whole + minutes / 60 + seconds / 3600
    return -size if side.strip().upper().startswith(negative) else size
