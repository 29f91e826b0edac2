"""Imports a ledger at the terminal: read, shown, asked, told, judged. Each step shows how far it is."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hundredfold.base import clock, files
from hundredfold.base.env import BadSetting
from hundredfold.base.models import User
from hundredfold.config.founding import require_operator
from hundredfold.do.ledger.actions import confirm_import, keep_import, undo_import
from hundredfold.do.ledger.facts import Proof
from hundredfold.do.ledger.models import ImportBatch
from hundredfold.do.ledger.rows import RowReader
from hundredfold.plan.actions import add_unit
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import current_programme, unit_index
from hundredfold.plan.words import UnitLevel
from hundredfold.prove.actions import judge_new, look_at_photos
from hundredfold.prove.intake import local_day
from hundredfold.reading.sheets import LedgerRow, LedgerStream, stream_ledger

SHOWN = 20  # refused rows printed; all of them are kept with the batch

console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)


def run(ledger: Path, *, photos: Path | None, add_units: bool, by: str, ask: bool) -> None:
    """Reads ``ledger``, shows what it would tell, and tells it once confirmed. Refused or BadSetting in a sentence."""
    user = require_operator(by)
    programme = current_programme()
    if programme is None:
        raise BadSetting(
            "还没有项目，先运行 hundredfold found。/ No programme yet: run `hundredfold found` first."
        )
    _refuse_known(ledger, programme)
    with _bar() as bar:
        batch = _read(ledger, programme, photos=photos, add_units=add_units, user=user, bar=bar)
    _show(batch)
    if not batch.good:
        raise BadSetting(f"{ledger.name}：没有可入账的行。/ {ledger.name}: no row can be taken.")
    if ask and not _agreed(batch):
        console.print("未入账，什么都没有改变。/ Nothing was told.")
        return
    with _bar() as bar:
        task = bar.add_task("入账 telling", total=batch.good)
        batch = confirm_import(
            by=user, batch=batch, at=clock.now(), progress=lambda done: bar.update(task, completed=done)
        )
        _judge(programme, bar)
    console.print(f"已入账 {batch.good} 条 / told.  撤销 / undo: hundredfold import --undo {batch.public_id}")


def undo(public_id: str, *, by: str) -> None:
    """Withdraws a whole import."""
    user = require_operator(by)
    batch = ImportBatch.objects.filter(public_id=public_id).select_related("programme").first()
    if batch is None:
        raise BadSetting(f"没有导入 {public_id}。/ There is no import {public_id}.")
    with _bar() as bar:
        task = bar.add_task("撤销 undoing", total=batch.good)
        number = undo_import(
            by=user, batch=batch, at=clock.now(), progress=lambda done: bar.update(task, completed=done)
        )
        _judge(batch.programme, bar)
    console.print(f"已撤销 {number} 条 / withdrawn.")


def _refuse_known(ledger: Path, programme: Programme) -> None:
    """Raises BadSetting if this very file stands in the ledger already: before it is read, not after."""
    if not ledger.is_file():
        return  # the reader says what is wrong with it
    told = ImportBatch.objects.filter(programme=programme, confirmed_at__isnull=False, undone_at__isnull=True)
    batch = told.filter(source_sha256=_sha256(ledger)).first()
    if batch is not None:
        raise BadSetting(
            f"{ledger.name}：这个文件已经导入过，要重来请先撤销：hundredfold import --undo {batch.public_id}"
            f" / This very file was imported before; undo that import first."
        )


def _bar() -> Progress:
    """Bars for whoever watches; where nobody does, what is refused stays one line."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=False, disable=not console.is_terminal)


def _read(
    ledger: Path, programme: Programme, *, photos: Path | None, add_units: bool, user: User, bar: Progress
) -> ImportBatch:
    at = clock.now()
    task = bar.add_task("读取和核对 reading and checking", total=None)
    stream = stream_ledger(ledger, seconds=300, memory_mb=1024)
    rows: Iterable[LedgerRow] = chain.from_iterable(stream)
    if add_units:  # then every row has to be seen before the first can be checked
        rows = list(rows)
        _add_units(rows, programme, user=user)
    reader = RowReader(
        blueprint=programme.blueprint,
        unit_named=_cached(unit_index().named),
        photo_named=_photo_keeper(photos),
        today=local_day(programme, at),
    )
    return keep_import(
        by=user,
        programme=programme,
        source_name=ledger.name,
        source_sha256=_sha256(ledger),
        results=bar.track(reader.read(rows, skipped=stream.skipped), task_id=task),
        notices=_notices(stream),
        at=at,
    )


def _notices(stream: LedgerStream) -> Iterator[str]:
    """What the reader decided, asked for only once it has read everything."""
    for notice in stream.notices:
        yield notice.why()


def _cached(named: Callable[[str], Unit | None]) -> Callable[[str], str | None]:
    """Units by name, each name looked up once: a ledger says the same few hundred over and over."""
    known: dict[str, str | None] = {}

    def look_up(name: str) -> str | None:
        if name not in known:
            unit = named(name)
            known[name] = unit.public_id if unit else None
        return known[name]

    return look_up


def _add_units(rows: Iterable[LedgerRow], programme: Programme, *, user: User) -> None:
    """Adds each unit that nobody knows under the top one, as the person at the terminal asked."""
    index = unit_index()
    top = Unit.objects.filter(parent__isnull=True).order_by("pk").first()
    for name in dict.fromkeys(row.unit for row in rows if row.unit):
        if index.named(name) is None and not index.candidates(name):
            add_unit(by=user, name=name, level=UnitLevel.OTHER, parent=top, at=clock.now())


def _photo_keeper(folder: Path | None) -> Callable[[str], Proof | None]:
    there = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()} if folder else {}

    def keep(name: str) -> Proof | None:
        path = there.get(name)
        if path is None:
            return None
        with path.open("rb") as source:
            stored = files.keep(
                iter(lambda: source.read(files.PIECE), b""), media_type="image/jpeg", at=clock.now()
            )
        return Proof(stored.sha256, "photo")

    return keep


def _sha256(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _show(batch: ImportBatch) -> None:
    console.print(
        f"{batch.source_name}：可入账 {batch.good} 条，退回 {len(batch.refused)} 行 / good, refused"
    )
    for notice in batch.notices:
        console.print(f"· {notice}")
    for refused in batch.refused[:SHOWN]:
        sheet = f"{refused['sheet']} " if refused["sheet"] else ""
        console.print(f"  {sheet}{refused['row']}: {refused['why']}")
    if len(batch.refused) > SHOWN:
        console.print(f"  … {len(batch.refused) - SHOWN} more")


def _agreed(batch: ImportBatch) -> bool:
    if not sys.stdin.isatty():
        return False
    answer = console.input(f"入账 {batch.good} 条？/ Tell them? [y/N] ")
    return answer.strip().lower() in {"y", "yes", "是"}


def _judge(programme: Programme, bar: Progress) -> None:
    task = bar.add_task("核实 proving", total=1.0)
    look_at_photos(at=clock.now())
    judge_new(programme, at=clock.now(), progress=lambda _stage, share: bar.update(task, completed=share))
    bar.update(task, completed=1.0)
