"""The command line: one program. A command imports what it runs when it runs, so that small things stay small."""

import os
import sys

import typer
from typer.exceptions import TyperException

from hundredfold.config.commands import (
    check,
    clippings,
    draws,
    link,
    press,
    search,
    site,
    text,
    token,
    told,
    training,
)
from hundredfold.config.commands.photos import app as photos_app

app = typer.Typer(
    name="hundredfold",
    help="百成：一次填报，逐件核实，每个数字都打得开 / Told once, proved, every number opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("link")(link.link)
app.add_typer(photos_app, name="photos")
press.app.command("clippings")(clippings.clippings)
app.add_typer(press.app, name="press")
app.add_typer(text.app, name="text")
app.add_typer(search.app, name="search")
for name, command in site.COMMANDS.items():
    app.command(name)(command)
for name, command in told.COMMANDS.items():
    app.command(name)(command)
for name, command in token.COMMANDS.items():
    app.command(name)(command)
for name, command in training.COMMANDS.items():
    app.command(name)(command)
for name, command in draws.COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """Runs the command. What was asked wrongly ends with one sentence and 2, never with a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hundredfold.config.settings")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except BrokenPipeError:  # the reader of our output left; that is theirs to do
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except typer.Abort:
        sys.exit(130)
    except TyperException as wrong:
        sys.stderr.write(f"{wrong.format_message() or _HELP}\n")
        sys.exit(2)
    except ValueError as refused:
        if not _is_a_sentence(refused):
            raise
        sys.stderr.write(f"{refused}\n")
        sys.exit(2)


_HELP = "hundredfold --help"


def _is_a_sentence(refused: ValueError) -> bool:
    """Whether this error was made to be read by the person at the terminal."""
    return type(refused).__module__.startswith("hundredfold.")
