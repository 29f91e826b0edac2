"""Bodies, heads and handshakes that are too long, too slow, packed too well or not what they say."""

import gzip
import socket
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hundredfold.base.outbound import Answer, NotFetched, archive, ask
from tests.trap_server import TrapServer, answer_of, endless, says

PAGE = "<html><p>端午活动聚人心</p></html>".encode() * 200
MB = 1 << 20
SMALL = 100_000


@pytest.fixture
def server() -> Iterator[TrapServer]:
    """A server of this machine without any page yet."""
    found = TrapServer({"otherwise": says(answer_of(PAGE))})
    yield found
    found.close()


def asked(server: TrapServer, answer: bytes, **more: object) -> Answer:
    server.scripts["/"] = says(answer)
    return ask(f"{server.url}/", may_ask=server.may_ask, **more)  # type: ignore[arg-type]


def code_of(server: TrapServer, **more: object) -> str:
    with pytest.raises(NotFetched) as refused:
        ask(f"{server.url}/", may_ask=server.may_ask, **more)  # type: ignore[arg-type]
    assert refused.value.sentence("zh").count("。") == 1
    return refused.value.code


def chunked(body: bytes, *headers: str, size: int = 1000) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    lines = b"".join(b"%x;note=x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    head = "\r\n".join(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers, "", ""])
    return head.encode() + lines + b"0\r\nTrailer: x\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", lambda body: gzip.compress(body[:500]) + gzip.compress(body[500:])),
        ("gzip", lambda body: gzip.compress(body) + b"\x00" * 50),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("br", brotli.compress),
        ("identity", bytes),
        ("UTF-8", bytes),
    ],
)
def test_a_packed_page_is_unpacked_and_kept_as_it_was_sent(
    server: TrapServer, encoding: str, pack: object
) -> None:
    packed = pack(PAGE)  # type: ignore[operator]
    answer = asked(server, answer_of(packed, f"Content-Encoding: {encoding}"))

    assert answer.body == PAGE
    assert answer.raw.endswith(packed)
    assert answer.raw.startswith(b"HTTP/1.1 200 OK\r\n")
    assert (answer.status, answer.header("content-encoding")) == (200, encoding)


def test_a_page_in_chunks_is_put_together(server: TrapServer) -> None:
    answer = asked(server, chunked(gzip.compress(PAGE), "Content-Encoding: gzip", size=7))

    assert answer.body == PAGE
    assert b"note=x" in answer.raw


def test_a_page_without_a_length_ends_with_the_line(server: TrapServer) -> None:
    assert asked(server, b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE).body == PAGE


def test_an_empty_page_and_a_missing_one_are_answers(server: TrapServer) -> None:
    assert asked(server, answer_of(b"", "Content-Encoding: gzip")).body == b""
    assert asked(server, answer_of(PAGE, status="404 Not Found")).status == 404
    assert asked(server, b"HTTP/1.1 204 No Content\r\n\r\n").body == b""


def test_no_cookie_is_kept_or_sent(server: TrapServer) -> None:
    for _ in range(2):
        asked(server, answer_of(PAGE, "Set-Cookie: who=an; Path=/"))

    assert not any(b"cookie" in head.lower() or b"referer" in head.lower() for head in server.heads)
    assert server.heads[0] == server.heads[1] == asked(server, answer_of(PAGE)).request


