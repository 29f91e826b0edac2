"""Grids and the small words of the public room: values from the gate as a template reads them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hundredfold.tell.public import PublicCell, PublicPhoto, PublicStrand
from hundredfold.tell.render import grid

LINKS_MOST = (
    1080  # cells that are links of their own on one page: nine grids of a hundred with a row more each
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One strand with its drawn grid, as ``common/_strand.html`` reads it."""

    code: str
    number: int
    name: str
    href: str
    list_href: str
    counted: int
    target: int
    measure: str
    pending: int
    planned: int
    grid: SafeString


def language() -> str:
    """The reader's language as the words below know it: ``zh`` or ``en``."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def record_href(public_id: str) -> str:
    """Where a record is read. A page has a thousand of these, so the address is worked out once."""
    return _any_record().replace("record-id", public_id)


@cache
def _any_record() -> str:
    return reverse("portal:record", args=["record-id"])


def strand_href(code: str) -> str:
    """Where a strand's list is."""
    return reverse("portal:strand", args=[code])


def photo_href(photo: PublicPhoto, size: int) -> str:
    """Where a photo's copy of that size is; the mark lets it be kept for ever."""
    return f"{reverse('portal:photo', args=[photo.record, photo.n, size])}?v={photo.mark}"


def state_word(state: str) -> str:
    """A state in the public's words."""
    return {
        "counted": _("counted"),
        "pending": _("being checked"),
        "planned": _("planned"),
    }[state]


def _short_day(day: dt.date | None, said: str) -> str:
    """A day without its year, empty for none."""
    if day is None:
        return ""
    return f"{day.month}月{day.day}日" if said == "zh" else f"{day.day} {day:%b}"


def card(strand: PublicStrand, cells: Sequence[PublicCell], *, links: int = 120) -> Card:
    """A strand's card with the grid of ``cells``, the first ``links`` of them links of their own."""
    href = strand_href(strand.code)
    return Card(
        code=strand.code,
        number=strand.number,
        name=strand.short_name,
        href=href,
        list_href=href,
        counted=strand.counted,
        target=strand.target,
        measure=strand.measure,
        pending=strand.pending,
        planned=strand.planned,
        grid=draw(strand, cells, links=links),
    )


def draw(strand: PublicStrand, cells: Sequence[PublicCell], *, links: int) -> SafeString:
    """The strand's grid. Cells past those handed in are told of by the chip at its end."""
    said = language()
    drawn = [_drawn(cell, said) for cell in cells]
    svg = grid.draw(
        drawn,
        beyond=strand.shown - len(drawn),
        target=strand.target,
        label=_("%(name)s: %(counted)s of %(target)s counted, %(pending)s being checked, %(planned)s planned")
        % {
            "name": strand.short_name,
            "counted": strand.counted,
            "target": strand.target,
            "pending": strand.pending,
            "planned": strand.planned,
        },
        limit=links,
        more_href=strand_href(strand.code),
        words={
            "counted": state_word("counted"),
            "pending": state_word("pending"),
            "planned": state_word("planned"),
        },
    )
    return mark_safe(svg)  # noqa: S308 - drawn by our own renderer, which escapes every word it is given


def _drawn(cell: PublicCell, said: str) -> grid.Cell:
    return grid.Cell(
        href=record_href(cell.record),
        state="counted" if cell.state == "counted" else "pending" if cell.state == "pending" else "planned",
        title=cell.title,
        unit=cell.unit,
        day=_short_day(cell.day, said),
        why="" if cell.state == "planned" else cell.why,
    )
