"""Press stories that tell of deeds, maker B: accounts of apps and bulletins, over the ledgers of `deeds_b`.

Nothing is shared with maker A: other words, numbered bulletins, days in other writings or none, units by their short
names, announcements before the day, looks back a year later, praise that names many units and tells of no deed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from bench import deeds_b
from bench.stories_told_a import Labelled
from hundredfold.linkage.rows import Row
from hundredfold.linkage.told_of import StoryTold

CHINESE = "零一二三四五六七八九"
OPENERS = ("📣快来看！", "【基层动态】", "简讯：", "小编今天带大家去看看——", "")
FILL = (
    "大伙儿你一言我一语，笑声就没停过",
    "孩子们围着桌子，眼睛一眨不眨",
    "一位老人拉着工作人员的手连声道谢",
    "有居民问下回什么时候再来",
    "散场后志愿者把桌椅收拾得干干净净",
    "这样的暖心一幕在辖区并不少见",
)
PRAISE = (
    "一年来，{names}等单位亮点纷呈，为民服务的脚步越走越实。",
    "在{names}，群众的获得感成色更足。",
    "问卷显示，{names}的居民满意度位居前列。",
)
ECONOMY = (
    "上半年全区规模以上工业增加值同比增长{n}%，固定资产投资稳步回升。",
    "税务部门推出便民新举措，{n}项业务实现掌上办。",
    "教育部门公布秋季学区划分方案，咨询电话同步开通。",
    "老旧小区改造今年计划实施{n}个项目，惠及居民数千户。",
)


def make(size: int, *, stories: int, seed: int) -> tuple[list[Row], list[int], list[Labelled]]:
    """A ledger of ``size`` rows with its deeds, and ``stories`` stories."""
    rows, deeds = deeds_b.make(size, seed)
    dice = random.Random(seed * 13 + 5)
    told = [at for at, row in enumerate(rows) if row.start and row.unit and row.title]
    writers = {
        "one": _post, "round_up": _bulletin, "to_come": _announced, "praise": _praise, "economy": _economy,
        "year_ago": _year_ago,
    }  # fmt: skip
    found = []
    while len(found) < stories:
        sort = dice.choices(tuple(writers), weights=(44, 16, 8, 12, 10, 10))[0]
        found.append(writers[sort](dice, rows, deeds, told))
    return rows, deeds, found


def _day(dice: random.Random, day: date, published: date) -> str:
    roll = dice.random()
    if roll < 0.3:
        return dice.choice(("前不久", "周末", "这两天", "上午"))
    if roll < 0.5 and day == published:
        return "今天"
    if roll < 0.7:
        return f"{_chinese(day.month)}月{_chinese(day.day)}日"
    return f"{day.month}月{day.day}日" if roll < 0.9 else f"{day.day}日上午，"


def _chinese(number: int) -> str:
    ten, one = divmod(number, 10)
    return (("" if ten == 1 else CHINESE[ten]) + "十" if ten else "") + (CHINESE[one] if one else "")


def _name(dice: random.Random, row: Row) -> str:
    """The unit as people say it: without its office, sometimes without its town."""
    name = row.unit
    for ending in ("居民委员会", "党群服务中心", "办事处", "居委会"):
        name = name.removesuffix(ending)
    if row.town and name.startswith(row.town) and len(name) > len(row.town) + 2 and dice.random() < 0.7:
        name = name.removeprefix(row.town)
    return name


def _done(dice: random.Random, row: Row) -> str:
    """What was done, in pieces of the title with a character lost or words turned round."""
    title = row.title.replace(row.unit, "").strip("【】✨|!, ")
    pieces = [each for each in title.replace("|", " ").replace(",", " ").split() if len(each) > 2] or [title]
    said = dice.choice(pieces)
    if len(said) > 6 and dice.random() < 0.3:
        at = dice.randrange(1, len(said) - 1)
        said = said[:at] + said[at + 1 :]
    return said


def _line(dice: random.Random, row: Row, published: date) -> str:
    assert row.start is not None
    place = f"，地点就在{row.venue}" if row.venue and dice.random() < 0.4 else ""
    heads = f"，来了{row.headcount}多人" if row.headcount and dice.random() < 0.35 else ""
    opening = (
        f"{_day(dice, row.start, published)}{_name(dice, row)}{dice.choice(('的', '搞了一场', '迎来', '：'))}"
    )
    return f"{opening}{_done(dice, row)}{place}{heads}。"


def _post(dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]) -> Labelled:
    at = dice.choice(told)
    row = rows[at]
    assert row.start is not None
    published = row.start + timedelta(days=dice.choice((0, 0, 0, 1, 1, 2, 4, 7, 14)))
    said = [part for part in row.summary.split("。") if len(part) > 5]
    body = [dice.choice(OPENERS) + _line(dice, row, published)]
    body += [f"{each}。" for each in dice.sample(said, min(len(said), dice.choice((0, 1, 1))))]
    body += [f"{each}。" for each in dice.sample(FILL, dice.choice((1, 2, 3)))]
    title = dice.choice(
        (f"{_done(dice, row)}，真热闹！", f"{_name(dice, row)}里的暖心事", "身边事｜邻里情", _done(dice, row))
    )
    return Labelled(
        StoryTold(title, "\n".join(body), published), frozenset((deeds[at],)), frozenset((at,)), "one"
    )


def _bulletin(
    dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]
) -> Labelled:
    first = rows[dice.choice(told)].start
    assert first is not None
    near = [at for at in told if 0 <= (rows[at].start - first).days <= 9]  # type: ignore[operator]
    chosen = {deeds[at]: at for at in dice.sample(near, min(len(near), dice.choice((2, 3, 4, 6))))}
    published = first + timedelta(days=10)
    lines = [
        f"{_chinese(n)}、{_line(dice, rows[at], published)}{dice.choice(FILL)}。"
        for n, at in enumerate(chosen.values(), 1)
    ]
    return Labelled(
        StoryTold("本周工作快报", "\n".join(lines), published),
        frozenset(chosen),
        frozenset(chosen.values()),
        "round_up",
    )


def _announced(
    dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]
) -> Labelled:
    at = dice.choice(told)
    row = rows[at]
    assert row.start is not None
    published = row.start - timedelta(days=dice.randint(1, 6))
    body = f"{_name(dice, row)}将于{row.start.month}月{row.start.day}日举办{_done(dice, row)}，"
    body += f"欢迎报名参加。地点：{row.venue or '另行通知'}。"
    return Labelled(
        StoryTold(f"预告｜{_done(dice, row)}", body, published),
        frozenset((deeds[at],)),
        frozenset((at,)),
        "to_come",
    )


def _praise(dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]) -> Labelled:
    """Many units are named and no deed is told."""
    some = dice.sample(told, 5)
    names = "、".join(dict.fromkeys(_name(dice, rows[at]) for at in some))
    published = rows[some[0]].start
    assert published is not None
    lines = [line.format(names=names) for line in dice.sample(PRAISE, 2)]
    return Labelled(
        StoryTold("用心用情办好民生实事", "\n".join(lines), published + timedelta(days=3)),
        frozenset(),
        frozenset(),
        "praise",
    )


def _economy(dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]) -> Labelled:
    day = rows[dice.choice(told)].start
    assert day is not None
    lines = [line.format(n=dice.randint(3, 40)) for line in dice.sample(ECONOMY, 3)]
    return Labelled(StoryTold("发展动态", "\n".join(lines), day), frozenset(), frozenset(), "economy")


def _year_ago(
    dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]
) -> Labelled:
    """Last year's doing of the same unit in the same words: not this year's deed."""
    at = dice.choice(told)
    row = rows[at]
    assert row.start is not None
    published = row.start - timedelta(days=dice.randint(330, 370))
    body = f"{published.month}月{max(1, published.day - 1)}日，{_name(dice, row)}开展{_done(dice, row)}。"
    body += f"{dice.choice(FILL)}。"
    return Labelled(StoryTold(_done(dice, row), body, published), frozenset(), frozenset(), "year_ago")
