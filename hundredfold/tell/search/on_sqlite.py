"""The index on SQLite: FTS5 without contents of its own, one list of numbers a token. Knows no Django, no record.

Positions are not kept: a phrase of two ideographs is one token, a longer one is looked at in the text (ADR 18).
"""
# ruff: noqa: S608 - what is put together are the names of our own table

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from hundredfold.tell.search.asking import Token
from hundredfold.tell.search.shelf import TOTAL_MOST, Connection, Matched, Wanted, rows
from hundredfold.tell.search.tokens import Document, tokens_of

TABLE = "tell_words"
_MAKE = f"""CREATE VIRTUAL TABLE {TABLE} USING fts5(
    words, tokenize="ascii tokenchars '!$&#=_-'", content='', contentless_delete=1, detail=none)"""
_WITHOUT = "AND rowid NOT IN (SELECT value FROM json_each(%s))"


class SqliteShelf:
    """Tokens in an FTS5 table, each document under its number."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def make(self) -> None:
        """Makes the empty index."""
        self._run(_MAKE)

    def unmake(self) -> None:
        """Drops the index."""
        self._run(f"DROP TABLE IF EXISTS {TABLE}")

    def put(self, documents: Iterable[Document]) -> None:
        """Keeps these documents, in place of what stood under their numbers."""
        told = [(each.number, " ".join(tokens_of(each))) for each in documents]
        with self.connection.cursor() as cursor:
            cursor.executemany(f"INSERT OR REPLACE INTO {TABLE}(rowid, words) VALUES (%s, %s)", told)

    def take_out(self, numbers: Collection[int]) -> None:
        """Leaves no trace of these documents."""
        with self.connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(number,) for number in numbers])

    def match(self, wanted: Wanted, *, start: int, length: int, without: Collection[int] = ()) -> Matched:
        """``length`` documents from the ``start``-th on. Two to four statements, whatever is found."""
        title, every = _query(wanted.in_title, wanted.none), _query(wanted.every, wanted.none)
        left_out = (json.dumps(sorted(without)),) if without else ()
        first = self._page(title, left_out, start=start, length=length)
        rest: list[int] = []
        if len(first) < length:
            titled = start + len(first) if first or not start else self._number(title, left_out, most=start)
            # What stands in titles comes before, also where this page begins behind it.
            rest = self._page(
                f"({every}) NOT ({title})", left_out, start=max(0, start - titled), length=length - len(first)
            )
        found = (*first, *rest)
        if len(found) < length and (found or not start):
            return Matched(found, start + len(found))
        total = self._number(every, left_out, most=TOTAL_MOST + 1)
        return Matched(found, min(total, TOTAL_MOST), total > TOTAL_MOST)

    def tidy(self) -> None:
        """Merges what was written piece by piece: smaller and quicker to read."""
        self._run(f"INSERT INTO {TABLE}({TABLE}) VALUES ('optimize')")

    def size(self) -> int:
        """Bytes that the index takes, but for what its pages leave empty."""
        told = " UNION ALL ".join(
            f"SELECT sum(length({column})) AS bytes FROM {TABLE}_{part}"
            for part, column in (("data", "block"), ("idx", "term"), ("docsize", "sz"))
        )
        return int(rows(self.connection, f"SELECT sum(bytes) FROM ({told})")[0][0] or 0)

    def _page(self, query: str, left_out: tuple[str, ...], *, start: int, length: int) -> list[int]:
        found = rows(
            self.connection,
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s {_WITHOUT if left_out else ''}"
            " ORDER BY rowid DESC LIMIT %s OFFSET %s",
            (query, *left_out, length, start),
        )
        return [number for (number,) in found]

    def _number(self, query: str, left_out: tuple[str, ...], *, most: int) -> int:
        found = rows(
            self.connection,
            f"SELECT count(*) FROM (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"
            f" {_WITHOUT if left_out else ''} LIMIT %s)",
            (query, *left_out, most),
        )
        return int(found[0][0])

    def _run(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)


def _query(groups: Iterable[Iterable[Token]], none: Iterable[Token]) -> str:
    """The words of FTS5 for it. Each token stands in quotes, so that nothing in it is read as a word of FTS5's own."""
    every = " AND ".join("(" + " OR ".join(map(_said, group)) + ")" for group in groups)
    left_out = " OR ".join(map(_said, none))
    return f"({every}) NOT ({left_out})" if left_out else every


def _said(token: Token) -> str:
    quoted = '"' + token.text.replace('"', '""') + '"'
    return quoted + " *" if token.begins else quoted
