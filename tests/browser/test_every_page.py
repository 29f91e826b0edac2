"""Every page of the four rooms in both languages: no wider than its window, and open to every way of reading."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from hundredfold.do.ledger.models import Record
from tests.browser.conftest import Visiting
from tests.browser.town import Town
from tests.browser.visits import Visit, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOMS = {
    "": (
        "/",
        "/how/",
        "/strands/talks/",
        "/strands/talks/?state=counted",
        "/strands/talks/explain/",
        "/records/{record}/",
        "/account/login/",
        "/account/password/reset/",
        "/enter/",
        "/spot-checks/",
        "/press/",
    ),
    "clerk": (
        "/desk/",
        "/desk/report/",
        "/desk/report/?strand=talks",
        "/desk/report/?strand=press",
        "/desk/plan/",
        "/desk/records/{record}/",
        "/desk/records/{record}/amend/",
        "/desk/records/{record}/withdraw/",
    ),
    "office": (
        "/office/",
        "/office/review/",
        "/office/strands/talks/",
        "/office/records/{record}/",
        "/office/imports/",
        "/office/appeals/",
        "/office/spot-checks/",
        "/office/press/",
        "/office/press/reach/",
        "/office/press/clippings/",
        "/office/press/sources/",
        "/office/press/outlets/",
    ),
}


def addresses(room: str, record: Record) -> Iterator[str]:
    """Every address of a room; a clerk of another unit cannot be asked for this record."""
    return (each.format(record=record.public_id) for each in ROOMS[room])


def hindrances(visitor: Visit, path: str) -> list[str]:
    """What stands in a reader's way on the page, one line each, naming the page and the element."""
    page = visitor.go(path)
    found = [f"{path}: too wide for {width}" for width in too_wide(page)]
    for broken in Axe().run(page).response["violations"]:
        places = "; ".join(str(node["target"]) for node in broken["nodes"][:3])
        found.append(f"{path}: {broken['id']} ({broken['help']}) at {places}")
    return found


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
@pytest.mark.parametrize("room", ROOMS)
def test_no_page_overflows_and_every_page_can_be_read_by_all(
    visiting: Visiting, town: Town, room: str, locale: str
) -> None:
    with visiting(locale=locale) as visitor:
        if room:
            visitor.enter(room)
        found = [each for path in addresses(room, town.first) for each in hindrances(visitor, path)]

    assert not found, "\n".join(found)
