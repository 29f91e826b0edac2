"""What is promised for July to December: planned records with a date and a place, and nothing told yet."""

from __future__ import annotations

from datetime import date, timedelta

from . import vocabulary as words
from .dice import Dice
from .district import DISTRICT_SITES, ROOT, Site, sites, unit, units_at
from .shapes import DemoRecord
from .times import Season

COUNTS = {
    "performances": 30,
    "talks": 34,
    "exemplars": 14,
    "model_units": 16,
    "landscape": 12,
    "products": 11,
    "press": 6,
    "teams": 5,
}

FIXED = (
    (words.HARVEST_SHOW, "performances", (9, 22), "昆河公园音乐广场", f"{ROOT}-J02"),
    (words.MID_AUTUMN, "performances", (9, 25), "乌兰社区红石榴广场", "150203006-01"),
    ("情满中秋庆团圆 活动月专场文艺展演", "performances", (9, 24), "昆区文化馆剧场", f"{ROOT}-T01"),
    (words.TEA_GATHERING, "talks", (9, 10), "区新时代文明实践中心", "150203-X00"),
    ("九月活动月启动仪式", "talks", (9, 1), "阿尔丁广场", "150203-X00"),
    ("重阳故事会", "talks", (10, 18), "昆区图书馆报告厅", f"{ROOT}-T02"),
)
"""Title, strand, day, site, host of the second half-year's fixed days."""

KINDS = {
    "performances": "event",
    "talks": "event",
    "exemplars": "honour",
    "model_units": "honour",
    "landscape": "place",
    "products": "product",
    "press": "article",
    "teams": "team",
}


def _planned(key: str, strand: str, *, title: str, day: date, site: Site | None, host: str) -> DemoRecord:
    return DemoRecord(
        key=key,
        unit_code=host,
        strands=(strand,),
        kind=KINDS[strand],
        title=title,
        start=day,
        state="planned",
        venue=site.name if site else "",
        town=site.town if site else unit(host).town,
        lat=site.lat if site else None,
        lon=site.lon if site else None,
    )


def _title(strand: str, dice: Dice, *, host: str) -> str:
    name = unit(host).name
    any_season = [theme for theme in words.SHOW_THEMES if theme not in words.SEASONS]
    patterns = {
        "performances": lambda: f"{name}“{dice.pick(any_season)}”{dice.pick(words.SHOW_FORMS)}",
        "talks": lambda: f"“{dice.pick(words.TALK_THEMES[:25])}”{dice.pick(words.TALK_FORMS)}",
        "exemplars": lambda: f"{name}推荐的{dice.pick(list(words.MERITS)[:8])}典型",
        "model_units": lambda: f"{words.UNIT_AWARDS[0][0]}——{name}（创建中）",
        "landscape": lambda: f"{unit(host).short_name}{dice.pick(words.PIECES)[0]}（设计中）",
        "products": lambda: f"“{dice.pick(words.DESIGNS)}”{dice.pick(words.CRAFTS)[0]}（打样中）",
        "press": lambda: f"{name}秋季专题报道",
        "teams": lambda: f"{name}“{dice.pick(words.TEAM_WORDS)}”志愿服务队（待授旗）",
    }
    return patterns[strand]()


def plans(season: Season) -> list[DemoRecord]:
    """Every planned record: the fixed days first, then each strand's own until its number is reached."""
    named = {site.name: site for site in sites()[: len(DISTRICT_SITES)]}
    rows, made = [], dict.fromkeys(COUNTS, 0)
    for title, strand, (month, day_of_month), site_name, host in FIXED:
        made[strand] += 1
        key = f"{strand}-p{made[strand]:02}"
        rows.append(
            _planned(
                key,
                strand,
                title=title,
                day=season.day(month, day_of_month),
                site=named[site_name],
                host=host,
            )
        )
    for strand, count in COUNTS.items():
        dice = season.dice("plans", strand)
        while made[strand] < count:
            made[strand] += 1
            host = dice.pick(units_at("community", "school", "subdistrict")).code
            own = [site for site in sites() if site.unit_code == host]
            site = dice.pick(own) if KINDS[strand] == "event" else None
            day = season.day(7, 2) + timedelta(days=dice.below(175))
            title = _title(strand, dice, host=host)
            rows.append(
                _planned(f"{strand}-p{made[strand]:02}", strand, title=title, day=day, site=site, host=host)
            )
    return rows
