"""The frozen values that leave the building: all that a public page or the open API can know of a thing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicPhoto:
    """A photo by its record and place among the record's public photos. ``mark`` changes with the picture."""

    record: str
    n: int
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProgramme:
    """What is promised, in the reader's language."""

    name: str
    description: str
    place: str
    year: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStrand:
    """One line of the promise with its numbers. ``measure`` is the word after the number of counted ones."""

    code: str
    number: int
    name: str
    short_name: str
    full_name: str
    kind: str
    measure: str
    target: int
    counted: int
    pending: int
    planned: int

    def in_state(self, state: str) -> int:
        """How many deeds stand in that state."""
        return {"counted": self.counted, "pending": self.pending, "planned": self.planned}[state]

    @property
    def shown(self) -> int:
        """How many cells the grid has."""
        return self.counted + self.pending + self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCell:
    """One cell of a grid: what it opens, and why it stands where it does in a few words."""

    record: str
    state: str
    title: str
    unit: str
    day: dt.date | None
    why: str
    is_named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStanding:
    """Where a deed stands in one strand, in a sentence and in its reasons one by one."""

    strand: str
    strand_name: str
    state: str
    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRecord:
    """What one unit told, as far as the public may read it. Where ``is_named`` is False nothing personal is here."""

    public_id: str
    number: int
    kind: str
    title: str
    is_named: bool
    unit: str
    units: tuple[str, ...]
    start: dt.date | None = None
    end: dt.date | None = None
    start_time: str = ""
    venue: str = ""
    town: str = ""
    lat: float | None = None
    lon: float | None = None
    head_count: int | None = None
    head_count_method: str = ""
    summary: str = ""
    url: str = ""
    outlet: str = ""
    level: str = ""
    details: tuple[tuple[str, str], ...] = ()
    photos: tuple[PublicPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDraw:
    """A spot-check draw: all that is needed to repeat it, and what its visits found in numbers. No record, no unit."""

    made_on: dt.date
    strand: str
    strand_name: str
    as_of: dt.date
    seed: str
    word: str
    position: int
    size: int
    candidates: int
    candidates_sha256: str
    seen: int
    not_found: int
    differs: int
    to_visit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPublication:
    """Where a story was published: once first, and then as often as it was printed again."""

    record: str
    title: str
    day: dt.date | None
    outlet: str
    level: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicStory:
    """A press story that counts: its first publication, and where else it appeared."""

    first: PublicPublication
    reprints: tuple[PublicPublication, ...]
    unit: str
