"""Takes a page in as a file: saved HTML or MHTML to be read, a PDF or a picture of a printed page with typed facts."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from hundredfold.base import audit, files, ids
from hundredfold.base.models import User
from hundredfold.base.text import clean, one_line
from hundredfold.do.press import access, folding, links, remarks
from hundredfold.do.press.actions.correct import checked
from hundredfold.do.press.filling import TEXT_MOST, settle
from hundredfold.do.press.models import Page
from hundredfold.do.press.words import CameBy, Damage, NotDone, PageState
from hundredfold.plan.models import Programme, Unit

PAGE_MB = 5  # of a page to be read: what its reader takes
_MHTML = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version|Content-Type:\s*multipart/related)",
    re.IGNORECASE,
)
_HTML = re.compile(rb"<\s*(?:!doctype|html|head|body|meta|div|p|table|article)\b", re.IGNORECASE)
_PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the person who uploads says of the page. For a picture or a PDF title, outlet and day are needed."""

    title: str = ""
    outlet: str = ""
    level: str = ""
    published: dt.date | None = None
    page_no: str = ""
    byline: str = ""
    text: str = ""
    url: str = ""


def upload(
    *,
    by: User,
    programme: Programme,
    unit: Unit,
    pieces: Iterable[bytes],
    name: str,
    typed: Typed = Typed(),
    at: dt.datetime,
) -> Page:
    """Keeps the file as evidence and makes it a page; the same file again gives the page it made before.

    A saved page waits for the worker to read it, a picture or PDF is read at once as it was typed. Raises NotDone
    by field: upload_empty, upload_kind, upload_size, upload_facts, bad_day, bad_level, bad_link.
    """
    access.require_may_work(by, unit, at=at)
    shown = one_line(name.replace("\\", "/").rpartition("/")[2], most=200) or "—"
    data = _whole(pieces, shown)
    kind = kind_of(data, shown)
    is_read = kind in {"text/html", "multipart/related"}
    if is_read and len(data) > PAGE_MB << 20:
        raise NotDone("upload_size", field="file", file=shown, limit_mb=PAGE_MB)
    put = _put(typed, is_needed=not is_read, today=at.date())
    stored = files.keep([data], media_type=kind, at=at)
    with transaction.atomic():
        page, is_new = Page.objects.get_or_create(
            programme=programme,
            key=hashlib.sha256(data).hexdigest(),
            defaults={
                "public_id": ids.new_ulid(at=at),
                "unit": unit,
                "url": typed.url.strip(),
                "name": shown,
                "came_by": CameBy.UPLOAD,
                "added_at": at,
                "added_by": by,
                "body": stored,
                "captured_at": at,
                "next_try_at": at,
            },
        )
        if is_new:
            _enter(page, typed, put, is_read=is_read, by=by, at=at)
            audit.note(
                actor=by,
                action="upload_page",
                subject=f"page:{page.public_id}",
                at=at,
                detail={"sha256": page.key},
            )
    page.refresh_from_db()
    return page


def kind_of(data: bytes, name: str) -> str:
    """The media type by the bytes themselves, whatever the name says. Raises NotDone: upload_kind."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    for start, kind in _PICTURES.items():
        if data.startswith(start):
            return kind
    if _MHTML.match(data[:8192]):
        return "multipart/related"
    if _HTML.search(data[:65_536].replace(b"\0", b"")):
        return "text/html"
    raise NotDone("upload_kind", field="file", file=name)


def _whole(pieces: Iterable[bytes], name: str) -> bytes:
    most = settings.PHOTO_BYTES_MOST
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > most:
            raise NotDone("upload_size", field="file", file=name, limit_mb=most >> 20)
    if not data:
        raise NotDone("upload_empty", field="file", file=name)
    return bytes(data)


def _put(typed: Typed, *, is_needed: bool, today: dt.date) -> dict[str, str]:
    if is_needed:
        for field in ("title", "outlet", "published"):
            if not getattr(typed, field):
                raise NotDone("upload_facts", field=field)
    link = typed.url.strip()
    if link and links.links_in(link) != [link]:
        raise NotDone("bad_link", field="url", link=link[:120])
    if link and (len(link) > links.LONGEST or not links.is_whole(link)):
        raise NotDone("bad_link", field="url", link=link[:120])
    return checked(
        title=typed.title or None,
        outlet=typed.outlet or None,
        level=typed.level or None,
        published=typed.published,
        today=today,
    )


def _enter(
    page: Page, typed: Typed, put: dict[str, str], *, is_read: bool, by: User, at: dt.datetime
) -> None:
    """Puts the typed facts in. Of a saved page they are corrections of what will be read."""
    page.corrected = put
    page.corrected_at, page.corrected_by = (at, by) if put else (None, None)
    if not is_read:
        page.text = clean(typed.text)[:TEXT_MOST]
        page.byline, page.page_no = one_line(typed.byline, most=200), one_line(typed.page_no, most=20)
        page.damage = Damage.NONE
        settle(page)
        page.state, page.read_at, page.next_try_at = PageState.READ, at, None
        page.remarks = remarks.remarks_on(page, page.programme.blueprint)
    page.save()
    if not is_read:
        folding.refold(page.programme, at=at)
