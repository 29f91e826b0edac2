"""Rows read elsewhere, a slice at a time, and put together as if one reader had taken them all in order."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from hundredfold.linkage.corpus import Corpus
from hundredfold.linkage.names import Register
from hundredfold.linkage.prepared import Numbering, Reader
from hundredfold.linkage.ragged import Ints, Ragged
from hundredfold.linkage.rows import Row

if TYPE_CHECKING:  # an optional extra: only processes that talk to Spark have it
    from collections.abc import Iterable

# A slice numbers its texts for itself; which numbering a number is of stands above these bits, 0 for none.
BITS = 48
LIGHT = 1  # how hard zlib tries: rows shrink to a third, quickly

Column = tuple[Ints, Ints | None]


class Slice(NamedTuple):
    """What a reader made of some rows: its numberings' texts in order, and its columns as values with offsets."""

    texts: dict[str, list[str]]
    columns: dict[str, Column]


class _Names:
    """The register of the whole ledger, for a reader that sees a slice of it."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def register(self, _names: object) -> Register:
        return self._register


class _Own(Numbering):
    """A numbering of one slice, marked as the `sort`-th."""

    def __init__(self, sort: int) -> None:
        super().__init__()
        self._base = sort << BITS

    def __call__(self, name: str) -> int:
        return self.known.setdefault(name, self._base + len(self.known))

    def all(self, names: Iterable[str]) -> list[int]:
        return [self(name) for name in names]


def bundled(rows: Sequence[Row]) -> bytes:
    """Rows as one parcel; only our own processes ever read it."""
    return zlib.compress(pickle.dumps(list(rows), protocol=5), LIGHT)


def read_slice(bundle: bytes, register: Register) -> Slice:
    """What the reader makes of the rows of a bundle."""
    rows: list[Row] = pickle.loads(zlib.decompress(bundle))  # noqa: S301 - made by `bundled` a moment ago
    reader = Reader((), cast(Corpus, _Names(register)))
    for sort, name in enumerate(_numberings(reader), start=1):
        setattr(reader, name, _Own(sort))
    for row in rows:
        reader.take(row)
    texts = {name: list(getattr(reader, name).known) for name in _numberings(reader)}
    columns = {each.name: _flat(getattr(reader.columns, each.name)) for each in fields(reader.columns)}
    return Slice(texts, columns)


def _numberings(reader: Reader) -> list[str]:
    return sorted(name for name, value in vars(reader).items() if isinstance(value, Numbering))


def _flat(column: Sequence[Any]) -> Column:
    if column and isinstance(column[0], int):
        return np.array(column, dtype=np.int64), None
    lists = Ragged.of(column)
    return lists.values, lists.offsets


class Joiner:
    """Puts slices together in the order of their rows, numbering every text as one reader would have."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._parts: dict[str, list[Column]] = {}

    def add(self, part: Slice) -> None:
        """The next slice."""
        tables = [
            np.array([getattr(self._reader, name)(text) for text in part.texts[name]], dtype=np.int64)
            for name in _numberings(self._reader)
        ]
        for name, (values, offsets) in part.columns.items():
            self._parts.setdefault(name, []).append(_numbered(values, offsets, tables))

    def close(self) -> None:
        """Puts the columns into the reader."""
        for name, parts in self._parts.items():
            values = np.concatenate([values for values, _ in parts])
            offsets = [offsets for _, offsets in parts if offsets is not None]
            column = values.tolist() if not offsets else Ragged(values, _joined(offsets))
            setattr(self._reader.columns, name, column)


def _numbered(values: Ints, offsets: Ints | None, tables: Sequence[Ints]) -> Column:
    values, sort = values.copy(), values >> BITS
    for at, table in enumerate(tables, start=1):
        here = sort == at
        if here.any():
            values[here] = table[values[here] - (at << BITS)]
    if offsets is None:
        return values, None
    owner = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    return values[np.lexsort((values, owner))], offsets


def _joined(offsets: Sequence[Ints]) -> Ints:
    sizes = np.concatenate([np.diff(each) for each in offsets])
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
