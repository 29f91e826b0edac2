"""Feeds and sections of sitemaps: put on the list, turned on and off, looked at by their schedule; new pages only."""

import datetime as dt
import hashlib
import time
from collections.abc import Collection
from typing import Any

from django.db import transaction

from hundredfold.base import audit, ids
from hundredfold.base.models import User
from hundredfold.base.outbound import NotFetched
from hundredfold.do.press import access, links
from hundredfold.do.press.actions.add import enter
from hundredfold.do.press.actions.fetch import guest, may_fetch, plain
from hundredfold.do.press.actions.taking import take
from hundredfold.do.press.actions.whole import Ask
from hundredfold.do.press.models import Page, Source
from hundredfold.do.press.words import NotDone, SourceSort
from hundredfold.plan.models import Programme, Unit
from hundredfold.reading.feeds import Found, read_feed
from hundredfold.reading.words import Refused

NEW_MOST = 200  # pages one look adds at most
LISTS_MOST = 10  # further sitemaps one look follows
IN_A_ROUND, ROUND = 5, 6.0
PAUSE = dt.timedelta(hours=1)  # after a look that failed, doubled each time, up to the schedule


def add_feed(
    *, by: User, programme: Programme, unit: Unit, url: str, every_hours: int = 24, at: dt.datetime
) -> Source:
    """Puts an RSS or Atom feed on the list; its pages are added for ``unit`` from the next round on.

    Raises NotDone by field: bad_link, bad_hours, known_source.
    """
    source = Source(sort=SourceSort.FEED, url=url.strip(), every_hours=every_hours)
    return _add(source, by=by, programme=programme, unit=unit, at=at)


def add_sitemap(
    *,
    by: User,
    programme: Programme,
    unit: Unit,
    url: str,
    section: str = "",
    every_hours: int = 24,
    at: dt.datetime,
) -> Source:
    """Puts a sitemap on the list; of its addresses those that hold ``section`` are added. Raises as ``add_feed``."""
    source = Source(
        sort=SourceSort.SITEMAP, url=url.strip(), section=section.strip()[:200], every_hours=every_hours
    )
    return _add(source, by=by, programme=programme, unit=unit, at=at)


def turn_source(*, by: User, source: Source, is_on: bool, at: dt.datetime) -> Source:
    """Turns a source on, to be looked at in the next round, or off. Its pages stay."""
    access.require_may_work(by, source.unit, at=at)
    with transaction.atomic():
        held = Source.objects.select_for_update().get(pk=source.pk)
        held.is_on, held.next_look_at, held.fails, held.taken_until = is_on, at, 0, None
        held.save(update_fields=["is_on", "next_look_at", "fails", "taken_until"])
        audit.note(
            actor=by, action="turn_source", subject=f"source:{held.public_id}", at=at, detail={"on": is_on}
        )
    return held


def _add(source: Source, *, by: User, programme: Programme, unit: Unit, at: dt.datetime) -> Source:
    access.require_may_work(by, unit, at=at)
    if not links.is_whole(source.url) or len(source.url) > links.LONGEST:
        raise NotDone("bad_link", field="url", link=source.url[:120])
    if not 1 <= source.every_hours <= 24 * 31:
        raise NotDone("bad_hours", field="every_hours")
    # The sitemap of a site may be on the list once for each of its sections.
    about = f"{source.sort} {links.plain(source.url)} {source.section}"
    source.key = hashlib.sha256(about.encode("utf-8", "replace")).hexdigest()
    source.public_id, source.programme, source.unit = ids.new_ulid(at=at), programme, unit
    source.added_by, source.added_at, source.next_look_at = by, at, at
    with transaction.atomic():
        if Source.objects.filter(programme=programme, key=source.key).exists():
            raise NotDone("known_source", field="url")
        source.save()
        audit.note(actor=by, action="add_source", subject=f"source:{source.public_id}", at=at)
    return source


