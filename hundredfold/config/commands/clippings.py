"""`hundredfold press clippings`: the clipping book of a period as Word or PDF."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from hundredfold.base.env import BadSetting
from hundredfold.config import start
from hundredfold.config.commands.answers import chosen_language

LEVELS = ("central", "regional", "municipal", "county", "unit", "self")

From = Annotated[str, typer.Option("--from", metavar="DAY", help="从哪天起 / From this day.")]
To = Annotated[str, typer.Option("--to", metavar="DAY", help="到哪天止 / To this day, which is included.")]
Level = Annotated[
    str | None, typer.Option(metavar="LEVEL", help=f"只要这一级 / Only this level: {' | '.join(LEVELS)}")
]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="*.docx | *.pdf")]
Public = Annotated[
    bool,
    typer.Option(
        "--public", help="公开版：没有全文和存档 / Public edition: without texts and archived copies."
    ),
]
Language = Annotated[str | None, typer.Option(help="zh | en")]
Home = Annotated[Path | None, typer.Option(metavar="DIR", help="数据所在文件夹 / Where everything is kept.")]


def clippings(
    first: From,
    last: To,
    level: Level = None,
    output: Output = Path("clippings.docx"),
    public: Public = False,
    language: Language = None,
    home: Home = None,
) -> None:
    """把一段时间内计入的报道做成剪报册 / Make the stories of a period that count into a clipping book."""
    tongue = chosen_language(language)
    days = _day(first, "--from"), _day(last, "--to")
    if days[0] > days[1]:
        raise BadSetting(f"--from {first} 在 --to {last} 之后。/ --from {first} lies after --to {last}.")
    if level is not None and level not in LEVELS:
        raise BadSetting(f"--level {level}：只有 {' '.join(LEVELS)}。/ The levels are {' '.join(LEVELS)}.")
    if not output.absolute().parent.is_dir():
        raise BadSetting(f"{output.name}：没有这个文件夹 {output.parent}。/ There is no such folder.")
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.tell.clippings import Asked

    asked = Asked(
        programme=_programme(),
        first=days[0],
        last=days[1],
        level=level,
        edition="public" if public else "office",
        language=tongue,
    )
    _write(asked, output)


def _write(asked: Any, output: Path) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from hundredfold.base import clock
    from hundredfold.tell import clippings as books
    from hundredfold.tell.render.fonts import NoFont

    steps = {"pictures": "图片 pictures", "gather": "收集 gathering", "set": "排版 setting"}
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        bars = {step: shown.add_task(said, total=1.0) for step, said in steps.items()}
        try:
            made = books.write(
                asked,
                output,
                at=clock.now(),
                progress=lambda step, share: shown.update(bars[step], completed=share),
            )
        except NoFont as refused:
            raise BadSetting(str(refused)) from refused
        except OSError as wrong:
            raise BadSetting(f"{output.name}：写不进去。/ It cannot be written.") from wrong
    typer.echo(f"{output.name}: {made.stories}")
    if made.not_shown:
        _say_not_shown(made.not_shown)


def _say_not_shown(characters: frozenset[str]) -> None:
    """Says which characters are missing from a PDF, and what to do."""
    listed = "".join(sorted(characters)[:20])
    typer.echo(
        f"这台机器的字体里没有 {len(characters)} 个字（{listed}），印作 □：请安装有这些字的字体，或改用 Word。"
        f" / The fonts of this machine lack {len(characters)} characters ({listed}), printed as □: "
        "install a font that has them, or choose Word.",
        err=True,
    )


def _programme() -> Any:
    from hundredfold.plan.queries import current_programme

    programme = current_programme()
    if programme is None:
        raise BadSetting(
            "还没有项目，先运行 hundredfold found。/ No programme yet: run `hundredfold found` first."
        )
    return programme


def _day(day: str, option: str) -> dt.date:
    try:
        return dt.date.fromisoformat(day)
    except ValueError as wrong:
        raise BadSetting(
            f"{option} {day}：请写成 2026-06-30 这样的日期。/ Write the day like 2026-06-30."
        ) from wrong
