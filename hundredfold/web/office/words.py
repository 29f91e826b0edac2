"""Words the office's pages share: the language of the page, days, states, how likely. Knows no page."""

import datetime as dt

from django.utils import formats, timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hundredfold.prove.words import VERY_LIKELY, Risk

VERDICTS = {
    "accept": gettext_lazy("Accepted"),
    "return": gettext_lazy("Returned"),
    "not_acceptable": gettext_lazy("Not accepted"),
    "reopen": gettext_lazy("Put back to be decided again"),
    "same": gettext_lazy("Taken as the same, and joined"),
    "different": gettext_lazy("Taken as different"),
    "stands": gettext_lazy("Holds as told"),
}


def language() -> str:
    """The page's language as the engines below want it: ``en`` or ``zh``."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def day(value: dt.date | None) -> str:
    """A day as people write it, empty for none."""
    return formats.date_format(value, "DATE_FORMAT") if value else ""


def days(start: dt.date | None, end: dt.date | None) -> str:
    """A day, or the first and the last of several."""
    return f"{day(start)} – {day(end)}" if start and end and end != start else day(start)


def moment(value: dt.datetime) -> str:
    """A moment on the site's wall clock."""
    return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")


def likelihood(score: float) -> str:
    """How likely two records tell the same, in words."""
    return _("Very likely") if score >= VERY_LIKELY else _("Possible")


RISKS = {
    Risk.LIKELY: gettext_lazy("very likely: check"),
    Risk.POSSIBLE: gettext_lazy("check"),
    Risk.INCOMPLETE: gettext_lazy("look closer"),
}


def risk(value: int | None) -> str:
    """Why a record stands where it does in the queue; empty for a plain one."""
    return str(RISKS.get(Risk(value), "")) if value is not None else ""


def listed(names: list[str]) -> str:
    """Names in a row."""
    return (", " if language() == "en" else "、").join(name for name in names if name)


def verdict(code: str) -> str:
    """What was decided, in words."""
    return str(VERDICTS.get(code, code))


def short_day(value: dt.date | None) -> str:
    """Month and day, for a narrow column."""
    return formats.date_format(value, "MONTH_DAY_FORMAT") if value else ""


def decided(code: str, title: str) -> str:
    """What was decided on what, in one line."""
    return _("%(verdict)s: %(title)s") % {"verdict": verdict(code), "title": title}
