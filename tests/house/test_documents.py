"""Documents that cannot rot: what is made is up to date, and every command, setting, rule and word is in them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.db import models

from docs import make, release
from docs.rendering import commands, settings, words
from hundredfold.plan.blueprint import builtin_names
from hundredfold.plan.needs import NEEDS
from hundredfold.prove.rules import RULES
from tests.house.tree import PACKAGE, ROOT, require_none, sources

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*\bsrc=\"([^\"]+)\"")
IN_CODE = re.compile(r"`((?:hundredfold|tests|docs|bench|requirements)/[\w./-]+)`")
PICTURES = {"home", "home-phone", "strand", "record", "explain", "board", "review", "report-phone", "check"}


@cache
def _pages() -> dict[str, str]:
    """Every Markdown page by its path from the root."""
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


@pytest.mark.parametrize("name", make.PAGES)
def test_made_pages_are_up_to_date(name: str) -> None:
    assert not make.is_behind(name), f"docs/{name} is behind the code: make docs"


def test_every_command_is_documented() -> None:
    everything = "\n".join(text for name, text in _pages().items() if name != "docs/commands.md")

    require_none(
        (f"hundredfold {name}" for name in commands.names() if f"hundredfold {name}" not in everything),
        "Say in docs/use, docs/run or docs/develop when somebody needs this command.",
    )


def test_every_setting_is_documented() -> None:
    read = {each.name for each in settings.settings()}
    text = _pages()["docs/run/settings.md"]

    require_none(
        (name for name in sorted(read) if f"`{name}`" not in text), "Say in docs/settings.toml what it does."
    )


def test_no_setting_is_read_past_the_front_door() -> None:
    """Settings come through base.env, so that a bad one stops the start with a sentence."""
    allowed = {"hundredfold/base/env.py", "hundredfold/config/demo/site.py", "hundredfold/config/start.py"}
    require_none(
        (
            f"{source.name}:{number}"
            for source in sources("hundredfold")
            if source.name not in allowed
            for number, line in enumerate(source.text.splitlines(), 1)
            if "environ" in line and re.search(r"HUNDREDFOLD_|DATABASE_URL", line)
        ),
        "Read it with base.env in config/settings.py.",
    )


def test_every_rule_and_need_is_documented() -> None:
    text = _pages()["docs/counting.md"]
    names = [*(rule.name for rule in RULES), *NEEDS]

    require_none(
        (name for name in names if f"`{name}`" not in text), "Write its table in tests/spec, then make docs."
    )


def test_every_blueprint_is_documented() -> None:
    text = _pages()["docs/develop/blueprint.md"]

    require_none(
        (name for name in builtin_names() if f"`{name}" not in text),
        "Say in docs/develop/blueprint.md what it is.",
    )


def test_every_bench_is_documented() -> None:
    text = _pages()["docs/develop/benches.md"]
    target = re.search(r"^bench: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert target

    require_none(
        (name for name in target[1].split() if f"make {name}" not in text),
        "Say in docs/develop/benches.md what it measures.",
    )


def test_every_target_is_documented() -> None:
    text = _pages()["CONTRIBUTING.md"]
    targets = re.findall(r"^## (\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert targets
    require_none(
        (name for name in targets if f"`make {name}`" not in text), "Say in CONTRIBUTING.md what it is for."
    )


def test_glossary_words_are_in_the_code() -> None:
    codes = [(line["code"], line.get("means")) for group in words.groups() for line in group["words"]]

    require_none(
        (code for code, means in codes if not means and not words.sentence_of(code)), "Mend docs/words.toml."
    )
    everything = "\n".join(source.text for source in sources("hundredfold"))
    require_none(
        (code for code, means in codes if means and code.rsplit(".", 1)[-1] not in everything),
        "The code knows no such word.",
    )


def test_every_table_is_a_word_of_the_glossary() -> None:
    known = {line["code"].rsplit(".", 1)[-1] for group in words.groups() for line in group["words"]}
    ours = [model for model in apps.get_models() if model.__module__.startswith("hundredfold.")]
    chosen = [
        field
        for model in ours
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.choices
    ]

    assert chosen
    require_none(
        (model.__name__ for model in ours if model.__name__ not in known), "Add it to docs/words.toml."
    )


def test_links_lead_somewhere() -> None:
    require_none(_broken(LINK), "Mend the link.")


def test_pictures_are_those_we_take() -> None:
    """Screenshots come from the demonstration: a page shows only those, and each of them is shown."""
    shown = {
        Path(found[1] or found[2]).stem
        for text in _pages().values()
        for found in PICTURE.finditer(text)
        if "pictures/" in (found[1] or found[2])
    }

    assert shown == PICTURES


def _broken(pattern: re.Pattern[str]) -> Iterator[str]:
    for name, text in _pages().items():
        for found in pattern.finditer(text):
            target = unquote(found[1].split("#")[0])
            is_ours = bool(target) and "://" not in target and not target.startswith("mailto:")
            if is_ours and not (ROOT / name).parent.joinpath(target).exists():
                yield f"{name}:{text.count(chr(10), 0, found.start()) + 1} {target}"


def test_files_named_in_pages_exist() -> None:
    require_none(
        (
            f"{name}:{text.count(chr(10), 0, found.start()) + 1} {found[1]}"
            for name, text in _pages().items()
            for found in IN_CODE.finditer(text)
            if not (ROOT / found[1]).exists()
        ),
        "The file was moved or never was: mend the page.",
    )


def test_decisions_are_numbered_and_whole() -> None:
    pages = {name: text for name, text in _pages().items() if name.startswith("docs/adr/")}
    numbers = [int(name.rsplit("/", 1)[-1][:4]) for name in pages]

    assert numbers == list(range(1, len(numbers) + 1))
    require_none(
        (
            f"{name}: {part}"
            for name, text in pages.items()
            for part in ("## Context", "## Decision", "## Consequences")
            if part not in text
        ),
        "A decision has Context, Decision and Consequences.",
    )


def test_decisions_that_the_code_names_exist() -> None:
    known = {int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("*.md")}
    require_none(
        (
            f"{source.name}: ADR {found[1]}"
            for source in sources("hundredfold")
            for found in re.finditer(r"ADR (\d{4})", source.text)
            if int(found[1]) not in known
        ),
        "Write the decision down.",
    )


def test_the_drawing_has_every_room() -> None:
    text = _pages()["docs/house.md"]
    rooms = [
        path.parent.relative_to(PACKAGE).as_posix().replace("/", ".")
        for path in sorted(PACKAGE.rglob("__init__.py"))
        if len(path.relative_to(PACKAGE).parts) in {2, 3}
        and not {"migrations", "commands", "actions", "models", "queries", "render", "rules", "demo"}
        & set(path.parts)
    ]

    require_none((room for room in rooms if f"`{room}`" not in text), "Draw the room in docs/house.md.")


def test_the_changelog_can_be_released_from() -> None:
    changelog = _pages()["CHANGELOG.md"]

    assert release.HEADING.search(changelog)
    assert [name for name, _ in release.released(changelog)][:1] in ([], [release.version()])
