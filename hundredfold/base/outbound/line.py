"""One request over one line: names to checked addresses, the connection, the answer within its time and its size."""

import functools
import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from hundredfold.base.outbound.addresses import PORTS
from hundredfold.base.outbound.links import Link
from hundredfold.base.outbound.refusals import NotFetched

MayAsk = Callable[[str, int], bool]
Resolve = Callable[[str, int], Sequence[str]]

HEAD_MOST = 64 << 10  # bytes of status line and headers together, and of what chunks add to a body
TRIED_MOST = 3  # addresses of one name that are tried, one after the other
PIECE = 64 << 10
ONWARDS = frozenset({301, 302, 303, 307, 308})  # what sends on, if it says where to
NAME = "Hundredfold"
SAYS_WHO = f"{NAME} (reads single pages for a civic programme's ledger)"
_ASKED_AT_ONCE = threading.BoundedSemaphore(16)  # a name server that is slow keeps no more threads than these


class Limits:
    """How long and how much: the moment until which everything must be done, and the bytes of a body."""

    def __init__(self, *, seconds: float, most_bytes: int) -> None:
        self.seconds = seconds
        self.most_bytes = most_bytes
        self.until = time.monotonic() + seconds

    def left(self, host: str) -> float:
        """Seconds left. Raises NotFetched too_slow when there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise NotFetched("too_slow", host=host, seconds=f"{self.seconds:g}")
        return left

    def too_large(self, host: str) -> NotFetched:
        """What to raise for a body over the limit."""
        return NotFetched("too_large", host=host, mb=f"{self.most_bytes / (1 << 20):.2g}")


@dataclass(frozen=True, slots=True)
class Received:
    """What came over the line for one request. ``packed`` is the body before content-encoding is undone, chunks put
    together; ``raw`` every byte as sent, head first; ``request`` every byte that was sent there."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    packed: bytes
    raw: bytes
    request: bytes

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next((value for each, value in self.headers if each.lower() == name.lower()), "")


