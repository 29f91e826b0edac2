"""Puts the bundled SQLite in the place of the system's, before Django looks for one (ADR 0005).

Debian 12 ships 3.40.1, whose write-ahead log can lose a reset when several processes write (mended in 3.51.3).
"""

import sys

import pysqlite3


def stand_in() -> None:
    """Makes ``import sqlite3`` give the bundled driver in this process."""
    if "sqlite3" not in sys.modules or sys.modules["sqlite3"] is not pysqlite3:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
