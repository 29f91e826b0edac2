"""What one site's robots.txt asks of us, read as RFC 9309 says. It waits for nobody and keeps nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from hundredfold.base.outbound.asking import Answer
from hundredfold.base.outbound.line import NAME
from hundredfold.base.outbound.links import Link
from hundredfold.base.outbound.refusals import NotFetched

READ_MOST = 512 << 10  # bytes that are read of it; the RFC asks for at least 500 KiB
LINE_MOST = 2_000  # characters of one rule; a longer one is no path
BUSY = 429
_AGENT = re.compile(r"\s*user[- ]?agent\s*:?\s*([^#]*)", re.IGNORECASE)
_OTHERS = "User-agent: others"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks for. ``refused`` says why its rules could not be had, then nothing may be read for now;
    ``delay`` is seconds between two askings, 0 if it says none."""

    refused: NotFetched | None = None
    delay: float = 0.0
    told: Protego | None = None

    def require(self, link: Link) -> None:
        """Raises NotFetched: robots where the site does not want it, or why nobody knows what it wants."""
        if self.refused is not None:
            raise NotFetched(self.refused.code, **self.refused.params)
        if self.told is not None and not self.told.can_fetch(link.url, NAME):
            raise NotFetched("robots", host=link.host)


def read_rules(link: Link, *, ask_with: Callable[[str], Answer]) -> Rules:
    """The rules of a link's site, asked for with ``ask_with``; never raises for a site that cannot be asked.

    2xx: as written. 4xx, or sent on too often: everything is allowed. 5xx, 429 or no answer: nothing is, for now.
    """
    try:
        answer = ask_with(f"{link.scheme}://{link.authority}/robots.txt")
    except NotFetched as refused:
        return Rules() if refused.code == "too_many_hops" else Rules(refused=_why(refused, link))
    if 200 <= answer.status < 300:
        return _as_written(answer.body)
    if 300 <= answer.status < 500 and answer.status != BUSY:
        return Rules()
    return Rules(refused=NotFetched("robots_unreachable", host=link.host))


def _why(refused: NotFetched, link: Link) -> NotFetched:
    """A site that does not answer at all says so better by its own sentence than by that of its robots.txt."""
    is_whole_site = refused.code in {
        "private_address", "bad_port", "name_unknown", "not_answered", "too_slow", "tls", "resting",
    }  # fmt: skip
    if is_whole_site and refused.params.get("host") == link.host:
        return refused
    return NotFetched("robots_unreachable", host=link.host)


def _as_written(body: bytes) -> Rules:
    text = body[:READ_MOST].decode("utf-8", "replace").removeprefix("\ufeff")
    told = Protego.parse("\n".join(_ours(line) for line in text.splitlines() if len(line) <= LINE_MOST))
    return Rules(delay=told.crawl_delay(NAME) or 0.0, told=told)


def _ours(line: str) -> str:
    """A line as it is, but all programmes that are not us go by one name.

    The parser keeps every rule once for each name of its group: thousands of names before thousands of rules would
    fill the memory.
    """
    found = _AGENT.match(line)
    if found is None:
        return line
    name = found[1].strip().lower()
    return line if name == "*" or name.replace("*", "") in NAME.lower() else _OTHERS
