"""The one small interface of search: what an index must be able to do. Each database has one class behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from hundredfold.tell.search.asking import Token
from hundredfold.tell.search.tokens import Document

TOTAL_MOST = 10_000  # how far matches are numbered; beyond that "more than" is said


class Connection(Protocol):
    """A connection to a database as Django gives it: ``%s`` for what is filled in."""

    vendor: str

    def cursor(self) -> AbstractContextManager[Any]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an index is asked: of each group of ``every`` at least one token, none of ``none``.

    A document whose title fits ``in_title`` too comes first; within each the newest first.
    """

    every: tuple[tuple[Token, ...], ...]
    in_title: tuple[tuple[Token, ...], ...]
    none: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """The numbers of some documents in order, and of how many in all; ``is_more`` where they were not all numbered."""

    numbers: tuple[int, ...]
    total: int
    is_more: bool = False


class Shelf(Protocol):
    """An index: made, filled, asked, emptied. It joins whatever transaction its connection is in."""

    def make(self) -> None: ...
    def unmake(self) -> None: ...
    def put(self, documents: Iterable[Document]) -> None: ...
    def take_out(self, numbers: Collection[int]) -> None: ...
    def match(self, wanted: Wanted, *, start: int, length: int, without: Collection[int] = ()) -> Matched: ...
    def tidy(self) -> None: ...
    def size(self) -> int: ...


def rows(connection: Connection, statement: str, given: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """Runs a statement that gives rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
