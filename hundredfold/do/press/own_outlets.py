"""Places what was read by a site's own outlets, which go before the table that ships. Saves nothing."""

import re
from collections.abc import Mapping

from hundredfold.do.press.models import OwnOutlet, Page

_AROUND = re.compile(r"[\s《》“”\"'·]")


def own_outlets(programme: int) -> Mapping[str, OwnOutlet]:
    """The outlets of a programme (primary key) by each of their names, without blanks and marks. One query."""
    known: dict[str, OwnOutlet] = {}
    for outlet in OwnOutlet.objects.filter(programme=programme):
        for name in (outlet.name, *outlet.aliases.split()):
            known.setdefault(plain(name), outlet)
    return known


def plain(name: str) -> str:
    """A name without blanks and title marks, as two spellings of it have it in common."""
    return _AROUND.sub("", name)


def place(page: Page, known: Mapping[str, OwnOutlet]) -> bool:
    """Puts the own outlet's name and level to what was read of ``page``, if it names one. Returns whether it did."""
    outlet = known.get(plain(str(page.as_read.get("outlet", ""))))
    if outlet is None:
        return False
    before = dict(page.as_read)
    page.as_read = {**page.as_read, "outlet": outlet.name, "level": outlet.level}
    return bool(page.as_read != before)
