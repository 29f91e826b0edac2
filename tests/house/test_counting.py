"""One number, one function: what a person reads as a count is made by `prove` alone."""

import ast
from collections.abc import Iterator

from tests.house.tree import Source, called, require_none, written

# Where rows are counted that are no deeds, with the reason.
ALLOWED: dict[str, str] = {
    "hundredfold/do/press/queries.py": "pages of the desk by state and by source: work in hand, no deeds",
}
AGGREGATES = {"Count", "Sum", "annotate_count"}


def test_only_prove_counts() -> None:
    found = {
        source.name: list(_countings(source))
        for source in written()
        if not source.name.startswith(("hundredfold/prove/", "hundredfold/linkage/", "hundredfold/reading/"))
    }
    require_none(
        (place for name, places in found.items() if name not in ALLOWED for place in places),
        "Show what prove counted (prove.queries), or allow it here with the reason.",
    )


def test_nothing_is_allowed_in_vain() -> None:
    counting = {source.name for source in written() if any(_countings(source))}
    assert set(ALLOWED) <= counting


def _countings(source: Source) -> Iterator[str]:
    """Calls that count rows in the database; `text.count("x")` has something to look for and is none."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        is_count = isinstance(node.func, ast.Attribute) and node.func.attr == "count" and not node.args
        if is_count or called(node) in AGGREGATES:
            yield source.at(node)
