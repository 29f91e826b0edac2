"""Views of the rooms for people: one act a request, nothing done on GET, short, and the right decorators.

An act is a call of something that `actions` gives. Looking at what was just told (`judge_…`) is no second act, nor is
letting it be found (`index_…`): the teller is to see at once what is missing, and the caller above is the one who may
join the floors.
"""

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.house.tree import Source, called, require_none, sources

ROOMS = ("desk", "office", "portal")
VIEW_WALL = 20
NO_ACTS = ("judge_", "look_at_", "index_")
METHODS = ("require_safe", "require_POST", "require_GET", "require_http_methods")


def _sources(room: str) -> list[Source]:
    return list(sources(f"hundredfold/web/{room}"))


def _views(room: str) -> Iterator[tuple[Source, ast.FunctionDef]]:
    """Public functions of a room's views whose first parameter is the request."""
    for source in _sources(room):
        if "/views" in source.name:
            for node in source.tree.body:
                is_view = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
                if is_view and node.decorator_list and node.args.args and node.args.args[0].arg == "request":
                    yield source, node


@cache
def _acts(source: Source) -> frozenset[str]:
    """Names in this file that stand for actions, as `name` or `module.name`."""
    names = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = alias.asname or alias.name
                if node.module.split(".")[-1] == "actions" or ".actions." in node.module:
                    names.add(name)
                elif alias.name == "actions":
                    names.add(f"{name}.")
    return frozenset(name for name in names if not name.startswith(NO_ACTS))


@cache
def _local(room: str) -> dict[str, tuple[Source, ast.FunctionDef]]:
    """The room's own functions by name; a name used twice stays with its file and is left out here."""
    found: dict[str, tuple[Source, ast.FunctionDef]] = {}
    for source in _sources(room):
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef):
                found[f"{source.name}:{node.name}"] = (source, node)
    return found


@cache
def _brought(room: str, source: Source) -> dict[str, str]:
    """What this file imports from its own room: the name here, and the key in `_local` (a module's: its path)."""
    brought: dict[str, str] = {}
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"hundredfold.web.{room}"):
            path = str(node.module).replace(".", "/")
            for alias in node.names:
                brought[alias.asname or alias.name] = f"{path}.py:{alias.name}"
                brought[f"{alias.asname or alias.name}."] = f"{path}/{alias.name}.py:"
    return brought


def _resolved(room: str, source: Source, call: ast.Call) -> tuple[Source, ast.FunctionDef] | None:
    """The function of this room that is called, if it is one: of this file, or imported into it."""
    if isinstance(call.func, ast.Attribute):
        module = _brought(room, source).get(f"{ast.unparse(call.func.value)}.", "")
        return _local(room).get(f"{module}{call.func.attr}")
    name = called(call)
    own = _local(room).get(f"{source.name}:{name}")
    return own or _local(room).get(_brought(room, source).get(name, ""))


def _calls(room: str, source: Source, node: ast.AST, seen: frozenset[str]) -> int:
    """The acts within one expression or plain statement, and within what it calls in this room."""
    total = 0
    for call in ast.walk(node):
        if not isinstance(call, ast.Call):
            continue
        name, acts = ast.unparse(call.func), _acts(source)
        of_module = isinstance(call.func, ast.Attribute) and f"{ast.unparse(call.func.value)}." in acts
        if (name in acts and not isinstance(call.func, ast.Attribute) and name[0].islower()) or (
            of_module and not called(call).startswith(NO_ACTS)
        ):
            total += 1
            continue
        found = _resolved(room, source, call)
        if found and f"{found[0].name}:{found[1].name}" not in seen:
            total += _most(room, found[0], found[1].body, seen | {f"{found[0].name}:{found[1].name}"})
    return total


def _most(room: str, source: Source, body: list[ast.stmt], seen: frozenset[str]) -> int:
    """The most acts on any one way through these statements."""
    total = 0
    for number, line in enumerate(body):
        if isinstance(line, ast.If):
            test = _calls(room, source, line.test, seen)
            then = _most(room, source, line.body, seen)
            rest = _most(room, source, [*line.orelse, *body[number + 1 :]], seen)
            if isinstance(line.body[-1], ast.Return | ast.Raise | ast.Continue):
                return total + test + max(then, rest)
            total += test + max(then, _most(room, source, line.orelse, seen))
        elif isinstance(line, ast.Try):
            tried = _most(room, source, [*line.body, *line.orelse], seen)
            total += max([tried, *(_most(room, source, each.body, seen) for each in line.handlers)])
            total += _most(room, source, line.finalbody, seen)
        elif isinstance(line, ast.For | ast.While | ast.With):
            heads = [line.iter] if isinstance(line, ast.For) else []
            total += sum(_calls(room, source, head, seen) for head in heads)
            total += _most(room, source, line.body, seen)
        elif not isinstance(line, ast.FunctionDef | ast.ClassDef):
            total += _conditional(room, source, line, seen)
    return total


def _conditional(room: str, source: Source, line: ast.stmt, seen: frozenset[str]) -> int:
    """A plain statement; of `a if test else b` only one side runs."""
    value = getattr(line, "value", None)
    if isinstance(value, ast.IfExp):
        sides = (_calls(room, source, value.body, seen), _calls(room, source, value.orelse, seen))
        return _calls(room, source, value.test, seen) + max(sides)
    return _calls(room, source, line, seen)


def _methods(view: ast.FunctionDef) -> str:
    return " ".join(ast.unparse(each) for each in view.decorator_list)


@pytest.mark.parametrize("room", ROOMS)
def test_views_say_which_methods_they_answer(room: str) -> None:
    require_none(
        (
            f"{source.at(view)} {view.name}"
            for source, view in _views(room)
            if not any(method in _methods(view) for method in METHODS)
        ),
        "Add require_safe, require_POST or require_http_methods.",
    )


@pytest.mark.parametrize("room", ROOMS)
def test_views_that_are_read_change_nothing(room: str) -> None:
    require_none(
        (
            f"{source.at(view)} {view.name}"
            for source, view in _views(room)
            if "POST" not in _methods(view) and _most(room, source, view.body, frozenset())
        ),
        "A GET calls no action.",
    )


@pytest.mark.parametrize("room", ROOMS)
def test_views_that_act_do_one_thing(room: str) -> None:
    require_none(
        (
            f"{source.at(view)} {view.name}: {acts} actions"
            for source, view in _views(room)
            if "POST" in _methods(view) and (acts := _most(room, source, view.body, frozenset())) != 1
        ),
        "A POST calls exactly one action, then redirects or returns a fragment.",
    )


@pytest.mark.parametrize("room", ROOMS)
def test_views_are_short(room: str) -> None:
    require_none(
        (
            f"{source.at(view)} {view.name}: {lines} lines"
            for source, view in _views(room)
            if (lines := len({node.lineno for node in ast.walk(view) if isinstance(node, ast.stmt)}))
            > VIEW_WALL
        ),
        f"A view asks a loader, calls one action, shows one page: {VIEW_WALL} statements at most.",
    )


def test_the_office_is_seen() -> None:
    """The heuristics find what they look for: deciding is an act, the board is none."""
    office = {view.name: _most("office", source, view.body, frozenset()) for source, view in _views("office")}
    assert (office["decide_record"], office["board"]) == (1, 0)
