"""Photos as a phone sends them: looked at, kept, and carried from one try of the form to the next.

A browser forgets chosen files when a form comes back with a question. So a good photo is stored at once, and the
form carries its hash, signed for this user, in its place. Must not know records.
"""

from __future__ import annotations  # Django's uploaded file takes no type argument at run time

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hundredfold.base import files
from hundredfold.base.models import User
from hundredfold.base.text import one_line
from hundredfold.do.ledger.actions import NewPhoto
from hundredfold.web.common.photo_signs import media_type_of

CARRIED = dt.timedelta(days=6)  # a day less than files that nobody refers to are left in the store


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo in the store that no record refers to yet. ``token`` stands for it in the form."""

    sha256: str
    name: str
    media_type: str
    token: str

    def as_new(self, *, is_public: bool) -> NewPhoto:
        """The photo as the ledger takes it in."""
        return stored_photo(self.sha256, is_public=is_public, name=self.name, media_type=self.media_type)


@dataclass(slots=True)
class Shelf:
    """The photos of one form: ``kept`` are good, ``problems`` say in a sentence each what was not taken and why."""

    kept: list[KeptPhoto] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def new_photos(self, *, is_public: bool) -> list[NewPhoto]:
        """The kept photos as the ledger takes them in."""
        return [photo.as_new(is_public=is_public) for photo in self.kept]


def stored_photo(sha256: str, *, is_public: bool, name: str = "", media_type: str = "image/jpeg") -> NewPhoto:
    """A photo that lies in the store already, as the ledger takes it in; its name and type there stay as they are."""
    return NewPhoto(_pieces(sha256), name, media_type, is_public)


def shelve(
    user: User,
    *,
    uploads: Sequence[UploadedFile[Any]],
    tokens: Sequence[str],
    dropped: Sequence[str],
    most: int,
    at: dt.datetime,
) -> Shelf:
    """Takes up the photos carried by ``tokens`` but those ``dropped``, and stores the good ones of ``uploads``.

    ``most`` is how many photos there is room for. Raises NoRoom when the disk is nearly full.
    """
    shelf = Shelf()
    for token in tokens:
        photo = carried(user, token)
        if photo and photo.sha256 not in dropped and len(shelf.kept) < most:
            shelf.kept.append(photo)
    left_out = 0
    for upload in uploads:
        sentence = _fault(upload)
        if sentence:
            shelf.problems.append(sentence)
        elif len(shelf.kept) >= most:
            left_out += 1
        else:
            _take(shelf, upload, user=user, at=at)
    if left_out:
        shelf.problems.append(_too_many(most, left_out))
    return shelf


def carried(user: User, token: str) -> KeptPhoto | None:
    """The photo that ``token`` stands for, if this user was given it and it has not grown too old."""
    try:
        said = signing.loads(token, salt=_salt(user), max_age=CARRIED)
    except signing.BadSignature:
        return None
    return KeptPhoto(said["sha256"], said["name"], said["media_type"], token)


def _take(shelf: Shelf, upload: UploadedFile[Any], *, user: User, at: dt.datetime) -> None:
    upload.seek(0)
    media_type = media_type_of(upload.read(64))
    upload.seek(0)
    stored = files.keep(upload.chunks(), media_type=media_type, at=at)
    if stored.sha256 not in {photo.sha256 for photo in shelf.kept}:
        said = {"sha256": stored.sha256, "name": _name(upload), "media_type": media_type}
        token = signing.dumps(said, salt=_salt(user))
        shelf.kept.append(KeptPhoto(stored.sha256, said["name"], media_type, token))


def _fault(upload: UploadedFile[Any]) -> str:
    """Why this file is not taken, naming it; empty if it is."""
    name = _name(upload)
    if not upload.size:
        return _("%(file)s is empty. Choose the photo again.") % {"file": name}
    if upload.size > settings.PHOTO_BYTES_MOST:
        most = settings.PHOTO_BYTES_MOST >> 20
        return _("%(file)s is larger than %(most)d MB. Send a smaller copy.") % {"file": name, "most": most}
    if not media_type_of(upload.read(64)):
        return _(
            "%(file)s is not a photo we can take (JPEG, PNG, HEIC, WebP or GIF). Choose the photo itself."
        ) % {"file": name}
    return ""


def _too_many(most: int, left_out: int) -> str:
    return ngettext(
        "%(most)d photos are enough: %(n)d more was left out. Send it as it is, or take one out and choose another.",
        "%(most)d photos are enough: %(n)d more were left out. Send it as it is, or take some out and choose others.",
        left_out,
    ) % {"most": most, "n": left_out}


def _name(upload: UploadedFile[Any]) -> str:
    return one_line(upload.name or "", most=120) or _("A file without a name")


def _salt(user: User) -> str:
    return f"hundredfold.desk.photo.{user.pk}"


def _pieces(sha256: str) -> Iterator[bytes]:
    with files.path_of(sha256).open("rb") as opened:
        while piece := opened.read(files.PIECE):
            yield piece
