"""What ``doctor`` looks at. Each finding is one sentence with what to do; it repairs nothing."""

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from hundredfold.base import files
from hundredfold.base.models import StoredFile
from hundredfold.do.ledger.models import Revision
from hundredfold.plan.queries import current_programme
from hundredfold.prove.actions.judge import READER
from hundredfold.prove.actions.settle import totals_hold
from hundredfold.prove.models import Cursor
from hundredfold.tell.actions import lag

SAMPLE = 500  # originals whose bytes are hashed again; the whole store is a backup's matter
SAFE_SQLITE = (3, 51, 3)
FOLLOWS = 5_000  # revisions that the worker still takes in within a round or two
ASLEEP = 60  # seconds after which a silent worker counts as not running


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at."""

    holds: bool
    sentence: str


def examine(*, now: dt.datetime) -> Iterator[Sign]:
    """Everything, one sign after another, cheapest first."""
    yield _database()
    yield _room()
    yield _worker(now)
    yield _evidence()
    programme = current_programme()
    if programme is None:
        yield Sign(False, "还没有项目，运行 hundredfold found / no programme yet: run `hundredfold found`")
        return
    yield Sign(True, f"项目 / programme: {programme.code}")
    yield _totals_sign(totals_hold(programme))
    yield _behind()
    yield _search_sign(lag())


def _database() -> Sign:
    if connection.vendor != "sqlite":
        return Sign(True, f"数据库 / database: {connection.vendor}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        sound = cursor.fetchone()[0] == "ok"
        cursor.execute("SELECT sqlite_version()")
        version = str(cursor.fetchone()[0])
    safe = tuple(int(part) for part in version.split(".")) >= SAFE_SQLITE
    return Sign(
        sound and safe,
        f"数据库 / database: SQLite {version}, {'ok' if sound else '损坏，请从备份恢复 / damaged'}",
    )


def _room() -> Sign:
    free = shutil.disk_usage(Path(settings.HOME)).free
    return Sign(free > settings.FREE_SPACE_KEPT * 2, f"磁盘剩余 / free space: {free >> 20} MB")


def _worker(now: dt.datetime) -> Sign:
    beat = Path(settings.HOME, "worker-alive")
    if not beat.exists():
        return Sign(False, "后台核对未运行，用 hundredfold serve 或 worker 启动 / the worker is not running")
    silent = now.timestamp() - beat.stat().st_mtime
    return Sign(silent < ASLEEP, f"后台核对 {silent:.0f} 秒前还在 / worker last seen {silent:.0f} s ago")


def _evidence() -> Sign:
    bad = [
        sha256
        for sha256 in StoredFile.objects.order_by("-pk").values_list("sha256", flat=True)[:SAMPLE]
        if not _is_whole(sha256)
    ]
    total = StoredFile.objects.all().values("pk").order_by("-pk")[:SAMPLE]
    said = f"佐证原件抽查 {len(total)} 份 / originals looked at: {len(total)}"
    return Sign(
        not bad, said if not bad else f"{said}；缺失或改动 / missing or changed: {', '.join(bad[:5])}"
    )


def _is_whole(sha256: str) -> bool:
    try:
        with files.path_of(sha256).open("rb") as original:
            return hashlib.file_digest(original, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _totals_sign(hold: bool) -> Sign:
    said = "合计与逐格相符 / kept totals equal their lists"
    return Sign(
        hold,
        said
        if hold
        else "合计与逐格不符，运行 hundredfold serve 会重新结算 / totals differ from their lists",
    )


def _search_sign(behind: int) -> Sign:
    said = f"待收进检索的修订 / revisions not to be found by search yet: {behind}"
    if behind <= FOLLOWS:
        return Sign(True, said)
    return Sign(
        False, f"{said}；后台会补上，或运行 hundredfold search rebuild / the worker catches up, or run that"
    )


def _behind() -> Sign:
    last = Revision.objects.order_by("-position").values_list("position", flat=True).first() or 0
    cursor = Cursor.objects.filter(name=READER).values_list("position", flat=True).first() or 0
    return Sign(True, f"待核对的修订 / revisions not judged yet: {last - cursor}")
