"""What the public page of a search reads."""

import datetime as dt

from django.urls import reverse

from hundredfold.tell.gate import STATES
from hundredfold.tell.queries import searching
from hundredfold.web.common.found import FoundPage, Room, found_page
from hundredfold.web.portal.cards import language, record_href, state_word

__all__ = ["language", "search_page"]


def search_page(results: searching.Results, filters: searching.Filters, *, at: dt.datetime) -> FoundPage:
    """The page, in the reader's language."""
    room = Room(
        action=reverse("portal:search"),
        kinds=searching.KINDS,
        record_href=record_href,
        states={state: state_word(state) for state in STATES},
        language=language(),
    )
    return found_page(
        results,
        filters,
        searching.choices(results.programme, unit=filters.unit, at=at, language=language()),
        room,
    )