def system_names(host: str, port: int) -> list[str]:
    """All addresses of a name, as the system's resolver tells them. Raises OSError if it has none."""
    return [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_addresses(link: Link, *, limits: Limits, may_ask: MayAsk, resolve: Resolve) -> list[str]:
    """The addresses of a link's host, each of which may be asked. Raises NotFetched: bad_port, private_address,
    name_unknown, too_slow. One address that may not be asked refuses the whole name."""
    found = [link.host] if link.is_literal else _resolved(link, limits, resolve)
    for address in found:
        if not may_ask(address, link.port):
            if link.port not in PORTS:
                raise NotFetched("bad_port", host=link.host, port=link.port)
            raise NotFetched("private_address", host=link.host, address=address)
    return list(dict.fromkeys(found))


def _resolved(link: Link, limits: Limits, resolve: Resolve) -> list[str]:
    """Asks for a name in a thread, since the system's resolver knows no time limit."""
    if not _ASKED_AT_ONCE.acquire(timeout=limits.left(link.host)):
        limits.left(link.host)
        raise NotFetched("name_unknown", host=link.host)
    told: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            told.put(_plain(resolve(link.host, link.port)))
        except (OSError, ValueError):
            told.put([])
        finally:
            _ASKED_AT_ONCE.release()

    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = told.get(timeout=limits.left(link.host))
    except queue.Empty:
        raise NotFetched("too_slow", host=link.host, seconds=f"{limits.seconds:g}") from None
    if not found:
        raise NotFetched("name_unknown", host=link.host)
    return found


def _plain(found: Sequence[str]) -> list[str]:
    """Addresses in their one spelling. Raises ValueError where a resolver gives anything but addresses."""
    return [str(ipaddress.ip_address(each)) for each in found]


def exchange(
    link: Link,
    *,
    method: str,
    addresses: Sequence[str],
    limits: Limits,
    wants_body: bool,
    tls: ssl.SSLContext | None,
) -> Received:
    """One request to the first of the checked addresses that answers. Raises NotFetched."""
    request = request_bytes(link, method)
    line, address = _connected(link, addresses, limits)
    lines = [line]
    try:
        if link.is_secure:
            trust = tls or _system_trust()
            lines.append(trust.wrap_socket(line, server_hostname=link.host, do_handshake_on_connect=False))
            lines[-1].do_handshake()  # type: ignore[attr-defined]  # within what is left, as a whole
        lines[-1].settimeout(limits.left(link.host))
        lines[-1].sendall(request)
        reading = _Line(lines[-1], limits, link.host)
        return _answer(link, reading, method=method, address=address, wants_body=wants_body, request=request)
    except TimeoutError:
        raise NotFetched("too_slow", host=link.host, seconds=f"{limits.seconds:g}") from None
    except ssl.SSLError:
        raise NotFetched("tls", host=link.host) from None
    except (http.client.HTTPException, ValueError) as broken:
        is_gone = isinstance(broken, http.client.RemoteDisconnected)  # it hung up without a word
        raise NotFetched("not_answered" if is_gone else "strange_answer", host=link.host) from None
    except OSError:
        raise NotFetched("not_answered", host=link.host) from None
    finally:
        for each in lines:
            each.close()


@functools.cache
def _system_trust() -> ssl.SSLContext:
    """Whom the system trusts; read once a process, since that takes longer than many an answer."""
    return ssl.create_default_context()


def request_bytes(link: Link, method: str) -> bytes:
    """The whole request: no cookie, no referer, nothing that tells one reader from another."""
    lines = (
        f"{method} {link.target} HTTP/1.1",
        f"Host: {link.authority}",
        f"User-Agent: {SAYS_WHO}",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Language: zh-CN,zh;q=0.9,en;q=0.5",
        "Accept-Encoding: gzip, deflate",  # br is read where it is sent, but not every reader of archives can
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _connected(link: Link, addresses: Sequence[str], limits: Limits) -> tuple[socket.socket, str]:
    """A line to one of the addresses, which are numbers: nothing is resolved again."""
    tried = addresses[:TRIED_MOST]
    for number, address in enumerate(tried):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with suppress(OSError):
            line = socket.socket(family, socket.SOCK_STREAM)
            try:
                line.settimeout(limits.left(link.host) / (len(tried) - number))
                line.connect((address, link.port))
                line.settimeout(limits.left(link.host))
            except (OSError, NotFetched):
                line.close()
                raise
            return line, address
    limits.left(link.host)
    raise NotFetched("not_answered", host=link.host)


class _Line(io.RawIOBase):
    """The reading end of a connection: each reading gets only the time that is left, every byte is kept and counted."""

    def __init__(self, line: socket.socket, limits: Limits, host: str) -> None:
        self.line = line
        self.limits = limits
        self.host = host
        self.raw = bytearray()
        self.most = HEAD_MOST
        self.is_head = True

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Bytes of the answer into the buffer. Raises NotFetched when time or size is used up."""
        if len(self.raw) >= self.most:
            if self.is_head:
                raise NotFetched("strange_answer", host=self.host)
            raise self.limits.too_large(self.host)
        self.line.settimeout(self.limits.left(self.host))
        count = self.line.recv_into(buffer)
        self.raw += memoryview(buffer)[:count]
        return count

    def body_follows(self) -> None:
        """From here on the limit is that of a body."""
        self.is_head = False
        self.most = HEAD_MOST + self.limits.most_bytes

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What http.client asks a socket for."""
        return io.BufferedReader(self, 8192)


def _answer(
    link: Link, line: _Line, *, method: str, address: str, wants_body: bool, request: bytes
) -> Received:
    answer = http.client.HTTPResponse(cast(socket.socket, line), method=method)
    try:
        answer.begin()
        headers = tuple((name, value) for name, value in answer.getheaders())
        _require_plain(link, answer)
        line.body_follows()
        onwards = answer.status in ONWARDS and answer.getheader("Location")
        body = _body(link, answer, line.limits) if wants_body and not onwards else b""
        return Received(address, answer.status, headers, body, bytes(line.raw), request)
    finally:
        answer.close()


def _require_plain(link: Link, answer: http.client.HTTPResponse) -> None:
    """Refuses what two readers could read in two ways."""
    lengths = set(answer.headers.get_all("Content-Length") or ())
    transfers = [each.strip().lower() for each in answer.headers.get_all("Transfer-Encoding") or ()]
    if answer.status < 200 or len(lengths) > 1 or transfers not in ([], ["chunked"], ["identity"]):
        raise NotFetched("strange_answer", host=link.host)


def _body(link: Link, answer: http.client.HTTPResponse, limits: Limits) -> bytes:
    """The body as it was packed, whole. Raises NotFetched too_large or cut_short."""
    if answer.length is not None and answer.length > limits.most_bytes:
        raise limits.too_large(link.host)
    body = bytearray()
    try:
        while piece := answer.read(PIECE):
            body += piece
            if len(body) > limits.most_bytes:
                raise limits.too_large(link.host)
    except http.client.IncompleteRead:
        raise NotFetched("cut_short", host=link.host) from None
    if answer.length:
        raise NotFetched("cut_short", host=link.host)
    return bytes(body)
