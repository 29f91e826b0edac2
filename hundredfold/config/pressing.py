"""Adds press pages at the terminal: links, lists, feeds and sitemaps; fetched and read at once where asked."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from hundredfold.base import clock
from hundredfold.base.env import BadSetting
from hundredfold.base.models import User
from hundredfold.config.founding import require_operator
from hundredfold.do.press import access, queries
from hundredfold.do.press.actions import (
    Added,
    add_feed,
    add_links,
    add_sitemap,
    fetch_waiting,
    look_at_sources,
    read_captured,
)
from hundredfold.do.press.actions.fetch import may_fetch
from hundredfold.do.press.models import Page, Source
from hundredfold.do.press.reasons import answer_of, why_of
from hundredfold.do.press.words import CameBy, NotDone, PageState
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import current_programme, unit_index
from hundredfold.prove.intake import local_day

LIST_MB = 5
IDLE = 0.5  # seconds between two rounds while a host is given its pause

console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was given."""

    links: Sequence[str] = ()
    listed: str | None = None
    feed: str | None = None
    sitemap: str | None = None
    section: str = ""
    unit: str = ""


def add(wanted: Wanted, *, by: str, now: bool, language: str) -> dict[str, Any]:
    """Adds what was given and says what came of it; with ``now`` fetches and reads it while somebody waits.

    BadSetting or NotDone in a sentence. The answer: pages with address, state, why, title and story; sources likewise.
    """
    programme, user = _programme(), require_operator(by)
    unit = _unit(wanted.unit, user, programme)
    try:
        added, source = _added(wanted, by=user, programme=programme, unit=unit)
    except PermissionDenied as refused:
        raise BadSetting(f"{by}：{refused}") from refused
    except NotDone as refused:
        raise BadSetting(refused.sentence(language)) from refused
    for each in added.left_out:
        console.print(f"{each.link}  {each.sentence(language)}")
    if now and not may_fetch():
        console.print(
            "这个站点不抓取网页（演示或离线），只记下了链接。/ "
            "This site fetches nothing (a demonstration, or offline): the links were noted only."
        )
    elif now:
        _fetch(added, source)
    return _answer(added, source, language)


def _programme() -> Programme:
    programme = current_programme()
    if programme is None:
        raise BadSetting(
            "还没有项目，先运行 hundredfold found。/ No programme yet: run `hundredfold found` first."
        )
    return programme


def _unit(name: str, user: User, programme: Programme) -> Unit:
    """The unit named, else the one the account works for, the uppermost where it works for several."""
    at = clock.now()
    if name:
        unit = unit_index(local_day(programme, at)).named(name)
        if unit is None:
            raise BadSetting(
                f"--unit {name}：找不到这个单位，或者名称不止一个。/ No unit of that name, or more than one."
            )
        return unit
    own = access.units_to_work_for(user, at=at).order_by("path").first()
    if own is None:
        raise BadSetting(
            f"{user.username}：没有可以填报的单位，用 --unit 指明。/ "
            "This account works for no unit; name one with --unit."
        )
    return own


def _added(wanted: Wanted, *, by: User, programme: Programme, unit: Unit) -> tuple[Added, Source | None]:
    at = clock.now()
    common = {"by": by, "programme": programme, "unit": unit, "at": at}
    source: Source | None = None
    if wanted.feed:
        source = add_feed(url=wanted.feed, **common)  # type: ignore[arg-type]
    elif wanted.sitemap:
        source = add_sitemap(url=wanted.sitemap, section=wanted.section, **common)  # type: ignore[arg-type]
    text = "\n".join([*wanted.links, _listed(wanted.listed) if wanted.listed else ""])
    if not text.strip() and source is not None:
        return Added((), (), ()), source
    came_by = CameBy.LIST if wanted.listed else CameBy.COMMAND
    return add_links(text=text, came_by=came_by, **common), source  # type: ignore[arg-type]


def _listed(name: str) -> str:
    """The text of a list, from a file or for - from standard input."""
    try:
        data = sys.stdin.buffer.read(LIST_MB << 20) if name == "-" else _bytes(Path(name))
    except OSError as wrong:
        raise BadSetting(
            f"{Path(name).name}：打不开这个清单，请检查文件名。/ This list cannot be opened; check its name."
        ) from wrong
    return data.decode("utf-8-sig", "replace")


def _bytes(path: Path) -> bytes:
    with path.open("rb") as listed:
        return listed.read(LIST_MB << 20)


def _fetch(added: Added, source: Source | None) -> None:
    """Fetches and reads what was added until nothing of it waits for this moment."""
    if source is not None:
        look_at_sources(at=clock.now(), only=[source.pk])
        brought = Page.objects.filter(source=source)
        source.refresh_from_db()
        added = Added((*added.new, *brought), added.known, ())
    keys = [page.pk for page in (*added.new, *added.known)]
    waiting = Page.objects.filter(pk__in=keys, state=PageState.WAITING)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("抓取并读取 fetching and reading", total=len(keys))
        while True:
            at = clock.now()
            done = fetch_waiting(at=at, only=keys) + read_captured(at=at, only=keys)
            left = len(waiting.filter(next_try_at__lte=clock.now()).values_list("pk", flat=True))
            bar.update(task, completed=len(keys) - left)
            if not left:
                break
            if not done:
                time.sleep(IDLE)


def _answer(added: Added, source: Source | None, language: str) -> dict[str, Any]:
    keys = [page.pk for page in (*added.new, *added.known)]
    if source is not None:
        keys += list(Page.objects.filter(source=source).values_list("pk", flat=True))
    pages = queries.for_lists(Page.objects.filter(pk__in=keys)).select_related("story").order_by("pk")
    new = {page.pk for page in added.new}
    return {
        "pages": [
            _shown(page, is_new=page.pk in new or page.source_id is not None, language=language)
            for page in pages
        ],
        "left_out": [{"link": each.link, "why": each.sentence(language)} for each in added.left_out],
        "source": {"id": source.public_id, "url": source.url, "answer": answer_of(source, language)}
        if source
        else None,
    }


def _shown(page: Page, *, is_new: bool, language: str) -> dict[str, Any]:
    return {
        "id": page.public_id,
        "url": page.url,
        "new": is_new,
        "state": page.state,
        "why": why_of(page, language),
        "title": page.title,
        "published": page.published.isoformat() if page.published else None,
        "outlet": page.outlet,
        "level": page.level or None,
        "story": page.story.public_id if page.story else None,
        "first": page.story is not None and page.place == 0,
    }
