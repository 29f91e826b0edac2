"""Ours and its peers behind one face: built from the same texts, asked for a page of twenty with snippets and a number.

A peer is asked for what is quickest for it: the newest first, no ranking. Each index lies in a file of its own.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.search_corpus import Text
from hundredfold.tell.search import finding
from hundredfold.tell.search.asking import understand
from hundredfold.tell.search.finding import Readable, find
from hundredfold.tell.search.on_sqlite import TABLE, SqliteShelf
from hundredfold.tell.search.shelf import Shelf

TOGETHER = 500
NUMBERED = 10_001
Rows = list[tuple[Any, ...]]


class Connection:
    """A connection as the index wants it: ``%s`` for what is filled in."""

    vendor = "sqlite"

    def __init__(self, path: Path) -> None:
        self.raw = sqlite3.connect(path, isolation_level=None)
        self.raw.execute("PRAGMA cache_size=-65536")
        self.raw.execute("PRAGMA synchronous=OFF")

    @contextmanager
    def cursor(self) -> Any:
        """A cursor that takes ``%s``."""
        yield _Cursor(self.raw.cursor())


class _Cursor:
    def __init__(self, raw: sqlite3.Cursor) -> None:
        self.raw = raw

    def execute(self, statement: str, given: Sequence[object] = ()) -> None:
        self.raw.execute(statement.replace("%s", "?"), given)

    def executemany(self, statement: str, given: Iterable[Sequence[object]]) -> None:
        self.raw.executemany(statement.replace("%s", "?"), given)

    def fetchall(self) -> Rows:
        return self.raw.fetchall()


class Texts:
    """The texts in a table by number, as the ledger has them: every engine reads its page there."""

    def __init__(self, path: Path, texts: Sequence[Text]) -> None:
        self.path = path
        made = sqlite3.connect(path)
        made.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, title TEXT, body TEXT)")
        made.executemany(
            "INSERT INTO texts VALUES (?, ?, ?)", ((t.number, t.title, "\n".join(t.texts)) for t in texts)
        )
        made.commit()
        made.close()


class Engine:
    """An index over the texts. ``build`` makes it and gives how long that took."""

    name = ""

    def __init__(self, folder: Path, texts: Texts) -> None:
        self.path, self.texts = folder / f"{type(self).__name__}.sqlite3", texts
        self.open()

    def open(self) -> None:
        """Opens the file anew: nothing of it is in this process's memory then."""
        self.connection = Connection(self.path)
        self.raw = self.connection.raw
        self.raw.execute("ATTACH ? AS told", (str(self.texts.path),))

    def close(self) -> None:
        """Closes it."""
        self.raw.close()

    def build(self, texts: Sequence[Text]) -> float:
        """Seconds that it took."""
        began = time.perf_counter()
        self.fill(texts)
        return time.perf_counter() - began

    def bytes(self) -> int:
        """What the file of the index takes on disk."""
        self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self.path.stat().st_size

    def fill(self, texts: Sequence[Text]) -> None: ...

    def all(self, typed: str) -> frozenset[int]:
        """The numbers of all that it finds."""
        return frozenset()

    def page(self, typed: str) -> None:
        """The first page with snippets, and how many there are."""


class Ours(Engine):
    """The product's own index and its whole way from what was typed to marked snippets."""

    name = "pairs, ours"
    step = TOGETHER

    def open(self) -> None:
        """Opens the file anew."""
        super().open()
        self.shelf = SqliteShelf(self.connection)

    def fill(self, texts: Sequence[Text]) -> None:
        """As a rebuild does: a transaction for every few, then tidied. What it holds as of when lies beside."""
        self.shelf.make()
        self.raw.execute("CREATE TABLE indexed (number INTEGER PRIMARY KEY, position INTEGER, standing TEXT)")
        for start in range(0, len(texts), self.step):
            part = texts[start : start + self.step]
            self.raw.execute("BEGIN")
            self.shelf.put(text.document for text in part)
            self.raw.executemany(
                "INSERT INTO indexed VALUES (?, ?, ?)",
                ((t.number, t.number, "open talks=counted") for t in part),
            )
            self.raw.execute("COMMIT")
        self.shelf.tidy()
        self.raw.execute("VACUUM")

    def all(self, typed: str) -> frozenset[int]:
        """Every page read to the end, as a reader would turn them."""
        return everything(self.shelf, typed, self._read)

    def page(self, typed: str) -> None:
        """One page."""
        find(self.shelf, understand(typed), read=self._read, is_open=True)

    def _read(self, numbers: Sequence[int]) -> dict[int, Readable]:
        asked = ",".join("?" * len(numbers))
        rows = self.raw.execute(
            f"SELECT number, title, body FROM told.texts WHERE number IN ({asked})", numbers
        )
        return {number: Readable(title, tuple(body.split("\n"))) for number, title, body in rows}


