"""Reads a multipart body within limits: whole or not at all. Knows parts and bytes, no records.

A photo is held in memory up to a size and in an unnamed file beyond it, so that a killed server leaves nothing behind.
"""

from __future__ import annotations  # Django's uploaded file takes no type argument at run time

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.translation import gettext as _

from hundredfold.web.api.wrong import Wrong

TEXT_BYTES_MOST = 1 << 20
PHOTOS_AT_ONCE = 10  # of the largest size; smaller ones may be more
_TAIL = 512  # bytes at the end in which the closing boundary stands
_LOST = "\N{REPLACEMENT CHARACTER}"  # what the parser leaves where bytes were no UTF-8


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of one body by name, each in the order sent."""

    texts: Mapping[str, Sequence[str]]
    files: Mapping[str, Sequence[UploadedFile[Any]]]


class _Whole:
    """The request's stream, counted, its last bytes kept: so a body that was cut off is told from a whole one."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.count = 0
        self.tail = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece: bytes = self._request.read(size)
        self.count += len(piece)
        self.tail = (self.tail + piece)[-_TAIL:]
        return piece


class _Held(FileUploadHandler):
    """Holds each file part until ``close``; refuses one that is too large as soon as that is known."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.parts: list[IO[bytes]] = []
        self.most = 0

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Starts a part."""
        super().new_file(field_name, *args, **kwargs)
        in_memory = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        self.parts.append(cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=in_memory)))  # noqa: SIM115  see close
        self.most = settings.PHOTO_BYTES_MOST if field_name == "photo" else TEXT_BYTES_MOST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes some bytes of the part."""
        if start + len(raw_data) > self.most:
            most = {"name": str(self.field_name)[:40], "most": self.most >> 20}
            raise Wrong(413, _("A part named %(name)s is larger than %(most)d MB.") % most)
        self.parts[-1].write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """Ends the part."""
        self.parts[-1].seek(0)
        return UploadedFile(cast(Any, self.parts[-1]), self.file_name, self.content_type, file_size)

    def close(self) -> None:
        """Lets go of every part."""
        for part in self.parts:
            part.close()


class _Parser(MultiPartParser):
    """Django's parser, which would pass a file over in silence when nothing of its name could be kept."""

    def sanitize_file_name(self, file_name: str) -> str:
        """A name to show, never a path."""
        return super().sanitize_file_name(file_name) or "photo"


@contextmanager
def parts_of(request: HttpRequest) -> Iterator[Body]:
    """The parts of the body, for as long as the block runs.

    Raises Wrong: 400 for what is not multipart, not UTF-8 or cut off, 411 without a length, 413 for too much.
    """
    _weigh(request)
    held = _Held(request)
    try:
        yield _read(request, held)
    finally:
        held.close()


def _read(request: HttpRequest, held: _Held) -> Body:
    whole = _Whole(request)
    try:
        posted, files = _Parser(request.META, cast(Any, whole), [held], "utf-8").parse()
        _require_whole(request, whole)
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        raise Wrong(413, _("The body has too many parts, or a text that is too large.")) from None
    except (MultiPartParserError, UnicodeError):
        raise Wrong(400, _("The body cannot be read as multipart/form-data.")) from None
    except UnreadablePostError:
        raise _cut_off() from None
    texts = {name: posted.getlist(name) for name in posted}
    for name, said in texts.items():
        if _LOST in name or any(_LOST in each for each in said):
            raise Wrong(400, _("The body is not UTF-8 throughout."))
    return Body(texts, {name: files.getlist(name) for name in files})


def _weigh(request: HttpRequest) -> None:
    if request.content_type != "multipart/form-data":
        raise Wrong(
            400,
            _(
                "Send multipart/form-data: a part named record with JSON, and each photo as a part named photo."
            ),
        )
    length = request.META.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()):
        raise Wrong(411, _("Send the header Content-Length."))
    most = PHOTOS_AT_ONCE * settings.PHOTO_BYTES_MOST
    if len(length) > 15 or int(length) > most:
        raise Wrong(413, _("The body is larger than %(most)d MB. Send fewer photos.") % {"most": most >> 20})


def _require_whole(request: HttpRequest, whole: _Whole) -> None:
    while whole.read(1 << 16):  # what may stand after the closing boundary
        continue
    boundary = (request.content_params or {}).get("boundary", "").encode("ascii", "replace")
    if whole.count != int(request.META["CONTENT_LENGTH"]) or b"--" + boundary + b"--" not in whole.tail:
        raise _cut_off()


def _cut_off() -> Wrong:
    return Wrong(400, _("The body ended before its last part did. Send the same again, with the same key."))
