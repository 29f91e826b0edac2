"""How a worker takes one row for itself for a while, so that two workers never do the same work twice."""

import datetime as dt
from typing import TypeVar

from django.db.models import F, Q, QuerySet

from hundredfold.do.press.models import Page, Source

LEASE = dt.timedelta(
    minutes=10
)  # much longer than any one page or feed may need; a killed worker's row is free then

_M = TypeVar("_M", Page, Source)


def free(rows: QuerySet[_M], *, at: dt.datetime) -> QuerySet[_M]:
    """Those of ``rows`` that no worker has taken, or had taken and left."""
    return rows.filter(Q(taken_until__isnull=True) | Q(taken_until__lte=at))


def take(rows: QuerySet[_M], *, at: dt.datetime, most: int) -> list[_M]:
    """Up to ``most`` free ones of ``rows``, now taken. One statement decides each, so only one worker gets it."""
    taken: list[_M] = []
    for row in free(rows, at=at)[:most]:
        if free(rows.order_by().filter(pk=row.pk), at=at).update(taken_until=at + LEASE):
            taken.append(row)
    return taken


def count_try(page: Page) -> None:
    """Notes one more try of a page that was taken."""
    Page.objects.filter(pk=page.pk).update(tries=F("tries") + 1)
    page.tries += 1
