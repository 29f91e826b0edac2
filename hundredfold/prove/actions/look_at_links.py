"""Looks whether told links still lead somewhere, and keeps what came of it. It asks for no page's content.

Links are written by anybody, so each is treated as hostile: ``base.outbound`` does the asking.
"""

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import transaction

from hundredfold.base.outbound import Manners
from hundredfold.base.outbound.looking import ANSWERS, DEAD, SILENT
from hundredfold.prove import intake
from hundredfold.prove.actions.judge import judge_record
from hundredfold.prove.models import LinkLook

SILENT_MOST = 5  # looks in a row without an answer, while others answered, until a link counts as dead
AGAIN_AFTER = dt.timedelta(days=7)
AT_ONCE = 8
IN_A_NIGHT = 200
NIGHT = 120.0  # seconds that the worker spends on links at most; it has other things to do

Look = Callable[[str], str]


def look_at_links(*, at: dt.datetime, look: Look | None = None, most: int = IN_A_NIGHT) -> int:
    """Looks at up to ``most`` told links that were not looked at for a week. Returns how many. Safe to run twice.

    Does nothing where the site was told to stay offline, nor on a demonstration, whose links are made up. When no link
    at all answers, the fault is likely ours: it goes no further, and silence is held against none.
    """
    if settings.DEMO or not settings.LOOK_AT_LINKS:
        return 0
    looked_at = dict(LinkLook.objects.values_list("url_sha256", "looked_at"))
    due = intake.links_to_look_at(looked_at, before=at - AGAIN_AFTER, most=most)
    outcomes = _outcomes(due, look or Manners(at_once=AT_ONCE).look)
    is_heard = _is_heard(outcomes)
    turned = [url for url, outcome in outcomes.items() if _keep(url, outcome, is_heard=is_heard, at=at)]
    for record in intake.records_with_links(turned):
        judge_record(record, at=at)
    return len(outcomes)


def _outcomes(due: Sequence[str], look: Look) -> dict[str, str]:
    """What the links answer, a few at a time, as long as some answer and the night's time lasts."""
    outcomes: dict[str, str] = {}
    until = time.monotonic() + NIGHT

    def in_time(url: str) -> str:  # many links of one host wait for each other; the night's end comes first
        return look(url) if time.monotonic() < until else ""

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for first in range(0, len(due), 2 * AT_ONCE):
            some = due[first : first + 2 * AT_ONCE]
            told = zip(some, threads.map(in_time, some), strict=True)
            outcomes.update((url, outcome) for url, outcome in told if outcome)
            if not _is_heard(outcomes) or time.monotonic() > until:
                break
    return outcomes


def _is_heard(outcomes: Mapping[str, str]) -> bool:
    return any(outcome in {ANSWERS, DEAD} for outcome in outcomes.values())


@transaction.atomic
def _keep(url: str, outcome: str, *, is_heard: bool, at: dt.datetime) -> bool:
    """Keeps one outcome; whether the link turned dead, or came back."""
    key = intake.link_key(url)
    row = LinkLook.objects.select_for_update().filter(url_sha256=key).first()
    row = row or LinkLook(url_sha256=key, url=url)
    before = row.dead_since
    if outcome == SILENT:
        row.silent += is_heard
    else:
        row.silent = 0
    if outcome == DEAD or row.silent >= SILENT_MOST:
        row.dead_since = before or at
    elif outcome == ANSWERS:
        row.dead_since = None
    row.outcome, row.looked_at = outcome, at
    row.save()
    return (before is None) != (row.dead_since is None)
