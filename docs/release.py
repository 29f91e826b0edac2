"""The last look before a release: version, changelog and tree agree, or nothing is tagged. `python -m docs.release`"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from docs.make import behind

ROOT = Path(__file__).resolve().parents[1]
HEADING = re.compile(r"^## (\S+)(?: - (\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


def version() -> str:
    """The version that the package bears."""
    with (ROOT / "pyproject.toml").open("rb") as source:
        return str(tomllib.load(source)["project"]["version"])


def released(changelog: str) -> list[tuple[str, str]]:
    """The versions of a changelog with their days, the newest first; an undated one has an empty day."""
    return [(found[1], found[2] or "") for found in HEADING.finditer(changelog) if found[1] != "Unreleased"]


def waiting(changelog: str) -> bool:
    """Whether something stands under Unreleased."""
    parts = re.split(r"^## Unreleased\n", changelog, maxsplit=1, flags=re.MULTILINE)
    return len(parts) == 2 and bool(re.search(r"^- ", parts[1].split("\n## ")[0], re.MULTILINE))


def problems() -> Iterator[str]:
    """Everything that stands in the way of a release, each with what to do."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = next(iter(released(changelog)), ("", ""))
    if newest[0] != version():
        yield f"pyproject.toml says {version()}, CHANGELOG.md {newest[0] or 'nothing'}: make them the same."
    elif not newest[1]:
        yield f"CHANGELOG.md gives {version()} no date: write `## {version()} - YYYY-MM-DD`."
    if waiting(changelog):
        yield "CHANGELOG.md has lines under Unreleased: move them under the version."
    if _git("status", "--porcelain"):
        yield "The tree is not clean: commit or drop what is open."
    if _git("tag", "--list", f"v{version()}"):
        yield f"v{version()} was released before: raise the version."
    for name in behind():
        yield f"docs/{name} is behind the code: make docs."


def _git(*words: str) -> str:
    command = ["git", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603  our own words
    return done.stdout.strip()


def main() -> int:
    """Tags the release, or says what is in the way and returns 1."""
    found = list(problems())
    if found:
        sys.stderr.writelines(f"{problem}\n" for problem in found)
        return 1
    _git("tag", "--annotate", f"v{version()}", "--message", f"Hundredfold {version()}")
    sys.stdout.write(f"v{version()} is tagged. Push the tag to publish it.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
