"""Makes the demonstration's home: a clock that stands mid-year, a database, the seeded year. Never a real home."""

import datetime as dt
import os
import shutil
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from hundredfold.base.env import BadSetting
from hundredfold.config import start

TODAY = dt.datetime(2026, 6, 30, 18, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
FRESH_FOR = dt.timedelta(
    hours=20
)  # older than this it is made anew: its clock would have left the thirtieth of June
VERSION = "2"


def prepare(*, fresh: bool = False) -> None:
    """Leaves a ready demonstration in HUNDREDFOLD_HOME and Django started. A good one from today is kept.

    Raises BadSetting for a folder that holds anything else: a real home is never touched.
    """
    home = Path(os.environ["HUNDREDFOLD_HOME"])
    ready = home / "demo-ready"
    if home.exists() and any(home.iterdir()) and not (home / "demo-clock").is_file():
        raise BadSetting(
            f"{home.name} 里有别的数据，演示不碰它；用 --home 另指一个空文件夹。/ "
            f"{home.name} holds something else, which the demo never touches; name an empty folder with --home."
        )
    if not fresh and ready.is_file() and _is_recent(ready):
        start.django()
        start.migrate()
        return
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    behind = dt.datetime.now(dt.UTC) - TODAY
    (home / "demo-clock").write_text(str(int(behind.total_seconds())), encoding="ascii")
    started = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        start.django()
        task = bar.add_task("数据库 database", total=1)
        start.migrate()
        bar.update(task, completed=1)
        from hundredfold.config.demo.load import load

        load(bar)
    ready.write_text(VERSION, encoding="ascii")
    Console(stderr=True).print(f"演示数据用时 {time.monotonic() - started:.0f} 秒 / made in seconds")


def _is_recent(ready: Path) -> bool:
    age = dt.datetime.now(dt.UTC).timestamp() - ready.stat().st_mtime
    return age < FRESH_FOR.total_seconds() and ready.read_text(encoding="ascii") == VERSION
