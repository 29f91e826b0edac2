"""The exchange: units' own systems hand records in and read them back. Only this part of the room knows the ledger."""

from typing import Any, cast

from django.http import FileResponse, HttpRequest
from ninja import Router
from ninja.responses import Status

from hundredfold.base import clock
from hundredfold.base.models import User
from hundredfold.web.api.bearer import Bearer
from hundredfold.web.api.exchange import handing_in, outgoing, reading_back
from hundredfold.web.api.exchange.wanted import HAND_IN

router = Router(auth=Bearer(), tags=["records"])
_REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 411, 413, 422, 503, 507), outgoing.Trouble)


def _caller(request: HttpRequest) -> User:
    return cast(User, request.auth)  # type: ignore[attr-defined]  # set by the bearer check


@router.post(
    "/records",
    response={200: outgoing.Receipt, 201: outgoing.Receipt, **_REFUSALS},
    summary="Hand in a record with its photos",
    openapi_extra=HAND_IN,
)
def hand_in(request: HttpRequest) -> Status[dict[str, Any]]:
    """201 with a receipt once everything is on disk; the same key with the same body gives the same receipt, 200."""
    filed = handing_in.hand_in(request, by=_caller(request), at=clock.now())
    return Status(201 if filed.is_new else 200, outgoing.receipt(filed.receipt))


@router.get("/records", response={200: outgoing.RecordsOut, **_REFUSALS}, summary="Page through records")
def records(request: HttpRequest, cursor: str = "") -> dict[str, Any]:
    """What the token may see, those changed longest ago first. Pass ``next`` as ``cursor`` to go on."""
    return reading_back.page(_caller(request), cursor, at=clock.now())


@router.get(
    "/records/{record_id}", response={200: outgoing.RecordOut, **_REFUSALS}, summary="Read one record"
)
def record(request: HttpRequest, record_id: str) -> dict[str, Any]:
    """One record with the SHA-256 of each original."""
    return reading_back.one(_caller(request), record_id, at=clock.now())


@router.get(
    "/records/{record_id}/photos/{sha256}",
    summary="Fetch an original",
    openapi_extra={
        "responses": {
            200: {"description": "The bytes as they were sent", "content": {"application/octet-stream": {}}}
        }
    },
)
def photo(request: HttpRequest, record_id: str, sha256: str) -> FileResponse:
    """The original bytes of one photo."""
    return reading_back.original(_caller(request), record_id, sha256, at=clock.now())
