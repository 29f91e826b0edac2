"""Asks one address, hop by hop, each hop checked anew. It keeps nothing between two askings, no cookie, no line."""

import ssl
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

from hundredfold.base.outbound.addresses import is_public
from hundredfold.base.outbound.line import (
    ONWARDS,
    Limits,
    MayAsk,
    Received,
    Resolve,
    checked_addresses,
    exchange,
    system_names,
)
from hundredfold.base.outbound.links import Link, onwards, read_link
from hundredfold.base.outbound.refusals import NotFetched
from hundredfold.base.outbound.unpacking import unpack

SECONDS = 5.0
MOST_BYTES = 5 << 20
HOPS = 5

Turn = Callable[[Link], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Hop:
    """One address on the way: where, which address was connected to, what status it gave and where it sent on to."""

    url: str
    address: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered, whatever its status. ``url`` is what was asked for, ``final_url`` what answered;
    ``body`` has its content-encoding undone; ``raw`` and ``request`` are the bytes of the last hop as they went over
    the line; ``hops`` are all hops, the last included; ``asked_at`` is when the asking began, in UTC."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    raw: bytes
    hops: tuple[Hop, ...]
    address: str
    asked_at: datetime
    request: bytes

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next((value for each, value in self.headers if each.lower() == name.lower()), "")


def nobody_waits(_link: Link) -> AbstractContextManager[None]:
    """The turn of somebody who waits for nobody."""
    return nullcontext()


def ask(
    url: str,
    *,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
    hops: int = HOPS,
    may_ask: MayAsk = is_public,
    method: str = "GET",
    wants_body: bool = True,
    resolve: Resolve = system_names,
    turn: Turn = nobody_waits,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """What an address answers, through at most ``hops`` redirections, within ``seconds`` for everything together.

    ``most_bytes`` limits the body as sent and as unpacked. ``may_ask`` says of an address and a port whether they may
    be connected to, of every address of every hop; the connection is made to exactly one that was so checked.
    ``method`` is GET or HEAD. ``turn`` is entered around each hop, and the time it takes to enter does not count.
    Raises NotFetched, whose ``sentence`` says why; a status of 404 or 500 is an answer, not a refusal.
    """
    limits = Limits(seconds=seconds, most_bytes=most_bytes)
    asked_at = datetime.now(UTC)
    link = read_link(url)
    way: list[Hop] = []
    for _hop in range(hops + 1):
        waited_from = time.monotonic()
        with turn(link):
            limits.until += time.monotonic() - waited_from
            found = checked_addresses(link, limits=limits, may_ask=may_ask, resolve=resolve)
            received = exchange(
                link, method=method, addresses=found, limits=limits, wants_body=wants_body, tls=tls
            )
        location = received.header("Location") if received.status in ONWARDS else ""
        following = onwards(link, location) if location else None
        way.append(Hop(link.url, received.address, received.status, following.url if following else ""))
        if following is None:
            return _answer(url, link, received, way, limits=limits, asked_at=asked_at)
        if any(following.url == hop.url for hop in way):
            break
        link = following
    raise NotFetched("too_many_hops", url=url, hops=len(way))


def _answer(
    url: str, link: Link, received: Received, way: list[Hop], *, limits: Limits, asked_at: datetime
) -> Answer:
    encodings = ",".join(value for name, value in received.headers if name.lower() == "content-encoding")
    return Answer(
        url=url,
        final_url=link.url,
        status=received.status,
        headers=received.headers,
        body=unpack(received.packed, encodings, most=limits.most_bytes, host=link.host),
        raw=received.raw,
        hops=tuple(way),
        address=received.address,
        asked_at=asked_at,
        request=received.request,
    )
