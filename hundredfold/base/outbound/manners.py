"""How a guest behaves: robots.txt respected, a pause between two askings of one host, few at once."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hundredfold.base.outbound.addresses import is_public
from hundredfold.base.outbound.asking import HOPS, MOST_BYTES, SECONDS, Answer, ask
from hundredfold.base.outbound.line import MayAsk, Resolve, system_names
from hundredfold.base.outbound.links import Link, read_link
from hundredfold.base.outbound.refusals import NotFetched
from hundredfold.base.outbound.robots import Rules, read_rules

SPACING = 1.0  # seconds between the end of one asking of a host and the start of the next
DELAY_MOST = 30.0  # seconds of Crawl-delay that are waited for; a larger one counts as this
AT_ONCE = 4
RULES_LAST = 86_400.0  # seconds that a robots.txt is believed
RULES_RETRY = 600.0  # seconds until one that could not be read is asked for again
HOSTS_MOST = 2_000
RESTS = frozenset({429, 503})
REST_MOST = 3_600.0


class _Host:
    """What is known of one host: when it may be asked again, and its rules."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.reading = threading.Lock()
        self.free_at = 0.0
        self.rules: Rules | None = None
        self.rules_until = 0.0


class Manners:
    """Asks pages as a polite guest; one of these for a whole process, safe to use from several threads."""

    def __init__(
        self,
        *,
        spacing: float = SPACING,
        at_once: int = AT_ONCE,
        may_ask: MayAsk = is_public,
        resolve: Resolve = system_names,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._spacing = spacing
        self._may_ask = may_ask
        self._resolve = resolve
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
        return ask(
            url,
            seconds=seconds,
            most_bytes=most_bytes,
            hops=hops,
            may_ask=self._may_ask,
            resolve=self._resolve,
            turn=self._allowed_turn,
        )

    def free_in(self, url: str) -> float:
        """Seconds until the host of an address may be asked again, 0 for now; for choosing whom to ask first."""
        return max(0.0, self._host(read_link(url)).free_at - self._clock())

    def _host(self, link: Link) -> _Host:
        with self._lock:
            host = self._hosts.setdefault(f"{link.scheme}://{link.authority}", _Host())
            self._hosts.move_to_end(f"{link.scheme}://{link.authority}")
            if len(self._hosts) > HOSTS_MOST:
                self._hosts.popitem(last=False)
            return host

    @contextmanager
    def _allowed_turn(self, link: Link) -> Iterator[None]:
        rules = self._rules(link)
        rules.require(link)
        with self._turn(link):
            yield

    @contextmanager
    def _turn(self, link: Link) -> Iterator[None]:
        host = self._host(link)
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
                delay = host.rules.delay if host.rules else 0.0
                host.free_at = self._clock() + max(self._spacing, min(delay, DELAY_MOST))

    def _rules(self, link: Link) -> Rules:
        host = self._host(link)
        with host.reading:
            if host.rules is None or self._clock() >= host.rules_until:
                self._renew(host, link)
            assert host.rules is not None
            return host.rules

    def _renew(self, host: _Host, link: Link) -> None:
        fresh = read_rules(link, ask_with=self._ask_plainly)
        if fresh.is_known or host.rules is None or not host.rules.is_known:
            host.rules = fresh
        host.rules_until = self._clock() + (RULES_LAST if fresh.is_known else RULES_RETRY)

    def _ask_plainly(self, url: str) -> Answer:
        return ask(url, may_ask=self._may_ask, resolve=self._resolve, turn=self._turn)
