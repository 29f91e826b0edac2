"""Back doors that the import contracts cannot see: imports inside functions, signals, models asked for by name."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import Source, called, functions, require_none, written

REASON = re.compile(r"#\s*noqa:[^#]*PLC0415[^#A-Za-z]*[A-Za-z]{3,}")
SIGNALS = {"receiver", "Signal", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}


def test_imports_stand_at_the_top() -> None:
    require_none(
        (
            place
            for source in written()
            if not source.name.startswith("hundredfold/config/")
            for place in _inline(source)
        ),
        "Import at the top, or say why not: `# noqa: PLC0415  <reason>`, the reason there or on the line before.",
    )


def _inline(source: Source) -> Iterator[str]:
    lines = source.text.splitlines()
    for function in functions(source.tree):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                said = " ".join(lines[node.lineno - 1 : node.end_lineno or node.lineno])
                before = lines[node.lineno - 2].strip()
                if not (REASON.search(said) or ("PLC0415" in said and before.startswith("#"))):
                    yield source.at(node)


# A name in a string is no import: who looks one up by it, with the reason.
BY_NAME = {"hundredfold/reading/confined.py": "the child process is told by its parent what to call"}


def test_nobody_asks_for_a_model_by_name() -> None:
    require_none(
        (
            source.at(node)
            for source in written()
            for node in ast.walk(source.tree)
            if source.name not in BY_NAME
            and isinstance(node, ast.Call)
            and called(node) in {"get_model", "import_module", "import_string"}
        ),
        "Import the class where the floors allow it; a name in a string hides from the contracts.",
    )


def test_no_signals_between_floors() -> None:
    require_none(
        (
            source.at(node)
            for source in written()
            for node in ast.walk(source.tree)
            if isinstance(node, ast.ImportFrom)
            and (
                (node.module or "").endswith(("signals", "dispatch"))
                and (node.module or "").startswith("django")
            )
            and {alias.name for alias in node.names} & SIGNALS
        ),
        "Pull, never push: read new revisions, or let the caller above call both.",
    )


def test_nothing_catches_everything() -> None:
    broad = {"Exception", "BaseException"}
    require_none(
        (
            source.at(node)
            for source in written()
            for node in ast.walk(source.tree)
            if isinstance(node, ast.ExceptHandler)
            and (node.type is None or ast.unparse(node.type) in broad)
            and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
        ),
        "Name what may go wrong.",
    )
