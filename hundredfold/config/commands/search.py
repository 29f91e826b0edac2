"""Commands of search: look for words from the terminal, make the index again."""

from pathlib import Path
from typing import Annotated

import typer

from hundredfold.config import start
from hundredfold.config.commands.answers import chosen_language

Home = Annotated[Path | None, typer.Option(metavar="DIR", help="数据所在文件夹 / Where everything is kept.")]

app = typer.Typer(name="search", help="检索 / Search.", no_args_is_help=True)


@app.command("rebuild")
def rebuild(
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh", help="先清空再做，期间检索不全 / Empty it first; searches find less meanwhile."
        ),
    ] = False,
    home: Home = None,
) -> None:
    """重做检索索引，可以中断后接着做 / Make the search index again; goes on where it was broken off."""
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.config.indexing import make_again

    typer.echo(make_again(fresh=fresh))


@app.command("find")
def find(
    words: Annotated[list[str], typer.Argument(help="要找的词 / Words to look for.")],
    language: Annotated[str | None, typer.Option(help="zh | en")] = None,
    home: Home = None,
) -> None:
    """像公众那样检索一次 / Look once as the public would."""
    tongue = chosen_language(language)
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.config.indexing import lines_found

    for line in lines_found(" ".join(words), language=tongue):
        typer.echo(line)
