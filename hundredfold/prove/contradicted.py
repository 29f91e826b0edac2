"""Whether two tellings say things that cannot both be true of one deed. Pure; knows no probabilities."""

from __future__ import annotations

import math
import re

from hundredfold.prove.claims import Claim, names_in

FAR_KM = 1.5
MINUTES = 90
EARTH_KM = 6371.0
_CLOCK = re.compile(r"(\d{1,2})[:：时](\d{2})?")


def contradict(a: Claim, b: Claim) -> bool:
    """True when a careful reader would not take the two for one without asking: two details of a member or thing
    that differ, two points far apart, or two of hour, lecturer and team. Silence contradicts nothing."""
    if a.kind != "event":
        given = [key for key in a.details if a.details[key] and b.details.get(key)]
        return len([key for key in given if a.details[key] != b.details[key]]) > 1
    named = sum(_other_names(a, b, key) for key in ("lecturer", "team"))
    return is_far(a, b, FAR_KM) or named + _other_hour(a, b) > 1


def is_far(a: Claim, b: Claim, kilometres: float) -> bool:
    """Whether both stand on the map, further apart than that."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return distance_km((a.lat, a.lon), (b.lat, b.lon)) > kilometres


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two WGS-84 points (haversine)."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    part = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, part)))


def minute_of_day(claim: Claim) -> int | None:
    """When in the day it began, as its teller gives it; None where it is not given."""
    match = _CLOCK.search(claim.detail("start_time"))
    return int(match[1]) * 60 + int(match[2] or 0) if match else None


def _other_hour(a: Claim, b: Claim) -> bool:
    first, second = minute_of_day(a), minute_of_day(b)
    return first is not None and second is not None and abs(first - second) > MINUTES


def _other_names(a: Claim, b: Claim, key: str) -> bool:
    ours, theirs = set(names_in(a.details.get(key))), set(names_in(b.details.get(key)))
    return bool(ours and theirs) and not ours & theirs
