"""Links as people paste them: found among words, and told apart from what an app hung on. Fetches nothing."""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from hundredfold.base.text import clean

LONGEST = 1000
_STARTS = re.compile(r"https?:\s*//|(?<![\w.@/])www\.(?=[\w-]+\.)", re.IGNORECASE)
# What ends a link wherever it stands: white space, quotes and brackets of either script, Chinese punctuation.
_ENDS = re.compile(r"[\s<>\"'“”‘’«»„‟「」『』【】《》〈〉（）［］｛｝，。；！？、：…|\\^`{}]")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_TAIL = ".,;:!?*~_"
_PAIRS = {")": "(", "]": "["}
# What apps hang on to an address when somebody shares it; the page is the same without it.
_HUNG_ON = re.compile(
    r"utm_\w+|spm|share_\w+|sharer_\w+|isappinstalled|wechat_from|weixin_from|from_wecom|fbclid|gclid|hmsr|hmpl|"
    r"scene|srcid|sharetime|share|clicktime|enterid|nsukey|_t|timestamp",
    re.IGNORECASE,
)
_SHARED_FROM = re.compile(
    r"timeline|singlemessage|groupmessage|message|wechat|weixin|wx|app|share|qq|qzone", re.IGNORECASE
)


def links_in(text: str) -> list[str]:
    """Every link in ``text``, each once, in its order: one a line, between commas, or inside what an app shared."""
    found = dict.fromkeys(_found(clean(text).replace("：//", "://")))
    return list(found)


def _found(text: str) -> Iterator[str]:
    starts = [match for match in _STARTS.finditer(text) if not _is_inside(text, match.start())]
    for place, match in enumerate(starts):
        stop = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        rest = text[match.end() : stop]
        cut = _ENDS.search(rest)
        rest = _without_words(rest[: cut.start()] if cut else rest)
        start = re.sub(r"\s", "", match[0]).lower()
        link = _without_tail(("http://" if start.startswith("www") else "") + start + rest)
        if len(link) > len("https://"):
            yield link


def _is_inside(text: str, place: int) -> bool:
    """Whether a link starts within another one: as a value of its query, or behind an archive's address."""
    return place > 0 and text[place - 1] in "=/"


def _without_words(rest: str) -> str:
    """Cuts at Chinese words that were written on behind a link; an address with Chinese in its path stays whole."""
    words = _CHINESE.search(rest)
    if words is None or re.search(r"[/.=&_%]", rest[words.start() :]):
        return rest
    return rest[: words.start()]


def _without_tail(link: str) -> str:
    while link and (
        link[-1] in _TAIL or (link[-1] in _PAIRS and link.count(_PAIRS[link[-1]]) < link.count(link[-1]))
    ):
        link = link[:-1]
    return link


def is_whole(link: str) -> bool:
    """Whether ``link`` names a host at all; whether it may be asked is judged when it is."""
    try:
        parts = urlsplit(link)
        _ = parts.port  # a port that is no number is found out here
    except ValueError:
        return False
    return (
        parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and "." in (parts.hostname or "")
    )


def plain(link: str) -> str:
    """The address two links to one page have in common: lower-case host, no scheme, no fragment, nothing hung on."""
    parts = urlsplit(link)
    host = (parts.hostname or "").rstrip(".")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    query = urlencode(_kept(parts)) if parts.query else ""
    fragment = (
        f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    )  # a page drawn by its own script
    return f"{_ascii(host)}{port}{parts.path.rstrip('/') or '/'}{'?' if query else ''}{query}{fragment}"


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _kept(parts: SplitResult) -> list[tuple[str, str]]:
    given = parse_qsl(parts.query, keep_blank_values=True)
    return [
        (name, value)
        for name, value in given
        if not _HUNG_ON.fullmatch(name) and not (name == "from" and _SHARED_FROM.fullmatch(value))
    ]


def key_of(link: str) -> str:
    """What a link's page is known by: SHA-256 of its plain address."""
    return hashlib.sha256(plain(link).encode("utf-8", "replace")).hexdigest()


def shown(link: str) -> str:
    """The host and the last part of a link, for a sentence about it."""
    parts = urlsplit(link)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return f"{parts.hostname or link}{'/' if last else ''}{last}"[:120]
