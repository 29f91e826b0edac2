"""Looks by a schedule whether archived pages still stand at their addresses. The archive stays what it is.

Links of told records are looked at with the ledger's other links; here are the pages that nobody told yet.
"""

import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db.models import F, Q

from hundredfold.base.outbound import NotFetched
from hundredfold.do.press.actions.fetch import AT_ONCE, GONE, guest, may_fetch
from hundredfold.do.press.models import Page
from hundredfold.do.press.words import PageState

AGAIN_AFTER = dt.timedelta(days=7)
SILENT_MOST = 5  # looks in a row without an answer, while others answered, until a page counts as gone
IN_A_NIGHT, NIGHT = 200, 120.0

ANSWERS, DEAD, SILENT = "answers", "gone", "silent"
Look = Callable[[str], str]


def look_at_archived(
    *, at: dt.datetime, look: Look | None = None, most: int = IN_A_NIGHT, seconds: float = NIGHT
) -> int:
    """Looks at up to ``most`` archived, untold pages that were not looked at for a week. Returns how many.

    When no page at all answers, the fault is likely ours, and silence is held against none.
    """
    if not may_fetch():
        return 0
    due = list(
        Page.objects.filter(state__in=[PageState.READ, PageState.SET_ASIDE], body__isnull=False)
        .exclude(url="")
        .filter(
            Q(looked_at__isnull=True, captured_at__lte=at - AGAIN_AFTER) | Q(looked_at__lte=at - AGAIN_AFTER)
        )
        .order_by(F("looked_at").asc(nulls_first=True), "pk")
        .only("pk", "url", "silent", "gone_since")[:most]
    )
    until = time.monotonic() + seconds
    outcomes: list[tuple[Page, str]] = []
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for first in range(0, len(due), 2 * AT_ONCE):
            some = due[first : first + 2 * AT_ONCE]
            seen = threads.map(look or outcome_of, [page.url for page in some])
            outcomes += zip(some, seen, strict=True)
            if time.monotonic() > until:
                break
    is_heard = any(outcome != SILENT for _page, outcome in outcomes)
    for page, outcome in outcomes:
        _keep(page, outcome, is_heard=is_heard, at=at)
    return len(outcomes)


def outcome_of(url: str) -> str:
    """What an address answers: answers, gone or silent. An address that may not be asked counts as answering."""
    try:
        answer = guest().ask(url)
    except NotFetched as refused:
        return SILENT if refused.may_pass else ANSWERS
    return DEAD if answer.status in GONE else ANSWERS


def _keep(page: Page, outcome: str, *, is_heard: bool, at: dt.datetime) -> None:
    silent = page.silent + is_heard if outcome == SILENT else 0
    gone_since = page.gone_since
    if outcome == DEAD or silent >= SILENT_MOST:
        gone_since = gone_since or at
    elif outcome == ANSWERS:
        gone_since = None
    Page.objects.filter(pk=page.pk).update(looked_at=at, silent=silent, gone_since=gone_since)
