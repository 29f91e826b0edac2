"""What was read of stored photos, by their hashes: fingerprints, and what they say of when and where.

Knows the table of prints; which photo stands under which record is the business of ``intake``."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from hundredfold.prove.models import PhotoPrint
from hundredfold.prove.shots import Shot, local

if TYPE_CHECKING:
    from hundredfold.linkage.prints import Print

MOST_NEAR = 200  # photos near one clock: a clock that shows when photos were copied would bring thousands
SLICE = 500  # hashes in one condition: below SQLite's limit on variables, and a short statement


def prints_of(hashes: Collection[str]) -> "dict[str, Print]":
    """The fingerprints of those photos that could be read, by hash. One of another version is left out."""
    from hundredfold.linkage.prints import VERSION, Print  # noqa: PLC0415  brings OpenCV, which the web does without

    return {
        sha256: Print.from_bytes(bytes(kept))
        for rows in _slices(hashes)
        for sha256, kept in rows.filter(version=VERSION).values_list("file__sha256", "fingerprint")
    }


def shots_of(hashes: Collection[str], *, zone: str) -> dict[str, Shot]:
    """What those photos say of when, where and by which camera, their clocks as they stand in the zone named."""
    fields = "file__sha256", "taken_at", "clock", "lat", "lon", "camera"
    return {
        sha256: Shot(clock=local(taken or _clock(clock), zone), lat=lat, lon=lon, camera=camera)
        for rows in _slices(hashes)
        for sha256, taken, clock, lat, lon, camera in rows.values_list(*fields)
    }


def files_taken_near(hashes: Collection[str], *, zone: str, minutes: float) -> set[int]:
    """The files (primary keys) of photos taken so near in minutes to one of these, by the cameras' clocks."""
    reach = dt.timedelta(minutes=minutes)
    found: set[int] = set()
    for clock in {shot.clock for shot in shots_of(hashes, zone=zone).values() if shot.clock}:
        first, last = (moment.isoformat(timespec="seconds") for moment in (clock - reach, clock + reach))
        near = PhotoPrint.objects.filter(clock__gte=first, clock__lte=last)
        found.update(near.values_list("file", flat=True)[:MOST_NEAR])
    return found


def _clock(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _slices(hashes: Collection[str]) -> Iterator[QuerySet[PhotoPrint]]:
    ordered = sorted(hashes)
    for start in range(0, len(ordered), SLICE):
        yield PhotoPrint.objects.filter(file__sha256__in=ordered[start : start + SLICE], unreadable="")
