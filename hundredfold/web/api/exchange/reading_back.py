"""What a token may read: records page by page, one record, one original."""

import datetime as dt
import re
from typing import Any

from django.core import signing
from django.db.models import Prefetch
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from hundredfold.base import files
from hundredfold.base.models import User
from hundredfold.do.ledger.access import record_to_see, records_to_see
from hundredfold.do.ledger.models import Evidence, Record
from hundredfold.do.ledger.queries import record_in_full, with_strands
from hundredfold.web.api.exchange import outgoing
from hundredfold.web.api.wrong import Wrong

PAGE = 50
_SALT = "hundredfold.exchange.cursor"
_HASH = re.compile("[0-9a-f]{64}")


def page(by: User, cursor: str, *, at: dt.datetime) -> dict[str, Any]:
    """Up to PAGE records after ``cursor`` (empty: from the start). A record changed meanwhile comes again later."""
    present = Prefetch("evidence", Evidence.objects.filter(removed_at__isnull=True).select_related("file"))
    seen = with_strands(records_to_see(by, at=at)).prefetch_related(present, "co_units__unit")
    rows = list(seen.filter(position__gt=_position(cursor)).order_by("position")[: PAGE + 1])
    shown = rows[:PAGE]
    leads_on = len(rows) > PAGE
    return {
        "items": [_as_sent(each) for each in shown],
        "next": signing.Signer(salt=_SALT).sign_object(shown[-1].position) if leads_on else None,
    }


def one(by: User, public_id: str, *, at: dt.datetime) -> dict[str, Any]:
    """One record in full. Raises Http404 unless ``by`` may read it."""
    record_to_see(by, public_id, at=at)
    told = record_in_full(public_id)
    if told is None:
        raise Http404
    return _as_sent(told)


def original(by: User, public_id: str, sha256: str, *, at: dt.datetime) -> FileResponse:
    """The bytes of a photo as they were sent, to be saved, not shown. Raises Http404."""
    told = record_to_see(by, public_id, at=at)
    if not _HASH.fullmatch(sha256):
        raise Http404
    proof = Evidence.objects.filter(record=told, file__sha256=sha256, removed_at__isnull=True)
    found = proof.select_related("file").first()
    if found is None:
        raise Http404
    try:
        opened = files.path_of(found.file.sha256).open("rb")
    except FileNotFoundError:
        raise Wrong(404, _("The original is not in the store. Restore it from a backup.")) from None
    response = FileResponse(
        opened, as_attachment=True, filename=found.file.sha256, content_type=found.file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # bytes as they are: no middleware packs them again
    return response


def _as_sent(told: Record) -> dict[str, Any]:
    filings = sorted(told.filings.all(), key=lambda each: each.pk)
    return outgoing.record(told, strands=[each.strand.code for each in filings])


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        position = signing.Signer(salt=_SALT).unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        raise Wrong(400, _("This cursor was not given by this site. Start again without one.")) from None
    return int(position)
