"""Looks whether told links still lead somewhere, and keeps what came of it. It asks for no page's content.

Links are written by anybody, so each is treated as hostile: http and https only, the usual ports, every address
public at every hop and the very one that was checked is the one connected to, and five seconds for everything.
"""

import datetime as dt
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.db import transaction

from hundredfold.prove import intake
from hundredfold.prove.actions.judge import judge_record
from hundredfold.prove.models import LinkLook

SECONDS = 5.0
HOPS = 5
PORTS = frozenset({80, 443, 8080, 8443})
GONE = frozenset({404, 410})
NO_HEAD = frozenset(
    {400, 403, 405, 501}
)  # answers of servers that do not like to be asked for the head alone
SILENT_MOST = 5  # looks in a row without an answer, while others answered, until a link counts as dead
AGAIN_AFTER = dt.timedelta(days=7)
AT_ONCE = 8
IN_A_NIGHT = 200
NIGHT = 120.0  # seconds that the worker spends on links at most; it has other things to do

ANSWERS, DEAD, SILENT, NOT_ASKED = "answers", "gone", "silent", "not_asked"
Look = Callable[[str], str]


class _NotAsked(Exception):
    """A link that is not to be asked: another scheme, another port, or an address that is not public."""


def look_at_links(*, at: dt.datetime, look: Look | None = None, most: int = IN_A_NIGHT) -> int:
    """Looks at up to ``most`` told links that were not looked at for a week. Returns how many. Safe to run twice.

    Does nothing where the site was told to stay offline, nor on a demonstration, whose links are made up. When no link
    at all answers, the fault is likely ours: it goes no further, and silence is held against none.
    """
    if settings.DEMO or not settings.LOOK_AT_LINKS:
        return 0
    looked_at = dict(LinkLook.objects.values_list("url_sha256", "looked_at"))
    due = intake.links_to_look_at(looked_at, before=at - AGAIN_AFTER, most=most)
    outcomes = _outcomes(due, look or outcome_of)
    is_heard = _is_heard(outcomes)
    turned = [url for url, outcome in outcomes.items() if _keep(url, outcome, is_heard=is_heard, at=at)]
    for record in intake.records_with_links(turned):
        judge_record(record, at=at)
    return len(outcomes)


def _outcomes(due: Sequence[str], look: Look) -> dict[str, str]:
    """What the links answer, a few at a time, as long as some answer and the night's time lasts."""
    outcomes: dict[str, str] = {}
    until = time.monotonic() + NIGHT
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for first in range(0, len(due), 2 * AT_ONCE):
            some = due[first : first + 2 * AT_ONCE]
            outcomes.update(zip(some, threads.map(look, some), strict=True))
            if not _is_heard(outcomes) or time.monotonic() > until:
                break
    return outcomes


def _is_heard(outcomes: Mapping[str, str]) -> bool:
    return any(outcome in {ANSWERS, DEAD} for outcome in outcomes.values())


@transaction.atomic
def _keep(url: str, outcome: str, *, is_heard: bool, at: dt.datetime) -> bool:
    """Keeps one outcome; whether the link turned dead, or came back."""
    key = intake.link_key(url)
    row = LinkLook.objects.select_for_update().filter(url_sha256=key).first()
    row = row or LinkLook(url_sha256=key, url=url)
    before = row.dead_since
    if outcome == SILENT:
        row.silent += is_heard
    else:
        row.silent = 0
    if outcome == DEAD or row.silent >= SILENT_MOST:
        row.dead_since = before or at
    elif outcome == ANSWERS:
        row.dead_since = None
    row.outcome, row.looked_at = outcome, at
    row.save()
    return (before is None) != (row.dead_since is None)


def is_public(address: str, port: int) -> bool:
    """Whether an address is one of the public network, also by what IPv6 carries inside, and the port a usual one."""
    given = ipaddress.ip_address(address.partition("%")[0])
    inside: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = [given]
    if isinstance(given, ipaddress.IPv6Address):
        carried = [given.ipv4_mapped, given.sixtofour, *(given.teredo or ())]
        inside += [each for each in carried if each is not None]
        if any(given in ipaddress.ip_network(each) for each in ("64:ff9b::/96", "::/96")):
            inside.append(ipaddress.IPv4Address(int(given) & 0xFFFFFFFF))
    return port in PORTS and all(each.is_global and not each.is_multicast for each in inside)


def outcome_of(url: str, *, may_ask: Callable[[str, int], bool] = is_public, seconds: float = SECONDS) -> str:
    """What a link answers: answers, gone, silent or not_asked. Never raises for a bad link; at most ``seconds``.

    ``may_ask`` says of an address and a port whether they may be asked at all; it is put for every hop.
    """
    until = time.monotonic() + seconds
    try:
        for _hop in range(HOPS):
            status, onwards = _asked(urlsplit(url), may_ask=may_ask, until=until)
            if not onwards:
                return DEAD if status in GONE else ANSWERS
            url = urljoin(url, onwards)
    except _NotAsked:
        return NOT_ASKED
    except (OSError, http.client.HTTPException, ValueError):
        return SILENT
    return SILENT


def _asked(link: SplitResult, *, may_ask: Callable[[str, int], bool], until: float) -> tuple[int, str]:
    """The status that a link gives, and where it sends on to, if it does."""
    port = link.port or (443 if link.scheme == "https" else 80)
    if link.scheme not in {"http", "https"} or not link.hostname or "@" in link.netloc:
        raise _NotAsked
    host = link.hostname.encode("idna").decode("ascii") if not link.hostname.isascii() else link.hostname
    address = _address(host, port, may_ask)
    path = urljoin("/", _escaped(link.path)) + (f"?{_escaped(link.query)}" if link.query else "")
    status, onwards = 0, ""
    for method in ("HEAD", "GET"):
        status, onwards = _answer(method, path, host, (address, port, link.scheme == "https"), until=until)
        if status not in NO_HEAD:
            break
    return status, onwards if 300 <= status < 400 else ""


def _escaped(text: str) -> str:
    """Only what may stand in a request line: everything else becomes its bytes in percent."""
    return "".join(chr(byte) if 0x21 <= byte < 0x7F else f"%{byte:02X}" for byte in text.encode())


def _address(host: str, port: int, may_ask: Callable[[str, int], bool]) -> str:
    """The first address of a host; _NotAsked if one of its addresses may not be asked, OSError if it has none."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(may_ask(address, port) for address in found):
        raise _NotAsked
    return found[0]


def _answer(
    method: str, path: str, host: str, where: tuple[str, int, bool], *, until: float
) -> tuple[int, str]:
    """One request to the address that was checked, under the host's name; the body is not read."""
    address, port, is_secure = where
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    lines = [socket.create_connection((address, port), timeout=left)]
    watch = threading.Timer(max(0.01, until - time.monotonic()), _cut, (lines,))
    watch.daemon = True
    watch.start()
    try:
        if is_secure:
            secure = ssl.create_default_context().wrap_socket(
                lines[0], server_hostname=host, do_handshake_on_connect=False
            )
            lines.append(secure)
            secure.do_handshake()
        connection = http.client.HTTPConnection(host, port)
        connection.sock = lines[-1]
        connection.request(method, path, headers={"User-Agent": "Hundredfold", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        watch.cancel()
        for line in lines:
            line.close()


def _cut(lines: list[socket.socket]) -> None:
    """Ends what takes too long: a socket's own limit begins anew with each byte that comes."""
    with suppress(OSError):  # closed meanwhile
        lines[-1].shutdown(socket.SHUT_RDWR)
