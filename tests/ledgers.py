"""A district's ledger as people really keep it, as a workbook and as its CSV twin, with what was planted in it.

Facts of a year are made first; how a clerk wrote them down (titles, headings, totals, dates) comes on top.
"""

import csv
import io
import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

PLACES = ["友谊", "团结", "青松", "幸福", "阿尔丁", "昆工", "钢铁", "林荫", "少先", "白云", "乌兰", "赛汗"]
TOWNS = ["友谊大街街道", "鞍山道街道", "林荫路街道", "沼潭街道", "前进道街道", "昆河镇"]
ROOMS = ["党群服务中心", "文化活动室", "小广场", "居民议事厅", "图书角", "多功能厅"]
TALKS = [
    *("反诈骗", "垃圾分类", "用药安全", "家风故事", "民法典", "防灾减灾", "民族团结", "节水节电", "养老政策"),
    *(
        "消防安全",
        "科学育儿",
        "食品安全",
        "网络安全",
        "邻里调解",
        "冬季取暖",
        "交通安全",
        "心理健康",
        "劳动权益",
    ),
    *("防溺水", "环境保护"),
]
FORMS = ["宣讲", "讲座", "茶话会", "开放日", "学习会", "知识竞答"]
SHOWS = ["迎春", "元宵", "学雷锋", "读书日", "五一", "端午", "七一", "消夏", "中秋", "国庆", "重阳", "冬至"]
TROUPES = ["合唱", "二人台", "广场舞", "民乐", "马头琴", "小品", "诗朗诵", "皮影", "秧歌", "曲艺"]
OUTLETS = ["包头日报", "包头晚报", "内蒙古日报", "昆区融媒"]
STORIES = [
    *("修鞋匠三十年守着一条街", "楼道里的议事会开成了茶会", "老厂房变身社区书屋", "退休教师的周末课堂"),
    *("一支马头琴乐队走进校园", "菜市场里的调解室", "广场上的百人合唱", "志愿者为老人装上扶手"),
    *("社区食堂的一日三餐", "墙绘让小巷换了新颜"),
]
FIRST_SHEET = (
    "编号",
    "类别",
    "活动名称",
    "活动时间",
    "活动地点",
    "主办单位",
    "所属街道",
    "参加人数",
    "活动简介",
    "照片",
    "民族",
)
OTHER_SHEET = (
    "记录编号",
    "条线",
    "标题",
    "日期",
    "地点",
    "单位",
    "街镇",
    "人次",
    "内容简介",
    "现场照片",
    "媒体",
)
SECRET = "鄂伦春族"  # stands only in the forbidden column, and must stand in no answer
YEAR = 2026


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row of the ledger."""

    id: str
    strand: str
    title: str
    day: date
    venue: str
    unit: str
    town: str
    heads: int | None
    summary: str
    photos: str = "现场.jpg"
    outlet: str = ""
    secret: str = ""


@dataclass
class Planted:
    """What the ledger holds besides honest, single rows; ids."""

    same: list[tuple[str, str]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    thin: list[str] = field(default_factory=list)
    crowded: list[str] = field(default_factory=list)
    reprints: list[tuple[str, str]] = field(default_factory=list)


def year_of(rows: int = 800, *, seed: int = 7) -> tuple[list[Told], Planted]:
    """``rows`` rows: talks, performances and press; every planted thing is noted."""
    dice = random.Random(seed)
    planted = Planted()
    told = [*_talks(dice, rows * 45 // 100), *_shows(dice, rows * 35 // 100)]
    told = _told_again(dice, told, planted, many=max(2, rows // 25))
    told = _flawed(dice, told, planted, many=max(2, rows // 80))
    told += _press(dice, rows - len(told), planted)
    return told, planted


def _talks(dice: random.Random, many: int) -> list[Told]:
    seen: set[tuple[str, str, str]] = set()
    found: list[Told] = []
    while len(found) < many:
        topic, form, place = dice.choice(TALKS), dice.choice(FORMS), dice.choice(PLACES)
        if (topic, form, place) in seen:
            continue
        seen.add((topic, form, place))
        number, room = len(found), dice.choice(ROOMS)
        found.append(
            Told(
                id=f"X-{number + 1:04d}",
                strand="百场宣传教育",
                title=f"{place}社区{topic}{form}",
                day=date(YEAR, 1, 5) + timedelta(days=dice.randrange(340)),
                venue=f"{place}社区{room}",
                unit=f"{place}社区",
                town=TOWNS[PLACES.index(place) % len(TOWNS)],
                heads=dice.randint(18, 60),
                summary=f"{topic}{form}在{room}举行，居民围绕身边事提问，{dice.choice(TALKS)}的材料也一并发放。",
                photos=f"t{number}.jpg",
                secret=SECRET,
            )
        )
    return found


def _shows(dice: random.Random, many: int) -> list[Told]:
    seen: set[tuple[str, str, str]] = set()
    found: list[Told] = []
    while len(found) < many:
        season, troupe, place = dice.choice(SHOWS), dice.choice(TROUPES), dice.choice(PLACES)
        if (season, troupe, place) in seen:
            continue
        seen.add((season, troupe, place))
        number = len(found)
        found.append(
            Told(
                id=f"Y-{number + 1:04d}",
                strand="百场文艺汇演",
                title=f"{season}{troupe}专场演出（{place}）",
                day=date(YEAR, SHOWS.index(season) + 1, 1) + timedelta(days=dice.randrange(27)),
                venue=f"{place}文化广场",
                unit=f"{place}文化站",
                town=TOWNS[PLACES.index(place) % len(TOWNS)],
                heads=dice.randint(80, 300),
                summary=f"{place}一带的居民观看了{troupe}等节目，演出约{dice.randint(50, 90)}分钟。",
                photos=f"s{number}.jpg",
            )
        )
    return found


def _told_again(dice: random.Random, told: list[Told], planted: Planted, *, many: int) -> list[Told]:
    """Some deeds a second time: by the street office, in other words, the day or the count a little off."""
    again = []
    for first in dice.sample(told, many):
        place = first.unit.removesuffix("社区").removesuffix("文化站")
        bare = first.title.replace(f"{place}社区", "").replace(f"（{place}）", "")
        again.append(
            replace(
                first,
                id=f"{first.id}b",
                title=f"{first.town}联合{first.unit}举办“{bare}”",
                unit=first.town,
                heads=first.heads and first.heads + dice.choice((-2, 0, 0, 3)),
                summary=f"{first.town}组织，{first.summary}",
                photos=f"again-{first.photos}",
            )
        )
        planted.same.append((first.id, f"{first.id}b"))
    return told + again


def _flawed(dice: random.Random, told: list[Told], planted: Planted, *, many: int) -> list[Told]:
    twice = {each for pair in planted.same for each in pair}
    free = [each.id for each in told if each.id not in twice]
    chosen = dice.sample(free, 3 * many)
    planted.outside = sorted(chosen[:many])
    planted.thin = sorted(chosen[many : 2 * many])
    planted.crowded = sorted(chosen[2 * many :])
    changed = []
    for each in told:
        if each.id in planted.outside:
            each = replace(each, day=each.day.replace(year=YEAR - 1, day=min(each.day.day, 28)))
        if each.id in planted.thin:
            each = replace(each, photos="", heads=None)
        if each.id in planted.crowded:
            each = replace(each, venue=f"{each.unit}文化活动室", heads=9000)
        changed.append(each)
    return changed


def _press(dice: random.Random, many: int, planted: Planted) -> list[Told]:
    """Stories, each third printed again elsewhere with another headline."""
    found: list[Told] = []
    while len(found) < many:
        number = len(found)
        place, story = dice.choice(PLACES), STORIES[number % len(STORIES)]
        body = _body(dice, place, story)
        first = Told(
            id=f"Z-{number + 1:04d}",
            strand="百期媒体报道",
            title=f"{place}：{story}",
            day=date(YEAR, 1, 10) + timedelta(days=dice.randrange(330)),
            venue="",
            unit="区融媒体中心",
            town="",
            heads=None,
            summary=body,
            photos=f"p{number}.jpg",
            outlet=OUTLETS[0],
        )
        found.append(first)
        if number % 3 == 0 and len(found) < many:
            other = replace(
                first,
                id=f"{first.id}b",
                title=f"昆都仑区｜{story}",
                day=first.day + timedelta(days=1),
                outlet=OUTLETS[2],
                photos=f"r{number}.jpg",
            )
            found.append(other)
            planted.reprints.append((first.id, other.id))
    return found


def _body(dice: random.Random, place: str, story: str) -> str:
    """An account of some two hundred characters that no other story shares."""
    told = [
        f"记者在{place}采访时看到，{dice.choice(TALKS)}的展板摆在{dice.choice(ROOMS)}门口。",
        f"{dice.randint(11, 97)}岁的居民王某正在翻看",
        f"“{story}，说的就是我们这里。”社区工作人员这样介绍{dice.randint(2, 30)}年来的变化",
        f"据了解，{place}今年已组织{dice.choice(TROUPES)}、{dice.choice(TALKS)}等活动{dice.randint(12, 260)}次",
        f"下一步，{place}还将把{dice.choice(TALKS)}与{dice.choice(TROUPES)}结合起来，每月第{dice.randint(1, 4)}周开放",
        f"{dice.choice(TOWNS)}负责人表示，服务的人多了，来反映{dice.choice(TALKS)}问题的也多了{dice.randint(2, 9)}成",
    ]
    dice.shuffle(told)
    return "。".join(told) + "。"


def written_day(day: date, style: int) -> str:
    """A day as one of three clerks writes it."""
    return (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}上午",
    )[style % 3]


def _cells(each: Told, place: int) -> tuple[Any, ...]:
    day: Any = each.day if place % 4 == 3 else written_day(each.day, place)
    heads: Any = "" if each.heads is None else (f"约{each.heads}人" if place % 5 == 2 else each.heads)
    last = each.secret or each.outlet
    return (
        *(each.id, each.strand, each.title, day, each.venue, each.unit),
        *(each.town, heads, each.summary, each.photos, last),
    )


def write_workbook(path: Path, told: list[Told]) -> Path:
    """Two sheets under title rows: talks under one spelling of the headings, the rest under another; 合计 rows.

    Rows of one unit that follow one another share a merged cell, as clerks do.
    """
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, headings, rows in _sheets(told):
        page = book.add_worksheet(name)
        page.merge_range(0, 0, 0, len(headings) - 1, f"{YEAR}年昆都仑区“九个一百”活动台账（{name}）")
        page.merge_range(1, 0, 1, len(headings) - 1, "填报单位：区项目办公室　　填报时间：2026年12月20日")
        page.write_row(2, 0, headings)
        for place, each in enumerate(rows):
            page.write_row(3 + place, 0, _cells(each, place))
        for first, last, unit in _runs([each.unit for each in rows]):
            page.merge_range(3 + first, 5, 3 + last, 5, unit)
        page.write_row(3 + len(rows), 0, ("", "合计", f"{len(rows)}项"))
    book.close()
    return path


def _sheets(told: list[Told]) -> list[tuple[str, tuple[str, ...], list[Told]]]:
    talks = sorted((each for each in told if each.strand == "百场宣传教育"), key=lambda each: each.unit)
    rest = [each for each in told if each.strand != "百场宣传教育"]
    return [("宣传教育", FIRST_SHEET, talks), ("汇演与报道", OTHER_SHEET, rest)]


def _runs(units: list[str]) -> list[tuple[int, int, str]]:
    """Stretches of at least two equal units: first place, last place, unit."""
    found, start = [], 0
    for place in range(1, len(units) + 1):
        if place == len(units) or units[place] != units[start]:
            if place - start > 1:
                found.append((start, place - 1, units[start]))
            start = place
    return found


def write_csv(path: Path, told: list[Told], *, encoding: str = "gb18030") -> Path:
    """The same rows in the same order in one CSV as an older office program saves it."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([f"{YEAR}年昆都仑区“九个一百”活动台账"])
    lines.writerow([*FIRST_SHEET, "媒体"])
    for _name, _headings, rows in _sheets(told):
        for place, each in enumerate(rows):
            lines.writerow([*_cells(each, place)[:-1], each.secret, each.outlet])
        lines.writerow(["", "合计", f"{len(rows)}项"])
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def write_plain(path: Path, headings: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Path:
    """A small CSV in UTF-8 as it comes."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    path.write_text(out.getvalue(), encoding="utf-8")
    return path
