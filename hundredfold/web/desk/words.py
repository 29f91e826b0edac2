"""Words of the desk: the reader's language, and how it calls a state, a way of counting, a level. Knows no page."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hundredfold.do.ledger.words import HeadCountMethod, Level, State


def reader_language() -> str:
    """``en`` for readers of English, else ``zh``."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def states() -> dict[str, str]:
    """What each state of a record is called."""
    return {State.PLANNED: _("planned"), State.REPORTED: _("reported"), State.WITHDRAWN: _("taken back")}


def methods() -> dict[str, str]:
    """The ways a head count is come by, as a clerk chooses among them."""
    return {
        HeadCountMethod.COUNTED: _("Counted on the spot"),
        HeadCountMethod.TICKETS: _("By tickets"),
        HeadCountMethod.ESTIMATE: _("An estimate"),
        HeadCountMethod.RANGE: _("A range, its lower end"),
    }


def levels() -> dict[str, str]:
    """The levels of a press outlet."""
    return {
        Level.NONE: _("Not stated"),
        Level.CENTRAL: _("Central"),
        Level.REGIONAL: _("Regional"),
        Level.MUNICIPAL: _("Municipal"),
        Level.COUNTY: _("District or county"),
        Level.UNIT: _("A unit's own"),
        Level.SELF: _("Self-media"),
    }
