"""The shapes that the exchange sends. One shape for a record, whoever may read it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ninja import Schema
from pydantic import Field

from hundredfold.do.ledger.models import Receipt as Received
from hundredfold.do.ledger.models import Record


class Trouble(Schema):
    """Why something was refused: one sentence, and one for each field it concerns."""

    error: str
    fields: dict[str, str]


class Receipt(Schema):
    """What was acknowledged. It survives a kill, a power cut, and a restore from a later backup."""

    id: str
    number: int
    key: str
    photos: list[str] = Field(description="SHA-256 of each original, in the order sent, each once")
    received_at: dt.datetime
    position: int


class PhotoOut(Schema):
    """One original."""

    sha256: str
    media_type: str
    bytes: int


class UnitOut(Schema):
    """A unit."""

    id: str
    name: str


class RecordOut(Schema):
    """One record as it stands now."""

    id: str
    number: int
    position: int
    state: str
    unit: UnitOut
    strand: str
    strands: list[str]
    kind: str
    title: str
    date: dt.date | None
    end_date: dt.date | None
    venue: str
    lat: float | None
    lon: float | None
    co_units: list[str] = Field(description="public ids")
    headcount: int | None
    headcount_method: str
    summary: str
    details: dict[str, Any]
    received_at: dt.datetime
    photos: list[PhotoOut]


class RecordsOut(Schema):
    """A page of records, those changed longest ago first. ``next`` leads on; null at the end."""

    items: list[RecordOut]
    next: str | None


def receipt(received: Received) -> dict[str, Any]:
    """A stored receipt as it was first given."""
    return {
        "id": received.record.public_id,
        "number": received.record.number,
        "key": received.key,
        "photos": received.photos,
        "received_at": received.received_at,
        "position": received.position,
    }


def record(told: Record, *, strands: Sequence[str]) -> dict[str, Any]:
    """A record read in full. ``strands`` are its codes, the one it was told in first."""
    return {
        "id": told.public_id,
        "number": told.number,
        "position": told.position,
        "state": told.state,
        "unit": {"id": told.unit.public_id, "name": told.unit.name},
        "strand": strands[0] if strands else "",
        "strands": list(strands),
        "kind": told.kind,
        "title": told.title,
        "date": told.start,
        "end_date": told.end,
        "venue": told.venue,
        "lat": told.lat,
        "lon": told.lon,
        "co_units": [each.unit.public_id for each in told.co_units.all()],
        "headcount": told.head_count,
        "headcount_method": told.head_count_method,
        "summary": told.summary,
        "details": told.details,
        "received_at": told.told_at,
        "photos": [
            {"sha256": each.file.sha256, "media_type": each.file.media_type, "bytes": each.file.size}
            for each in told.evidence.all()
            if each.sort == "photo"
        ],
    }
