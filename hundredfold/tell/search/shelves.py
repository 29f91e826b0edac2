"""Which class of index stands behind which database."""

from hundredfold.tell.search.shelf import Connection, Shelf


def shelf_of(connection: Connection) -> Shelf:
    """The index in the database of this connection."""
    if connection.vendor == "postgresql":
        from hundredfold.tell.search.on_postgres import PostgresShelf  # noqa: PLC0415  only one of the two is needed

        return PostgresShelf(connection)
    from hundredfold.tell.search.on_sqlite import SqliteShelf  # noqa: PLC0415  only one of the two is needed

    return SqliteShelf(connection)
