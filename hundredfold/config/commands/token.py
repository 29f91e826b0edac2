"""The command that gives a unit's own system a key to the exchange."""

from pathlib import Path
from typing import Annotated

import typer

from hundredfold.config import start

Home = Annotated[Path | None, typer.Option(metavar="DIR", help="数据所在文件夹 / Where everything is kept.")]
By = Annotated[str, typer.Option(metavar="NAME", help="以谁的名义 / In whose name.")]


def token(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="单位名称或编号 / Unit's name or id.")],
    name: Annotated[str, typer.Option(help="这个令牌给谁用 / What it is for.")] = "exchange",
    renew: Annotated[
        bool, typer.Option("--renew", help="先作废旧令牌 / Revoke the earlier ones first.")
    ] = False,
    by: By = "admin",
    home: Home = None,
) -> None:
    """给单位的系统发一个接口令牌，只显示一次 / Give a unit's system a token for the exchange, shown this once."""
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.config.tokens import issue_for_unit

    given = issue_for_unit(unit, name=name, renew=renew, by=by)
    typer.echo(f"{given.unit.name}: 令牌只显示这一次 / the token is shown this once", err=True)
    typer.echo(given.key)


COMMANDS = {"token": token}
