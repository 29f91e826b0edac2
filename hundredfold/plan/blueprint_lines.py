"""On which line each key of a TOML text stands; the standard parser does not say. Knows no schema.

The text must already have been accepted by `tomllib`: the scan follows structure and checks nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and list entry, by path: ("strands", "talks", "target")."""
    return _Scan(text).run()


def line_at(lines: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest known key that holds it; 1 if none does."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scan:
    def __init__(self, text: str) -> None:
        # tomllib reads a carriage return with its newline as one end of line
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.tables: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        prefix: Path = ()
        while True:
            self._blank()
            if self.at >= len(self.text):
                return self.lines
            if self.text[self.at] == "[":
                prefix = self._header()
            else:
                self._pair(prefix)

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    def _blank(self) -> None:
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text[self.at].isspace():
                self.at += 1
            else:
                return

    def _mark(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def _header(self) -> Path:
        line = self._line()
        is_list = self.text.startswith("[[", self.at)
        self.at += 2 if is_list else 1
        path = self._entry(self._key())
        self.at = self.text.index("]", self.at) + (2 if is_list else 1)
        if is_list:
            self.tables[path] = self.tables.get(path, -1) + 1
            path = (*path, self.tables[path])
        self._mark(path, line)
        return path

    def _entry(self, keys: list[str]) -> Path:
        """`keys` as a path, stepping into the latest entry of every list of tables on the way."""
        path: Path = ()
        for position, key in enumerate(keys):
            path = (*path, key)
            if path in self.tables and position < len(keys) - 1:
                path = (*path, self.tables[path])
        return path

    def _key(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._blank()
            if self.text[self.at] in "\"'":
                keys.append(self._string())
            else:
                found = _BARE_KEY.match(self.text, self.at)
                keys.append(found.group() if found else "")
                self.at = found.end() if found else self.at + 1
            self._blank()
            if self.at >= len(self.text) or self.text[self.at] != ".":
                return keys
            self.at += 1

    def _pair(self, prefix: Path) -> None:
        line = self._line()
        path = (*prefix, *self._key())
        self._mark(path, line)
        self.at = self.text.index("=", self.at) + 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self._blank()
        mark = self.text[self.at]
        if mark in "\"'":
            self._string()
        elif mark == "[":
            self._list(path)
        elif mark == "{":
            self._inline(path)
        else:
            found = _BARE_VALUE.match(self.text, self.at)
            self.at = found.end() if found else self.at + 1

    def _list(self, path: Path) -> None:
        self.at += 1
        position = 0
        while True:
            self._separators()
            if self.text[self.at] == "]":
                self.at += 1
                return
            self._mark((*path, position), self._line())
            self._value((*path, position))
            position += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self._separators()
            if self.text[self.at] == "}":
                self.at += 1
                return
            self._pair(path)

    def _separators(self) -> None:
        self._blank()
        while self.text[self.at] == ",":
            self.at += 1
            self._blank()

    def _string(self) -> str:
        mark = self.text[self.at]
        fence = mark * 3 if self.text.startswith(mark * 3, self.at) else mark
        start = self.at + len(fence)
        self.at = start
        while not self.text.startswith(fence, self.at):
            self.at += 2 if mark == '"' and self.text[self.at] == "\\" else 1
        inside = self.text[start : self.at]
        self.at += len(fence)
        # a multi-line string may end in one or two marks of its own
        while len(fence) == 3 and self.text.startswith(mark, self.at):
            self.at += 1
        return _unescaped(inside) if fence == '"' and "\\" in inside else inside


def _unescaped(inside: str) -> str:
    try:
        return str(json.loads(f'"{inside}"'))
    except ValueError:  # \U00000000 is known to TOML but not to JSON; the raw key then serves
        return inside
