"""Which outlet a text names, and its level, from a table that ships; the level never comes from the host."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hundredfold.reading.divisions import level_of_place

TABLES = files("hundredfold.reading") / "tables"
KINDS = (
    "日报|晚报|晨报|早报|都市报|商报|时报|广播电视台|电视台|广播电台|人民广播电台|新闻网|新闻客户端|发布|"
    "融媒体中心|融媒体|融媒|传媒集团|报业集团|报业传媒|传媒中心"
)
GENERIC = re.compile(rf"(?P<place>[\u4e00-\u9fff]{{2,9}}?)(?:{KINDS})")
NATIONAL = re.compile(r"中国[\u4e00-\u9fff]{1,6}(?:报|新闻网|电视台)")
OFFICE = re.compile(
    r"(?:社区|街道|镇|学校|小学|中学|幼儿园|医院|公司|局|委|办|中心|协会|集团|大学|学院|馆|单位|机关|联|团委|党委)"
    r"(?:[\u4e00-\u9fff]{0,6})?(?:微信公众号|公众号|官网|官方网站|官微|视频号|网站|官方微博)"
)
UNIT_NAME = re.compile(
    r"^[\u4e00-\u9fff0-9#]{2,20}(?:社区|街道|镇|苏木|嘎查|小学|中学|学校|局|委员会|委|办公室|委会)$"
)
PERSONAL = re.compile(
    r"(?:个人|自媒体|博主|网友|头条号|百家号|搜狐号|抖音|快手|微博|美篇|up主)", re.IGNORECASE
)
ACCOUNT = re.compile(r"(?:微信公众号|公众号|视频号)")
LEVEL_BY_DEPTH = {"province": "regional", "city": "municipal", "county": "county"}


@dataclass(frozen=True, slots=True)
class Outlet:
    """A press outlet: its name and its level, one of central regional municipal county unit self."""

    name: str
    level: str


@cache
def _known() -> dict[str, Outlet]:
    with (TABLES / "outlets.csv").open(encoding="utf-8") as lines:
        known: dict[str, Outlet] = {}
        for row in csv.DictReader(lines):
            outlet = Outlet(row["name"], row["level"])
            for name in (row["name"], *row["aliases"].split()):
                known.setdefault(name, outlet)
    return known


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_known(), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names)))


def known_outlets(text: str) -> list[tuple[int, int, Outlet]]:
    """Every outlet of the table named in the text: start, end, outlet; the longest name wins."""
    return [(found.start(), found.end(), _known()[found[0]]) for found in _pattern().finditer(text)]


def find_outlet(text: str) -> Outlet | None:
    """The outlet a short text such as a source line names; None when it names none that we can place."""
    text = re.sub(r"[\s《》“”\"]", "", text)
    if not text:
        return None
    named = known_outlets(text)
    if named and not (ACCOUNT.search(text) and OFFICE.search(text)):
        return _longest(text, named)
    return _generic(text)


def _longest(text: str, named: list[tuple[int, int, Outlet]]) -> Outlet:
    """The longest name that the text begins with, else the longest anywhere; 自媒体 platforms come last."""
    generic = _by_place(text)
    best = max(named, key=lambda found: (found[2].level != "self", found[0] == 0, found[1] - found[0]))
    if generic and best[1] - best[0] < len(generic.name) and generic.name.startswith(text[: best[1]]):
        return generic
    return Outlet(text[:40], "self") if best[2].level == "self" else best[2]


def _by_place(text: str) -> Outlet | None:
    found = GENERIC.search(text)
    if not found:
        return None
    depth = level_of_place(found["place"])
    return Outlet(found[0], LEVEL_BY_DEPTH[depth]) if depth else None


def _generic(text: str) -> Outlet | None:
    """By the shape of the name: a national paper, a place's paper, a unit's own account, a person's."""
    national = NATIONAL.search(text)
    if national:
        return Outlet(national[0], "central")
    placed = _by_place(text)
    if placed:
        return placed
    if OFFICE.search(text) or UNIT_NAME.match(text):
        return Outlet(text[:40], "unit")
    if PERSONAL.search(text) or ACCOUNT.search(text):
        return Outlet(text[:40], "self")
    return _government(text)


def _government(text: str) -> Outlet | None:
    """An authority's own site, placed by the place in its name."""
    found = re.match(
        r"([\u4e00-\u9fff]{2,12}?)(?:人民政府|政府|民委|民族事务委员会|统战部|宣传部|委宣传部)", text
    )
    depth = level_of_place(found[1]) if found else None
    return Outlet(text[:40], LEVEL_BY_DEPTH[depth]) if depth else None
