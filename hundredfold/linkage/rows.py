"""A told record as the linkage engines see it: plain facts, names as written. Not where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = ("person", "team", "event", "honour", "place", "product", "article")


@dataclass(frozen=True, slots=True)
class Row:
    """One record told by one unit. Texts may be empty, dates and numbers None; names as written.

    `kind` is one of KINDS; `lat` and `lon` are WGS-84 degrees; `photos` are file names or fingerprints.
    """

    id: str
    kind: str = "event"
    strand: str = ""
    title: str = ""
    start: date | None = None
    end: date | None = None
    unit: str = ""
    co_units: tuple[str, ...] = ()
    town: str = ""
    district: str = ""
    venue: str = ""
    lat: float | None = None
    lon: float | None = None
    headcount: int | None = None
    summary: str = ""
    photos: tuple[str, ...] = ()
    url: str = ""
    outlet: str = ""
