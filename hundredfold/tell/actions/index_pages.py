"""Keeps the pages of the press desk to be found by those inside, until their record is."""

import datetime as dt
from collections.abc import Collection

from django.db import connection, transaction

from hundredfold.prove.models import Cursor
from hundredfold.tell.models import Indexed
from hundredfold.tell.queries import page_documents
from hundredfold.tell.queries.documents import PAGES_FROM, UNITS_FROM
from hundredfold.tell.search.shelves import shelf_of

READER_OF_PAGES = "search pages"  # its position is a moment, in seconds since 1970
OVERLAP = 120  # seconds that are looked at again: a page may be written a while after its moment


def index_pages(*, at: dt.datetime) -> int:
    """Takes in the pages that were read or corrected lately, and lets go those that were told or set aside."""
    cursor, _ = Cursor.objects.get_or_create(name=READER_OF_PAGES)
    since = dt.datetime.fromtimestamp(max(0, cursor.position - OVERLAP), dt.UTC)
    touched = page_documents.touched_since(since)
    moved = _compare(touched) if touched else 0
    Cursor.objects.filter(pk=cursor.pk).update(position=int(at.timestamp()))
    return moved


def index_all_pages() -> int:
    """Takes in every page that is to be found, and lets go all others. Returns how many moved."""
    held = Indexed.objects.filter(number__gte=PAGES_FROM, number__lt=UNITS_FROM).values_list(
        "number", flat=True
    )
    keys = {number - PAGES_FROM for number in held}
    keys.update(page_documents.pages_to_find().values_list("pk", flat=True))
    return _compare(keys)


def _compare(keys: Collection[int]) -> int:
    """Makes the index say of these pages what they say now."""
    shelf, moved, ordered = shelf_of(connection), 0, sorted(keys)
    for start in range(0, len(ordered), 200):
        part = ordered[start : start + 200]
        numbers = [PAGES_FROM + key for key in part]
        kept = dict(Indexed.objects.filter(number__in=numbers).values_list("number", "position"))
        pages = {PAGES_FROM + page.pk: page for page in page_documents.pages_to_find().filter(pk__in=part)}
        marks = {number: page_documents.page_mark(page) for number, page in pages.items()}
        fresh = [number for number, mark in marks.items() if kept.get(number) != mark]
        gone = [number for number in kept if number not in pages]
        with transaction.atomic():
            shelf.put([page_documents.page_document(pages[number]) for number in fresh])
            shelf.take_out(gone)
            Indexed.objects.filter(number__in=gone).delete()
            Indexed.objects.bulk_create(
                [Indexed(number=number, position=marks[number]) for number in fresh],
                update_conflicts=True,
                unique_fields=["number"],
                update_fields=["position"],
            )
        moved += len(fresh) + len(gone)
    return moved
