"""The pages inside a saved archive, WARC or MHTML: body, address, declared encoding; it reads no page."""

import email.parser
import email.policy
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message

import brotli
from warcio import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from hundredfold.reading.words import Refused

LIMIT_MB = 5
LIMIT = LIMIT_MB << 20
WARC = (b"WARC/", b"\x1f\x8b")
MAIL = re.compile(
    rb"^(?:From|Subject|Date|MIME-Version|Content-Type|Snapshot-Content-Location|X-[\w-]+)\s*:", re.IGNORECASE
)
RELATED = re.compile(rb"^Content-Type\s*:\s*multipart/", re.IGNORECASE | re.MULTILINE)
TAG = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|div|p|table|title)\b", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)")
PIECE = 64 << 10
MOST_PARTS, MOST_RECORDS = 200, 500
TRIFLE = 400  # bytes; frames of advertisements and counters are smaller


@dataclass(frozen=True, slots=True)
class Saved:
    """One page of an archive. `url` where it stood, None where the archive does not say."""

    body: bytes
    url: str | None
    charset: str | None


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a WARC or an MHTML file."""
    return data.startswith(WARC) or (MAIL.match(data) is not None and RELATED.search(data[:4096]) is not None)


def saved_pages(data: bytes, *, name: str) -> list[Saved]:
    """The pages an archive holds, the one it was made for first. Raises Refused: no_page, too_large."""
    pages = _from_warc(data, name) if data.startswith(WARC) else _from_mail(data)
    if not pages:
        raise Refused("no_page", file=name)
    return pages


def _from_warc(data: bytes, name: str) -> list[Saved]:
    """The first HTML answer that is no redirect and no error, else the first HTML answer."""
    spare: list[Saved] = []
    try:
        for saved, kind, status in _answers(data, name):
            if "html" not in kind and not TAG.search(saved.body[:4096]):
                continue
            if status.startswith("2") or not status:
                return [saved]
            spare.append(saved)
    except (ArchiveLoadFailed, EOFError, OSError, zlib.error, brotli.error, ValueError) as broken:
        if isinstance(broken, Refused):
            raise
        if not spare:
            raise Refused("no_page", file=name) from broken
    return spare[-1:]


def _answers(data: bytes, name: str) -> Iterator[tuple[Saved, str, str]]:
    for number, record in enumerate(ArchiveIterator(io.BytesIO(data))):
        if number > MOST_RECORDS:
            return
        if record.rec_type not in ("response", "resource"):
            continue
        headers = record.http_headers or record.rec_headers
        kind = (headers.get_header("Content-Type") or "").lower()
        status = record.http_headers.get_statuscode() if record.http_headers else ""
        body = _body(record)
        if len(body) > LIMIT:
            raise Refused("too_large", file=name, size_mb=LIMIT_MB + 1, limit_mb=LIMIT_MB)
        charset = CHARSET.search(kind)
        url = record.rec_headers.get_header("WARC-Target-URI")
        yield Saved(body, url, charset[1] if charset else None), kind, str(status or "")


def _body(record: ArcWarcRecord) -> bytes:
    """The body of an answer, at most one byte over the limit. The archive's own reader cannot unpack br."""
    packing = (record.http_headers and record.http_headers.get_header("Content-Encoding")) or ""
    if packing.strip().lower() != "br":
        return bytes(record.content_stream().read(LIMIT + 1))
    in_chunks = "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower()
    packed = ChunkedDataReader(record.raw_stream) if in_chunks else record.raw_stream
    unpack, body = brotli.Decompressor(), bytearray()
    while len(body) <= LIMIT and not unpack.is_finished():
        piece = packed.read(PIECE) if unpack.can_accept_more_data() else b""
        if not piece and unpack.can_accept_more_data():
            break
        body += unpack.process(piece, output_buffer_limit=LIMIT + 1 - len(body))
    return bytes(body)


def _from_mail(data: bytes) -> list[Saved]:
    """Each HTML part of an MHTML file, each with its own encoding; the page itself before its frames."""
    message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data)
    own = _header(message, "Snapshot-Content-Location")
    pages: list[Saved] = []
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_type() not in {"text/html", "application/xhtml+xml"}:
            continue
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            url = _header(part, "Content-Location")
            pages.append(
                Saved(body, url if url and url.startswith("http") else own, part.get_content_charset())
            )
    return sorted(pages, key=lambda page: (page.url != own, len(page.body) < TRIFLE))


def _header(part: Message | EmailMessage, name: str) -> str | None:
    value = part.get(name)
    return str(value).strip() if value else None
