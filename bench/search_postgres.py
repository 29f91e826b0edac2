"""The part of the bench of search on PostgreSQL: ours beside LIKE with a trigram index, in a cluster of its own."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

from bench.search_corpus import Query, Text
from bench.search_engines import everything
from hundredfold.tell.search.asking import understand
from hundredfold.tell.search.finding import Readable, find
from hundredfold.tell.search.on_postgres import TABLE, PostgresShelf
from tests.cluster import NoPostgres, cluster

if TYPE_CHECKING:
    from bench.search import Score

TOGETHER = 500
NUMBERED = 10_001


class Connection:
    """A connection as the index wants it."""

    vendor = "postgresql"

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw

    @contextmanager
    def cursor(self) -> Any:
        """A cursor of psycopg: ``%s`` is its own."""
        with self.raw.cursor() as cursor:
            yield cursor


class Ours:
    """The product's index on PostgreSQL."""

    name = "pairs, ours"

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw, self.shelf = raw, PostgresShelf(Connection(raw))

    def fill(self, texts: Sequence[Text]) -> None:
        """As a rebuild does."""
        self.shelf.make()
        for start in range(0, len(texts), TOGETHER):
            self.shelf.put(text.document for text in texts[start : start + TOGETHER])
            self.raw.commit()
        self.raw.commit()
        self.raw.autocommit = True
        self.raw.execute(f"VACUUM ANALYZE {TABLE}")
        self.raw.autocommit = False

    def all(self, typed: str) -> frozenset[int]:
        """Every page read to the end."""
        return everything(self.shelf, typed, self._read)

    def page(self, typed: str) -> None:
        """One page with snippets."""
        find(self.shelf, understand(typed), read=self._read, is_open=True)

    def _read(self, numbers: Sequence[int]) -> dict[int, Readable]:
        rows = self.raw.execute(
            "SELECT number, title, body FROM texts WHERE number = ANY(%s)", (list(numbers),)
        )
        return {number: Readable(title, tuple(body.split("\n"))) for number, title, body in rows}

    def size(self) -> tuple[int, str, float]:
        """Bytes of the index, and of the folded texts beside it."""
        gin = self.raw.execute(f"SELECT pg_relation_size('{TABLE}_gin')").fetchone()
        whole = self.raw.execute(f"SELECT pg_total_relation_size('{TABLE}')").fetchone()
        assert gin
        assert whole
        return int(gin[0]), "with the folded texts", float(whole[0])


class Trigrams:
    """LIKE over a GIN index of trigrams."""

    name = "pg_trgm, LIKE"

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.raw = raw

    def fill(self, texts: Sequence[Text]) -> None:
        """Made once all texts are there, which is quickest."""
        self.raw.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        self.raw.execute(
            "CREATE INDEX texts_trgm ON texts USING gin ((title || E'\\n' || body) gin_trgm_ops)"
        )
        self.raw.commit()
        self.raw.autocommit = True
        self.raw.execute("VACUUM ANALYZE texts")
        self.raw.autocommit = False

    def all(self, typed: str) -> frozenset[int]:
        """Every match."""
        return frozenset(
            number
            for (number,) in self.raw.execute(
                f"SELECT number FROM texts WHERE {self._where(typed)}", self._given(typed)
            )
        )

    def page(self, typed: str) -> None:
        """Twenty, the newest first, and the number up to the same limit as ours; no snippets."""
        where, given = self._where(typed), self._given(typed)
        self.raw.execute(
            f"WITH found AS MATERIALIZED (SELECT number FROM texts WHERE {where} LIMIT {NUMBERED})"
            " SELECT number, (SELECT count(*) FROM found) FROM found ORDER BY number DESC LIMIT 20",
            given,
        ).fetchall()

    def _where(self, typed: str) -> str:
        return " AND ".join(["title || E'\\n' || body LIKE %s"] * len(typed.split()))

    def _given(self, typed: str) -> list[str]:
        return [f"%{word}%" for word in typed.split()]

    def size(self) -> tuple[int, str, float]:
        """Bytes of the index."""
        gin = self.raw.execute("SELECT pg_relation_size('texts_trgm')").fetchone()
        assert gin
        return int(gin[0]), "", 0.0


def run(
    texts: Sequence[Text],
    asked: Sequence[Query],
    size: int,
    *,
    measure: Callable[..., None],
    table: Callable[..., None],
) -> bool:
    """Both in one cluster; gives whether ours missed anything. Says so where there is no PostgreSQL."""
    from bench.search import Score, _missed

    try:
        with cluster() as url:
            scores = _measured(url, texts, asked, size, measure=measure, score_of=Score)
    except NoPostgres as absent:
        sys.stdout.write(f"{absent}\n")
        return False
    table("PostgreSQL", scores, size)
    return _missed(scores[0])


def _measured(
    url: str,
    texts: Sequence[Text],
    asked: Sequence[Query],
    size: int,
    *,
    measure: Callable[..., None],
    score_of: type[Score],
) -> list[Score]:
    with psycopg.connect(url, autocommit=True) as raw:
        # pg_trgm takes only what the locale calls letters.
        raw.execute("CREATE DATABASE looked_into TEMPLATE template0 LC_CTYPE 'C.UTF-8' LC_COLLATE 'C.UTF-8'")
    scores = []
    with psycopg.connect(url.rpartition("/")[0] + "/looked_into") as raw:
        raw.execute("CREATE TABLE texts (number bigint PRIMARY KEY, title text NOT NULL, body text NOT NULL)")
        with raw.cursor() as cursor, cursor.copy("COPY texts FROM STDIN") as copy:
            for text in texts:
                copy.write_row((text.number, text.title, "\n".join(text.texts)))
        raw.commit()
        for kind in (Ours, Trigrams):
            engine = kind(raw)
            began = time.perf_counter()
            engine.fill(texts)
            built = time.perf_counter() - began
            taken, words, more = engine.size()
            note = f"{more / size:.2f}x {words}" if words else ""
            score = score_of(engine.name, built=built, size=taken, note=note)
            measure(score, asked, engine.all, engine.page, again=None)
            scores.append(score)
    return scores
