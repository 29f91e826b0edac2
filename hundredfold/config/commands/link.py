"""`hundredfold link`: many districts' ledgers together, with no site. Children read; this process or Spark compares."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from hundredfold.config.commands.answers import chosen_language, write_json
from hundredfold.config.commands.engines import EngineName, Master, advise, engine_of, require_engine

if TYPE_CHECKING:  # a refused file must not wait for what compares the others
    from hundredfold.prove.linking import Linked
    from hundredfold.reading.sheets import Ledger

LedgerFiles = Annotated[
    list[Path],
    typer.Argument(metavar="LEDGER...", help="各区县的 XLSX 或 CSV 台账 / Ledgers of the districts."),
]
Programme = Annotated[str, typer.Option(metavar="FILE", help="蓝本文件或名称 / Blueprint file or name.")]
Json = Annotated[str | None, typer.Option(metavar="FILE|-", help="写成 JSON / Write JSON; - for the screen.")]
SHOWN = 20  # pairs on the screen; all of them are in the JSON


def link(
    ledgers: LedgerFiles,
    programme: Programme = "nine_hundreds",
    engine: EngineName = "duckdb",
    master: Master = "",
    json: Json = None,
    language: Annotated[str | None, typer.Option(help="zh | en")] = None,
) -> None:
    """多个区县的台账一起看：哪些记录讲的是同一件事 / Many ledgers together: which records tell one deed."""
    tongue = chosen_language(language)
    require_engine(engine, master)
    from hundredfold.plan.blueprint import load
    from hundredfold.reading.sheets import read_ledger

    blueprint = load(programme)
    read = [read_ledger(path) for path in ledgers]
    # Only now: refused files are answered before the engines are loaded.
    from hundredfold.prove.linking import link as link_ledgers

    advise(engine, sum(len(ledger.rows) for ledger in read), tongue)
    today = dt.datetime.now(dt.UTC).astimezone().date()
    with engine_of(engine, master) as chosen:
        linked = link_ledgers(read, blueprint, today=today, engine=chosen)
    if json:
        write_json(as_json(linked, read, tongue), json)
    if json != "-":
        _show(linked, read, tongue)


def as_json(linked: Linked, ledgers: list[Ledger], language: str) -> dict[str, Any]:
    """What linking gave, in the shape of a check's pairs and deeds, with the hash."""
    from hundredfold.linkage.words import say

    return {
        "ledgers": [
            {"source": ledger.source, "rows": len(ledger.rows), "skipped": len(ledger.skipped)}
            for ledger in ledgers
        ],
        "scored": linked.scored,
        "hash": linked.fingerprint,
        "pairs": [
            {
                "a": pair.a,
                "b": pair.b,
                "ledgers": [linked.ledger_of[pair.a], linked.ledger_of[pair.b]],
                "probability": round(pair.probability, 4),
                "why": "; ".join(say(ground.code, ground.params, language) for ground in pair.grounds),
            }
            for pair in linked.pairs
        ],
        "deeds": [list(deed) for deed in linked.deeds],
    }


def _show(linked: Linked, ledgers: list[Ledger], tongue: Literal["zh", "en"]) -> None:
    from rich.console import Console

    english = tongue == "en"
    console = Console(markup=False, highlight=False)
    for ledger in ledgers:
        console.print(
            f"{ledger.source}: {len(ledger.rows)} rows, {len(ledger.skipped)} left out"
            if english
            else f"{ledger.source}：{len(ledger.rows)} 条，略过 {len(ledger.skipped)} 行"
        )
    across = [pair for pair in linked.pairs if linked.is_across((pair.a, pair.b))]
    deeds = sum(linked.is_across(deed) for deed in linked.deeds)
    console.print(
        f"{len(linked.pairs)} probable pairs, {len(across)} of them across ledgers\n"
        f"{len(linked.deeds)} deeds told more than once, {deeds} of them across ledgers"
        if english
        else f"疑似同一事项 {len(linked.pairs)} 对，其中跨台账 {len(across)} 对\n"
        f"被填报不止一次的事项 {len(linked.deeds)} 件，其中跨台账 {deeds} 件"
    )
    for pair in sorted(across, key=lambda pair: -pair.probability)[:SHOWN]:
        titles = linked.rows[pair.a].title, linked.rows[pair.b].title
        console.print(f"  {pair.probability:.2f}  {pair.a} {titles[0]}  |  {pair.b} {titles[1]}")
    console.print(f"SHA-256 {linked.fingerprint}", soft_wrap=True)
