"""Deeds that a story probably tells of, offered to be ticked with the grounds. A person decides."""

from collections.abc import Sequence

from hundredfold.do.ledger import queries as ledger_queries
from hundredfold.do.press.models import Page
from hundredfold.linkage.told_of import StoryTold
from hundredfold.prove import told_of
from hundredfold.web.office import words
from hundredfold.web.office.pages.press_confirm import Deed, deed_of
from hundredfold.web.office.press_access import PressSeat

SHOWN = 6
SURE = 0.9  # from here on a deed is ticked already; a person still looks


def probable_deeds(seat: PressSeat, first: Page) -> list[Deed]:
    """The deeds that the story of ``first`` probably tells of, the likeliest first. A fixed number of queries."""
    if not first.text:
        return []
    links = told_of.tells_of(seat.programme, _story(first), by=seat.user, at=seat.at)[:SHOWN]
    records = ledger_queries.records_by_public_id([link.record for link in links]) if links else {}
    return [
        deed_of(
            records[link.record],
            grounds=words.listed([told_of.said(each, words.language()) for each in link.grounds]),
            is_ticked=link.score >= SURE,
        )
        for link in links
        if link.record in records
    ]


def _story(page: Page) -> StoryTold:
    return StoryTold(
        title=page.title,
        text=page.text,
        published=page.published,
        dates=_texts(page.dates),
        places=_texts(page.places),
        figures=tuple(
            float(each["value"]) for each in page.figures if isinstance(each.get("value"), int | float)
        ),
    )


def _texts(said: Sequence[object]) -> tuple[str, ...]:
    return tuple(each for each in said if isinstance(each, str))
