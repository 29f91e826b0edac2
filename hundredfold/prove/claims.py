"""What the rules and the count see: each telling as a flat claim. Pure: no Django, no ledger, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from hundredfold.plan.blueprint_types import Blueprint

if TYPE_CHECKING:  # prints bring the picture libraries; a ledger without photos does without them
    from hundredfold.linkage.corpus import Corpus
    from hundredfold.linkage.model import Model
    from hundredfold.linkage.prints import Print
    from hundredfold.prove.shots import Shot

T = TypeVar("T")

PLANNED, REPORTED, WITHDRAWN = "planned", "reported", "withdrawn"

# The facts a source of claims may be able to show at all; a need for one it cannot show is not held against it.
SHOWABLE = frozenset(
    {"photos", "head_count", "head_count_method", "venue", "point", "outlet", "page", "details", "date"}
)


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing a finding or a standing rests on: a code with its values, said in words by ``explain``."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one unit told, flattened. ``position`` is that of the revision it comes from.

    ``is_imported``: it came with a whole file; ``link_dead_since``: the day since when its link leads nowhere.
    ``unit`` and ``co_units`` are ids, ``unit_name`` and ``co_unit_names`` what people call them. ``photos`` and
    ``pages`` are hashes of originals (file names where a ledger file is checked). Days are in the programme's zone.
    """

    id: str
    kind: str
    state: str
    strands: tuple[str, ...]
    title: str
    position: int = 0
    number: int = 0
    unit: str = ""
    unit_name: str = ""
    co_units: tuple[str, ...] = ()
    co_unit_names: tuple[str, ...] = ()
    town: str = ""
    district: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    venue: str = ""
    lat: float | None = None
    lon: float | None = None
    head_count: int | None = None
    head_count_method: str = ""
    summary: str = ""
    url: str = ""
    outlet: str = ""
    level: str = ""
    photos: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    told_at: dt.datetime | None = None
    is_imported: bool = False
    link_dead_since: dt.date | None = None
    shows: frozenset[str] = SHOWABLE

    @property
    def credited(self) -> tuple[str, ...]:
        """The units this telling credits: its own first, then those that took part."""
        return tuple(dict.fromkeys((self.unit, *self.co_units)))

    def detail(self, key: str) -> str:
        """A detail as text, empty where it was not given."""
        value = self.details.get(key)
        return "" if value is None or isinstance(value, bool | list | dict) else str(value)

    def day_of(self, key: str) -> dt.date | None:
        """A detail that is a day, or None where it is missing or cannot be read."""
        try:
            return dt.date.fromisoformat(self.detail(key))
        except ValueError:
            return None


@dataclass(frozen=True)
class Claims:
    """All claims that one run of the rules looks at, with the promise they are held against.

    ``as_of`` is the day of the run; ``period`` its first and last day, both inside; ``prints`` are fingerprints of
    photos by hash or file name, ``shots`` what the photos say of when and where. ``known_activity`` is given where
    ``items`` are only a part of the ledger, ``fresh`` where only what has to do with these claims is asked for, and
    ``today`` where it is later than ``as_of``. ``deed_model`` is the same-deed model in
    force; none: the shipped one. ``visits`` are the latest visits on the spot, by record. ``part`` is given where the
    same deed is looked for among a few claims of a larger ledger.
    """

    items: Sequence[Claim]
    blueprint: Blueprint
    period: tuple[dt.date, dt.date]
    as_of: dt.date
    prints: Mapping[str, Print] = field(default_factory=dict)
    shots: Mapping[str, Shot] = field(default_factory=dict)
    visits: Mapping[str, Visited] = field(default_factory=dict)
    known_activity: Activity | None = None
    fresh: frozenset[str] | None = None
    today: dt.date | None = None
    deed_model: Model | None = None
    part: Part | None = None
    _worked_out: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Claims by their id."""
        return {claim.id: claim for claim in self.items}

    @cached_property
    def told(self) -> Sequence[Claim]:
        """The claims that tell of something done: neither plans nor withdrawn."""
        return [claim for claim in self.items if claim.state == REPORTED]

    def note(self, name: str, value: object) -> None:
        """Keeps something a rule came by, for whoever runs the rules."""
        self._worked_out[name] = value

    def noted(self, name: str) -> Any:
        """What was noted under this name in the run, or None."""
        return self._worked_out.get(name)

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What ``work`` gives, worked out at the first asking and kept for the other rules of this run."""
        if name not in self._worked_out:
            self._worked_out[name] = work()
        return cast(T, self._worked_out[name])

    @cached_property
    def activity(self) -> Activity:
        """When each named lecturer and team was active: as handed in, else by the told events that name them."""
        return self.known_activity or Activity.of(self.told)


@dataclass(frozen=True)
class Part:
    """What is known of a ledger of which the claims are only a few: ``corpus`` how common its words are, ``pairs`` of
    ids which of the claims to compare, and ``shared_photos`` which are known to show one picture."""

    corpus: Corpus
    pairs: Collection[tuple[str, str]]
    shared_photos: Collection[tuple[str, str]] = ()


@dataclass(frozen=True)
class Activity:
    """Days on which a named lecturer spoke or a named team served, from events that name them in their details."""

    days: Mapping[tuple[str, str], Sequence[dt.date]]

    # Which detail of an event names a member of which kind.
    NAMED_BY = {"person": "lecturer", "team": "team"}

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Activity:
        """Collects the days from ``claims``."""
        days: dict[tuple[str, str], list[dt.date]] = {}
        for claim in claims:
            if claim.kind != "event" or claim.start is None:
                continue
            for kind, key in cls.NAMED_BY.items():
                for name in names_in(claim.details.get(key)):
                    days.setdefault((kind, name), []).append(claim.start)
        return cls({key: sorted(value) for key, value in days.items()})

    def of_member(self, claim: Claim) -> Sequence[dt.date]:
        """The days on which the member that ``claim`` registers was active, in order."""
        return self.days.get((claim.kind, bare_name(claim.title)), ())


def names_in(value: Any) -> list[str]:
    """The bare names in a detail that is one name or a list of them."""
    given = value if isinstance(value, list | tuple) else [value]
    return [bare_name(each) for each in given if isinstance(each, str) and each.strip()]


def bare_name(text: str) -> str:
    """A name without spaces and quotation marks, so that two writings of one meet."""
    return "".join(
        character for character in text if not character.isspace() and character not in "“”\"'《》「」·"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found on one claim, or on two. ``blocks`` are the claims that wait until somebody has looked."""

    rule: str
    a: str
    b: str = ""
    score: float = 1.0
    grounds: tuple[Ground, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer said of a record: accept, return or not_acceptable, of the revision at ``position``."""

    code: str
    position: int
    at: dt.datetime
    reason: str = ""
    by_unit: str = ""


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal on a decision in force, still open or answered that it stands: ``code`` with its values.

    ``records`` is the one refused, or the two that were joined.
    """

    records: tuple[str, ...]
    code: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Visited:
    """What the latest visit on the spot found of a record: seen, not_found or differs."""

    result: str
    day: dt.date
    head_count: int | None = None
    note: str = ""
