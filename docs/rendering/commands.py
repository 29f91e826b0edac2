"""Every command with its options, read from the program itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import typer.core
import typer.main

from docs.rendering.markdown import made, table
from hundredfold.config.cli import app

Command = typer.core.TyperCommand | typer.core.TyperGroup
Parameter = typer.core.TyperArgument | typer.core.TyperOption

OPENING = """# 命令 / Commands

`hundredfold` 是一个程序。在检出的目录里用 `.venv/bin/hundredfold`，或先 `source .venv/bin/activate`。
退出码：0 完成（有发现不算失败，除非 `--strict`）；1 所问的不成立；
2 输入或用法不对，标准错误输出一句话，说明哪个文件、哪一行、该怎么办。

`hundredfold` is one program: `.venv/bin/hundredfold` in a checkout, or after `source .venv/bin/activate` by its name.
It exits with 0 when done (findings are no failure, unless `--strict`), 1 when something asked for does not hold, and 2
for bad input or usage, with one sentence on stderr that names the file, the row or the option and says what to do.

`check`, `photos`, `press read`, `press fold` and `text` need neither a site nor a database: they read files and answer.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([made("the program"), OPENING, *_of(typer.main.get_command(app), ())])


def names() -> list[str]:
    """Every command as it is typed, such as `photos check`."""
    return [name for name, _ in _walk(typer.main.get_command(app), ())]


def _walk(command: Command, above: tuple[str, ...]) -> Iterator[tuple[str, Command]]:
    subcommands = getattr(command, "commands", None)
    if subcommands is None:
        yield " ".join(above), command
        return
    for name, each in subcommands.items():
        yield from _walk(each, (*above, name))


def _of(root: Command, above: tuple[str, ...]) -> Iterator[str]:
    for name, command in _walk(root, above):
        arguments = [each for each in command.params if each.param_type_name == "argument"]
        usage = " ".join(["hundredfold", name, *(_argument(each) for each in arguments)])
        text = inspect.cleandoc(command.help or "")
        yield f"## `{name}`\n\n{text}\n\n```\n{usage} [OPTIONS]\n```\n"
        options = [
            each for each in command.params if each.param_type_name == "option" and each.name != "help"
        ]
        rows = [
            (f"`{', '.join(each.opts)}`", _value(each), _default(each), getattr(each, "help", "") or "")
            for each in options
        ]
        if rows:
            yield table(("选项 / option", "值 / value", "缺省 / default", "说明 / what it does"), rows)


def _argument(each: Parameter) -> str:
    name = each.metavar or str(each.name).upper()
    return name if each.required or name.startswith("[") else f"[{name}]"


def _value(each: Parameter) -> str:
    """What an option takes: the word of its own, else its sort."""
    if getattr(each, "is_flag", False):
        return ""
    if each.metavar:
        return str(each.metavar)
    bounds = f" {each.min} – {each.max}" if getattr(each, "max", None) is not None else ""
    return ("整数 / number" if bounds else "文字 / text") + bounds


def _default(each: Parameter) -> str:
    return "" if each.default in (None, False, "") or callable(each.default) else f"`{each.default}`"
