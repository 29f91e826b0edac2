"""The glossary: `docs/words.toml`, each word held against the class or code that bears it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docs.rendering.markdown import made, table

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "docs" / "words.toml"

OPENING = """# 词语 / Words

一个意思一个词，界面、网址、表名和类名都用它。新词先写进 `docs/words.toml`，再写进代码。

One word for one idea, and the same in screens, addresses, tables and classes. A new word is written into
`docs/words.toml` first, then into the code.
"""


def groups() -> list[Mapping[str, Any]]:
    """The groups of words in their order: a title in both languages, and rows of zh, en, code, perhaps means."""
    return list(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["group"])


def sentence_of(code: str) -> str:
    """The first sentence of the docstring of `code`, such as `prove.models.Finding`. KeyError if there is none."""
    module, _, name = code.rpartition(".")
    base = ROOT / "hundredfold" / module.replace(".", "/")
    paths = [path for path in (base.with_suffix(".py"), *sorted(base.glob("*.py"))) if path.is_file()]
    for path in paths:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
                said = " ".join((ast.get_docstring(node) or "").split())
                return re.split(r"(?<=[.])\s", said, maxsplit=1)[0]
    raise KeyError(code)


def page() -> str:
    """The whole page."""
    parts = [made("docs/words.toml and the code"), OPENING]
    for group in groups():
        rows = [
            (line["zh"], line["en"], f"`{line['code']}`", line.get("means") or sentence_of(line["code"]))
            for line in group["words"]
        ]
        parts.append(f"## {group['zh']} / {group['en']}\n")
        parts.append(table(("中文", "English", "in the code", "what it is"), rows))
    return "\n".join(parts)
