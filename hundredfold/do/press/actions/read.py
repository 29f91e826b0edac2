"""Reads what was captured, in a limited child, and puts each page into its story."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction

from hundredfold.base import files
from hundredfold.do.press import folding, remarks
from hundredfold.do.press.actions.taking import take
from hundredfold.do.press.filling import fill
from hundredfold.do.press.models import Page
from hundredfold.do.press.reasons import name_of
from hundredfold.do.press.words import PageState
from hundredfold.plan.models import Programme
from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused

IN_A_ROUND = 40
SECONDS, MEMORY_MB = 8.0, 320
SIGNED_AT_ONCE = 100
READER = "hundredfold.do.press.kept_pages:read_kept"


def read_captured(*, at: dt.datetime, only: Collection[int] | None = None, most: int = IN_A_ROUND) -> int:
    """Reads up to ``most`` captured pages, or such of ``only`` (keys), and folds them into stories.

    Returns how many it read or refused.
    """
    captured = Page.objects.filter(state=PageState.WAITING, body__isnull=False).order_by("next_try_at", "pk")
    if only is not None:
        captured = captured.filter(pk__in=only)
    taken = take(captured.select_related("archive", "body", "programme"), at=at, most=most)
    if taken:
        # Two pages may have the same bytes: each reading is handed on by its page, not by its path.
        by_path: dict[str, list[Page]] = {}
        for page in taken:
            by_path.setdefault(str(files.path_of(_bytes_of(page))), []).append(page)
        answers = sandbox.stream(READER, list(by_path), workers=1, seconds=SECONDS, memory_mb=MEMORY_MB)
        for path, answer in answers:
            for page in by_path[path]:
                _settle(page, answer, at=at)
    fold_all(at=at)
    return len(taken)


def fold_all(*, at: dt.datetime) -> None:
    """Puts every read page that stands in no story yet into one; also those that a killed worker left so."""
    loose = Page.objects.filter(state__in=[PageState.READ, PageState.TOLD], story__isnull=True)
    for programme in Programme.objects.filter(pk__in=loose.order_by().values("programme_id").distinct()):
        while folding.sign(programme, most=SIGNED_AT_ONCE):
            continue  # each signed by itself, so that after an upgrade nobody waits for all of them
        folding.refold(programme, at=at)


def _bytes_of(page: Page) -> str:
    kept = page.archive or page.body
    assert kept is not None
    return kept.sha256


def _settle(page: Page, answer: dict[str, Any] | Refused, *, at: dt.datetime) -> None:
    """Keeps what was read, or why nothing was, if the page still waits for it."""
    with transaction.atomic():
        held = Page.objects.select_for_update().get(pk=page.pk)
        if held.state != PageState.WAITING:
            return
        held.taken_until, held.next_try_at = None, None
        if isinstance(answer, Refused):
            held.state, held.why = PageState.REFUSED, f"read.{answer.code}"
            held.why_params = {**answer.params, "file": name_of(held)}
        elif not str(answer.get("text") or "").strip():
            held.state, held.why, held.why_params = PageState.REFUSED, "press.no_story", {}
        else:
            fill(held, answer)
            held.state, held.why, held.why_params, held.read_at = PageState.READ, "", {}, at
            held.remarks = remarks.remarks_on(held, page.programme.blueprint)
        held.save()
