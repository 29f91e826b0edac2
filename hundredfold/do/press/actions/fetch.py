"""Fetches what waits, as a polite guest, and keeps each page as an archive before anything is read in it."""

import datetime as dt
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction

from hundredfold.base import audit, files
from hundredfold.base.models import User
from hundredfold.base.outbound import Answer, Manners, NotFetched, archive
from hundredfold.do.press import access
from hundredfold.do.press.actions.taking import count_try, take
from hundredfold.do.press.actions.whole import Ask, ask_whole, is_page, kind_of
from hundredfold.do.press.models import Page
from hundredfold.do.press.words import NotDone, PageState

AT_ONCE = 4
IN_A_ROUND = 40
ROUND = 6.0  # seconds after which a round begins no further page; the worker has other things to do
PAUSES = (
    dt.timedelta(minutes=10),
    dt.timedelta(hours=1),
    dt.timedelta(hours=6),
    dt.timedelta(hours=24),
)  # between one try and the next; after the last the page is refused
GONE = frozenset({404, 410})
CLOSED = frozenset({401, 402, 403, 407, 451})


@cache
def guest() -> Manners:
    """The manners of this process: one for all its rounds, so that it knows when it asked a host last."""
    return Manners()


def may_fetch() -> bool:
    """Whether anything is fetched at all: not where the site stays offline, nor on a demonstration."""
    return bool(settings.FETCH_PRESS) and not settings.DEMO


def fetch_waiting(
    *,
    at: dt.datetime,
    ask: Ask | None = None,
    only: Collection[int] | None = None,
    most: int = IN_A_ROUND,
    seconds: float = ROUND,
) -> int:
    """Fetches up to ``most`` waiting pages, or such of ``only`` (keys), and keeps what came. Returns how many it tried.

    Does nothing where ``may_fetch`` says no. A page that a killed worker had taken is tried again after a while.
    """
    if not may_fetch():
        return 0
    asks, done, until = ask or guest().ask, 0, time.monotonic() + seconds
    waiting = Page.objects.filter(state=PageState.WAITING, body__isnull=True, next_try_at__lte=at).order_by(
        "next_try_at", "pk"
    )
    if only is not None:
        waiting = waiting.filter(pk__in=only)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while done < most and time.monotonic() < until:
            taken = take(waiting, at=at, most=min(AT_ONCE, most - done))
            if not taken:
                break
            for page in taken:
                count_try(page)
            answers = threads.map(lambda page: ask_whole(page.url, asks), taken)
            for page, answer in zip(taken, answers, strict=True):
                settle(page, answer, at=at)
            done += len(taken)
    return done


def fetch_again(*, by: User, page: Page, at: dt.datetime) -> Page:
    """Lets a page that was not read be fetched anew, or read anew where it was kept. Raises NotDone: not_waiting."""
    access.require_may_work(by, page.unit, at=at)
    with transaction.atomic():
        held = Page.objects.select_for_update().get(pk=page.pk)
        if held.state not in {PageState.REFUSED, PageState.WAITING}:
            raise NotDone("not_waiting")
        if held.url:
            held.body = held.archive = held.captured_at = held.status = None
        held.state, held.why, held.why_params, held.tries = PageState.WAITING, "", {}, 0
        held.next_try_at, held.taken_until = at, None
        held.save()
        audit.note(actor=by, action="fetch_again", subject=f"page:{held.public_id}", at=at)
    return held


def settle(page: Page, answers: Sequence[Answer] | NotFetched, *, at: dt.datetime) -> None:
    """Keeps what the address of a waiting page answered, and its further parts; or why nothing came."""
    if isinstance(answers, NotFetched):
        _put_off(page, f"fetch.{answers.code}", dict(answers.params), may_pass=answers.may_pass, at=at)
        return
    answer = answers[0]
    if answer.status in GONE:
        _put_off(page, "press.gone", {"status": answer.status}, may_pass=False, at=at)
    elif answer.status in CLOSED:
        _put_off(page, "press.not_shown", {"status": answer.status}, may_pass=False, at=at)
    elif not (200 <= answer.status < 300):
        _put_off(page, "press.status", {"status": answer.status}, may_pass=True, at=at)
    else:
        _keep(page, answers, at=at)


def _put_off(page: Page, why: str, params: dict[str, Any], *, may_pass: bool, at: dt.datetime) -> None:
    """The page waits for its next try, or is refused where another would not help or all were made."""
    is_last = not may_pass or page.tries > len(PAUSES)
    Page.objects.filter(pk=page.pk, state=PageState.WAITING).update(
        state=PageState.REFUSED if is_last else PageState.WAITING,
        why=why,
        why_params={name: plain(value) for name, value in params.items()},
        next_try_at=None if is_last else at + PAUSES[page.tries - 1],
        taken_until=None,
    )


def plain(value: object) -> object:
    """A value of a sentence as it can be kept: a number, or a short text."""
    return value if isinstance(value, int | float) else str(value).replace("\0", "")[:300]


def _keep(page: Page, answers: Sequence[Answer], *, at: dt.datetime) -> None:
    """Archive and body on disk first, then the row that says so; whether it can be read is seen afterwards."""
    answer, kind, is_readable = answers[0], kind_of(answers[0]), is_page(answers[0])
    kept = files.keep(map(archive.write, answers), media_type="application/warc", at=at)
    body = files.keep([answer.body], media_type=kind, at=at)
    with transaction.atomic():
        Page.objects.filter(pk=page.pk, state=PageState.WAITING).update(
            archive=kept,
            body=body,
            status=answer.status,
            captured_at=at,
            final_url=answer.final_url[:1000],
            state=PageState.WAITING if is_readable else PageState.REFUSED,
            why="" if is_readable else "press.not_a_page",
            why_params={} if is_readable else {"media_type": kind},
            next_try_at=at if is_readable else None,
            taken_until=None,
        )
