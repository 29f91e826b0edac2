"""A file in which read photos are kept one after another, so that a run that was stopped goes on where it was.

Only ever appended to: a record cut short by a stop is dropped when the file is opened again. Knows no folder, no
site and no Django."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, overload

from hundredfold.linkage.prints import VERSION, Print
from hundredfold.prove.prints import PrintedPhoto
from hundredfold.reading.words import Refused

_MAGIC = b"hundredfold photos %d\n" % VERSION
_HEAD = struct.Struct("<II")

Stamp = tuple[int, int]  # size in bytes and time of change in nanoseconds: another stamp is another photo


class ForeignShelf(ValueError):
    """The file is not a shelf of photos, or one of another version."""


class PrintShelf:
    """Photos that were read, by name. Facts and places are in memory, half a kB a photo; prints stay in the file."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._file = opened
        self._kept: dict[str, tuple[Stamp, dict[str, Any], int, int]] = {}
        self._open()

    @classmethod
    def at(cls, path: Path) -> PrintShelf:
        """Open or begin the shelf at a path. Raises ForeignShelf for another file and OSError as `open` does."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            return cls(os.fdopen(descriptor, "r+b"))
        except ForeignShelf:
            os.close(descriptor)
            raise

    def _open(self) -> None:
        self._file.seek(0, os.SEEK_END)
        size = self._file.tell()
        self._file.seek(0)
        start = self._file.read(len(_MAGIC))
        if start != _MAGIC[: len(start)] or (size and len(start) < len(_MAGIC)):
            raise ForeignShelf("not a file of photo prints, or one of another version")
        if not size:
            self._file.write(_MAGIC)
        end = len(_MAGIC)
        while (head := self._file.read(_HEAD.size)) and len(head) == _HEAD.size:
            said, packed = _HEAD.unpack(head)
            after = end + _HEAD.size + said + packed
            if after > size:
                break
            self._index(json.loads(self._file.read(said)), after - packed, packed)
            end = self._file.seek(after)
        self._file.truncate(end)
        self._end = end

    def _index(self, line: dict[str, Any], start: int, length: int) -> None:
        self._kept[line["name"]] = (tuple(line["stamp"]), line["said"], start, length)

    def add(self, name: str, stamp: Stamp, result: PrintedPhoto | Refused) -> None:
        """Keep what was read of one photo, or why it was refused."""
        if isinstance(result, Refused):
            said, packed = {"refused": result.code, "params": result.params}, b""
        else:
            said, packed = {"facts": result.facts.to_json()}, result.fingerprint.to_bytes()
        line = {"name": name, "stamp": stamp, "said": said}
        text = json.dumps(line).encode()
        self._file.seek(self._end)
        self._file.write(_HEAD.pack(len(text), len(packed)) + text + packed)
        self._file.flush()
        self._end += _HEAD.size + len(text) + len(packed)
        self._index(line, self._end - len(packed), len(packed))

    def has(self, name: str, stamp: Stamp) -> bool:
        """Whether that photo, unchanged since, was read already."""
        return name in self._kept and self._kept[name][0] == stamp

    def refusal(self, name: str) -> Refused | None:
        """Why a photo was refused, or None for one that was read. Raises KeyError for one that was not tried."""
        said = self._kept[name][1]
        return Refused(said["refused"], **said["params"]) if "refused" in said else None

    def sha256(self, name: str) -> str:
        """The SHA-256 sum of a photo that was read."""
        return str(self._kept[name][1]["facts"]["sha256"])

    def names(self) -> list[str]:
        """The names of the photos that were read, in the order in which they came."""
        return [name for name, (_stamp, said, _start, _length) in self._kept.items() if "facts" in said]

    def print_of(self, name: str) -> Print:
        """The print of a photo that was read, from the file."""
        _stamp, _said, start, length = self._kept[name]
        self._file.seek(start)
        return Print.from_bytes(self._file.read(length))

    def prints(self, names: Sequence[str]) -> Shelved:
        """The prints of those photos as a sequence that reads each from the file when asked for it."""
        return Shelved(self, names)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Shelved(Sequence[tuple[str, Print]]):
    """Names with their prints, in order; only the names are in memory."""

    def __init__(self, shelf: PrintShelf, names: Sequence[str]) -> None:
        self._shelf, self._names = shelf, names

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, at: int) -> tuple[str, Print]: ...
    @overload
    def __getitem__(self, at: slice) -> Shelved: ...
    def __getitem__(self, at: int | slice) -> tuple[str, Print] | Shelved:
        if isinstance(at, slice):
            return Shelved(self._shelf, self._names[at])
        name = self._names[at]
        return name, self._shelf.print_of(name)

    def __iter__(self) -> Iterator[tuple[str, Print]]:
        return ((name, self._shelf.print_of(name)) for name in self._names)
