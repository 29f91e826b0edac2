"""Outlets and their levels: the site's own, which can be changed, and those that ship, to be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from hundredfold.base.text import one_line
from hundredfold.do.press.models import OwnOutlet
from hundredfold.reading.outlets import find_outlet
from hundredfold.web.office.pages import press_parts as parts
from hundredfold.web.office.press_access import PressSeat
from hundredfold.web.office.press_forms import OutletForm


@dataclass(frozen=True, slots=True)
class OutletRow:
    """One outlet of the site's own."""

    name: str
    aliases: str
    level: str
    drop_href: str


@dataclass(frozen=True)
class OutletsPage:
    """The site's own outlets, what a name looked up stands for, and the form for another."""

    form: OutletForm | None
    rows: list[OutletRow]
    asked: str
    found_name: str
    found_level: str


def outlets_page(seat: PressSeat, asked: Mapping[str, str], form: OutletForm | None = None) -> OutletsPage:
    """The list; ``?name=`` says how a source line would be placed by the table that ships. One query."""
    name = one_line(asked.get("name", ""), most=100)
    found = find_outlet(name) if name else None
    return OutletsPage(
        form=(form or OutletForm(auto_id="outlet_%s")) if seat.may_keep_outlets else None,
        rows=[
            OutletRow(
                name=each.name,
                aliases=each.aliases,
                level=parts.level(each.level),
                drop_href=reverse("office:press_drop_outlet", args=[each.public_id])
                if seat.may_keep_outlets
                else "",
            )
            for each in OwnOutlet.objects.filter(programme=seat.programme)
        ],
        asked=name,
        found_name=found.name if found else "",
        found_level=parts.level(found.level) if found and found.level else "",
    )
