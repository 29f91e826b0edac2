"""Press stories that tell of deeds, maker A: a newspaper's. Each with the deeds it tells of, which may be none.

From the ledgers of `deeds_a`. A story is written from one telling; the ledger shown to the matcher lacks that telling
where the deed has another, so that nothing is found by a sentence copied from the ledger.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench import deeds_a
from hundredfold.linkage.rows import Row
from hundredfold.linkage.told_of import StoryTold

LEADS = (
    "本报讯（记者 {who}）{when}，{unit}{where}{verb}{what}{tail}",
    "“没想到家门口就能赶上这样的好事！”{when}，在{unit}{verb}的{what}现场，居民{who}高兴地说{tail}",
    "{when}，{unit}{where}热闹非凡，{what}在这里{verb}{tail}",
    "为丰富群众生活，{unit}{when}{where}{verb}{what}{tail}",
)
QUOTES = (
    "“以前邻里见面不说话，现在大家像一家人。”居民{who}说。",
    "活动现场气氛热烈，各族居民互帮互助，其乐融融。",
    "社区工作人员介绍，类似的活动今后还会常态化开展。",
    "近年来，昆都仑区以铸牢中华民族共同体意识为主线，推动民族团结进步创建工作走深走实。",
    "参加活动的老人{who}今年七十有余，他说这样的日子越过越有滋味。",
    "下一步，将继续创新方式方法，打通服务群众的“最后一公里”。",
)
GENERAL = (
    "{season}以来，昆都仑区{n}个社区先后开展{theme}活动，惠及群众{m}余人次。",
    "全区各街道、各部门以{theme}为契机，组织开展形式多样的文艺展演和宣讲活动{n}场。",
    "各族群众在活动中交往交流交融，民族团结之花在鹿城处处绽放。",
    "昆区民委负责人表示，将持续深化“九个一百”创建活动。",
    "据统计，全年各类媒体刊发相关报道{n}篇。",
)
POLICY = (
    "近日，市委召开专题会议，研究部署铸牢中华民族共同体意识工作。",
    "会议强调，要坚持以人民为中心，推动基层治理体系和治理能力现代化。",
    "《促进条例》明确，各级人民政府应当将相关经费列入本级预算。",
    "专家认为，社区是各族群众交往交流交融的重要平台。",
    "会议要求，各地各部门要压实责任，确保各项任务落地见效。",
)
NOWHERE = (
    "青松里社区",
    "九原新苑社区",
    "滨河花园社区",
    "南海街道",
    "稀土路街道",
    "东河工人村社区",
    "石拐一中",
    "白云小学",
)
THEMES = ("端午", "中秋", "重阳", "春节", "民族团结进步宣传月", "邻里节", "全民阅读")


_HOST = re.compile(
    "(?:昆都仑区|昆区)?[一-鿿0-9#]{1,8}?(?:社区(?:居委会)?|街道(?:办事处)?|小学|中学|局|民委)(?:组织|开展|举办)?"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A story, the deeds it tells of (numbers of the maker), and the places in the ledger it was written from."""

    story: StoryTold
    deeds: frozenset[int]
    sources: frozenset[int]
    sort: str


def make(size: int, *, stories: int, seed: int) -> tuple[list[Row], list[int], list[Labelled]]:
    """A ledger of ``size`` rows with its deeds, and ``stories`` stories."""
    rows, deeds = deeds_a.make(size, seed)
    dice = random.Random(seed * 7 + 1)
    told = [at for at, row in enumerate(rows) if row.start and row.unit]
    writers = {
        "one": _one,
        "round_up": _round_up,
        "general": _general,
        "policy": _policy,
        "elsewhere": _elsewhere,
    }
    found = []
    while len(found) < stories:
        sort = dice.choices(tuple(writers), weights=(46, 14, 14, 10, 16))[0]
        found.append(writers[sort](dice, rows, deeds, told))
    return rows, deeds, found


def _who(dice: random.Random) -> str:
    return dice.choice("王李张刘陈赵乌白包") + dice.choice(("大妈", "师傅", "老师", "阿姨", "先生"))


def _what(dice: random.Random, row: Row) -> str:
    """What was done, from the title without the unit: whole, or cut at its marks, or its last part."""
    bare = row.title.replace(row.unit, "").strip("“”·|:： ")
    parts = [part for part in re.split(r"[“”·|:：—\s]+", bare) if len(part) >= 3]
    roll = dice.random()
    if roll < 0.4 or not parts:
        return f"“{bare}”"
    return f"“{dice.choice(parts)}”主题活动" if roll < 0.7 else parts[-1]


def _unit(dice: random.Random, row: Row) -> str:
    name = row.unit
    if dice.random() < 0.35 and row.town:
        name = f"{row.town}{name}" if row.town not in name else name
    return f"昆区{name}" if dice.random() < 0.3 else name


