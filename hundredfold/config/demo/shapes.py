"""What a demo year is made of, as frozen values;
they do not know how they were made or where they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Literal

LOCAL = timezone(timedelta(hours=8))
"""The district's clock. It has no summer time, so a fixed offset says all."""

State = Literal["planned", "reported"]
Verdict = Literal["accept", "return", "none"]


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """An organisation of the district's tree; `parent_code` is empty for the root only."""

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    level: str
    parent_code: str
    town: str


@dataclass(frozen=True, slots=True)
class DemoPhoto:
    """One picture to be drawn: which scene, which shot of it, and what was done to the file afterwards.

    `change` is one of "", "resave", "resize", "crop5", "crop10", "mirror", "banner",
    "grey". `taken_at` and the
    WGS-84 point are None where the camera kept none: they are written into the file, or not.
    """

    scene: str
    scene_seed: int
    shot: int
    change: str = ""
    taken_at: datetime | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class DemoDecision:
    """What the office said of a record by the demo's today;
    `at` is None exactly when the verdict is "none"."""

    verdict: Verdict
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemoRecord:
    """What one unit told, once. A planned record has no telling, no decision and no head count.

    `details` holds the ledger's own fields of the kind and strand, as JSON values (days as ISO text, choices as
    codes); `extras` holds what the ledger has no field for:
    a venue's capacity, the wording of an award, a form.
    """

    key: str
    unit_code: str
    strands: tuple[str, ...]
    kind: str
    title: str
    start: date | None
    state: State = "reported"
    co_unit_codes: tuple[str, ...] = ()
    end: date | None = None
    venue: str = ""
    town: str = ""
    lat: float | None = None
    lon: float | None = None
    headcount: int | None = None
    headcount_method: str = ""
    summary: str = ""
    photos: tuple[DemoPhoto, ...] = ()
    url: str = ""
    outlet: str = ""
    level: str = ""
    page: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    extras: Mapping[str, object] = field(default_factory=dict)
    told_at: datetime | None = None
    decisions: DemoDecision = DemoDecision("none")


@dataclass(frozen=True, slots=True)
class DemoJoin:
    """A joining the office had already made by the demo's today: these records tell one deed."""

    keys: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class DemoTruth:
    """What was planted, by record key. Photo pairs are (key, key):
    one picture under two different deeds. Visits are groups at one care home, on one day or in one week."""

    same_deeds: tuple[tuple[str, ...], ...] = ()
    reused_photos: tuple[tuple[str, str], ...] = ()
    reprints: tuple[tuple[str, ...], ...] = ()
    lookalikes: tuple[tuple[str, ...], ...] = ()
    thin: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    implausible: tuple[str, ...] = ()
    two_places: tuple[tuple[str, str], ...] = ()
    lapsed: tuple[str, ...] = ()
    copied: tuple[tuple[str, str], ...] = ()
    visits: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class DemoYear:
    """A whole year: the tree of units (parents first), every record,
    the office's joinings and the planted truth."""

    year: int
    seed: int
    today: date
    units: tuple[DemoUnit, ...]
    records: tuple[DemoRecord, ...]
    joins: tuple[DemoJoin, ...]
    truth: DemoTruth
