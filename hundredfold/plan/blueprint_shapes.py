"""Small checks that a blueprint's schema is made of; each reports and never raises. Knows no key."""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
import zoneinfo
from collections.abc import Callable, Iterable, Mapping, Sequence

from hundredfold.plan.blueprint_lines import Path, line_at
from hundredfold.plan.blueprint_problems import Problem

LONGEST_SHOWN = 40
LARGEST_NUMBER = 1_000_000_000  # what every database holds
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Report:
    """Gathers problems, each with the line of its key. `languages`: which tags a text may carry."""

    def __init__(self, file: str, lines: Mapping[Path, int], languages: Sequence[str]) -> None:
        """`lines` as `blueprint_lines.lines_of` gives them."""
        self.file = file
        self.lines = lines
        self.languages = tuple(languages)
        self.problems: list[Problem] = []

    def add(self, path: Path, code: str, **params: object) -> None:
        """Note that the key at `path` breaks the rule `code`."""
        key = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
        self.problems.append(Problem(self.file, line_at(self.lines, path), key, code, params))

    def unknown(self, path: Path, known: Iterable[str]) -> None:
        """Note an unknown key, with the nearest known one if any is near."""
        near = difflib.get_close_matches(str(path[-1]), list(known), n=1)
        if near:
            self.add(path, "unknown_near", near=near[0])
        else:
            self.add(path, "unknown")


Check = Callable[[object, Path, Report], None]


def shown(value: object) -> str:
    """`value` as a reader would write it, cut short."""
    plain = value.isoformat() if isinstance(value, dt.date | dt.time) else value
    written = json.dumps(plain, ensure_ascii=False, default=str)
    return written if len(written) <= LONGEST_SHOWN else f"{written[:LONGEST_SHOWN]}…"


def table(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """A table with these keys and no other."""
    known = {**required, **(optional or {})}

    def checked(value: object, path: Path, report: Report) -> None:
        if not isinstance(value, Mapping):
            report.add(path, "not_table", value=shown(value))
            return
        for key, inner in value.items():
            if key in known:
                known[key](inner, (*path, key), report)
            else:
                report.unknown((*path, key), known)
        for key in required:
            if key not in value:
                report.add((*path, key), "missing")

    return checked


def code_mapping(inner: Check, *, least: int = 0) -> Check:
    """A table whose keys are codes and whose values are all of one shape; at least `least` of them."""

    def checked(value: object, path: Path, report: Report) -> None:
        if not isinstance(value, Mapping):
            report.add(path, "not_table", value=shown(value))
            return
        if len(value) < least:
            report.add(path, "empty")
        for key, entry in value.items():
            code(key, (*path, key), report)
            inner(entry, (*path, key), report)

    return checked


def listed(inner: Check) -> Check:
    """A list whose entries are all of one shape."""

    def checked(value: object, path: Path, report: Report) -> None:
        if not isinstance(value, list):
            report.add(path, "not_list", value=shown(value))
            return
        for position, entry in enumerate(value):
            inner(entry, (*path, position), report)

    return checked


def choice(choices: Sequence[str]) -> Check:
    """One of these words."""

    def checked(value: object, path: Path, report: Report) -> None:
        if value not in choices:
            report.add(path, "not_choice", choices=", ".join(choices), value=shown(value))

    return checked


def words(value: object, path: Path, report: Report) -> None:
    """A text in Chinese and English, and perhaps in the file's other languages."""
    others = [tag for tag in report.languages if tag not in ("zh", "en")]
    table({"zh": text, "en": text}, dict.fromkeys(others, text))(value, path, report)


def text(value: object, path: Path, report: Report) -> None:
    """Text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        report.add(path, "not_text", value=shown(value))


def code(value: object, path: Path, report: Report) -> None:
    """A short lower-case name."""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        report.add(path, "not_code", value=shown(value))


def positive(value: object, path: Path, report: Report) -> None:
    """A whole number above zero, up to a thousand million."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LARGEST_NUMBER:
        report.add(path, "not_positive", value=shown(value))


def number(value: object, path: Path, report: Report) -> None:
    """A finite number, zero or above."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
        report.add(path, "not_number", value=shown(value))


def flag(value: object, path: Path, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report.add(path, "not_bool", value=shown(value))


def date(value: object, path: Path, report: Report) -> None:
    """A TOML date without a time."""
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        report.add(path, "not_date", value=shown(value))


def time_zone(value: object, path: Path, report: Report) -> None:
    """A time zone that this machine's or Python's own tables know."""
    try:
        zoneinfo.ZoneInfo(str(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        report.add(path, "not_time_zone", value=shown(value))
