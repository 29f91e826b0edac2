"""Takes a record in: parts to facts and photos, one act, a receipt."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hundredfold.base.models import User
from hundredfold.base.text import one_line
from hundredfold.do.ledger.actions import Filed, NewPhoto, file_record
from hundredfold.do.ledger.words import Conflict, Refused
from hundredfold.plan.access import units_of
from hundredfold.plan.models import Unit
from hundredfold.plan.queries import current_programme
from hundredfold.plan.words import Role
from hundredfold.web.api.body import Body, parts_of
from hundredfold.web.api.exchange.incoming import facts_from, outward
from hundredfold.web.api.wrong import Wrong
from hundredfold.web.common.photo_signs import media_type_of

_KEY = re.compile(r"[!-~]{1,100}")
_TEXTS, _FILES = frozenset({"record"}), frozenset({"record", "photo"})


def hand_in(request: HttpRequest, *, by: User, at: dt.datetime) -> Filed:
    """Files what the request carries in the name of the token's unit. Raises Wrong, PermissionDenied, NoRoom."""
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise Wrong(
            400,
            _(
                "Send the header Idempotency-Key: 1 to 100 ASCII characters without spaces, new for each record."
            ),
        )
    programme = current_programme()
    if programme is None:
        raise Wrong(409, _("No programme runs on this site yet."))
    unit = _unit_of(by, at=at)
    with parts_of(request) as body:
        facts = facts_from(_record_text(body), unit=unit, blueprint=programme.blueprint)
        photos = _photos(body.files.get("photo", ()))
        try:
            return file_record(by=by, programme=programme, facts=facts, photos=photos, key=key, at=at)
        except Refused as refused:
            raise Wrong(422, str(refused)[:1000], outward(refused.problems)) from None
        except Conflict as conflict:
            raise Wrong(409, str(conflict)) from None


def _unit_of(by: User, *, at: dt.datetime) -> Unit:
    units = list(units_of(by, at=at, role=Role.CLERK)[:2])
    if len(units) != 1:
        raise Wrong(403, _("This token tells records for no unit, or for more than one."))
    return units[0]


def _record_text(body: Body) -> str:
    """The JSON, sent as a field or as a file; anything beside it and the photos is refused, so that nothing is lost."""
    if "photo" in body.texts:
        raise Wrong(400, _("Each photo part needs a file name."), {"photo": _("Send it as a file.")})
    strange = sorted((set(body.texts) - _TEXTS) | (set(body.files) - _FILES))
    if strange:
        names = ", ".join(one_line(name, most=40) for name in strange[:5])
        raise Wrong(400, _("These parts are not known: %(names)s.") % {"names": names})
    texts = [*body.texts.get("record", ()), *(_decoded(each) for each in body.files.get("record", ()))]
    if len(texts) != 1:
        raise Wrong(400, _("Send exactly one part named record."))
    return texts[0]


def _decoded(part: "UploadedFile[Any]") -> str:
    try:
        return str(part.read(), "utf-8")
    except UnicodeDecodeError:
        raise Wrong(400, _("The part named record is not UTF-8.")) from None


def _photos(parts: "Sequence[UploadedFile[Any]]") -> list[NewPhoto]:
    """The photos, each known by its first bytes. The name is kept to be shown, whatever it says."""
    photos: list[NewPhoto] = []
    for part in parts:
        media_type = media_type_of(part.read(64))
        part.seek(0)
        name = one_line(part.name or "", most=120)
        if not media_type:
            sentence = _("%(file)s is not a photo (JPEG, PNG, HEIC, WebP or GIF).") % {"file": name}
            raise Wrong(422, sentence, {"photo": sentence})
        photos.append(NewPhoto(part.chunks(), name=name, media_type=media_type))
    return photos
