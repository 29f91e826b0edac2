"""How long a file, a function and a template may be, and what each must say of itself."""

import ast
import re

import pytest

from tests.house.tree import ROOT, Source, functions, require_none, shown, sources, templates, written

FILE_WALL, TEST_WALL, FUNCTION_WALL, TEMPLATE_WALL = 400, 750, 60, 120
NO_NAMES = re.compile(r"(^|_)(utils?|helpers?|misc|stuff|part\d+|item|data|info|manager|service)s?\.py$")


def _lines(source: Source) -> int:
    return source.text.count("\n")


def test_files_are_short() -> None:
    wall = [(source, FILE_WALL) for source in sources("hundredfold", "bench", "docs")]
    wall += [(source, TEST_WALL) for source in sources("tests")]
    require_none(
        (f"{source.name}:{_lines(source)}" for source, most in wall if _lines(source) > most),
        f"Split by idea: {FILE_WALL} lines are the wall, {TEST_WALL} for tests.",
    )


def test_functions_are_short() -> None:
    require_none(
        (
            f"{source.at(node)} {node.name}: {node.end_lineno - node.lineno + 1} lines"
            for source in sources("hundredfold", "bench", "docs")
            for node in functions(source.tree)
            if node.end_lineno and node.end_lineno - node.lineno + 1 > FUNCTION_WALL
        ),
        f"Take a step out and name it: {FUNCTION_WALL} lines are the wall.",
    )


def test_templates_are_short() -> None:
    require_none(
        (
            f"{shown(path)}: {lines} lines"
            for path in templates()
            if (lines := path.read_text(encoding="utf-8").count("\n")) > TEMPLATE_WALL
        ),
        f"Move a part into a fragment whose name starts with _: {TEMPLATE_WALL} lines are the wall.",
    )


def test_modules_say_what_they_are() -> None:
    require_none(
        (
            f"{source.name}:1"
            for source in [*written(), *sources("bench", "docs")]
            if source.text.strip() and not ast.get_docstring(source.tree)
        ),
        "Open the module with one or two lines: what it is, and what it must not know.",
    )


def test_public_names_say_what_the_caller_gets() -> None:
    require_none(
        (
            f"{source.at(node)} {node.name}"
            for source in written()
            for node in _public(source.tree)
            if not ast.get_docstring(node)
        ),
        "Give it a docstring of a sentence: what the caller gets, units, shapes, errors.",
    )


def _public(tree: ast.Module) -> list[ast.ClassDef | ast.FunctionDef]:
    """Public functions and classes of a module, and the public methods of its public classes."""
    found: list[ast.ClassDef | ast.FunctionDef] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            bases = _bases(node) if isinstance(node, ast.ClassDef) else set()
            if "AppConfig" not in bases:  # an app's module says what the app is
                found.append(node)
            if (
                isinstance(node, ast.ClassDef) and "Protocol" not in bases
            ):  # a protocol's own docstring names its members
                found += [
                    each
                    for each in node.body
                    if isinstance(each, ast.FunctionDef)
                    and not each.name.startswith("_")
                    and not _says_by_itself(node, each)
                ]
    return found


def _bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rsplit(".", 1)[-1].split("[")[0] for base in node.bases}


def _says_by_itself(owner: ast.ClassDef, method: ast.FunctionDef) -> bool:
    """A method that fills a place its framework documents: form cleaning, widgets, a task, a parser's callback."""
    takes_over = {"clean", "ready", "save", "get_context", "value_from_datadict", "render"}
    return bool(owner.bases) and (method.name in takes_over or method.name.startswith(("clean_", "handle_")))


def test_files_are_named_for_an_idea() -> None:
    require_none(
        (
            source.name
            for source in sources("hundredfold", "bench", "tests", "docs")
            if NO_NAMES.search(source.path.name)
        ),
        "Name the file for what it is about; these names mean 'somewhere'.",
    )


@pytest.mark.parametrize("mark", ["TODO", "FIXME", "XXX", "HACK", r"raise NotImplementedError"])
def test_nothing_is_left_for_later(mark: str) -> None:
    word = re.compile(rf"\b{mark}\b")
    require_none(
        (
            f"{source.name}:{number}"
            for source in sources("hundredfold", "bench", "docs")
            for number, line in enumerate(source.text.splitlines(), 1)
            if word.search(line)
        ),
        f"Do it or open an issue; {mark} stays in nobody's mind.",
    )


def test_the_root_is_where_we_think() -> None:
    assert (ROOT / "pyproject.toml").is_file()
