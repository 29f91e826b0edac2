"""Makes the pages that are made from the code: `python -m docs.make`; with `--check` it only says which are behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from docs.rendering import commands, counting, settings, words

FOLDER = Path(__file__).resolve().parent
PAGES: Mapping[str, Callable[[], str]] = {
    "counting.md": counting.page,
    "commands.md": commands.page,
    "run/settings.md": settings.page,
    "words.md": words.page,
}


def behind() -> list[str]:
    """The pages whose text is no longer what the code says."""
    return [name for name in PAGES if is_behind(name)]


def is_behind(name: str) -> bool:
    """Whether the page ``name`` no longer says what the code says."""
    return _kept(name) != PAGES[name]()


def _kept(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main() -> int:
    """Writes every page that is behind, or with ``--check`` names them and returns 1."""
    late = behind()
    if "--check" in sys.argv[1:]:
        sys.stderr.writelines(f"docs/{name} is behind the code: make docs\n" for name in late)
        return 1 if late else 0
    for name in late:
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
