"""How a command answers: JSON for machines, a sentence for what was refused; it knows no command."""

import json
import os
import sys
from pathlib import Path
from typing import Any, Literal, NoReturn

import typer

from hundredfold.reading.words import Refused


def write_json(value: Any, target: str) -> None:
    """Write to a file, or to the screen for `-`. Exit 2 with a sentence when the file cannot be written."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    if target == "-":
        write_text(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8", errors="replace")
    except OSError:
        refuse(Refused("not_written", file=Path(target).name))


def write_page(page: str, target: Path) -> None:
    """Write a page of HTML. Exit 2 with a sentence when the file cannot be written."""
    try:
        target.write_text(page, encoding="utf-8", errors="replace")
    except OSError:
        refuse(Refused("not_written", file=target.name))


def chosen_language(asked: str | None) -> Literal["zh", "en"]:
    """The language asked for, else English where the terminal's is English, else Chinese."""
    if asked not in {None, "zh", "en"}:
        raise typer.BadParameter("zh | en", param_hint="--language")
    english = asked == "en" if asked else os.environ.get("LANG", "").startswith("en")
    return "en" if english else "zh"


def write_text(text: str) -> None:
    """To standard output exactly as it is, whatever the terminal believes its encoding to be."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()


def complain(refused: Refused) -> None:
    """One sentence on standard error, in English where the terminal's language is English."""
    sentence = refused.sentence(chosen_language(None))
    sys.stderr.buffer.write(f"{sentence}\n".encode("utf-8", "replace"))
    sys.stderr.flush()


def refuse(refused: Refused) -> NoReturn:
    """Say why and leave with 2."""
    complain(refused)
    raise typer.Exit(2)
