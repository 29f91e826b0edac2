"""Asks for a page and, where its story goes on over further pages, for those too. It keeps no row."""

import re
from collections.abc import Callable

from hundredfold.base import files
from hundredfold.base.outbound import Answer, NotFetched
from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused

Ask = Callable[[str], Answer]

PARTS_MOST = 10
FINDER = "hundredfold.do.press.kept_pages:further"
READABLE = ("text/", "application/xhtml", "application/xml", "multipart/related")
SECONDS, MEMORY_MB = 8.0, 320
# A page without any of these is told on one page, and no child is started to look.
_WORDS = ("下一页", "下页", "后一页", "下一頁", "全文")
_PAGER = re.compile(
    rb"createPageHTML|[_-]2\.s?html?\b|[?&]p(?:age)?=2\b|>\s*next\b|"
    + b"|".join(re.escape(word.encode(charset)) for word in _WORDS for charset in ("utf-8", "gb18030")),
    re.IGNORECASE,
)


def ask_whole(url: str, ask: Ask) -> list[Answer] | NotFetched:
    """What ``url`` answered, then its further parts, as many as could be had; or why nothing came."""
    try:
        answers = [ask(url)]
    except NotFetched as refused:
        return refused
    if not is_page(answers[0]):
        return answers
    seen = {url, answers[0].final_url}
    waiting = _further(answers[0])
    while waiting and len(answers) < PARTS_MOST:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        try:
            part = ask(address)
        except NotFetched:
            break  # what is there is kept and read; it may be fetched again
        if not is_page(part) or part.final_url in seen - {address}:
            continue
        answers.append(part)
        waiting += [each for each in _further(part) if each not in seen and each not in waiting]
    return answers


def is_page(answer: Answer) -> bool:
    """Whether an answer is one that a story may be read in."""
    return 200 <= answer.status < 300 and kind_of(answer).startswith(READABLE)


def kind_of(answer: Answer) -> str:
    """The media type an answer says it is of; a page where it says none."""
    return answer.header("Content-Type").partition(";")[0].strip().lower()[:100] or "text/html"


def _further(answer: Answer) -> list[str]:
    if not _PAGER.search(answer.body):
        return []
    sha256, _size = files.keep_bytes([answer.body])
    path = str(files.path_of(sha256))
    try:
        found = sandbox.run(FINDER, path, url=answer.final_url, seconds=SECONDS, memory_mb=MEMORY_MB)
    except Refused:
        return []  # why it cannot be read is said when it is
    return [str(each) for each in found]
