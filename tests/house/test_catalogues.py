"""Words in two languages: every English sentence of a room has its Chinese, and the compiled file is in step."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house.tree import PACKAGE, called, require_none, shown, sources, templates

CATALOGUES = sorted(PACKAGE.rglob("zh_Hans/LC_MESSAGES/django.po"))
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(n?gettext|pgettext|npgettext|_)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?", re.DOTALL)
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[a-z]{3}")
BLANK = re.compile(r"%\((\w+)\)")


@cache
def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale="zh_Hans", abort_invalid=True)


def _of(path: Path) -> list[Path]:
    """The catalogues that serve a file: its app's own, that of the common room, and that of the floors below."""
    folders = [parent for parent in path.parents if PACKAGE in (parent, *parent.parents)]
    own = [parent / "locale/zh_Hans/LC_MESSAGES/django.po" for parent in folders]
    common = PACKAGE / "web/common/locale/zh_Hans/LC_MESSAGES/django.po"
    return [found for found in [*own, common] if found.is_file()]


def _asked() -> Iterator[tuple[Path, int, str]]:
    """Every English sentence that is translated, with its place."""
    for path in templates():
        yield from ((path, line, text) for line, text in _in_template(path))
    for source in sources("hundredfold"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and called(node) in CALLS and isinstance(node.func, ast.Name):
                texts = [
                    arg.value
                    for arg in node.args
                    if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                ]
                place = 1 if called(node).startswith("pgettext") else 0
                if len(texts) > place:
                    yield source.path, node.lineno, texts[place]


def _in_template(path: Path) -> Iterator[tuple[int, str]]:
    code = templatize(path.read_text(encoding="utf-8"))
    for found in IN_TEMPLATE.finditer(code):
        text = found[3] if found[1] == "pgettext" else found[2]
        yield code.count("\n", 0, found.start()) + 1, str(ast.literal_eval(text))


def test_every_sentence_has_its_chinese() -> None:
    require_none(
        (
            f"{shown(path)}:{line} {text!r}"
            for path, line, text in _asked()
            if not any(_says(_catalogue(each), text) for each in _of(path))
        ),
        "Add it to the room's locale/zh_Hans/LC_MESSAGES/django.po, then `make fix` compiles it.",
    )


def _says(catalogue: Catalog, text: str) -> bool:
    message = catalogue.get(text)
    if message is None or message.fuzzy:
        return False
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(part.strip() for part in said)


def test_english_is_what_is_translated_from() -> None:
    require_none(
        (
            f"{shown(path)}:{line} {text!r}"
            for path, line, text in _asked()
            if HAN.search(text) and not LATIN.search(text)  # an English sentence may quote a Chinese heading
        ),
        "Write the English in the code and the Chinese in the catalogue.",
    )


def test_no_sentence_is_kept_for_nobody() -> None:
    used = {text for _, _, text in _asked()}
    django_speaks = {
        "hundredfold/web/common/locale/zh_Hans/LC_MESSAGES/django.po"
    }  # it also mends sign-in pages
    require_none(
        (
            f"{shown(path)}:{message.lineno} {message.id!r}"
            for path in CATALOGUES
            if shown(path) not in django_speaks
            for message in _catalogue(path)
            if message.id and _first(message.id) not in used
        ),
        "Take it out: nothing says it any more.",
    )


def _first(text: object) -> str:
    return str(text[0] if isinstance(text, tuple | list) else text)


def test_values_are_the_same_in_both_languages() -> None:
    require_none(
        (
            f"{shown(path)}:{message.lineno} {_first(message.id)!r}"
            for path in CATALOGUES
            for message in _catalogue(path)
            if message.id and not _values(message.string) <= _values(message.id)
        ),
        "The Chinese asks for a value that the English does not give.",
    )


def _values(text: object) -> set[str]:
    parts = text if isinstance(text, tuple | list) else (text,)
    return {name for part in parts for name in BLANK.findall(str(part))}


def test_compiled_catalogues_are_in_step() -> None:
    require_none(
        (shown(path) for path in CATALOGUES if not _is_in_step(path)),
        "Run `make fix` and commit the .mo files.",
    )


def _is_in_step(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    if not compiled.is_file():
        return False
    made = BytesIO()
    write_mo(made, _catalogue(path))
    made.seek(0)
    with compiled.open("rb") as kept:
        return _spoken(read_mo(kept)) == _spoken(read_mo(made))


def _spoken(catalogue: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue if message.id}
