"""An address as it will be asked: scheme, host, port and what stands in the request line. It connects to nothing."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from hundredfold.base.outbound.refusals import NotFetched

LONGEST = 4096  # characters; a longer address is no page's
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_BRACKETS = re.compile(r"\[[^\[\]]*\](?::[0-9]*)?")


@dataclass(frozen=True, slots=True)
class Link:
    """One address to ask. ``url`` is ASCII and without fragment; ``host`` is a name or an address as text;
    ``target`` is what the request line holds, free of blanks and line ends."""

    url: str
    scheme: str
    host: str
    port: int
    target: str
    is_literal: bool

    @property
    def is_secure(self) -> bool:
        """Whether it is asked over TLS."""
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """Host and, if not the usual one, port: what the Host line holds, and what one robots.txt is valid for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.is_secure else 80) else f"{host}:{self.port}"


def read_link(url: str) -> Link:
    """Read what somebody wrote as an address. Raises NotFetched: not_http, password, bad_address."""
    url = url.strip()
    try:
        if len(url) > LONGEST or _CONTROL.search(url):
            raise ValueError
        split = urlsplit(url)
        if split.scheme not in {"http", "https"} or not split.hostname:
            raise NotFetched("not_http", url=url)
        if "@" in split.netloc:
            raise NotFetched("password", url=url.rpartition("@")[2])
        return _link(split)
    except ValueError:
        raise NotFetched("bad_address", url=url) from None


def onwards(link: Link, location: str) -> Link:
    """Where an answer's Location sends on to, read as strictly. Raises NotFetched like ``read_link``.

    ``location`` is the header as latin-1 text, as http.client gives it; its bytes are kept as they were sent.
    """
    sent = location.strip(" \t").encode("latin-1").decode("utf-8", "surrogateescape")
    if _CONTROL.search(sent):
        raise NotFetched("bad_address", url=sent)
    try:
        return read_link(urljoin(link.url, sent))
    except ValueError:
        raise NotFetched("bad_address", url=sent) from None


def _link(split: SplitResult) -> Link:
    """The parts of an address, made plain. Raises ValueError for a host, a port or a path that is none."""
    if "[" in split.netloc and not _BRACKETS.fullmatch(split.netloc):
        raise ValueError
    host, is_literal = _host(split.hostname or "")
    port = split.port
    if port is None:
        port = 443 if split.scheme == "https" else 80
    target = escaped(split.path or "/") + (f"?{escaped(split.query)}" if split.query else "")
    bare = Link("", split.scheme, host, port, target, is_literal)
    return Link(f"{split.scheme}://{bare.authority}{target}", split.scheme, host, port, target, is_literal)


def escaped(text: str) -> str:
    """Only what may stand in a request line: every other byte becomes its number in percent.

    Raises ValueError for half a surrogate pair. Bytes that are no UTF-8 (surrogateescape) stay what they were.
    """
    sent = text.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if 0x21 <= byte < 0x7F else f"%{byte:02X}" for byte in sent)


def _host(written: str) -> tuple[str, bool]:
    """A host made plain, and whether it is an address rather than a name."""
    if ":" in written:
        address = ipaddress.IPv6Address(written)
        if address.scope_id is not None:
            raise ValueError
        return str(address), True
    host = written if written.isascii() else written.encode("idna").decode("ascii").lower()
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError
    if _NUMBER.fullmatch(labels[-1]):
        return str(_numbers(labels)), True
    return host, False


def _numbers(labels: list[str]) -> ipaddress.IPv4Address:
    """The IPv4 address behind any spelling that a browser takes: 127.1, 0177.0.0.1, 0x7f000001, 2130706433."""
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        raise ValueError
    numbers = [_number(label) for label in labels]
    *upper, last = numbers
    if any(each > 255 for each in upper) or last >= 256 ** (5 - len(numbers)):
        raise ValueError
    return ipaddress.IPv4Address(last + sum(each << (24 - 8 * at) for at, each in enumerate(upper)))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") and label != "0" else int(label)
