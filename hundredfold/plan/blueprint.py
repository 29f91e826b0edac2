"""A programme's promise, read from a TOML file or a built-in one by name. Pure: no Django, no database."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from hundredfold.plan.blueprint_build import build
from hundredfold.plan.blueprint_check import check, languages
from hundredfold.plan.blueprint_lines import lines_of
from hundredfold.plan.blueprint_problems import BlueprintError, Problem
from hundredfold.plan.blueprint_types import (
    COUNTS,
    KINDS,
    Also,
    Blueprint,
    Campaign,
    Choice,
    CountingRule,
    Detail,
    District,
    Measure,
    Need,
    Principle,
    SiteType,
    Strand,
    UnitType,
    Words,
)

__all__ = [
    "COUNTS", "KINDS", "Also", "Blueprint", "BlueprintError", "Campaign", "Choice", "CountingRule", "Detail",
    "District", "Measure", "Need", "Principle", "Problem", "SiteType", "Strand", "UnitType", "Words",
    "builtin_names", "load", "parse", "source",
]  # fmt: skip

BUILT_IN = Path(__file__).parent / "blueprints"
LARGEST = 1_000_000
_AT = re.compile(r"line (\d+)")


def builtin_names() -> tuple[str, ...]:
    """Names of the blueprints that come with the program."""
    return tuple(sorted(path.stem for path in BUILT_IN.glob("*.toml")))


def load(path_or_name: str | Path) -> Blueprint:
    """The blueprint of a file or built-in name (`nine_hundreds`); BlueprintError names every problem."""
    text, file = source(path_or_name)
    return parse(text, file=file)


def source(path_or_name: str | Path) -> tuple[str, str]:
    """The text of a blueprint and its file name for problems; BlueprintError if there is none to read."""
    path = Path(path_or_name)
    if str(path_or_name) in builtin_names():
        path = BUILT_IN / f"{path_or_name}.toml"
    if not path.is_file():
        raise _refused(path.name, "no_file", known=", ".join(builtin_names()))
    if path.stat().st_size > LARGEST:
        raise _refused(path.name, "too_large", limit=LARGEST)
    try:
        return path.read_text(encoding="utf-8-sig"), path.name
    except (UnicodeDecodeError, OSError) as error:
        raise _refused(path.name, "unreadable") from error


def parse(text: str, *, file: str = "blueprint.toml") -> Blueprint:
    """The blueprint that `text` holds; `file` is only the name used in problems."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1  # it says "at end of document"
        raise BlueprintError([Problem(file, line, "", "syntax", {"said": str(error)})]) from error
    problems = check(raw, file, lines_of(text))
    if problems:
        raise BlueprintError(problems)
    return build(raw, languages(raw))


def _refused(file: str, code: str, **params: object) -> BlueprintError:
    return BlueprintError([Problem(file, 0, "", code, params)])
