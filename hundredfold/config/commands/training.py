"""The command that learns from reviewers' answers, and takes it back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from hundredfold.base.env import BadSetting
from hundredfold.config import start
from hundredfold.config.commands.answers import chosen_language, write_json

Home = Annotated[Path | None, typer.Option(metavar="DIR", help="数据所在文件夹 / Where everything is kept.")]
Json = Annotated[str | None, typer.Option("--json", metavar="FILE|-", help="写成 JSON / Write JSON.")]
Language = Annotated[str | None, typer.Option(help="zh | en")]
By = Annotated[str, typer.Option(metavar="NAME", help="以谁的名义 / In whose name.")]


def train(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只算不启用 / Work it out, change nothing.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="退回上一个模型 / Bring the former model back.")
    ] = False,
    json: Json = None,
    language: Language = None,
    by: By = "admin",
    home: Home = None,
) -> None:
    """用审核人的回答重新训练“疑似同一事项”，不差才启用 / Learn from reviewers' answers; kept only if no worse."""
    tongue = chosen_language(language)
    if undo and dry_run:
        raise BadSetting("--undo 与 --dry-run 不能同时用。/ --undo and --dry-run do not go together.")
    start.use_home(home)
    start.django()
    start.require_current_database()
    from django.core.exceptions import PermissionDenied
    from django.utils import translation

    from hundredfold.config import training
    from hundredfold.prove.words import Undecidable

    try:
        with translation.override("en" if tongue == "en" else "zh-hans"):
            report = training.undo(by=by) if undo else training.run(by=by, dry_run=dry_run)
    except (PermissionDenied, Undecidable) as refused:
        raise BadSetting(f"{by}：{refused}") from refused
    if json:
        write_json(report, json)
    if json != "-":
        _show(report, tongue)


def _show(report: dict[str, Any], tongue: str) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False, highlight=False, soft_wrap=True)
    console.print(report["sentence"][tongue])
    for note in report["notes"]:
        console.print(note[tongue])
    if not report["before"] or not report["after"]:
        return
    heads = ("", "precision", "recall", "F1", "log loss", "sure from", "asked from")
    table = Table(
        *(heads if tongue == "en" else ("", "准确率", "查全率", "F1", "对数损失", "确信阈值", "询问阈值"))
    )
    names = {"before": ("现用模型", "model in force"), "after": ("新模型", "new model")}
    for key, name in names.items():
        held = report[key]
        shares = [f"{held[each]:.3f}" for each in ("precision", "recall", "f1", "log_loss", "join", "ask")]
        table.add_row(name[tongue == "en"], *shares)
    console.print(table)


COMMANDS: Mapping[str, Callable[..., None]] = {"train": train}
