"""The evidence store: whole under its hash or not there, and flushed on every step of the way."""

import errno
import hashlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hundredfold.base import files
from hundredfold.base.models import StoredFile
from tests.people import NOW


def test_bytes_lie_whole_under_their_hash() -> None:
    sha256, size = files.keep_bytes([b"one ", b"two"])

    assert (sha256, size) == (hashlib.sha256(b"one two").hexdigest(), 7)
    assert files.path_of(sha256).read_bytes() == b"one two"
    assert files.path_of(sha256).stat().st_mode & 0o077 == 0


def test_steps_come_in_the_order_that_survives_a_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    files.keep_bytes([b"opens the store"])
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(handle: int) -> None:
        steps.append(f"fsync {Path(f'/proc/self/fd/{handle}').readlink().relative_to(files.root())}")
        fsync(handle)

    def noted_replace(self: Path, target: Path) -> Path:
        steps.append(f"rename to {target.relative_to(files.root())}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    sha256, _size = files.keep_bytes([b"a photo"])

    assert steps[0].startswith(f"fsync {files.LEFT}")
    assert steps[1:] == [
        f"rename to {sha256[:2]}/{sha256[2:4]}/{sha256}",
        f"fsync {sha256[:2]}/{sha256[2:4]}",
        f"fsync {sha256[:2]}",
        "fsync .",
    ]


def test_same_content_stored_at_once_is_one_file() -> None:
    content = [b"x" * 100_000] * 5

    with ThreadPoolExecutor(16) as pool:
        kept = set(pool.map(lambda _: files.keep_bytes(content), range(64)))

    assert kept == {(hashlib.sha256(b"".join(content)).hexdigest(), 500_000)}
    assert [each.name for each in files.root().rglob("*") if each.is_file()] == [next(iter(kept))[0]]


def test_bytes_that_stop_coming_leave_nothing() -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        files.keep_bytes(broken())

    assert list(files.root().iterdir()) == []


def test_disk_that_fills_meanwhile_is_said() -> None:
    def full() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(files.NoRoom):
        files.keep_bytes(full())

    assert list(files.root().iterdir()) == []


def test_disk_that_is_nearly_full_takes_nothing(settings: object) -> None:
    settings.FREE_SPACE_KEPT = 1 << 60  # type: ignore[attr-defined]

    with pytest.raises(files.NoRoom):
        files.keep_bytes([b"a"])


def test_what_a_killed_process_left_is_swept_a_day_later() -> None:
    files.root().mkdir(parents=True)
    old, fresh = files.root() / f"{files.LEFT}old", files.root() / f"{files.LEFT}fresh"
    for each in (old, fresh):
        each.write_bytes(b"half a photo")
    long_ago = time.time() - files.LEFT_FOR - 1
    os.utime(old, (long_ago, long_ago))

    files.keep_bytes([b"a"])

    assert (old.exists(), fresh.exists()) == (False, True)


@pytest.mark.django_db
def test_known_content_keeps_its_first_row() -> None:
    first = files.keep([b"a"], media_type="image/jpeg", at=NOW)

    again = files.keep([b"a"], media_type="image/png", at=NOW)

    assert again == first
    assert StoredFile.objects.get().media_type == "image/jpeg"


def test_store_that_takes_files_is_writable() -> None:
    files.require_writable()

    assert list(files.root().iterdir()) == []
