"""What the public page of the press reads: stories that count, by level, with where else they appeared."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.tell.public import PublicProgramme, PublicPublication, PublicStory, PublicStrand
from hundredfold.tell.queries import PressList
from hundredfold.web.portal import cards
from hundredfold.web.portal.cards import record_href

UNKNOWN = "unknown"  # stands in an address for a level that is not known


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """One level with how many stories count there."""

    href: str
    words: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story with its first publication and its reprints."""

    href: str
    title: str
    day: dt.date | None
    outlet: str
    level: str
    unit: str
    reprints: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PressPage:
    """The press: numbers by level, each a way to its list, and one page of the list."""

    programme: PublicProgramme
    strands: tuple[tuple[PublicStrand, str], ...]
    choices: tuple[LevelChoice, ...]
    rows: tuple[StoryRow, ...]
    previous_href: str
    next_href: str
    page_text: str


def level_code(asked: str) -> str | None:
    """The level asked for in an address; None for all."""
    return None if not asked else "" if asked == UNKNOWN else asked


def press_page(found: PressList) -> PressPage:
    """The page of a list of stories."""
    here = reverse("portal:press")
    total = sum(number for _level, number in found.levels)
    choices = [LevelChoice(f"{here}#list", _("All"), total, found.level is None)]
    choices += [
        LevelChoice(f"{here}?level={level or UNKNOWN}#list", level_word(level), number, found.level == level)
        for level, number in found.levels
        if number or found.level == level
    ]
    return PressPage(
        programme=found.programme,
        strands=tuple((each, cards.strand_href(each.code)) for each in found.strands),
        choices=tuple(choices),
        rows=tuple(_row(each) for each in found.stories),
        previous_href=_page_href(here, found, found.page - 1),
        next_href=_page_href(here, found, found.page + 1),
        page_text=_("page %(page)s of %(pages)s") % {"page": found.page, "pages": found.pages},
    )


def level_word(level: str) -> str:
    """A level in the public's words."""
    return _LEVELS.get(level, _LEVELS[""])()


def _row(story: PublicStory) -> StoryRow:
    first = story.first
    return StoryRow(
        href=record_href(first.record),
        title=first.title,
        day=first.day,
        outlet=first.outlet or _("outlet not known"),
        level=level_word(first.level),
        unit=story.unit,
        reprints=tuple((record_href(each.record), _reprint(each)) for each in story.reprints),
    )


def _reprint(each: PublicPublication) -> str:
    return f"{each.outlet or _('outlet not known')} · {each.day.isoformat()}" if each.day else each.outlet


def _page_href(here: str, found: PressList, page: int) -> str:
    if not 1 <= page <= found.pages:
        return ""
    kept = "" if found.level is None else f"level={found.level or UNKNOWN}&"
    return f"{here}?{kept}page={page}#list"


_LEVELS = {
    "central": lambda: _("Central"),
    "regional": lambda: _("Region"),
    "municipal": lambda: _("City"),
    "county": lambda: _("District"),
    "unit": lambda: _("A unit's own"),
    "self": lambda: _("Self-media"),
    "": lambda: _("Level not known"),
}
