"""The command that draws a spot check: the same seed and ledger give everybody the same list."""

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


def draw(
    seed: Annotated[str, typer.Option(metavar="S", help="种子，照抽查页所写 / Seed, as the draw says.")] = "",
    word: Annotated[str, typer.Option(metavar="W", help="或种子词，种子由它和台账得出 / Or the word.")] = "",
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help="截至哪天所知，默认昨天 / As known on that day.")
    ] = None,
    size: Annotated[int, typer.Option(metavar="N", help="抽几件 / How many.")] = 10,
    strand: Annotated[str, typer.Option(metavar="CODE", help="只抽一条线 / One strand only.")] = "",
    json: Json = None,
    language: Annotated[str | None, typer.Option(help="zh | en")] = None,
    home: Home = None,
) -> None:
    """重抽现场核查名单：同样的种子和台账，人人得到同一份 / Draw a spot check again: same seed, same list."""
    tongue = chosen_language(language)
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.config.drawing import drawn

    if bool(seed) == bool(word):
        raise BadSetting("请给出 --seed 或 --word 之一。/ Give either --seed or --word.")
    answer = drawn(seed=seed, word=word, as_of=_day(as_of), size=size, strand=strand, language=tongue)
    if json:
        write_json(answer, json)
    if json != "-":
        _show(answer, tongue)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise BadSetting(
            f"--as-of {text}：请写成 2026-06-30 这样的日期。/ Write the day like 2026-06-30."
        ) from wrong


def _show(answer: dict[str, Any], tongue: str) -> None:
    from rich.console import Console
    from rich.table import Table

    heads = ("", "number", "title", "unit", "weight", "why")
    table = Table(
        *(heads if tongue == "en" else ("", "编号", "标题", "单位", "权重", "因为")), title=answer["as_of"]
    )
    for place, each in enumerate(answer["drawn"], 1):
        why = ("; " if tongue == "en" else "；").join(each["grounds"])
        table.add_row(str(place), each["number"], each["title"], each["unit"], str(each["weight"]), why)
    console = Console(markup=False)
    console.print(table)
    console.print(f"seed {answer['seed']}", soft_wrap=True)
    console.print(f"{answer['candidates']}  {answer['candidates_sha256']}", soft_wrap=True)


COMMANDS: Mapping[str, Callable[..., None]] = {"draw": draw}
