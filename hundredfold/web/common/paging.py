"""Which page was asked for. Knows no list."""

from collections.abc import Mapping

PAGES_MOST = 100_000


def page_number(said: Mapping[str, str]) -> int:
    """The page number in a query or a form: 1 where it is missing or no sensible number."""
    text = said.get("page") or ""
    return min(max(1, int(text)), PAGES_MOST) if text.isascii() and text.isdigit() and len(text) < 7 else 1
