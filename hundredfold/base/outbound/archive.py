"""Keeps an answer as a WARC 1.1 archive, so that the page can be shown after it is gone. It asks nobody."""

import base64
import hashlib
import io
import uuid

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hundredfold.base.outbound.asking import Answer

VERSION = "WARC/1.1"
_HTTP = "application/http; msgtype={}"
_FIELDS = "application/warc-fields"


def write(answer: Answer) -> bytes:
    """Three records, each packed by itself: the response as it was sent, the request, and how it was come by.

    Digests are SHA-256, dates UTC to the microsecond. The same answer always gives the same bytes.
    """
    kept = io.BytesIO()
    writer = WARCWriter(kept, gzip=True, warc_version="1.1")
    response = _record(answer, "response", answer.raw, kind=_HTTP.format("response"))
    about = {"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
    writer.write_record(response)
    writer.write_record(_record(answer, "request", answer.request, kind=_HTTP.format("request"), more=about))
    writer.write_record(_record(answer, "metadata", _way(answer), kind=_FIELDS, more=about))
    return kept.getvalue()


def _record(
    answer: Answer, sort: str, block: bytes, *, kind: str, more: dict[str, str] | None = None
) -> ArcWarcRecord:
    """One record whose block is written byte for byte as it is given."""
    at = answer.asked_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    digest = _digest(block)
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{sort} {answer.final_url} {at} {digest}")
    headers = [
        ("WARC-Type", sort),
        ("WARC-Record-ID", f"<urn:uuid:{name}>"),
        ("WARC-Target-URI", answer.final_url),
        ("WARC-Date", at),
        *(more or {}).items(),
    ]
    if sort == "response":
        headers.append(("WARC-IP-Address", answer.address))
    payload = block if sort == "metadata" else _payload(block)
    headers += [("WARC-Payload-Digest", _digest(payload)), ("WARC-Block-Digest", digest)]
    record = ArcWarcRecord(
        "warc", sort, StatusAndHeaders("", headers, VERSION), io.BytesIO(block), None, kind, len(block)
    )
    record.payload_length = len(block)
    return record


def _payload(block: bytes) -> bytes:
    """What follows the head of a message; nothing where the head has no end."""
    return block.partition(b"\r\n\r\n")[2]


def _way(answer: Answer) -> bytes:
    """The hops from the address that was asked for to the one that answered."""
    lines = [f"via: {hop.url}" for hop in answer.hops[:-1]]
    lines += [f"hopsFromSeed: {'R' * (len(answer.hops) - 1)}"] if len(answer.hops) > 1 else []
    lines += [f"hop: {hop.status} {hop.address} {hop.url} {hop.location}".rstrip() for hop in answer.hops]
    lines.append(f"bodySha256: {hashlib.sha256(answer.body).hexdigest()}")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _digest(block: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(block).digest()).decode("ascii")
