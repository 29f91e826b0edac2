"""What one site's robots.txt asks of us, read as RFC 9309 says. It waits for nobody and keeps nothing."""

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


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks for. ``is_known`` is false where its rules could not be reached; ``delay`` is seconds."""

    is_known: bool
    delay: float = 0.0
    told: Protego | None = None

    def require(self, link: Link) -> None:
        """Raises NotFetched: robots where the site does not want it, robots_unreachable where nobody knows."""
        if not self.is_known:
            raise NotFetched("robots_unreachable", host=link.host)
        if self.told is not None and not self.told.can_fetch(link.url, NAME):
            raise NotFetched("robots", host=link.host)


def read_rules(link: Link, *, ask_with: Callable[[str], Answer]) -> Rules:
    """The rules of a link's site, asked for with ``ask_with``. Raises NotFetched where the site may not be asked.

    2xx: as written. 4xx, or sent on too often: everything is allowed. 5xx, 429 or no answer: nothing is, for now.
    """
    try:
        answer = ask_with(f"{link.scheme}://{link.authority}/robots.txt")
    except NotFetched as refused:
        if refused.code == "too_many_hops":
            return Rules(is_known=True)
        if refused.may_pass or refused.code in {"too_large", "bomb", "encoding", "strange_answer"}:
            return Rules(is_known=False)
        raise
    if 200 <= answer.status < 300:
        return _as_written(answer.body)
    return Rules(is_known=300 <= answer.status < 500 and answer.status != BUSY)


def _as_written(body: bytes) -> Rules:
    text = body[:READ_MOST].decode("utf-8", "replace").removeprefix("\ufeff")
    told = Protego.parse("\n".join(line for line in text.splitlines() if len(line) <= LINE_MOST))
    return Rules(is_known=True, delay=told.crawl_delay(NAME) or 0.0, told=told)
