"""The evidence store: bytes by their hash, on disk before anybody is told they are kept.

Order, from the nothing-lost contract: write a temporary file, fsync it, rename it to its hash path, fsync the
directory. The database row comes after, in the transaction of whoever refers to the file.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hundredfold.base.models import StoredFile

PIECE = 1 << 20


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
    sha256, size = keep_bytes(pieces)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": media_type, "stored_at": at}
    )
    return stored


def keep_bytes(pieces: Iterable[bytes]) -> tuple[str, int]:
    """Puts the bytes under their hash, fsynced with their directory. Returns hash and size in bytes."""
    base = root()
    base.mkdir(parents=True, exist_ok=True)
    room = os.statvfs(base)
    if room.f_bavail * room.f_frsize < settings.FREE_SPACE_KEPT:
        raise NoRoom("the disk is nearly full")
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix=".in-", dir=base)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for piece in pieces:
                digest.update(piece)
                size += out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        target = path_of(digest.hexdigest())
        _settle(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return digest.hexdigest(), size


def _settle(temporary: Path, target: Path) -> None:
    """Renames into place and makes each directory entry on the way durable."""
    missing = [folder for folder in (target.parent, target.parent.parent) if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(target)
    sync_folder(target.parent)
    for folder in missing:
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Flushes a directory's entries to disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
