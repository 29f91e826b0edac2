"""Deeds that a story probably tells of, offered to be ticked with the grounds. A person decides."""

import datetime as dt
from collections.abc import Sequence

from hundredfold.do.ledger import queries as ledger_queries
from hundredfold.do.ledger.models import Record
from hundredfold.do.press.models import Page
from hundredfold.linkage import told_of, told_of_words
from hundredfold.linkage.told_of import DeedTold, StoryTold
from hundredfold.web.office import words
from hundredfold.web.office.pages.press_confirm import Deed, deed_of
from hundredfold.web.office.press_access import PressSeat

SHOWN = 6
SURE = 0.9  # from here on a deed is ticked already; a person still looks


def probable_deeds(seat: PressSeat, first: Page) -> list[Deed]:
    """The deeds told in the weeks before ``first`` appeared that it probably tells of, the likeliest first."""
    if first.published is None or not first.text:
        return []
    since = first.published - dt.timedelta(days=told_of.LATE)
    until = first.published + dt.timedelta(days=told_of.NEAR)
    records = ledger_queries.told_around(seat.programme, since, until, most=told_of.MOST_DEEDS)
    by_id = {record.public_id: record for record in records}
    links = told_of.tells_of(_story(first), [_deed(record) for record in records])
    return [
        deed_of(
            by_id[link.deed],
            grounds=words.listed(
                [told_of_words.say(each.code, each.params, words.language()) for each in link.grounds]
            ),
            is_ticked=link.score >= SURE,
        )
        for link in links[:SHOWN]
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


def _deed(record: Record) -> DeedTold:
    units = [record.unit, *(each.unit for each in record.co_units.all())]
    return DeedTold(
        id=record.public_id,
        title=record.title,
        start=record.start,
        end=record.end,
        venue=record.venue,
        units=tuple(name for unit in units for name in unit.names),
        town=record.town,
        head_count=record.head_count,
    )