def look_at_sources(
    *,
    at: dt.datetime,
    ask: Ask | None = None,
    only: Collection[int] | None = None,
    most: int = IN_A_ROUND,
    seconds: float = ROUND,
) -> int:
    """Looks at up to ``most`` sources whose time has come, or such of ``only`` (keys); new pages are added.

    Returns how many it looked at. Does nothing where nothing is fetched. A look that fails is repeated after growing
    pauses, and says why.
    """
    if not may_fetch():
        return 0
    asks, looked, until = ask or guest().ask, 0, time.monotonic() + seconds
    due = Source.objects.filter(is_on=True, next_look_at__lte=at).order_by("next_look_at", "pk")
    due = due.select_related("programme", "unit", "added_by")
    if only is not None:
        due = due.filter(pk__in=only)
    while looked < most and time.monotonic() < until and (taken := take(due, at=at, most=1)):
        look_at(taken[0], asks, at=at)
        looked += 1
    return looked


def look_at(source: Source, ask: Ask, *, at: dt.datetime) -> None:
    """Asks one source and adds its new pages; or notes why it gave none, and when it is asked again."""
    try:
        found = _listed(source, ask)
    except NotFetched as wrong:
        _failed(
            source, f"fetch.{wrong.code}", {name: plain(value) for name, value in wrong.params.items()}, at=at
        )
    except Refused as wrong:
        _failed(
            source, f"read.{wrong.code}", {name: plain(value) for name, value in wrong.params.items()}, at=at
        )
    except _Status as wrong:
        _failed(source, "press.source_status", {"status": wrong.status}, at=at)
    else:
        _keep(source, found, at=at)


class _Status(Exception):
    """An answer that holds no list: its status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _listed(source: Source, ask: Ask) -> list[Found]:
    """What the source lists now, also through the sitemaps that a sitemap names; of those the section asked for."""
    waiting, found, asked = [source.url], [], 0
    while waiting and asked <= LISTS_MOST:
        answer = ask(waiting.pop(0))
        asked += 1
        if not 200 <= answer.status < 300:
            if asked == 1:
                raise _Status(answer.status)
            continue
        for each in read_feed(answer.body, url=answer.final_url, name=links.shown(source.url)):
            if each.is_list:
                waiting.append(each.url)
            elif source.section in each.url:
                found.append(each)
    # The latest first, so that a bound leaves out the oldest; undated ones keep their place behind.
    return sorted(found, key=lambda each: each.published or "", reverse=True)


def _keep(source: Source, found: list[Found], *, at: dt.datetime) -> None:
    good = [each.url for each in found if links.is_whole(each.url) and len(each.url) <= links.LONGEST]
    with transaction.atomic():
        keys = {links.key_of(url): url for url in good}
        known = set(
            Page.objects.filter(programme=source.programme, key__in=list(keys)).values_list("key", flat=True)
        )
        fresh = [url for key, url in keys.items() if key not in known]
        new, _known = enter(
            fresh[:NEW_MOST],
            by=source.added_by,
            programme=source.programme,
            unit=source.unit,
            came_by=source.sort,
            source=source,
            at=at,
        )
        has_more = len(fresh) > NEW_MOST
        source.answer = "press.looked_most" if has_more else "press.looked"
        source.answer_params = {"found": len(keys), "new": len(new)}
        source.looked_at, source.fails, source.taken_until = at, 0, None
        source.next_look_at = at if has_more else at + dt.timedelta(hours=source.every_hours)
        _save(source)
        if new:
            detail = {"pages": [page.public_id for page in new]}
            subject = f"source:{source.public_id}"
            audit.note(actor=source.added_by, action="look_at_source", subject=subject, at=at, detail=detail)


def _failed(source: Source, answer: str, params: dict[str, Any], *, at: dt.datetime) -> None:
    source.answer, source.answer_params, source.looked_at, source.taken_until = answer, params, at, None
    pause = min(PAUSE * 2 ** min(source.fails, 10), dt.timedelta(hours=source.every_hours))
    source.fails, source.next_look_at = source.fails + 1, at + pause
    _save(source)


def _save(source: Source) -> None:
    """Only what a look changes: somebody may have turned the source off meanwhile."""
    source.save(
        update_fields=["answer", "answer_params", "looked_at", "fails", "next_look_at", "taken_until"]
    )
