"""A large ledger for the import bench: the same plain columns for us and for the peer, streamed to disk."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADINGS = (
    "编号",
    "条线",
    "活动名称",
    "活动日期",
    "活动地点",
    "主办单位",
    "街镇",
    "人数",
    "活动简介",
    "链接",
    "媒体",
    "层级",
)
STRANDS = ("百场宣传教育", "百场文艺汇演", "百期媒体报道")
TOPICS = (
    "反诈骗",
    "垃圾分类",
    "用药安全",
    "家风故事",
    "民法典",
    "防灾减灾",
    "民族团结",
    "节水节电",
    "养老政策",
    "防溺水",
)
FORMS = ("宣讲", "讲座", "茶话会", "开放日", "专场演出", "展演", "联欢", "报道")
PLACES = ("党群服务中心", "文化活动室", "小广场", "居民议事厅", "图书角", "多功能厅")
TOWNS = ("友谊大街街道", "鞍山道街道", "林荫路街道", "沼潭街道", "前进道街道", "昆河镇")
UNITS = tuple(
    f"{name}{n}号社区" for name in ("友谊", "团结", "青松", "幸福", "阿尔丁", "昆工") for n in range(1, 21)
)


def write_ledger(path: Path, *, rows: int, seed: int) -> None:
    """A workbook of one sheet. Days stand as text in two styles and as real day cells, by turns."""
    dice = random.Random(seed)
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet("台账")
        page.write_row(0, 0, HEADINGS)
        for place in range(rows):
            page.write_row(place + 1, 0, _row(dice, place))


def _row(dice: random.Random, place: int) -> tuple[object, ...]:
    unit, topic, form = dice.choice(UNITS), dice.choice(TOPICS), dice.choice(FORMS)
    strand = STRANDS[place % 10 // 4]
    day = date(2026, 1, 1) + timedelta(days=dice.randrange(365))
    shown: object = (day.isoformat(), f"{day.year}/{day.month}/{day.day}", day)[place % 3]
    venue = f"{unit}{dice.choice(PLACES)}"
    summary = (
        f"{topic}{form}在{venue}举行，居民围绕身边事提问，第{place}次活动共发放材料{dice.randint(20, 300)}份，"
        f"{dice.choice(TOPICS)}与{dice.choice(TOPICS)}的展板一并摆出。"
    )
    is_press = strand == STRANDS[2]
    return (
        *(f"N{place:06d}", strand, f"{unit}{topic}{form}（{place}）", shown, venue, unit, dice.choice(TOWNS)),
        *(dice.randint(10, 300), summary),
        *(f"https://example.org/{place}" if is_press else "", "包头日报" if is_press else ""),
        "municipal" if is_press else "",
    )
