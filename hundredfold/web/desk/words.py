"""The reader's language as the engines below name it. Knows no page."""

from django.utils.translation import get_language


def reader_language() -> str:
    """``en`` for readers of English, else ``zh``."""
    return "en" if (get_language() or "").startswith("en") else "zh"
