"""`hundredfold press add`: links, a list, a feed or a sitemap for the press desk of a site."""

from pathlib import Path
from typing import Annotated, Any

import typer

from hundredfold.base.env import BadSetting
from hundredfold.config import start
from hundredfold.config.commands.answers import chosen_language, write_json

STATES = {
    "waiting": ("等待", "waiting"),
    "read": ("已读", "read"),
    "refused": ("未读", "not read"),
    "told": ("已入台账", "in the ledger"),
    "set_aside": ("搁置", "set aside"),
}


def add(
    links: Annotated[
        list[str] | None, typer.Argument(metavar="LINK...", help="网址，可多个 / Addresses.")
    ] = None,
    listed: Annotated[
        str | None,
        typer.Option("--list", metavar="FILE|-", help="含链接的文字文件 / A text file with links."),
    ] = None,
    feed: Annotated[
        str | None, typer.Option(metavar="URL", help="订阅源，每天看 / A feed, looked at daily.")
    ] = None,
    sitemap: Annotated[
        str | None, typer.Option(metavar="URL", help="网站地图，每天看 / A sitemap, looked at daily.")
    ] = None,
    section: Annotated[
        str, typer.Option(metavar="TEXT", help="只要含这段文字的网址 / Only addresses that hold this.")
    ] = "",
    unit: Annotated[str, typer.Option(metavar="U", help="由哪个单位填报 / The unit that tells.")] = "",
    now: Annotated[bool, typer.Option("--now", help="立即抓取并读取 / Fetch and read at once.")] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="以谁的名义 / In whose name.")] = "admin",
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE|-", help="写成 JSON / Write JSON.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="zh | en")] = None,
    home: Annotated[
        Path | None, typer.Option(metavar="DIR", help="数据所在文件夹 / Where everything is kept.")
    ] = None,
) -> None:
    """把链接、清单、订阅源或网站地图交给报道台 / Add links, a list, a feed or a sitemap to the press desk."""
    tongue = chosen_language(language)
    if not (links or listed or feed or sitemap) or (feed and sitemap):
        raise BadSetting(
            "请给出链接、--list、--feed 或 --sitemap。/ Give links, --list, --feed or --sitemap (one source at a time)."
        )
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.config.pressing import Wanted
    from hundredfold.config.pressing import add as run

    wanted = Wanted(links or (), listed, feed, sitemap, section, unit)
    answer = run(wanted, by=by, now=now, language=tongue)
    if json:
        write_json(answer, json)
    if json != "-":
        _show(answer, tongue)


def _show(answer: dict[str, Any], tongue: str) -> None:
    from rich.console import Console
    from rich.table import Table

    column = 1 if tongue == "en" else 0
    console = Console(markup=False, highlight=False)
    if answer["source"]:
        console.print(f"{answer['source']['url']}  {answer['source']['answer']}", soft_wrap=True)
    heads = (("网址", "情况", "标题", "媒体", "日期"), ("address", "state", "title", "outlet", "day"))[column]
    table = Table(*heads)
    for page in answer["pages"]:
        state = STATES[page["state"]][column] + ("" if page["new"] else ("（原已在册）", " (known)")[column])
        table.add_row(
            page["url"], state, page["title"] or page["why"], page["outlet"], page["published"] or ""
        )
    if answer["pages"]:
        console.print(table)
    if any(page["state"] == "waiting" for page in answer["pages"]):
        console.print(
            (
                "等待的由后台抓取，也可加 --now。",
                "What waits is fetched in the background; --now does it at once.",
            )[column]
        )
