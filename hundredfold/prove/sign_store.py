"""Reads and writes the table of signs in bulk, in the words of either database. Knows no records and no meaning."""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection

Pair = tuple[int, int]
BATCH = 100_000  # pairs in one statement

# Of each key at most so many records, so that a sign which everybody has costs no more than a rare one.
_HOLDERS = {
    "sqlite": """
        SELECT asked.value, (
            SELECT group_concat(record_id)
            FROM (SELECT record_id FROM prove_sign WHERE key = asked.value ORDER BY record_id LIMIT %s)
        ) FROM json_each(%s) AS asked
    """,
    "postgresql": """
        SELECT asked.key, string_agg(held.record_id::text, ',') FROM unnest(%s::bigint[]) AS asked (key)
        CROSS JOIN LATERAL (
            SELECT record_id FROM prove_sign AS kept WHERE kept.key = asked.key ORDER BY record_id LIMIT %s
        ) AS held GROUP BY asked.key
    """,
}
_ADD = {
    "sqlite": "INSERT OR IGNORE INTO prove_sign (key, record_id) VALUES (%s, %s)",
    "postgresql": """
        INSERT INTO prove_sign (key, record_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])
        ON CONFLICT DO NOTHING
    """,
}
_DROP = "DELETE FROM prove_sign WHERE key = %s AND record_id = %s"


def holders(keys: Collection[int], *, most: int) -> dict[int, list[int]]:
    """For each key that anybody holds, its first ``most`` records by primary key. One query."""
    if not keys:
        return {}
    listed = "[" + ",".join(map(str, keys)) + "]"
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS[connection.vendor], [most, listed] if is_sqlite else [list(keys), most])
        return {key: [int(each) for each in held.split(",")] for key, held in cursor.fetchall() if held}


def add(pairs: Iterable[Pair]) -> None:
    """Adds (key, record) pairs; those that stand already are passed over."""
    ordered = sorted(pairs)  # in the order of the tree, which touches each of its pages once
    if ordered:
        add_in_order(*zip(*ordered, strict=True))


def add_in_order(keys: Sequence[int], records: Sequence[int]) -> None:
    """The same of keys in ascending order and the records beside them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_ADD["sqlite"], list(zip(keys, records, strict=True)))
            return
        for start in range(0, len(keys), BATCH):
            part = slice(start, start + BATCH)
            cursor.execute(_ADD["postgresql"], [list(keys[part]), list(records[part])])


def drop(pairs: Sequence[Pair]) -> None:
    """Takes (key, record) pairs away."""
    if pairs:
        with connection.cursor() as cursor:
            cursor.executemany(_DROP, sorted(pairs))
