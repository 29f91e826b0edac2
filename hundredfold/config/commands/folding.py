"""Reads a file of stories, mends them and folds them: the joining of reading and linkage, run by a child."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hundredfold.linkage.stories import fold
from hundredfold.linkage.story_marks import Story
from hundredfold.reading.outlets import find_outlet
from hundredfold.reading.repair import whole
from hundredfold.reading.words import Refused

LIMIT_MB = 256


def fold_file(path: str) -> dict[str, Any]:
    """The contract's `press fold`. Raises Refused: a file it cannot read, `bad_line`, `same_id`."""
    families = fold(list(_stories(Path(path))))
    return {"families": [{"first": each.first, "members": list(each.members)} for each in families]}


def _stories(path: Path) -> Iterator[Story]:
    seen: set[str] = set()
    for row, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        story = _story(line, path.name, row)
        if story.id in seen:
            raise Refused("same_id", file=path.name, row=row, id=story.id[:40])
        seen.add(story.id)
        yield story


def _lines(path: Path) -> Iterator[str]:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Refused("not_a_file", file=path.name)
        if size > LIMIT_MB << 20:
            raise Refused("too_large", file=path.name, size_mb=(size >> 20) + 1, limit_mb=LIMIT_MB)
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            yield from lines
    except FileNotFoundError:
        raise Refused("missing", file=path.name) from None
    except PermissionError:
        raise Refused("unreadable", file=path.name) from None


def _story(line: str, name: str, row: int) -> Story:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused("bad_line", file=name, row=row) from None
    if not isinstance(told, dict) or not isinstance(told.get("id"), str | int) or told["id"] == "":
        raise Refused("bad_line", file=name, row=row)
    title, text, published, outlet = (told.get(key) for key in ("title", "text", "published", "outlet"))
    if not all(each is None or isinstance(each, str) for each in (title, text, published, outlet)):
        raise Refused("bad_line", file=name, row=row)
    if title is None and text is None:
        raise Refused("bad_line", file=name, row=row)
    named = find_outlet(outlet) if outlet else None
    return Story(
        str(told["id"]),
        whole(title or ""),
        whole(text or ""),
        published or None,
        outlet or None,
        named.level if named else None,
    )
