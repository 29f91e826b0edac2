"""What is found of a page of the press that was read and is not told yet: inside only."""

import datetime as dt
import zlib
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from hundredfold.do.press.models import Page
from hundredfold.do.press.words import PageState
from hundredfold.tell.queries.documents import (
    CLOSED_LABEL,
    PAGES_FROM,
    TEXT_MOST,
    day_labels,
    under_labels,
)
from hundredfold.tell.search.tokens import Document


def pages_to_find() -> QuerySet[Page]:
    """Pages that were read and stand at the desk; once told, their record is found in their place."""
    return Page.objects.filter(state=PageState.READ).select_related("unit")


def touched_since(moment: dt.datetime) -> list[int]:
    """Primary keys of the pages that were read, corrected, told or set aside since then."""
    moments = ("read_at", "corrected_at", "told_at", "set_aside_at", "added_at")
    since = Q()
    for name in moments:
        since |= Q(**{f"{name}__gte": moment})
    return list(Page.objects.filter(since).values_list("pk", flat=True))


def page_texts(page: Page) -> tuple[str, ...]:
    """What is read of a page beside its title."""
    return tuple(filter(None, (page.text[:TEXT_MOST], page.outlet, page.byline, page.unit.name)))


def page_document(page: Page) -> Document:
    """A page as the index holds it: nothing of it is open."""
    return Document(
        number=PAGES_FROM + page.pk,
        closed_title=(page.title,),
        closed_text=page_texts(page),
        labels=tuple(_labels(page)),
    )


def page_mark(page: Page) -> int:
    """A number that changes when what is found of the page does."""
    return zlib.crc32(
        repr((page.title, page.outlet, page.level, page.published, page.text, page.unit_id)).encode()
    )


def _labels(page: Page) -> Iterator[str]:
    yield f"programme={page.programme_id}"
    yield "kind=page"
    if page.level:
        yield f"level={page.level}"
    yield from (CLOSED_LABEL + each for each in day_labels(page.published))
    yield from under_labels(page.unit)
