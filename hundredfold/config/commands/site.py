"""Commands that run a site: found, demo, serve, worker, doctor."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from hundredfold.config import start

Home = Annotated[Path | None, typer.Option(metavar="DIR", help="数据所在文件夹 / Where everything is kept.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="端口 / Port.")]
Host = Annotated[str, typer.Option(help="监听地址 / Address to listen on.")]

DEMO_HOME = Path(".demo")


def found(
    blueprint: Annotated[
        str, typer.Argument(help="蓝本名称或文件 / Blueprint name or file.")
    ] = "nine_hundreds",
    year: Annotated[int | None, typer.Option(help="周期从哪一年起 / Year the period starts in.")] = None,
    district: Annotated[str, typer.Option(help="顶层单位名称 / Name of the top unit.")] = "",
    home: Home = None,
) -> None:
    """按蓝本建立项目和第一个管理员 / Found a programme by its blueprint, with the first administrator."""
    start.use_home(home)
    start.django()
    start.migrate()
    from hundredfold.config.founding import found_site

    made = found_site(blueprint=blueprint, year=year, district=district)
    typer.echo(f"项目已建立 / Founded: {made.programme.code}")
    typer.echo(f"管理员 / Administrator: {made.username}    密码 / password: {made.password}")
    typer.echo("密码只显示这一次 / The password is shown this once. 接下来 / Next: hundredfold serve")


def demo(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    home: Home = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="重新生成 / Make it anew.")] = False,
) -> None:
    """看一个年中的区：演示数据，一键进入每个角色 / See a district in mid-year; enter as anyone."""
    start.use_home(home or DEMO_HOME)
    from hundredfold.config.demo.site import prepare

    prepare(fresh=fresh)
    _serve(host, port, workers=2, note="演示已就绪 / The demonstration is ready")


def serve(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    home: Home = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="进程数 / Processes.")] = 2,
) -> None:
    """运行站点和后台核对 / Run the site, with the checking in the background."""
    start.use_home(home)
    start.django()
    start.migrate()
    _serve(host, port, workers=workers, note="百成已启动 / Hundredfold is running")


def _serve(host: str, port: int, *, workers: int, note: str) -> None:
    start.gather_static()
    from hundredfold.config.serving import serve as run

    raise typer.Exit(run(host, port, workers=workers, note=note))


def worker(home: Home = None) -> None:
    """只运行后台核对 / Run only the checking in the background."""
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.config.working import work

    work()


def doctor(home: Home = None) -> None:
    """检查这个站点是否健康 / Look whether this site is in order."""
    start.use_home(home)
    start.django()
    start.require_current_database()
    from hundredfold.config.health import examine

    holds = True
    for finding in examine(now=dt.datetime.now(dt.UTC)):
        holds = holds and finding.holds
        typer.echo(f"{'✓' if finding.holds else '✗'} {finding.sentence}")
    raise typer.Exit(0 if holds else 1)


COMMANDS: Mapping[str, Callable[..., None]] = {
    "demo": demo,
    "found": found,
    "serve": serve,
    "worker": worker,
    "doctor": doctor,
}
