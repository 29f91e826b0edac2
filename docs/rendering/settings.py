"""Every environment setting: name, default and bounds are read from the code, its meaning in docs/settings.toml."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docs.rendering.markdown import made, table

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hundredfold"
MEANINGS = ROOT / "docs" / "settings.toml"
READERS = {
    "text": "文字 / text",
    "flag": "1 | 0",
    "number": "整数 / whole number",
    "words": "以逗号分隔 / by commas",
    "folder": "文件夹 / folder",
}

OPENING = """# 设置 / Settings

设置都来自环境变量；一个都不设也能开发和演示。值不对时站点不启动，并用一句话说明哪一项、是什么、该怎样写。
`hundredfold … --home DIR` 与设 `HUNDREDFOLD_HOME` 相同。

Settings come from the environment. None is needed for developing or for the demonstration. A bad value stops the start
with one sentence that names it. `hundredfold … --home DIR` is the same as setting `HUNDREDFOLD_HOME`.
"""


@dataclass(frozen=True)
class Setting:
    """One setting as the code reads it."""

    name: str
    reader: str
    default: str
    bounds: str


def settings() -> Iterator[Setting]:
    """Every setting that the code reads through `base.env`, in the order of the code."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env.") and node.args:
                name = getattr(node.args[0], "value", "")
                bounds = {each.arg: _value(each.value) for each in node.keywords}
                default = _value(node.args[1]) if len(node.args) > 1 else bounds.get("default", "")
                limits = f"{bounds['least']} – {bounds['most']}" if "least" in bounds else ""
                if isinstance(name, str) and (name.startswith("HUNDREDFOLD_") or name == "DATABASE_URL"):
                    yield Setting(name, ast.unparse(node.func).removeprefix("env."), default, limits)


def _value(node: ast.expr) -> str:
    if isinstance(node, ast.Call):  # Path("var")
        return str(getattr(node.args[0], "value", ""))
    value = ast.literal_eval(node)
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(value) if isinstance(value, list) else str(value)


def page() -> str:
    """The whole page. KeyError for a setting that nobody has said the meaning of."""
    means = tomllib.loads(MEANINGS.read_text(encoding="utf-8"))
    rows = []
    for each in settings():
        meaning = means[each.name]
        rows.append(
            (f"`{each.name}`", READERS[each.reader], _shown(each), f"{meaning['zh']}\n{meaning['en']}")
        )
    heads = ("名称 / name", "写法 / form", "缺省 / default", "作用 / what it does")
    return "\n".join(
        [made("hundredfold/config/settings.py and docs/settings.toml"), OPENING, table(heads, rows)]
    )


def _shown(each: Setting) -> str:
    default = f"`{each.default}`" if each.default else "—"
    return f"{default}\n({each.bounds})" if each.bounds else default
