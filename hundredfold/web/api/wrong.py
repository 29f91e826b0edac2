"""What the exchange answers when something is wrong: one sentence, the fields it concerns, the right status."""

import errno
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from hundredfold.base.files import NoRoom

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Wrong(Exception):
    """What a caller sent cannot be taken: ``sentence`` says why, ``fields`` says it of each field."""

    def __init__(self, status: int, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.fields = dict(fields or {})


def answer(status: int, sentence: str, fields: Mapping[str, str] | None = None) -> HttpResponse:
    """The body that every refusal has."""
    said = {"error": sentence, "fields": dict(fields or {})}
    response = JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status in (503, 507):
        response["Retry-After"] = "30"
    return response


def _wrong(_request: HttpRequest, wrong: Wrong) -> HttpResponse:
    return answer(wrong.status, wrong.sentence, wrong.fields)


def _forbidden(_request: HttpRequest, why: PermissionDenied) -> HttpResponse:
    return answer(403, str(why) or _("This token may not do that."))


def _absent(_request: HttpRequest, _why: Http404) -> HttpResponse:
    return answer(404, _("There is nothing here that this token may see."))


def _unsigned(_request: HttpRequest, why: HttpError) -> HttpResponse:
    if why.status_code == 401:
        return answer(401, _("A working token is needed: send the header Authorization: Bearer TOKEN."))
    return answer(why.status_code, str(why))


def _unread(_request: HttpRequest, why: ValidationError) -> HttpResponse:
    names = [str(each["loc"][-1]) for each in why.errors if each.get("loc")]
    sentence = _("A parameter of the address cannot be read.")
    return answer(422, sentence, dict.fromkeys(names, sentence))


def _busy(_request: HttpRequest, _why: OperationalError) -> HttpResponse:
    return answer(503, _("The server is busy. Send the same again, with the same key, in a moment."))


def _disk(_request: HttpRequest, why: OSError) -> HttpResponse:
    if isinstance(why, NoRoom) or why.errno in _NO_ROOM:
        return answer(
            507, _("The server has no room left. Nothing was taken; send it again later, with the same key.")
        )
    raise why


HANDLERS: dict[type[Exception], Any] = {
    Wrong: _wrong,
    PermissionDenied: _forbidden,
    Http404: _absent,
    HttpError: _unsigned,
    ValidationError: _unread,
    OperationalError: _busy,
    OSError: _disk,
}


def answer_with_sentences(api: NinjaAPI) -> None:
    """Lets ``api`` answer each of these errors in this module's shape."""
    for sort, handler in HANDLERS.items():
        api.add_exception_handler(sort, handler)
