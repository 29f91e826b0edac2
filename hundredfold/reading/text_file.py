"""Mends one file of text, or bytes that were piped in; for the confined child."""

from pathlib import Path
from typing import Any

from hundredfold.reading.decoding import decode
from hundredfold.reading.repair import repair
from hundredfold.reading.words import Refused

LIMIT_MB = 5


def read_bytes(path: str, *, limit_mb: int) -> bytes:
    """The bytes of a file of bounded size. Raises Refused: missing, not_a_file, unreadable, too_large."""
    place = Path(path)
    try:
        size = place.stat().st_size
        if not place.is_file():
            raise Refused("not_a_file", file=place.name)
        if size > limit_mb << 20:
            raise Refused("too_large", file=place.name, size_mb=(size >> 20) + 1, limit_mb=limit_mb)
        return place.read_bytes()
    except FileNotFoundError:
        raise Refused("missing", file=place.name) from None
    except (PermissionError, NotADirectoryError):
        raise Refused("unreadable", file=place.name) from None


def mend_file(path: str, *, piped: str | None = None) -> dict[str, Any]:
    """The contract's `text repair`. Offsets count characters of the decoded text, line ends as they are."""
    data = read_bytes(path, limit_mb=LIMIT_MB) if piped is None else piped.encode("latin-1")
    return repair(decode(data, name=Path(path).name or path)).as_json()