def _account(dice: random.Random, row: Row, *, published: date) -> list[str]:
    assert row.start is not None
    near = (published - row.start).days
    when = f"{row.start.month}月{row.start.day}日"
    if near == 1 and dice.random() < 0.3:
        when = "昨日"
    if dice.random() < 0.25:
        when = dice.choice(("近日", "日前", "连日来"))
    where = f"在{row.venue}" if row.venue and dice.random() < 0.6 else ""
    tail = "。" if not row.headcount or dice.random() < 0.4 else f"，{row.headcount}名居民参加。"
    lead = dice.choice(LEADS).format(
        who=_who(dice),
        when=when,
        unit=_unit(dice, row),
        where=where or "辖区",
        verb=dice.choice(("举办", "开展", "组织", "举行")),
        what=_what(dice, row),
        tail=tail,
    )
    kept = [part for part in re.split("(?<=。)", row.summary)[1:] if len(part) > 6]
    return [lead, *dice.sample(kept, min(len(kept), dice.choice((0, 1, 1, 2))))]


def _one(dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]) -> Labelled:
    at = dice.choice(told)
    row = rows[at]
    assert row.start is not None
    published = row.start + timedelta(days=dice.choice((0, 1, 1, 1, 2, 3, 5, 9)))
    body = _account(dice, row, published=published)
    body += [line.format(who=_who(dice)) for line in dice.sample(QUOTES, dice.choice((1, 2, 3)))]
    title = dice.choice((
        f"{row.unit}：{_what(dice, row).strip('“”')}", "邻里一家亲 石榴籽紧紧抱在一起", f"走进{row.unit}",
        f"{_what(dice, row).strip('“”')}暖人心", "家门口的幸福生活",
    ))  # fmt: skip
    half = dice.randrange(1, len(body) + 1)
    return Labelled(
        StoryTold(title, "".join(body[:half]) + "\n" + "".join(body[half:]), published),
        frozenset((deeds[at],)), frozenset((at,)), "one",
    )  # fmt: skip


def _round_up(
    dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]
) -> Labelled:
    first = rows[dice.choice(told)].start
    assert first is not None
    near = [at for at in told if 0 <= (rows[at].start - first).days <= 6]  # type: ignore[operator]
    chosen = {deeds[at]: at for at in dice.sample(near, min(len(near), dice.choice((2, 3, 4, 5))))}
    published = first + timedelta(days=8)
    lines = ["".join(_account(dice, rows[at], published=published)[:2]) for at in chosen.values()]
    lines.append(dice.choice(QUOTES).format(who=_who(dice)))
    title = dice.choice(("一周基层动态", "各社区活动精彩纷呈", "鹿城处处石榴红"))
    return Labelled(
        StoryTold(title, "\n".join(lines), published),
        frozenset(chosen),
        frozenset(chosen.values()),
        "round_up",
    )


def _general(dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]) -> Labelled:
    row = rows[dice.choice(told)]
    assert row.start is not None
    slogan = re.search("“([^”]{4,20})”", row.title)
    theme = f"“{slogan[1]}”" if slogan else dice.choice(THEMES)
    lines = [
        line.format(
            season=dice.choice(("今年", "入夏", "9月")),
            n=dice.randint(12, 90),
            m=dice.randint(2, 90) * 100,
            theme=theme,
        )
        for line in dice.sample(GENERAL, dice.choice((2, 3, 4)))
    ]
    published = row.start + timedelta(days=dice.randint(0, 12))
    return Labelled(
        StoryTold(f"{theme}主题活动在昆区遍地开花", "\n".join(lines), published),
        frozenset(),
        frozenset(),
        "general",
    )


def _policy(dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]) -> Labelled:
    row = rows[dice.choice(told)]
    assert row.start is not None
    lines = dice.sample(POLICY, 4)
    return Labelled(
        StoryTold("市委召开专题会议", "\n".join(lines), row.start + timedelta(days=1)),
        frozenset(),
        frozenset(),
        "policy",
    )


def _elsewhere(
    dice: random.Random, rows: Sequence[Row], deeds: Sequence[int], told: Sequence[int]
) -> Labelled:
    """The same sort of thing, the same days, by a unit that is not in the ledger."""
    at = dice.choice(told)
    row = rows[at]
    assert row.start is not None
    name = dice.choice(NOWHERE)
    other = Row(
        id="x", title=_HOST.sub("", row.title) or "邻里茶话会", start=row.start, unit=name, venue=f"{name}活动室",
        headcount=dice.randint(20, 300), summary="",
    )  # fmt: skip
    published = row.start + timedelta(days=dice.choice((0, 1, 2)))
    body = _account(dice, other, published=published)
    body += [line.format(who=_who(dice)) for line in dice.sample(QUOTES, 2)]
    return Labelled(
        StoryTold(f"{name}：{_what(dice, other).strip('“”')}", "".join(body), published),
        frozenset(),
        frozenset(),
        "elsewhere",
    )
