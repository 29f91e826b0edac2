"""`hundredfold check`: any ledger file through all rules, without a site. A child reads; this process judges."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hundredfold.base.env import BadSetting
from hundredfold.config.commands.answers import chosen_language, write_json, write_page
from hundredfold.config.commands.engines import EngineName, Master, advise, engine_of, require_engine

if TYPE_CHECKING:  # a refused file must not wait for what judges the others
    from rich.progress import Progress

    from hundredfold.prove.checking import Checked
    from hundredfold.prove.prints import PrintedPhoto
    from hundredfold.reading.sheets import Ledger

LedgerFile = Annotated[Path, typer.Argument(metavar="LEDGER", help="XLSX 或 CSV 台账 / XLSX or CSV ledger.")]
Photos = Annotated[Path | None, typer.Option(metavar="DIR", help="照片所在文件夹 / Folder of the photos.")]
Programme = Annotated[str, typer.Option(metavar="FILE", help="蓝本文件或名称 / Blueprint file or name.")]
Html = Annotated[Path | None, typer.Option(metavar="FILE", help="写成可邮寄的网页 / Write a page to mail.")]
Json = Annotated[str | None, typer.Option(metavar="FILE|-", help="写成 JSON / Write JSON; - for the screen.")]
Strict = Annotated[bool, typer.Option("--strict", help="有发现则以 1 退出 / Exit 1 if anything was found.")]

STAGES = {"read": 0.0, "photos": 0.15, "pairs": 0.3, "rules": 0.7, "count": 0.9}


def check(
    ledger: LedgerFile,
    photos: Photos = None,
    programme: Programme = "nine_hundreds",
    engine: EngineName = "duckdb",
    master: Master = "",
    html: Html = None,
    json: Json = None,
    language: Annotated[str | None, typer.Option(help="zh | en")] = None,
    strict: Strict = False,
) -> None:
    """核对一份台账：套用全部规则，按条线计数 / Check a ledger: all rules, counted by strand."""
    from rich.console import Console
    from rich.progress import Progress

    tongue = chosen_language(language)
    require_engine(engine, master)
    if photos is not None and not photos.is_dir():
        raise BadSetting(f"--photos {photos.name}：不是文件夹 / it is not a folder.")
    console = Console(stderr=True)
    # Where nobody watches, nothing is drawn: what is refused is then one line and no more.
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        read, checked = _run(
            ledger, programme, photos=photos, engine=(engine, master), bar=bar, tongue=tongue
        )
    _answer(read, checked, html=html, json=json, tongue=tongue)
    if strict and checked.findings:
        raise typer.Exit(1)


def _run(
    ledger: Path,
    programme: str,
    *,
    photos: Path | None,
    engine: tuple[str, str],
    bar: Progress,
    tongue: Literal["zh", "en"],
) -> tuple[Ledger, Checked]:
    from hundredfold.plan.blueprint import load
    from hundredfold.reading.sheets import read_ledger

    task = bar.add_task(ledger.name, total=1.0)
    blueprint = load(programme)
    read = read_ledger(ledger)
    # Only now: a refused file is answered before the engines are loaded.
    from hundredfold.prove.checking import check as check_ledger
    from hundredfold.prove.shots import shot_of

    bar.update(task, completed=STAGES["photos"])
    printed = _printed(read, photos) if photos else {}
    advise(engine[0], len(read.rows), tongue)
    with engine_of(*engine) as chosen:
        checked = check_ledger(
            read,
            blueprint,
            today=dt.datetime.now(dt.UTC).astimezone().date(),
            prints={photo: each.fingerprint for photo, each in printed.items()},
            shots={photo: shot_of(each.facts, blueprint.time_zone) for photo, each in printed.items()},
            engine=chosen,
            progress=lambda stage, share: bar.update(task, completed=max(share, STAGES.get(stage, 0.0))),
        )
    return read, checked


def _printed(read: Ledger, folder: Path) -> dict[str, PrintedPhoto]:
    """What was read of the photos that the ledger names and the folder holds, by the names the ledger uses."""
    from hundredfold.prove.prints import PrintedPhoto, print_photos

    there = {_plain(path.name): path for path in sorted(folder.rglob("*")) if path.is_file()}
    named = {
        photo: there[_plain(photo)] for row in read.rows for photo in row.photos if _plain(photo) in there
    }
    made = {
        path: result
        for path, result in print_photos(sorted(set(named.values())))
        if isinstance(result, PrintedPhoto)
    }
    return {photo: made[path] for photo, path in named.items() if path in made}


def _plain(name: str) -> str:
    """A file name without folders, composed and in lower case: phones and archives write one name in many ways."""
    return unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1]).casefold()


def _answer(
    read: Ledger, checked: Checked, *, html: Path | None, json: str | None, tongue: Literal["zh", "en"]
) -> None:
    from hundredfold.tell import check_report

    if json:
        write_json(check_report.as_json(checked, read, language=tongue), json)
    if html:
        from hundredfold.tell.render.page import check_page

        now = dt.datetime.now(dt.UTC).astimezone()
        page = check_report.as_page(checked, read, made_at=now, language=tongue)
        write_page(check_page(page, language=tongue), html)
    if json != "-":
        _show(read, checked, tongue)


def _show(read: Ledger, checked: Checked, tongue: Literal["zh", "en"]) -> None:
    from collections import Counter

    from rich.console import Console
    from rich.table import Table

    from hundredfold.prove.rules import RULES

    english = tongue == "en"
    console = Console(markup=False, highlight=False)
    first, last = checked.claims.period
    joined = sum(len(deed) > 1 for deed in checked.deeds)
    console.print(
        f"{read.source}: {len(read.rows)} rows, {len(read.skipped)} left out; period {first} – {last}"
        if english
        else f"{read.source}：{len(read.rows)} 条，略过 {len(read.skipped)} 行；周期 {first} 至 {last}"
    )
    table = Table(
        *(
            ("", "counted", "waiting", "not counted", "target")
            if english
            else ("", "计入", "待核", "不计入", "目标")
        )
    )
    for strand in checked.claims.blueprint.strands:
        counted = checked.counts[strand.code]
        cells = [str(counted.numbers[state]) for state in ("counted", "pending", "excluded")]
        table.add_row(strand.short_name.say(tongue), *cells, str(counted.target))
    console.print(table)
    by_rule = Counter(finding.rule for finding in checked.findings)
    for rule in RULES:
        if by_rule[rule.name]:
            console.print(f"{by_rule[rule.name]:>5}  {rule.title.say(tongue)}")
    console.print(f"{joined:>5}  " + ("deeds told more than once" if english else "件事被填报不止一次"))
    for notice in read.notices:
        console.print(f"· {notice.why(tongue)}")
