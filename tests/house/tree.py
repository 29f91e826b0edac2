"""The tree as the house tests see it: every source file read and parsed once, and how a culprit is named."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hundredfold"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: where it lies, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its path from the root of the repository, with slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """Its dotted name, a package by its own."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_migration(self) -> bool:
        """Whether Django wrote it and people only named it."""
        return "/migrations/" in self.name

    def at(self, node: ast.AST) -> str:
        """`file:line` of a node."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file under these folders of the repository, in order."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(_source(path) for path in paths)


@cache
def _source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text, filename=str(path)))


def written() -> list[Source]:
    """The product's own files: the package without its migrations."""
    return [source for source in sources("hundredfold") if not source.is_migration]


@cache
def templates() -> tuple[Path, ...]:
    """Every template of ours, in order."""
    return tuple(sorted(PACKAGE.rglob("templates/**/*.html")))


def shown(path: Path) -> str:
    """A path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function, inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called(node: ast.Call) -> str:
    """The last name of what is called: `queries.totals()` gives `totals`."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def require_none(culprits: Iterable[str], what_to_do: str) -> None:
    """Fails with every culprit on a line of its own, and what to do about it."""
    found = list(culprits)
    assert not found, "\n".join([what_to_do, *(f"  {culprit}" for culprit in found)])
