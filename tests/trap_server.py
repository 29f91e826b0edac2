"""A server of this machine that answers byte for byte as a test says, and a count of every connection that is made."""

import datetime as dt
import ipaddress
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Script = Callable[[socket.socket], None]

_made: list[list[tuple[Any, ...]]] = []  # those who count now; the hook itself can never be taken out again


class Barred(Exception):
    """A connection that would have left this machine while somebody counted; it was not made."""


def _heard(event: str, told: tuple[Any, ...]) -> None:
    if _made and event == "socket.connect" and isinstance(told[1], tuple):
        for connections in _made:
            connections.append(told[1][:2])
        if not ipaddress.ip_address(told[1][0]).is_loopback:
            raise Barred(told[1])  # so that a fault of ours harms nobody, and shows


sys.addaudithook(_heard)


@contextmanager
def counted_connections() -> Iterator[list[tuple[str, int]]]:
    """Every address and port that this process tries to connect to meanwhile, as the interpreter itself reports it.

    What would leave this machine is counted and then barred.
    """
    connections: list[tuple[str, int]] = []
    _made.append(connections)  # type: ignore[arg-type]
    try:
        yield connections
    finally:
        _made[:] = [each for each in _made if each is not connections]


class TrapServer:
    """Answers each connection by the script of its path. ``heads`` are its requests, ``taken`` counts its lines."""

    def __init__(
        self,
        scripts: dict[str, Script],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.scripts = scripts
        self.heads: list[bytes] = []
        self.taken = 0
        self.stopped = threading.Event()
        self._tls = tls
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind((host, port))
        self._listener.listen(64)
        self.host, self.port = self._listener.getsockname()[:2]
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """Its address without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}"

    def may_ask(self, address: str, port: int) -> bool:
        """This very server, nobody else."""
        return (address, port) == (self.host, self.port)

    def close(self) -> None:
        """Stops it and waits for all its threads."""
        self.stopped.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        while not self.stopped.is_set():
            try:
                line, _whence = self._listener.accept()
            except OSError:
                return
            self.taken += 1
            line.settimeout(10)
            thread = threading.Thread(target=self._serve, args=(line,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        lines = [line]
        with suppress(OSError):  # whoever asks may go at any moment
            if self._tls:
                lines.append(self._tls.wrap_socket(line, server_side=True))
            elif "before the request" in self.scripts:
                self.scripts["before the request"](line)
                line.close()
                return
            head = b""
            while b"\r\n\r\n" not in head and (piece := lines[-1].recv(4096)):
                head += piece
            if head:
                self.heads.append(head)
                path = head.split(b" ")[1].decode("ascii").partition("?")[0]
                self.scripts.get(path, self.scripts["otherwise"])(lines[-1])
        for each in reversed(lines):
            each.close()

    def drip(self, piece: bytes, *, times: int = 400, pause: float = 0.02) -> Script:
        """A script that sends a piece again and again, slowly, until nobody listens or the server is stopped."""

        def send(line: socket.socket) -> None:
            for _ in range(times):
                line.sendall(piece)
                if self.stopped.wait(pause):
                    return

        return send


def says(answer: bytes) -> Script:
    """A script that sends these bytes and hangs up."""
    return lambda line: line.sendall(answer)


def answer_of(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole answer with the length of its body, or with the one it is to pretend."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


def sends_on(location: str, *, status: int = 302) -> Script:
    """A script that redirects."""
    return says(answer_of(b"", f"Location: {location}", status=f"{status} Found"))


def endless(head: bytes, piece: bytes) -> Script:
    """A script that never ends by itself."""

    def send(line: socket.socket) -> None:
        line.sendall(head)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            line.sendall(piece)

    return send


def certificate(folder: Path, *names: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for some names, made now: what a server needs to show it, and what a client needs to trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cafile=str(path))
