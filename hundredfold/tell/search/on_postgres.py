"""The index on PostgreSQL: folded texts, and a GIN index over the tokens that a function of the database gives of them.

The tokens are nowhere stored but in the index: kept as a tsvector they would take three times the text (ADR 18).
Knows no Django and no record.
"""
# ruff: noqa: S608 - what is put together are the names of our own table

from __future__ import annotations

from collections.abc import Collection, Iterable

from hundredfold.tell.search.asking import Token
from hundredfold.tell.search.folding import fold
from hundredfold.tell.search.pinyin import readings
from hundredfold.tell.search.shelf import TOTAL_MOST, Connection, Matched, Wanted, rows
from hundredfold.tell.search.tokens import Document

TABLE = "tell_words"
_COLUMNS = ("title", "text", "closed_title", "closed_text", "spoken", "closed_spoken", "labels")
# 11904 is U+2E80, where ideographs begin; the same as in tokens.py, and a test holds the two together.
_MAKE = (
    """CREATE FUNCTION tell_tokens_of(folded text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE letters text[] := string_to_array(folded, NULL);
    BEGIN
        IF folded = '' THEN RETURN '{}'; END IF;
        RETURN array(
            SELECT CASE WHEN ascii(b) >= 11904 THEN a || b ELSE a END
            FROM unnest(letters, letters[2:]) AS pair(a, b) WHERE ascii(a) >= 11904
        ) || array(
            SELECT left(word, 64) FROM unnest(string_to_array(translate(folded, E'\n', ' '), ' ')) AS word
            WHERE ascii(word) BETWEEN 1 AND 11903
        );
    END $$""",
    """CREATE FUNCTION tell_marked(mark text, tokens text[]) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT
    PARALLEL SAFE AS $$ BEGIN
        IF tokens = '{}' THEN RETURN tokens; END IF;
        RETURN array(SELECT mark || token FROM unnest(tokens) AS token);
    END $$""",
    """CREATE FUNCTION tell_tokens(
        title text, body text, closed_title text, closed_text text, spoken text, closed_spoken text, labels text
    ) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 20000 AS $$
    DECLARE
        titled text[] := tell_tokens_of(title) || array_remove(string_to_array(spoken, ' '), '');
        hidden text[] := tell_tokens_of(closed_title) || array_remove(string_to_array(closed_spoken, ' '), '');
    BEGIN
        RETURN array_to_tsvector(
            titled || tell_tokens_of(body) || tell_marked('!', titled)
            || tell_marked('$', hidden || tell_tokens_of(closed_text)) || tell_marked('&', hidden)
            || tell_marked('#', array_remove(string_to_array(labels, ' '), ''))
        );
    END $$""",
    f"""CREATE TABLE {TABLE} (number bigint PRIMARY KEY, title text NOT NULL, text text NOT NULL,
        closed_title text NOT NULL, closed_text text NOT NULL, spoken text NOT NULL, closed_spoken text NOT NULL,
        labels text NOT NULL)""",
    f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin (tell_tokens({', '.join(_COLUMNS)})) WITH (fastupdate = off)",
)
_UNMAKE = (
    f"DROP TABLE IF EXISTS {TABLE}",
    "DROP FUNCTION IF EXISTS tell_tokens(text, text, text, text, text, text, text)",
    "DROP FUNCTION IF EXISTS tell_marked(text, text[])",
    "DROP FUNCTION IF EXISTS tell_tokens_of(text)",
)
_FITS = f"tell_tokens({', '.join(_COLUMNS)}) @@ %s::tsquery"
# Both are fetched by the index before they are put in order: the planner would else try row by row from the newest.
_MATCH = f"""WITH found AS MATERIALIZED (SELECT number FROM {TABLE} WHERE {_FITS} AND number <> ALL(%s::bigint[])),
    titled AS MATERIALIZED (SELECT number FROM {TABLE} WHERE {_FITS})
    SELECT found.number, (SELECT count(*) FROM found)
    FROM found LEFT JOIN titled USING (number)
    ORDER BY titled.number IS NULL, found.number DESC LIMIT %s OFFSET %s"""
_COUNT = f"SELECT count(*) FROM {TABLE} WHERE {_FITS} AND number <> ALL(%s::bigint[])"
_PUT = f"""INSERT INTO {TABLE} (number, {", ".join(_COLUMNS)}) VALUES (%s{", %s" * len(_COLUMNS)})
    ON CONFLICT (number) DO UPDATE SET {", ".join(f"{each} = excluded.{each}" for each in _COLUMNS)}"""


class PostgresShelf:
    """Folded texts in a table of their own, their tokens in its GIN index."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def make(self) -> None:
        """Makes the empty index."""
        self._run(*_MAKE)

    def unmake(self) -> None:
        """Drops the index."""
        self._run(*_UNMAKE)

    def put(self, documents: Iterable[Document]) -> None:
        """Keeps these documents, in place of what stood under their numbers."""
        with self.connection.cursor() as cursor:
            cursor.executemany(_PUT, [_row(each) for each in documents])

    def take_out(self, numbers: Collection[int]) -> None:
        """Leaves no trace of these documents."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE number = ANY(%s)", (list(numbers),))

    def match(self, wanted: Wanted, *, start: int, length: int, without: Collection[int] = ()) -> Matched:
        """``length`` documents from the ``start``-th on. One statement, two where the page lies behind the last."""
        every, left_out = _query(wanted.every, wanted.none), list(without)
        given = (every, left_out, _query(wanted.in_title, wanted.none), length, start)
        found = rows(self.connection, _MATCH, given)
        total = found[0][1] if found else 0
        if not found and start:
            total = rows(self.connection, _COUNT, (every, left_out))[0][0]
        return Matched(tuple(number for number, _ in found), min(total, TOTAL_MOST), total > TOTAL_MOST)

    def tidy(self) -> None:
        """Lets the planner know what there is. What was replaced is cleared by the database's own vacuum."""
        self._run(f"ANALYZE {TABLE}")

    def size(self) -> int:
        """Bytes that texts and index take."""
        return int(rows(self.connection, "SELECT pg_total_relation_size(%s::regclass)", (TABLE,))[0][0])

    def _run(self, *statements: str) -> None:
        with self.connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def _row(document: Document) -> tuple[object, ...]:
    texts = (document.title, document.text, document.closed_title, document.closed_text)
    spoken = (document.names, document.closed_names)
    return (
        document.number,
        *("\n".join(filter(None, map(fold, each))) for each in texts),
        *(" ".join(sorted({way for name in each for way in readings(fold(name))})) for each in spoken),
        " ".join(document.labels),
    )


def _query(groups: Iterable[Iterable[Token]], none: Iterable[Token]) -> str:
    every = " & ".join("(" + " | ".join(map(_said, group)) + ")" for group in groups)
    left_out = " | ".join(map(_said, none))
    return f"{every} & !({left_out})" if left_out else every


def _said(token: Token) -> str:
    quoted = "'" + token.text.replace("\\", "\\\\").replace("'", "''") + "'"
    return quoted + ":*" if token.begins else quoted
