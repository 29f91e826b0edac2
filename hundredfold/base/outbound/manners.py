"""How a guest behaves: robots.txt respected, a pause between two askings of one host, few at once."""

import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from hundredfold.base.outbound.addresses import is_public
from hundredfold.base.outbound.asking import HOPS, MOST_BYTES, SECONDS, Answer, ask
from hundredfold.base.outbound.line import MayAsk, Resolve, system_names
from hundredfold.base.outbound.links import Link, read_link
from hundredfold.base.outbound.looking import outcome_of
from hundredfold.base.outbound.refusals import NotFetched
from hundredfold.base.outbound.robots import Rules, read_rules

SPACING = 1.0  # seconds between the end of one asking of a host and the start of the next
DELAY_MOST = 30.0  # seconds that are waited for a host's turn; a larger Crawl-delay counts as this
AT_ONCE = 4
RULES_LAST = 86_400.0  # seconds that a robots.txt is believed
RULES_RETRY = 600.0  # seconds until one that could not be read is asked for again
HOSTS_MOST = 500  # hosts that are remembered, those asked last
BUSY = frozenset({429, 503})
REST_LEAST, REST_MOST = 60.0, 3_600.0  # seconds that a host is left alone after it says that it is too busy


@dataclass(slots=True)
class _Kept:
    """The rules of one site and the moment until which they are believed."""

    rules: Rules
    until: float


@dataclass(slots=True)
class _Host:
    """What is known of one host: when it may be asked again, and the rules of the sites on it."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    reading: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    sites: dict[str, _Kept] = field(default_factory=dict)

    @property
    def delay(self) -> float:
        """The longest pause that one of its sites asks for, in seconds, within bounds."""
        return min(DELAY_MOST, max((kept.rules.delay for kept in self.sites.values()), default=0.0))


class Manners:
    """Asks pages as a polite guest; one of these for a whole process, safe to use from several threads.

    ``spacing`` is seconds, ``at_once`` how many askings run at the same moment; the others are for tests.
    """

    def __init__(
        self,
        *,
        spacing: float = SPACING,
        at_once: int = AT_ONCE,
        may_ask: MayAsk = is_public,
        resolve: Resolve = system_names,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._spacing = spacing
        self._may_ask = may_ask
        self._resolve = resolve
        self._tls = tls
        self._clock = clock
        self._sleep = sleep
        self._places = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    def ask(
        self, url: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES, hops: int = HOPS
    ) -> Answer:
        """Like ``asking.ask``, after waiting for the turn of each host on the way and with its robots.txt respected.

        Waiting does not count into ``seconds``. Raises NotFetched, also robots, robots_unreachable and resting.
        """
        answer = ask(
            url,
            seconds=seconds,
            most_bytes=most_bytes,
            hops=hops,
            may_ask=self._may_ask,
            resolve=self._resolve,
            turn=self._allowed_turn,
            tls=self._tls,
        )
        self._let_rest(answer)
        return answer

    def look(self, url: str, *, seconds: float = SECONDS) -> str:
        """Whether an address still leads somewhere, as ``looking.outcome_of`` says it, after waiting for its turn.

        It reads no page, so robots.txt is not asked for.
        """
        return outcome_of(url, may_ask=self._may_ask, seconds=seconds, resolve=self._resolve, turn=self._turn)

    def free_in(self, url: str) -> float:
        """Seconds until the host of an address may be asked again, 0 for now; for choosing whom to ask first.

        Raises NotFetched for what is no address.
        """
        return max(0.0, self._host(read_link(url).host).free_at - self._clock())

    def _host(self, name: str) -> _Host:
        with self._lock:
            host = self._hosts.setdefault(name, _Host())
            self._hosts.move_to_end(name)
            if len(self._hosts) > HOSTS_MOST:
                self._hosts.popitem(last=False)
            return host

    @contextmanager
    def _allowed_turn(self, link: Link) -> Iterator[None]:
        self._rules(link).require(link)
        with self._turn(link):
            yield

    @contextmanager
    def _turn(self, link: Link) -> Iterator[None]:
        """One asking of a host at a time, with a pause between two. It is held for a single hop, never for two."""
        host = self._host(link.host)
        with host.turn:
            wait = host.free_at - self._clock()
            if wait > DELAY_MOST:
                raise NotFetched("resting", host=link.host, seconds=round(wait))
            if wait > 0:
                self._sleep(wait)
            try:
                with self._places:
                    yield
            finally:
                host.free_at = max(host.free_at, self._clock() + max(self._spacing, host.delay))

    def _rules(self, link: Link) -> Rules:
        host, site = self._host(link.host), f"{link.scheme}://{link.authority}"
        with host.reading:
            kept = host.sites.get(site)
            if kept is None or self._clock() >= kept.until:
                kept = host.sites[site] = self._renewed(kept, link)
            return kept.rules

    def _renewed(self, before: _Kept | None, link: Link) -> _Kept:
        """Fresh rules; where they cannot be had, what was known before holds a while longer."""
        rules = read_rules(link, ask_with=self._ask_plainly)
        if rules.refused is None:
            return _Kept(rules, self._clock() + RULES_LAST)
        known = before.rules if before is not None and before.rules.refused is None else rules
        return _Kept(known, self._clock() + RULES_RETRY)

    def _ask_plainly(self, url: str) -> Answer:
        answer = ask(url, may_ask=self._may_ask, resolve=self._resolve, turn=self._turn, tls=self._tls)
        self._let_rest(answer)
        return answer

    def _let_rest(self, answer: Answer) -> None:
        """Leaves a host alone that says it is too busy, as long as it asks, within bounds."""
        if answer.status in BUSY:
            said = answer.header("Retry-After")
            wanted = float(said) if said.isascii() and said.isdecimal() and len(said) < 9 else REST_LEAST
            rest = min(max(wanted, REST_LEAST), REST_MOST)
            self._host(read_link(answer.final_url).host).free_at = self._clock() + rest
