"""What must not lie in the tree: paths of one machine, registries' names, files without a known content."""

import hashlib
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import ROOT, require_none

LOCKS = ("requirements/",)
# Spelt in parts, so that this file does not hold what it looks for.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/[\w.-]+|/tmp" + r"/[a-z]\w*")
HOSTS = re.compile(
    "pypi" + r"\.org|files\.python" + r"hosted\.org|registry\.npm" + r"js\.org|github" + r"\.com/[\w-]+"
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".html",
    ".css",
    ".js",
    ".txt",
    ".po",
    ".svg",
    ".json",
    ".csv",
    ".tsv",
    "",
    ".yml",
}
PICTURES_MOST = 600 << 10


@cache
def _kept() -> tuple[Path, ...]:
    """Every file that git keeps, and those about to be."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(path for name in sorted(filter(None, said.split("\0"))) if (path := ROOT / name).is_file())


def _found(pattern: re.Pattern[str]) -> list[str]:
    places = []
    for path in _kept():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in TEXT and not name.startswith(LOCKS):
            text = path.read_text(encoding="utf-8", errors="replace")
            places += [
                f"{name}:{text.count(chr(10), 0, hit.start()) + 1} {hit[0]}" for hit in pattern.finditer(text)
            ]
    return places


def test_no_path_of_one_machine() -> None:
    require_none(_found(MACHINE), "Say it from the root of the repository, or find it from __file__.")


def test_no_host_of_a_registry() -> None:
    require_none(_found(HOSTS), "Nothing here names where packages or code are fetched from.")


def test_vendored_files_are_what_they_were() -> None:
    """Other people's files in `static/vendor` are listed with SHA-256 sums and versions in its SUMS file."""
    folder = ROOT / "hundredfold/web/static/vendor"
    there = {path.name for path in folder.rglob("*") if path.is_file() and path.name != "SUMS"}
    if not there:
        return
    lines = [
        line.split() for line in (folder / "SUMS").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    assert {line[1] for line in lines} == there
    for checksum, name, *_version in lines:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum, name


def test_pictures_are_light() -> None:
    require_none(
        (
            f"{path.relative_to(ROOT).as_posix()}: {path.stat().st_size >> 10} kB"
            for path in _kept()
            if path.suffix in {".png", ".jpg", ".webp"} and path.stat().st_size > PICTURES_MOST
        ),
        "Shrink it: a clone should be quick.",
    )


@pytest.mark.parametrize(
    "name", ["LICENSE", "README.md", "README.zh.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
)
def test_the_front_door_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
