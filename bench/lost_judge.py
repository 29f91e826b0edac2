"""The judge: the journal against what the site gives back, and the database against itself."""

import hashlib
import http.client
import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3
from psycopg import sql

_ORPHANS = (
    "SELECT count(*) FROM ledger_evidence e LEFT JOIN base_storedfile f ON f.id = e.file_id"
    " LEFT JOIN ledger_record r ON r.id = e.record_id WHERE f.id IS NULL OR r.id IS NULL"
)
_UNPAIRED = (
    "SELECT count(*) FROM ledger_record r LEFT JOIN ledger_receipt p ON p.record_id = r.id WHERE p.id IS NULL"
)
_GAPS = "SELECT max(position) - count(*) FROM ledger_revision"
_FILES = "SELECT sha256, size FROM base_storedfile"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. All but the first two and ``photos`` should be 0 or ``ok``."""

    acknowledged: int
    stored: int
    lost: int
    doubled: int
    changed_receipts: int
    photos: int
    wrong_hashes: int


@dataclass(frozen=True, slots=True)
class Inside:
    """What the database says of itself once the server has ended."""

    integrity: str
    orphan_links: int
    without_receipt: int
    gaps: int
    files_missing: int
    unreferenced: int


def read_journal(path: Path) -> tuple[dict[str, dict[str, Any]], dict[str, list[dict[str, Any]]]]:
    """What was sent by key, and every receipt that came by key."""
    sent: dict[str, dict[str, Any]] = {}
    receipts: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        if "sent" in said:
            sent[said["sent"]] = said
        elif said["status"] in (200, 201):
            receipts.setdefault(said["answered"], []).append(said["said"])
    return sent, receipts


class Reader:
    """Reads the site back through the exchange."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._headers = port, {"Authorization": f"Bearer {token}"}

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            connection.request("GET", path, headers=self._headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def records(self) -> list[dict[str, Any]]:
        """Every record the token may see."""
        rows: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None:
            _status, body = self.get(f"/api/v1/records?cursor={cursor}")
            page = json.loads(body)
            rows += page["items"]
            cursor = page["next"]
        return rows

    def photo_is_right(self, record: str, sha256: str) -> bool:
        """Whether the original that comes back has this hash."""
        status, body = self.get(f"/api/v1/records/{record}/photos/{sha256}")
        return status == 200 and hashlib.sha256(body).hexdigest() == sha256


def judge(journal: Path, reader: Reader) -> Verdict:
    """Compares the journal with the site, photo by photo."""
    sent, receipts = read_journal(journal)
    rows = reader.records()
    by_id = {each["id"]: each for each in rows}
    lost = 0
    asked: list[tuple[str, str]] = []
    for key, given in receipts.items():
        found = by_id.get(given[0]["id"])
        whole = found is not None and found["title"] == sent[key]["title"]
        there = {each["sha256"] for each in found["photos"]} if found else set()
        lost += not (whole and there == set(sent[key]["photos"]) == set(given[0]["photos"]))
        asked += [(given[0]["id"], sha256) for sha256 in sent[key]["photos"]]
    with ThreadPoolExecutor(4) as pool:
        right = sum(pool.map(lambda each: reader.photo_is_right(*each), asked))
    titles = Counter(each["title"] for each in rows)
    return Verdict(
        acknowledged=len(receipts),
        stored=len(rows),
        lost=lost,
        doubled=sum(number - 1 for number in titles.values()),
        changed_receipts=sum(any(each != given[0] for each in given) for given in receipts.values()),
        photos=len(asked),
        wrong_hashes=len(asked) - right,
    )


def look_inside(home: Path, database_url: str) -> Inside:
    """Asks the database, and looks for every stored file in the evidence store."""
    if database_url:
        with psycopg.connect(database_url, autocommit=True) as connection:
            integrity = _amcheck(connection)
            answers = [
                connection.execute(sql.SQL(each)).fetchall() for each in (_ORPHANS, _UNPAIRED, _GAPS, _FILES)
            ]
    else:
        connection = pysqlite3.connect(home / "hundredfold.sqlite3")
        connection.create_function("REGEXP", 2, _matches)  # a check constraint asks for it
        integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        integrity = integrity if not broken else f"{len(broken)} foreign keys broken"
        answers = [connection.execute(each).fetchall() for each in (_ORPHANS, _UNPAIRED, _GAPS, _FILES)]
        connection.close()
    orphans, unpaired, gaps, stored = answers
    there = {each.name: each.stat().st_size for each in (home / "evidence").glob("??/??/*")}
    return Inside(
        integrity=integrity,
        orphan_links=orphans[0][0],
        without_receipt=unpaired[0][0],
        gaps=gaps[0][0] or 0,
        files_missing=sum(there.get(sha256) != size for sha256, size in stored),
        unreferenced=len(set(there) - {sha256 for sha256, _size in stored}),
    )


def _matches(pattern: str, text: str | None) -> bool:
    return text is not None and re.search(pattern, text) is not None


def _amcheck(connection: "psycopg.Connection[Any]") -> str:
    """Every B-tree against its table; raises what the server finds wrong."""
    connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
    checked = connection.execute(
        "SELECT count(bt_index_check(c.oid, true)) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE a.amname = 'btree' AND n.nspname = 'public' AND c.relkind = 'i'"
    ).fetchone()
    return f"ok (amcheck, {checked[0] if checked else 0} indexes)"
