"""Archived pages: readable by others' readers, digests that hold, and the same story read out of them again."""

import gzip
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace

import brotli
import pytest
from warcio import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from hundredfold.base.outbound import Answer, archive, ask
from hundredfold.reading.pages import read_page
from hundredfold.reading.words import Refused
from tests.trap_server import TrapServer, answer_of, says, sends_on

TEXT = (
    "<html><head><title>端午活动聚人心</title></head><body><h1>端午活动聚人心</h1><p>来源：石榴日报</p>"
    + ("<p>6月10日，友谊街道在文化广场举办端午包粽子活动，辖区居民一百二十人参加。</p>" * 8)
)
PAGE = f"{TEXT}</body></html>"


@pytest.fixture
def server() -> Iterator[TrapServer]:
    """A server of this machine whose page a test writes."""
    found = TrapServer(
        {"otherwise": says(answer_of(PAGE.encode(), "Content-Type: text/html; charset=utf-8"))}
    )
    yield found
    found.close()


def records(kept: bytes) -> list[tuple[ArcWarcRecord, bytes]]:
    """Every record with its block as it stands; all digests looked at."""
    for record in ArchiveIterator(io.BytesIO(kept), check_digests=True):
        record.raw_stream.read()
        assert record.digest_checker.passed is True
    found = []
    for record in ArchiveIterator(io.BytesIO(kept), no_record_parse=True):
        found.append((record, record.raw_stream.read()))
    return found


def asked(server: TrapServer, path: str = "/a") -> Answer:
    return ask(server.url + path, may_ask=server.may_ask)


def test_request_response_and_way_are_kept_byte_for_byte(server: TrapServer) -> None:
    server.scripts["/from"] = sends_on("/a")
    answer = asked(server, "/from")
    (response, response_block), (request, request_block), (about, about_block) = records(
        archive.write(answer)
    )

    assert [each.rec_type for each in (response, request, about)] == ["response", "request", "metadata"]
    assert response_block == answer.raw
    assert request_block == answer.request == server.heads[-1]
    for each in (response, request, about):
        assert each.rec_headers.protocol == "WARC/1.1"
        assert "sha1" not in str(each.rec_headers)
        assert each.rec_headers.get_header("WARC-Target-URI") == f"{server.url}/a"
        assert each.rec_headers.get_header("WARC-Date") == answer.asked_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    name = response.rec_headers.get_header("WARC-Record-ID")
    assert request.rec_headers.get_header("WARC-Concurrent-To") == name
    assert response.rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
    told = about_block.decode()
    assert f"via: {server.url}/from\r\n" in told
    assert f"hop: 302 127.0.0.1 {server.url}/from {server.url}/a\r\n" in told
    assert f"bodySha256: {hashlib.sha256(answer.body).hexdigest()}\r\n" in told


def test_digests_hold_and_a_changed_byte_shows(server: TrapServer) -> None:
    kept = archive.write(asked(server))
    assert len(records(kept)) == 3

    changed = gzip.decompress(kept).replace("端午".encode(), "中秋".encode(), 1)
    record = next(iter(ArchiveIterator(io.BytesIO(changed), check_digests=True)))
    record.content_stream().read()
    assert record.digest_checker.passed is False


def test_the_same_answer_is_always_the_same_archive(server: TrapServer) -> None:
    answer = asked(server)
    assert archive.write(answer) == archive.write(answer)
    assert archive.write(answer) != archive.write(asked(server))


def test_each_record_is_packed_by_itself(server: TrapServer) -> None:
    kept = archive.write(asked(server))
    offsets = []
    archived = ArchiveIterator(io.BytesIO(kept))
    for record in archived:
        record.content_stream().read()
        offsets.append(archived.get_record_offset())
    assert len(offsets) == 3
    assert all(gzip.decompress(kept[at:]).startswith(b"WARC/1.1\r\n") for at in offsets)


def chunks(body: bytes) -> bytes:
    return b"".join(
        b"%x\r\n%s\r\n" % (len(body[at : at + 99]), body[at : at + 99]) for at in range(0, len(body), 99)
    )


@pytest.mark.parametrize(
    "answer",
    [
        answer_of(PAGE.encode(), "Content-Type: text/html; charset=utf-8"),
        answer_of(PAGE.encode("gb18030"), "Content-Type: text/html; charset=gb2312"),
        answer_of(gzip.compress(PAGE.encode()), "Content-Type: text/html", "Content-Encoding: gzip"),
        answer_of(brotli.compress(PAGE.encode()), "Content-Type: text/html", "Content-Encoding: br"),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks(brotli.compress(PAGE.encode()))
        + b"0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks(PAGE.encode())
        + b"0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks(gzip.compress(PAGE.encode()))
        + b"0\r\n\r\n",
        b"HTTP/1.0 200\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode(),
    ],
)
def test_the_story_is_read_out_of_the_archive_again(server: TrapServer, answer: bytes) -> None:
    server.scripts["/a"] = says(answer)
    kept = archive.write(asked(server))
    page = read_page(kept, name="a.warc.gz")

    assert page.title == "端午活动聚人心"
    assert "友谊街道在文化广场" in page.text


def test_an_archived_bomb_is_not_unfolded(server: TrapServer) -> None:
    answer = asked(server)
    bomb = answer_of(brotli.compress(b"<html>" + b" " * (60 << 20), quality=1), "Content-Encoding: br")
    with pytest.raises(Refused) as refused:
        read_page(archive.write(replace(answer, raw=bomb)), name="a.warc.gz")
    assert refused.value.code == "too_large"


def test_an_answer_with_nothing_in_it_is_kept_too(server: TrapServer) -> None:
    server.scripts["/a"] = says(b"HTTP/1.1 404 Not Found\r\nX-Old: \xd0\xc2\r\n\r\n")
    answer = asked(server)
    assert records(archive.write(answer))[0][1] == answer.raw
