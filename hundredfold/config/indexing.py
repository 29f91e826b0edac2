"""What the commands of search do: the whole index again with its progress, and one search as the public asks it."""

import time
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from hundredfold.tell.actions import index_all, index_all_pages
from hundredfold.tell.queries.searching import EVERYBODY, Filters, search
from hundredfold.tell.search.words import say


def make_again(*, fresh: bool) -> str:
    """Makes the index again and says how much and how long. Raises nothing of its own; broken off, it goes on later."""
    began = time.perf_counter()
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("检索索引 search index", total=None)
        done = index_all(afresh=fresh, progress=lambda at, last: bar.update(task, completed=at, total=last))
    index_all_pages()
    took = time.perf_counter() - began
    return f"已收进 {done} 条，用时 {took:.1f} 秒 / {done} records indexed in {took:.1f} s"


def lines_found(typed: str, *, language: str) -> Iterator[str]:
    """The first page of hits, a line each, their number first; or a sentence where there is nothing to look for."""
    found = search(typed, scope=EVERYBODY, filters=Filters(), language=language)
    if found is None:
        yield "还没有项目 / no programme yet"
        return
    if found.asked.problem:
        yield say(found.asked.problem, language)
        return
    yield f"{found.total}{'+' if found.is_more else ''}"
    for hit in found.hits:
        title = "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in hit.title)
        part = "".join(f"[{piece.text}]" if piece.is_marked else piece.text for piece in hit.snippet)
        yield f"{hit.day or '':10}  {title}  {part}"
