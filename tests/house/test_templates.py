"""Templates: no inline script or style, every word translated, one language of classes and no query hidden in a tag."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.house.tree import PACKAGE, require_none, shown, templates

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
FOREIGN = re.compile(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE)
WORDS = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{2,}")
SPOKEN = re.compile(
    r"""\s(?:alt|title|aria-label|placeholder|label|content)\s*=\s*"([^"]*)\"""", re.IGNORECASE
)
UNSPOKEN = ("text/html", "width=device-width", "telephone=no", "light dark", "noindex", "#")

# Shown when nothing else works: it may load no catalogue, so it says both languages itself.
SAYS_BOTH_ITSELF = {"hundredfold/web/common/templates/500.html"}
UNREAD = re.compile(
    r"<!--.*?-->|<code\b.*?</code>", re.DOTALL
)  # comments, and commands to be typed as they are
NAMES = {
    "简体中文",
    "English",
    "中文",
    "EN",
    "Hundredfold",
    "GB",
    "MB",
    "XLSX",
    "CSV",
    "JSON",
    "URL",
    "iCal",
    "API",
}


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_no_inline_script_or_style() -> None:
    require_none(
        (
            f"{shown(path)}:{number}"
            for path in templates()
            for number, line in _lines(path)
            if INLINE.search(line)
        ),
        "Put it into static/css or static/*.js: the content security policy refuses it here.",
    )


def test_nothing_comes_from_elsewhere() -> None:
    require_none(
        (
            f"{shown(path)}:{number}"
            for path in templates()
            for number, line in _lines(path)
            if FOREIGN.search(line)
        ),
        "Everything works without the internet: keep the file in static/.",
    )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    return enumerate(_text(path).splitlines(), 1)


def test_every_word_is_translated() -> None:
    require_none(
        (
            f"{shown(path)}:{number} {words!r}"
            for path in templates()
            if shown(path) not in SAYS_BOTH_ITSELF
            for number, words in _spoken(path)
        ),
        "Put it into {% translate %} or {% blocktranslate %}, in English, and its Chinese into the room's catalogue.",
    )


def _spoken(path: Path) -> Iterator[tuple[int, str]]:
    """Words that stand in a template outside tags that translate, with their lines: text and spoken attributes."""
    page, is_translated, is_comment = "", False, False
    for token in Lexer(_text(path)).tokenize():
        if token.token_type is TokenType.TEXT:
            page += _hidden(token.contents) if is_translated or is_comment else token.contents
            continue
        if token.token_type is TokenType.BLOCK:
            name = token.contents.split()[0]
            is_translated = name in {"blocktranslate", "blocktrans", "plural"} or (
                is_translated and name not in {"endblocktranslate", "endblocktrans"}
            )
            is_class = token.contents == "block body_class"
            is_comment = (
                name == "comment" or is_class or (is_comment and name not in {"endcomment", "endblock"})
            )
        page += "\0" + "\n" * token.contents.count("\n")
    page = UNREAD.sub(lambda found: _hidden(found[0]), page)
    for found in SPOKEN.finditer(page):
        if not found[1].startswith(UNSPOKEN) and WORDS.search(found[1]):
            yield page.count("\n", 0, found.start()) + 1, found[1]
    bare = re.sub(r"<[^>]*>", lambda tag: f"<{_hidden(tag[0])}<", page)
    for found in re.finditer(r"[^<>]+", bare):
        said = [
            word for word in re.split(r"[\s\0·,.:/()]+", found[0]) if WORDS.search(word) and word not in NAMES
        ]
        if said:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield bare.count("\n", 0, start) + 1, " ".join(said)


def _hidden(text: str) -> str:
    """Only the line ends of a text, so that lines keep their numbers."""
    return "\n" * text.count("\n")


def test_fragments_and_screens_lie_in_their_room() -> None:
    """A room's templates are found under its own name; only Django's error pages and the sign-in pages are not ours."""
    allowed = {"common", "account", "allauth", "mfa", "usersessions"}
    require_none(
        (
            shown(path)
            for path in templates()
            for folder in [path.relative_to(_root(path)).parts[0]]
            if not folder.endswith(".html") and folder != _root(path).parent.name and folder not in allowed
        ),
        "Keep it at web/<room>/templates/<room>/.",
    )


def _root(path: Path) -> Path:
    """The `templates` folder that a template lies in."""
    return next(parent for parent in path.parents if parent.name == "templates")


def test_scripts_and_styles_call_nobody() -> None:
    require_none(
        (
            f"{shown(path)}:{number}"
            for path in sorted((PACKAGE / "web" / "static").rglob("*"))
            if path.suffix in {".css", ".js", ".svg", ".webmanifest"}
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if re.search(r"https?://(?!www\.w3\.org/)", line)
        ),
        "Everything works without the internet.",
    )
