"""Commands about what was told: import, export, count, explain."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from hundredfold.base.env import BadSetting
from hundredfold.config import start
from hundredfold.config.commands.answers import chosen_language, write_json

Home = Annotated[Path | None, typer.Option(metavar="DIR", help="数据所在文件夹 / Where everything is kept.")]
Json = Annotated[str | None, typer.Option("--json", metavar="FILE|-", help="写成 JSON / Write JSON.")]
AsOf = Annotated[str | None, typer.Option(metavar="DAY", help="截至哪天所知 / As known on that day.")]
Language = Annotated[str | None, typer.Option(help="zh | en")]
By = Annotated[str, typer.Option(metavar="NAME", help="以谁的名义 / In whose name.")]


def _open(home: Path | None) -> None:
    start.use_home(home)
    start.django()
    start.require_current_database()


def import_(
    ledger: Annotated[
        Path | None, typer.Argument(metavar="LEDGER", help="XLSX 或 CSV / XLSX or CSV.")
    ] = None,
    photos: Annotated[Path | None, typer.Option(metavar="DIR", help="照片文件夹 / Folder of photos.")] = None,
    add_units: Annotated[
        bool, typer.Option("--add-units", help="添加不认识的单位 / Add unknown units.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 / Do not ask.")] = False,
    undo: Annotated[str | None, typer.Option(metavar="ID", help="整批撤销 / Undo a whole import.")] = None,
    by: By = "admin",
    home: Home = None,
) -> None:
    """导入整份台账：先看，确认后一次入账，可整批撤销 / Import a ledger: look, confirm, undo as a whole."""
    _open(home)
    from django.core.exceptions import PermissionDenied

    from hundredfold.base.files import NoRoom
    from hundredfold.config import importing

    try:
        if undo:
            importing.undo(undo, by=by)
        elif ledger is None:
            raise BadSetting(
                "请给出台账文件，或用 --undo 撤销一次导入。/ Name a ledger file, or undo an import with --undo."
            )
        else:
            importing.run(ledger, photos=photos, add_units=add_units, by=by, ask=not yes)
    except (PermissionDenied, NoRoom) as refused:
        raise BadSetting(f"{by}：{refused}") from refused


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="*.xlsx | *.csv | *.json")],
    as_of: AsOf = None,
    language: Language = None,
    home: Home = None,
) -> None:
    """导出全部记录及其计数理由 / Export every record with where it stands and why."""
    tongue = chosen_language(language)
    _open(home)
    from hundredfold.tell import ledger_table
    from hundredfold.tell.render import tables

    writer = tables.WRITERS.get(file.suffix.lower())
    if writer is None:
        raise BadSetting(
            f"{file.name}：只能导出 *.xlsx、*.csv、*.json。/ It can be exported as *.xlsx, *.csv or *.json."
        )
    if not file.absolute().parent.is_dir():
        raise BadSetting(f"{file.name}：没有这个文件夹 {file.parent}。/ There is no such folder.")
    table = ledger_table.whole(_programme(), until=_until(as_of), language=tongue)
    try:
        writer(table, file)
    except OSError as wrong:
        raise BadSetting(f"{file.name}：写不进去。/ It cannot be written.") from wrong
    typer.echo(f"{file.name}: {len(table.rows)}")


def count(as_of: AsOf = None, json: Json = None, language: Language = None, home: Home = None) -> None:
    """按条线计数，可回到任何一天 / Count by strand, as of any day."""
    tongue = chosen_language(language)
    _open(home)
    from hundredfold.tell import count_report

    report = count_report.as_json(_programme(), until=_until(as_of), language=tongue)
    if json:
        write_json(report, json)
    if json != "-":
        _show_count(report, tongue)


def _show_count(report: dict[str, Any], tongue: str) -> None:
    from rich.console import Console
    from rich.table import Table

    heads = ("", "counted", "waiting", "planned", "not counted", "target")
    table = Table(
        *(heads if tongue == "en" else ("", "计入", "待核", "计划中", "不计入", "目标")),
        title=report["as_of"],
    )
    for each in report["counts"].values():
        numbers = [str(each[state]) for state in ("counted", "pending", "planned", "excluded", "target")]
        table.add_row(each["name"], *numbers)
    Console(markup=False).print(table)


def explain(
    what: Annotated[
        str, typer.Argument(metavar="STRAND|RECORD", help="条线代码、记录号或编号 / Strand, id or number.")
    ],
    as_of: AsOf = None,
    json: Json = None,
    language: Language = None,
    home: Home = None,
) -> None:
    """一个数字或一条记录为什么这样计 / Why a number is what it is, or why a record counts or does not."""
    tongue = chosen_language(language)
    _open(home)
    from hundredfold.tell import count_report

    answer = count_report.explain(_programme(), what, until=_until(as_of), language=tongue)
    if json:
        write_json(answer, json)
    else:
        for line in answer["sentences"]:
            typer.echo(line)


def _programme() -> Any:
    from hundredfold.plan.queries import current_programme

    programme = current_programme()
    if programme is None:
        raise BadSetting(
            "还没有项目，先运行 hundredfold found。/ No programme yet: run `hundredfold found` first."
        )
    return programme


def _until(day: str | None) -> dt.datetime | None:
    """The last moment of a day in the programme's time zone; none: now."""
    if day is None:
        return None
    from zoneinfo import ZoneInfo

    try:
        chosen = dt.date.fromisoformat(day)
    except ValueError as wrong:
        raise BadSetting(
            f"--as-of {day}：请写成 2026-06-30 这样的日期。/ Write the day like 2026-06-30."
        ) from wrong
    return dt.datetime.combine(chosen, dt.time.max, tzinfo=ZoneInfo(_programme().time_zone))


COMMANDS: Mapping[str, Callable[..., None]] = {
    "import": import_,
    "export": export,
    "count": count,
    "explain": explain,
}
