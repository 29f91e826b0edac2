"""Between the parts of long work: whoever waits to write gets a turn. Knows no work."""

import time

from django.db import connection

PAUSE = 0.12  # seconds: who waits for SQLite looks again after a tenth of a second at most


def let_others_write() -> None:
    """Leaves the database alone for a moment, where that is needed and outside a transaction.

    SQLite keeps no queue of writers: those who wait look now and then whether it is free, and would hardly ever find
    it so between two parts that follow at once. PostgreSQL holds rows, not everything, and needs no pause.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(PAUSE)
