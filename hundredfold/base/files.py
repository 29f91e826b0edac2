"""The evidence store: bytes by their hash, on disk before anybody is told they are kept.

Order, from the nothing-lost contract: write a temporary file, fsync it, rename it to its hash path, fsync the
directory. The database row comes after, in the transaction of whoever refers to the file.
"""

import contextlib
import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hundredfold.base.models import StoredFile

PIECE = 1 << 20
LEFT = ".in-"  # how the names of files begin that are being written
LEFT_FOR = 86_400  # seconds after which such a file is nobody's
_FULL = {errno.ENOSPC, errno.EDQUOT}
_opened: set[str] = set()


class NoRoom(OSError):
    """The disk has less free space than the store wants to keep; nothing was written."""


def root() -> Path:
    """The folder of originals. Never served as it is."""
    return Path(settings.EVIDENCE_ROOT)


def path_of(sha256: str) -> Path:
    """Where the original with this hash lies, whether or not it is there."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def copy_path(sha256: str, longest: int) -> Path:
    """Where the public copy of a photo lies: re-encoded, ``longest`` pixels on its long side."""
    return Path(settings.COPIES_ROOT) / sha256[:2] / f"{sha256}-{longest}.webp"


def keep(pieces: Iterable[bytes], *, media_type: str, at: datetime) -> StoredFile:
    """Stores the bytes durably and returns their row, an existing one where the content is known.

    Raises NoRoom when the disk is nearly full, before anything is acknowledged.
    """
    return known(*keep_bytes(pieces), media_type=media_type, at=at)


def known(sha256: str, size: int, *, media_type: str, at: datetime) -> StoredFile:
    """The row of bytes that ``keep_bytes`` put away; made now unless the content was known before."""
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type, "stored_at": at}
    )
    return stored


def keep_bytes(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Puts the bytes under their hash, fsynced with their directories. Returns hash and size in bytes.

    The same content stored twice at once is one file: each rename puts whole, flushed bytes in the place of equal ones.
    """
    base = root()
    _open_store(base)
    digest, size = hashlib.sha256(), 0
    try:
        handle, name = tempfile.mkstemp(prefix=LEFT, dir=base)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                for piece in pieces:
                    digest.update(piece)
                    size += out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            _settle(temporary, path_of(digest.hexdigest()))
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as wrong:
        if wrong.errno in _FULL:
            raise NoRoom("the disk is full") from wrong
        raise
    return digest.hexdigest(), size


def require_writable() -> None:
    """Raises OSError unless the store takes a file now."""
    base = root()
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=base) as probe:
        probe.write(b"?")


def _open_store(base: Path) -> None:
    """Makes the store if need be and sees that there is room. Raises NoRoom."""
    if str(base) not in _opened:
        base.mkdir(parents=True, exist_ok=True)
        sync_folder(base.parent)
        _sweep(base)
        _opened.add(str(base))
    room = os.statvfs(base)
    if room.f_bavail * room.f_frsize < settings.FREE_SPACE_KEPT or room.f_favail == 0 < room.f_files:
        raise NoRoom("the disk is nearly full")


def _sweep(base: Path) -> None:
    """Removes what a killed process left half written, once a process and long after anybody can be writing it."""
    for each in base.glob(f"{LEFT}*"):
        with contextlib.suppress(FileNotFoundError):  # another process sweeps too
            if time.time() - each.stat().st_mtime > LEFT_FOR:
                each.unlink()


def _settle(temporary: Path, target: Path) -> None:
    """Renames into place and makes each directory entry on the way durable.

    Each folder up to the store is flushed even if it was there before: another process may have made it this moment
    and not flushed it yet. Flushing a folder that has not changed costs next to nothing.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(target)
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Flushes a directory's entries to disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
