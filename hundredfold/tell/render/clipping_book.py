"""The clipping book as one frozen structure: what it holds, whoever reads it. Must not know ledger or file formats."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from hundredfold.tell.render.words import Language

OFFICE, PUBLIC = "office", "public"
EDITIONS = (OFFICE, PUBLIC)


@dataclass(frozen=True, slots=True)
class Printing:
    """One publication of a story. ``level`` is a code, empty where it is not known."""

    title: str
    day: dt.date | None
    outlet: str
    level: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Archived:
    """An archived copy: SHA-256 of its bytes and when it was kept."""

    sha256: str
    kept_at: dt.datetime


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A photo of the printed page, JPEG, with its size in pixels."""

    file: Path
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ToldDeed:
    """A deed that the story tells of."""

    title: str
    day: dt.date | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """One story that counts: its first publication, its reprints, and what is kept of it.

    ``text`` is the whole text in the office's edition and the account in the public one.
    """

    number: int
    first: Printing
    unit: str
    reprints: tuple[Printing, ...] = ()
    page_no: str = ""
    byline: str = ""
    text: str = ""
    archived: tuple[Archived, ...] = ()
    pictures: tuple[PagePicture, ...] = ()
    deeds: tuple[ToldDeed, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level: stories first published there, and how often outlets of that level printed one again."""

    level: str
    stories: int
    reprints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClippingBook:
    """The stories that count of a period, by level and then by day. ``level`` is the one asked for, None for all.

    ``counted`` is how many stories of the programme count in all, whatever their period and level.
    """

    programme: str
    place: str
    first: dt.date
    last: dt.date
    level: str | None
    edition: str
    language: Language
    made_at: dt.datetime
    levels: tuple[LevelLine, ...]
    clippings: tuple[Clipping, ...]
    counted: int
    pictures_left_out: int = 0

    @property
    def reprints(self) -> int:
        """How often the stories of the book were printed again."""
        return sum(len(each.reprints) for each in self.clippings)
