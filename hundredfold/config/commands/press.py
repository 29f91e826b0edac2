"""`hundredfold press`: read pages, fold stories, add links to the desk. A child does the reading."""

from typing import Annotated, Any

import typer

from hundredfold.config.commands import press_desk
from hundredfold.config.commands.answers import complain, refuse, write_json
from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused

app = typer.Typer(
    name="press", help="新闻报道：读取、归并 / Press: read pages, fold stories.", no_args_is_help=True
)
app.command("add")(press_desk.add)

JSON_HELP = "写成 JSON：文件名，或 - 表示屏幕 / Write JSON to a file, or to the screen for -."
Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="HTML, WARC 或文字 / HTML, WARC or text.")
]
JsonTarget = Annotated[str | None, typer.Option("--json", metavar="FILE|-", help=JSON_HELP)]
SECONDS, MEMORY_MB = 5.0, 320
FOLD_SECONDS, FOLD_MEMORY_MB = 900.0, 1536


@app.command("read")
def read(files: Files, json: JsonTarget = None) -> None:
    """读取网页、归档或文字，每个文件一篇报道 / Read each page, archive or text as one story."""
    answers: dict[str, Any] = {}
    found = sandbox.stream(
        "hundredfold.reading.pages:read_file", files, workers=1, seconds=SECONDS, memory_mb=MEMORY_MB
    )
    for path, answer in found:
        answers[path] = answer
        if isinstance(answer, Refused):
            complain(answer)
    pages = [answers[path] for path in files if not isinstance(answers[path], Refused)]
    if json:
        write_json(pages, json)
    else:
        _show(pages)
    if len(pages) < len(files):
        raise typer.Exit(2)


def _show(pages: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False)
    for page in pages:
        table = Table(title=page["title"] or page["file"], title_justify="left", show_header=False)
        for name, value in _facts(page):
            if value:
                table.add_row(name, value)
        console.print(table)
        if page["mentions"]:
            console.print(_mentions(page["mentions"]))


def _facts(page: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("文件 file", page["file"]),
        ("媒体 outlet", page["outlet"] or ""),
        ("层级 level", page["level"] or ""),
        ("日期 published", page["published"] or ""),
        ("作者 by-line", page["byline"] or ""),
        ("版面 page", str(page["page"] or "")),
        ("语言 language", page["language"]),
        ("损坏 damage", f"{page['damage']} ({len(page['repairs'])})"),
        ("字数 characters", str(len(page["text"]))),
        ("条线 strands", " ".join(page["strands"])),
        ("日子 dates", " ".join(page["dates"])),
        ("地点 places", " ".join(page["places"])),
        ("数字 figures", "；".join(f"{each['value']} {each['what']}" for each in page["figures"])),
    ]


def _mentions(mentions: list[dict[str, Any]]) -> Any:
    from rich.table import Table

    table = Table(
        "媒体 outlet", "层级 level", "标题 title", "版 page", title="所提报道 mentions", title_justify="left"
    )
    for each in mentions:
        table.add_row(each["outlet"], each["level"], each["title"] or "", str(each["page"] or ""))
    return table


@app.command("fold")
def fold(
    file: Annotated[str, typer.Argument(metavar="FILE.jsonl", help="每行一篇稿件 / One story a line.")],
    json: JsonTarget = None,
) -> None:
    """把转载、缩写、改题的稿件归并成一篇报道 / Fold reprints and shortened versions into one story."""
    try:
        answer = sandbox.run(
            "hundredfold.config.commands.folding:fold_file",
            file,
            seconds=FOLD_SECONDS,
            memory_mb=FOLD_MEMORY_MB,
        )
    except Refused as refused:
        refuse(refused)
    if json:
        write_json(answer, json)
    else:
        _show_families(answer["families"])


def _show_families(families: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("首发 first", "篇 members", "其余 others", title=f"{len(families)} 篇报道 stories")
    for family in families:
        others = [each for each in family["members"] if each != family["first"]]
        table.add_row(family["first"], str(len(family["members"])), " ".join(others))
    Console(markup=False).print(table)
