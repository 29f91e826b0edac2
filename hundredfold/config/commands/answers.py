"""How a command answers: JSON for machines, a sentence for what was refused; it knows no command."""

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import typer

from hundredfold.reading import press_words
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


def write_text(text: str) -> None:
    """To standard output exactly as it is, whatever the terminal believes its encoding to be."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()


def complain(refused: Refused) -> None:
    """One sentence on standard error, in English where the terminal's language is English."""
    language = "en" if os.environ.get("LANG", "").startswith("en") else "zh"
    sentence = press_words.say(refused.code, refused.params, language)
    sys.stderr.buffer.write(f"{sentence}\n".encode("utf-8", "replace"))
    sys.stderr.flush()


def refuse(refused: Refused) -> NoReturn:
    """Say why and leave with 2."""
    complain(refused)
    raise typer.Exit(2)
