"""Which machines do the comparing: this one, or many through Spark; and a word when this one is not enough."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hundredfold.base import env
from hundredfold.base.env import BadSetting

if TYPE_CHECKING:  # what compares is loaded only when there is something to compare
    from hundredfold.linkage.capacity import Advice
    from hundredfold.linkage.engine import Engine

EngineName = Annotated[str, typer.Option(help="duckdb | spark")]
Master = Annotated[
    str,
    typer.Option(metavar="URL", help="Spark 集群地址，或设 SPARK_MASTER / Address of the Spark cluster."),
]
MEMORY = Path("/proc/meminfo")

SENTENCES = {
    "memory": (
        "提示：{rows} 条约需 {needed} MB 内存，现有 {free} MB；可用 --engine spark，结果相同。",
        "Note: {rows} rows need about {needed} MB of memory, {free} MB are free; --engine spark gives the same answer.",
    ),
    "rows": (
        "提示：{rows} 条已超出一台机器从容处理的范围；可用 --engine spark，结果相同。",
        "Note: {rows} rows are more than one machine handles with ease; --engine spark gives the same answer.",
    ),
}


def require_engine(name: str, master: str) -> None:
    """Raises BadSetting or NoSparkError with one sentence for an engine that cannot be used here."""
    if name not in {"duckdb", "spark"}:
        raise BadSetting(f"--engine {name}：只能是 duckdb 或 spark / it is duckdb or spark.")
    if name == "spark":
        from hundredfold.linkage.region import session

        session.check_master(master or env.text("SPARK_MASTER"))
        session.require()


@contextmanager
def engine_of(name: str, master: str) -> Iterator[str | Engine]:
    """The engine of this name for a search; Spark is started for it and ended after it."""
    if name == "duckdb":
        yield name
        return
    from hundredfold.linkage.region.session import session

    with session(master or env.text("SPARK_MASTER")) as running:
        from hundredfold.linkage.region.engine import SparkEngine

        engine = SparkEngine(running)
        try:
            yield engine
        finally:
            engine.close()


def advise(name: str, rows: int, language: str) -> None:
    """Says on stderr that it is time for Spark, where this machine would have a hard time."""
    from hundredfold.linkage.capacity import advice

    found = advice(rows, free_memory()) if name == "duckdb" else None
    if found:
        sys.stderr.write(said(found, language) + "\n")


def said(found: Advice, language: str) -> str:
    """The advice as a sentence in `zh` or `en`."""
    chinese, english = SENTENCES[found.code]
    told = {"rows": found.rows, "needed": found.needed, "free": found.free}
    return (english if language == "en" else chinese).format(**told)


def free_memory() -> int | None:
    """Bytes that a program may still take on this machine; None where it does not tell."""
    try:
        lines = MEMORY.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) << 10
    return None
