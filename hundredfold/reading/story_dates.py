"""Days a story tells of, as ISO 8601; it must not know which of them is the day of a deed."""

import re
from datetime import date, timedelta

FULL = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})(?:日|号)?"
    r"(?:\s*(?:至|到|-|—|~|～)+\s*(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})(?:日|号))?"
)
SHORT = re.compile(
    r"(?<![\d年?])(?P<m>\d{1,2})月(?P<d>\d{1,2})(?:日|号)?(?:\s*(?:至|到|-|—|~|～)+\s*(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})(?:日|号))?"
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!度)")
LAST_YEAR = re.compile(r"去年$")
SPOKEN = {"昨日": 1, "昨天": 1, "今日": 0, "今天": 0, "前天": 2}
SAID = re.compile(r"(?<![\u4e00-\u9fff])(昨日|昨天|今天|今日|前天)(?=[，,上下晚早]|[^年后以])")


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _span(found: re.Match[str], year: int | None) -> str | None:
    """One ISO day or two; without a year a yearless day."""
    month, day = int(found["m"]), int(found["d"])
    known = _day(year or 2024, month, day)  # 2024 is a leap year: 29 February is a day
    if known is None:
        return None
    if year is None:
        return f"--{month:02d}-{day:02d}"
    if not found["d2"]:
        return known
    last = _day(year, int(found["m2"] or month), int(found["d2"]))
    return f"{known}/{last}" if last and last > known else known


def read_dates(text: str, *, published: str | None) -> list[str]:
    """Every day the text names, in order, each once. A day without a year takes the year said before it in
    the text, else that of publication, else it stays yearless (`--05-20`). Impossible days are left out."""
    found: dict[str, None] = {}
    printed = int(published[:4]) if published else None
    marks = sorted(
        [*FULL.finditer(text), *SHORT.finditer(text), *SAID.finditer(text)], key=lambda m: m.start()
    )
    end = -1
    for mark in marks:
        if mark.start() < end:
            continue
        said = _read(text, mark, printed=printed, published=published)
        if said:
            found[said] = None
            end = mark.end()
    return list(found)


def _read(text: str, mark: re.Match[str], *, printed: int | None, published: str | None) -> str | None:
    if mark.re is FULL:
        return _span(mark, int(mark["y"]))
    if mark.re is SAID:
        if not published:
            return None
        return (date.fromisoformat(published[:10]) - timedelta(days=SPOKEN[mark[1]])).isoformat()
    said = YEAR.findall(text[: mark.start()])
    if LAST_YEAR.search(text[: mark.start()]) and printed:
        return _span(mark, printed - 1)
    return _span(mark, printed or (int(said[-1]) if len(set(said)) == 1 else None))
