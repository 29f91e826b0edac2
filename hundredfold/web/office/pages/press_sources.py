"""Where pages come from by themselves: feeds and sections of sitemaps, and what came of the last look at each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hundredfold.do.press import access, queries, reasons
from hundredfold.do.press.models import Source
from hundredfold.web.office import words
from hundredfold.web.office.press_access import PressSeat
from hundredfold.web.office.press_forms import SourceForm

SHOWN = 200


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source."""

    name: str
    url: str
    sort: str
    section: str
    unit: str
    every: str
    brought: str
    looked: str
    answer: str
    is_failing: bool
    is_on: bool
    turn_href: str


@dataclass(frozen=True)
class SourcesPage:
    """The list of sources and the form for another."""

    form: SourceForm | None
    rows: list[SourceRow]


def sources_page(seat: PressSeat, form: SourceForm | None = None) -> SourcesPage:
    """All sources that this person may read; a fixed number of queries."""
    sources = queries.sources_in_order(access.sources_to_see(seat.user, seat.programme, at=seat.at))
    mine = {unit.pk for unit in seat.units}
    return SourcesPage(
        form=(form or SourceForm(units=seat.units)) if seat.may_work else None,
        rows=[_row(each, is_mine=each.unit_id in mine) for each in sources[:SHOWN]],
    )


def _row(source: Source, *, is_mine: bool) -> SourceRow:
    brought = int(getattr(source, "brought", 0))
    return SourceRow(
        name=urlsplit(source.url).hostname or source.url,
        url=source.url,
        sort=str(source.get_sort_display()),
        section=source.section,
        unit=source.unit.name,
        every=ngettext("every hour", "every %(n)s hours", source.every_hours) % {"n": source.every_hours},
        brought=ngettext("%(n)s page", "%(n)s pages", brought) % {"n": f"{brought:,}"},
        looked=words.moment(source.looked_at) if source.looked_at else _("not looked at yet"),
        answer=reasons.answer_of(source, words.language()),
        is_failing=source.fails > 0,
        is_on=source.is_on,
        turn_href=reverse("office:press_turn_source", args=[source.public_id]) if is_mine else "",
    )