class Words(Engine):
    """FTS5 over words as rjieba cuts them, its own contents stored for its snippets."""

    name = "FTS5, rjieba words"

    def fill(self, texts: Sequence[Text]) -> None:
        """One transaction."""
        self.raw.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        self._insert("words", ((text.number, _cut(text.whole)) for text in texts))

    def _insert(self, table: str, rows: Iterable[tuple[int, str]]) -> None:
        self.raw.execute("BEGIN")
        self.raw.executemany(f"INSERT INTO {table}(rowid, body) VALUES (?, ?)", rows)
        self.raw.execute("COMMIT")
        self.raw.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
        self.raw.execute("VACUUM")

    def query(self, typed: str) -> str:
        """Each word of it as a phrase of what rjieba cuts it into."""
        return " ".join('"' + _cut(word).replace('"', "") + '"' for word in typed.split())

    table = "words"

    def all(self, typed: str) -> frozenset[int]:
        """Every match."""
        found = self.raw.execute(
            f"SELECT rowid FROM {self.table} WHERE {self.table} MATCH ?", (self.query(typed),)
        )
        return frozenset(number for (number,) in found)

    def page(self, typed: str) -> None:
        """Twenty with snippets, and the number of matches up to the same limit as ours."""
        query = self.query(typed)
        self.raw.execute(
            f"SELECT rowid, snippet({self.table}, 0, '<mark>', '</mark>', '…', 40) FROM {self.table}"
            f" WHERE {self.table} MATCH ? ORDER BY rowid DESC LIMIT 20",
            (query,),
        ).fetchall()
        self.raw.execute(
            f"SELECT count(*) FROM (SELECT rowid FROM {self.table} WHERE {self.table} MATCH ? LIMIT {NUMBERED})",
            (query,),
        ).fetchall()

    def contents(self) -> int:
        """How much of the file is its stored contents, which ours does not have."""
        return int(self.raw.execute("SELECT sum(length(CAST(c0 AS BLOB))) FROM words_content").fetchone()[0])


class Trigrams(Words):
    """FTS5's own trigram tokenizer; a query of two characters has no trigram."""

    name, table = "FTS5 trigram", "trigrams"

    def fill(self, texts: Sequence[Text]) -> None:
        """One transaction."""
        self.raw.execute("CREATE VIRTUAL TABLE trigrams USING fts5(body, tokenize='trigram')")
        self._insert("trigrams", ((text.number, text.whole) for text in texts))

    def query(self, typed: str) -> str:
        """As typed."""
        return " ".join(f'"{word}"' for word in typed.split())

    def contents(self) -> int:
        """How much of the file is its stored contents."""
        return int(
            self.raw.execute("SELECT sum(length(CAST(c0 AS BLOB))) FROM trigrams_content").fetchone()[0]
        )


class WithColumns(Ours):
    """Ours, were it known of each token in which column it stands."""

    name, detail = "pairs, detail=column", "column"

    def fill(self, texts: Sequence[Text]) -> None:
        """For its size only."""
        self.raw.execute(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, tokenize=\"ascii tokenchars '!$&#=_-'\","
            f" content='', contentless_delete=1, detail={self.detail})"
        )
        self.raw.execute("BEGIN")
        self.shelf.put(text.document for text in texts)
        self.raw.execute("COMMIT")
        self.shelf.tidy()
        self.raw.execute("VACUUM")


class WithPositions(WithColumns):
    """Ours, were it known where each token stands."""

    name, detail = "pairs, detail=full", "full"


def everything(
    shelf: Shelf, typed: str, read: Callable[[Sequence[int]], dict[int, Readable]]
) -> frozenset[int]:
    """All that the product would show on all pages together, however many."""
    asked = understand(typed)
    wanted = finding._wanted(asked, is_open=True, labels=(), unlike=())
    numbers = shelf.match(wanted, start=0, length=10**9).numbers
    found: set[int] = set()
    for start in range(0, len(numbers), TOGETHER):
        found.update(number for number, _ in finding._fitting(asked, numbers[start : start + TOGETHER], read))
    return frozenset(found)


def _cut(text: str) -> str:
    import rjieba

    return " ".join(rjieba.cut(text))