@pytest.mark.parametrize(
    "encoding", ["zstd", "gzip, gzip", "compress", "gzip\r\nContent-Encoding: br", "aes128gcm"]
)
def test_another_way_of_packing_is_refused(server: TrapServer, encoding: str) -> None:
    server.scripts["/"] = says(answer_of(b"\x28\xb5\x2f\xfd", f"Content-Encoding: {encoding}"))
    assert code_of(server) == "encoding"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_what_is_not_packed_as_it_says_is_refused(server: TrapServer, encoding: str) -> None:
    server.scripts["/"] = says(answer_of(b"<html>plain</html>", f"Content-Encoding: {encoding}"))
    assert code_of(server) in {"encoding", "cut_short"}


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_a_packed_page_without_its_end_is_refused(server: TrapServer, encoding: str, pack: object) -> None:
    packed = pack(PAGE)[:-9]  # type: ignore[operator]
    server.scripts["/"] = says(answer_of(packed, f"Content-Encoding: {encoding}"))
    assert code_of(server) == "cut_short"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", lambda body: brotli.compress(body, quality=1)),
    ],
)
def test_a_bomb_is_not_unfolded(server: TrapServer, encoding: str, pack: object) -> None:
    bomb = pack(b"\x00" * (60 * MB))  # type: ignore[operator]
    server.scripts["/"] = says(answer_of(bomb, f"Content-Encoding: {encoding}"))
    tracemalloc.start()
    assert code_of(server) == "bomb"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40 * MB


def test_a_bomb_in_many_pieces_is_refused(server: TrapServer) -> None:
    server.scripts["/"] = says(answer_of(gzip.compress(b"") * 200_000, "Content-Encoding: gzip"))
    assert code_of(server) == "encoding"


def test_a_page_is_limited_packed_and_unpacked(server: TrapServer) -> None:
    for answer in (
        answer_of(b"x" * (SMALL + 1)),
        answer_of(gzip.compress(PAGE * 20), "Content-Encoding: gzip"),
        chunked(b"x" * (SMALL + 1)),
        chunked(b"x" * (SMALL + 1), size=1),
        b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * (SMALL + 1),
    ):
        server.scripts["/"] = says(answer)
        assert code_of(server, most_bytes=SMALL) in {"too_large", "bomb"}
    assert len(asked(server, answer_of(b"x" * SMALL), most_bytes=SMALL).body) == SMALL
    assert len(asked(server, chunked(b"x" * SMALL), most_bytes=SMALL).body) == SMALL


def test_a_body_that_says_it_is_too_large_is_not_begun(server: TrapServer) -> None:
    server.scripts["/"] = server.drip(answer_of(b"x", length=6 * MB), times=1)
    assert code_of(server) == "too_large"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 9000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 0x1000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"Trailer: x\r\n"),
    ],
)
def test_an_endless_body_is_cut_off(server: TrapServer, head: bytes, piece: bytes) -> None:
    server.scripts["/"] = endless(head, piece)
    assert code_of(server, most_bytes=MB) == "too_large"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-Same: " + b"x" * 100 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x" * 1000),
        (b"HTTP/1.1 200 ", b"x" * 1000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b"SSH-2.0-OpenSSH\r\n"),
        (b"", b"\x00" * 1000),
    ],
)
def test_an_endless_head_is_cut_off(server: TrapServer, head: bytes, piece: bytes) -> None:
    server.scripts["/"] = endless(head, piece)
    assert code_of(server) == "strange_answer"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"<html>an answer without a head</html>",
    ],
)
def test_an_answer_that_two_would_read_in_two_ways_is_refused(server: TrapServer, answer: bytes) -> None:
    server.scripts["/"] = says(answer)
    assert code_of(server) == "strange_answer"


@pytest.mark.parametrize(
    "answer",
    [
        answer_of(PAGE, length=len(PAGE) + 1),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello",
    ],
)
def test_a_page_that_breaks_off_is_refused(server: TrapServer, answer: bytes) -> None:
    server.scripts["/"] = says(answer)
    assert code_of(server) in {"cut_short", "strange_answer"}


