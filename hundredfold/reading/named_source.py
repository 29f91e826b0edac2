"""The outlet a story's own text says it comes from: a dateline, 来源, 转自, 据…报道. It knows no page and no host."""

import re
from collections.abc import Iterator, Mapping

from hundredfold.reading.outlets import NONE, Outlet, find_outlet

LEAD, END = 400, 400  # characters in which a story says where it comes from
DATELINE = re.compile(
    r"^[\s\u3000(\uff08【\[]*(?P<named>[\u4e00-\u9fff]{2,12}?(?:社|网|报|台|中心))[\u4e00-\u9fff]{0,10}\d{1,2}月\d{1,2}日\s*(?:电|讯|消息)",
    re.MULTILINE,
)
SAID = re.compile(
    r"(?:来源|稿源|转自|转载自|原载于?|摘自|出处)\s*[:\uff1a]?\s*(?P<named>[《“]?[^\s,\uff0c。;\uff1b)\uff09】\]]{2,30})"
)
NEWS = re.compile(r"^[\s\u3000]*(?P<named>[\u4e00-\u9fff]{2,14}?)讯\s*[(\uff08]", re.MULTILINE)
REPORTER = re.compile(
    r"[(\uff08](?P<named>[\u4e00-\u9fff]{2,14}?(?:报|社|网|台|中心|融媒))(?:全媒体|融媒体)?记者"
)
TOLD = re.compile(r"^[\s\u3000]*据(?P<named>[《“]?[^\s,\uff0c。]{2,16}?)(?:报道|消息|讯)", re.MULTILINE)
OWN = frozenset(("本报", "本网", "本台", "本刊", "本社"))


def named_source(text: str, *, more: Mapping[str, Outlet] = NONE) -> Outlet | None:
    """The outlet that the first or the last lines name as the source; None when they name none we can place.

    ``more`` are a site's own outlets (``outlets_of``).
    """
    for name in _candidates(text[:LEAD], text[-END:]):
        outlet = find_outlet(name, more=more) if name[:2] not in OWN else None
        if outlet:
            return outlet
    return None


def _candidates(lead: str, end: str) -> Iterator[str]:
    for pattern, part in (
        (SAID, lead),
        (DATELINE, lead),
        (NEWS, lead),
        (REPORTER, lead),
        (TOLD, lead),
        (SAID, end),
    ):
        for found in pattern.finditer(part):
            yield found["named"]
