"""What a photo says of itself beside the picture: the camera's clock, the place, a mark of the camera. Pure.

A photo that says nothing is never held against anybody, and neither is a clock that nobody has set."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hundredfold.prove.claims import Claim

if TYPE_CHECKING:  # reading photos brings the picture libraries, which the rules do without
    from hundredfold.reading.photos import PhotoFacts

EARLIEST = (
    2005  # a clock before this year was never set: cameras without a charge fall back to 1970, 1980 or 2000
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """When and where by its own account a photo was taken.

    ``clock`` is the camera's clock in the programme's zone, without one; ``lat`` and ``lon`` in WGS-84 degrees;
    ``camera`` is equal for photos of one make and model, empty where the photo names none."""

    clock: dt.datetime | None = None
    lat: float | None = None
    lon: float | None = None
    camera: str = ""

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, or None."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)


def shot_of(facts: PhotoFacts, zone: str) -> Shot:
    """The facts of a photo read from its file, its clock as it stands in the zone named."""
    return Shot(clock=local(facts.taken_at, zone), lat=facts.lat, lon=facts.lon, camera=facts.camera)


def local(taken: dt.datetime | None, zone: str) -> dt.datetime | None:
    """A moment as the clocks of a zone show it; a bare clock reading is taken to be one of that zone already."""
    if taken is None or taken.tzinfo is None:
        return taken
    return taken.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def is_set(clock: dt.datetime, *, today: dt.date) -> bool:
    """Whether somebody has set the clock: it is neither at the beginning of its time nor ahead of ours.

    The first of January is where clocks of every year begin anew; a photo of a new year's day says nothing then."""
    is_beginning = clock.year < EARLIEST or (clock.month, clock.day) == (1, 1)
    return not is_beginning and clock.date() <= today + dt.timedelta(days=1)


def days_off(clock: dt.datetime, claim: Claim) -> int | None:
    """By how many days the clock lies after (before: negative) the days that are claimed; None where none are."""
    if claim.start is None:
        return None
    last = max(claim.start, claim.end or claim.start)
    day = clock.date()
    return min(0, (day - claim.start).days) + max(0, (day - last).days)