def damaged(answer: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    """An answer with some bytes overwritten, at places counted in thousandths of its length."""
    sent = bytearray(answer)
    for place, piece in changes:
        at = place * len(sent) // 1000
        sent[at : at + len(piece)] = piece
    return bytes(sent)


CHANGES = st.lists(st.tuples(st.integers(0, 999), st.binary(min_size=1, max_size=6)), max_size=6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["gzip", "br", "deflate"]), st.booleans(), CHANGES)
def test_whatever_a_server_sends_it_is_an_answer_or_a_refusal(
    server: TrapServer, encoding: str, in_chunks: bool, changes: list[tuple[int, bytes]]
) -> None:
    packed = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[encoding](PAGE)
    header = f"Content-Encoding: {encoding}"
    whole = chunked(packed, header, size=40) if in_chunks else answer_of(packed, header)
    server.scripts["/"] = says(damaged(whole, changes))
    with suppress(NotFetched):
        archive.write(ask(f"{server.url}/", may_ask=server.may_ask, seconds=2))


def test_a_length_that_is_too_short_cuts_the_page_there(server: TrapServer) -> None:
    assert asked(server, answer_of(PAGE, length=6)).body == b"<html>"


@pytest.mark.parametrize(
    "piece", [b"H", b"X: y\r\n", b"HTTP/1.1 200 OK\r\n\r\nx", b"HTTP/1.1 100 Continue\r\n\r\n"]
)
def test_a_server_that_drips_is_cut_off(server: TrapServer, piece: bytes) -> None:
    server.scripts["/"] = server.drip(piece)
    assert code_of(server, seconds=0.2) in {"too_slow", "strange_answer"}


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n", answer_of(b"", length=500)])
def test_a_head_or_a_body_that_comes_a_letter_at_a_time_is_cut_off(server: TrapServer, head: bytes) -> None:
    def send(line: socket.socket) -> None:
        line.sendall(head)
        server.drip(b"X")(line)

    server.scripts["/"] = send
    assert code_of(server, seconds=0.2) == "too_slow"


def test_a_server_that_says_nothing_is_cut_off(server: TrapServer) -> None:
    server.scripts["before the request"] = server.drip(b"", times=1, pause=1)
    assert code_of(server, seconds=0.1) == "too_slow"


def test_a_server_that_hangs_up_or_is_not_there_did_not_answer(server: TrapServer) -> None:
    server.scripts["before the request"] = lambda line: line.close()
    assert code_of(server) == "not_answered"
    with pytest.raises(NotFetched) as refused:
        ask(
            f"http://127.0.0.1:{server.port + 1 if server.port < 65535 else 1}/", may_ask=lambda *_where: True
        )
    assert refused.value.code == "not_answered"
    assert refused.value.may_pass


def test_the_next_address_is_tried_where_one_does_not_answer(server: TrapServer) -> None:
    answer = ask(
        f"http://paper.example:{server.port}/",
        may_ask=lambda *_where: True,
        resolve=lambda _host, _port: ["127.0.0.3", "127.0.0.1"],
    )
    assert answer.address == "127.0.0.1"


def test_a_handshake_that_never_ends_is_cut_off(server: TrapServer) -> None:
    server.scripts["before the request"] = server.drip(b"", times=40, pause=0.05)
    with pytest.raises(NotFetched) as refused:
        ask(server.url.replace("http:", "https:") + "/", may_ask=server.may_ask, seconds=0.2)
    assert refused.value.code == "too_slow"


def test_a_handshake_of_rubbish_is_refused(server: TrapServer) -> None:
    server.scripts["before the request"] = says(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 20)
    with pytest.raises(NotFetched) as refused:
        ask(server.url.replace("http:", "https:") + "/", may_ask=server.may_ask)
    assert refused.value.code in {"tls", "not_answered"}


def test_all_hops_together_have_one_time(server: TrapServer) -> None:
    def slowly(line: socket.socket) -> None:
        server.stopped.wait(0.12)
        line.sendall(answer_of(b"", f"Location: /{len(server.heads)}", status="302 Found"))

    server.scripts["/"] = server.scripts["otherwise"] = slowly
    assert code_of(server, seconds=0.3) == "too_slow"
    assert len(server.heads) <= 3
