"""What the limited child does with a kept page: finds where its story goes on, reads it whole. Knows no tables."""

import zlib
from collections.abc import Iterator
from typing import Any

from hundredfold.reading.pages import find_parts, read_page, read_parts
from hundredfold.reading.text_file import read_bytes

ARCHIVE_MB = 24  # packed, of all parts of one story
HEAD, PIECE = 2048, 1 << 20
GZIP = b"\x1f\x8b"


def further(path: str, *, url: str) -> list[str]:
    """The addresses of the further parts of the story on a kept page that stood at ``url``."""
    return find_parts(read_bytes(path, limit_mb=ARCHIVE_MB), name=path, url=url)


def read_kept(path: str) -> dict[str, Any]:
    """The story of a kept page or archive in the contract's shape; of an archive of several parts all of it.

    Raises Refused as ``read_page`` does.
    """
    data = read_bytes(path, limit_mb=ARCHIVE_MB)
    parts = list(answers_in(data)) if data.startswith(GZIP) else [data]
    page = read_parts(parts, name=path) if len(parts) > 1 else read_page(data, name=path)
    return page.as_json()


def answers_in(archive: bytes) -> Iterator[bytes]:
    """An archive of ours cut into one archive for each answer it holds: record by record, as it was packed."""
    part = b""
    while archive.startswith(GZIP):
        opening, rest = _opened(archive)
        packed, archive = archive[: len(archive) - len(rest)], rest
        if b"WARC-Type: response" in opening and part:
            yield part
            part = b""
        part += packed
    if part:
        yield part


def _opened(archive: bytes) -> tuple[bytes, bytes]:
    """The head of an archive's first record, and all that follows that record."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    opening, left = unpack.decompress(archive, PIECE)[:HEAD], unpack.unconsumed_tail
    while not unpack.eof and left:
        unpack.decompress(left, PIECE)  # only its end is looked for
        left = unpack.unconsumed_tail
    return opening, unpack.unused_data
