"""What the office's page of a search reads."""

from django.urls import reverse

from hundredfold.prove import count, explain
from hundredfold.tell.queries import searching
from hundredfold.web.common.found import FoundPage, Room, found_page
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat


def search_page(taken: Seat, results: searching.Results, filters: searching.Filters) -> FoundPage:
    """The page, in the reader's language."""
    language = words.language()
    room = Room(
        action=reverse("office:search"),
        kinds=(*searching.KINDS, "page"),
        page_href=lambda public_id: reverse("office:press_page", args=[public_id]),
        record_href=lambda public_id: reverse("office:record", args=[public_id]),
        states={state: explain.state(state, language) for state in count.STATES},
        language=language,
    )
    choices = searching.choices(results.programme, unit=filters.unit, at=taken.at, language=language)
    return found_page(results, filters, choices, room)
