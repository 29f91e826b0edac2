"""A story kept as plain text: title from its first line, by-line and source from lines that say so."""

import re

from hundredfold.reading.html_story import Draft
from hundredfold.reading.printed import read_printed
from hundredfold.reading.repair import repair

BRACKETED = re.compile(r"^\s*【([^【】\n]{2,60})】\s*$")
LONGEST_TITLE = 60


def read_plain(text: str) -> Draft:
    """The whole text, mended, as it stands; nothing is left out of a file someone typed or saved."""
    mended = repair(text)
    lines = [line.strip() for line in mended.text.split("\n") if line.strip()]
    near = [line for line in lines[:6] if len(line) < 160] + lines[-2:]
    printed = read_printed([line for line in near if len(line) < 160], [])
    return Draft(
        title=_title(lines),
        text=mended.text,
        source=printed.source,
        published=printed.published,
        byline=printed.byline,
        around="\n".join(line for line in near if len(line) < 60),
        damage=mended.damage,
        repairs=mended.repairs,
    )


def _title(lines: list[str]) -> str:
    if not lines:
        return ""
    bracketed = BRACKETED.match(lines[0])
    if bracketed:
        return bracketed[1]
    first = lines[0].removeprefix("标题：").removeprefix("标题:").strip()
    if len(first) <= LONGEST_TITLE and not first.endswith(("。", "，", ",", "；")):
        return first
    return ""
