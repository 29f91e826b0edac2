"""Tables and marks of Markdown, and the note that a page is made. Knows no page."""

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by `make docs` from {source}; change that, not this. -->\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; line ends and bars within cells are taken care of."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def made(source: str) -> str:
    """The first line of a page that is made."""
    return MADE.format(source=source)
