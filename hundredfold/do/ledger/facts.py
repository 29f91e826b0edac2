"""A record's facts as plain values: what a form or a file hands in, and what a revision keeps."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence as a revision keeps it: the hash of the original bytes, and its sort."""

    sha256: str
    sort: str
    is_public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that one unit tells of one thing. ``unit`` and ``co_units`` are public ids; days are whole days."""

    kind: str
    state: str
    strands: tuple[str, ...]
    unit: str
    title: str
    co_units: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
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
    details: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Proof, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The facts as JSON values, empty ones left out, so that a revision stays small."""
        values = {name: value for name in _NAMES if (value := getattr(self, name)) not in _UNSAID}
        for name in ("start", "end"):
            if name in values:
                values[name] = values[name].isoformat()
        if self.details:
            values["details"] = dict(self.details)
        if self.evidence:
            values["evidence"] = [asdict(proof) for proof in self.evidence]
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """The facts that ``to_json`` wrote; keys of a later version are passed over."""
        known = {name: values[name] for name in _NAMES if name in values}
        for name in ("start", "end"):
            if name in known:
                known[name] = dt.date.fromisoformat(known[name])
        for name in ("strands", "co_units"):
            if name in known:
                known[name] = tuple(known[name])
        if "evidence" in known:
            known["evidence"] = tuple(Proof(**proof) for proof in known["evidence"])
        return cls(**known)


_NAMES = tuple(each.name for each in fields(Facts))
_UNSAID: tuple[Any, ...] = (None, "", (), {})
