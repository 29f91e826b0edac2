"""Habits of honest clerks, planted and noted: another's account used again, and everybody at one care home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .district import OFFICE, STREETS, Site, unit
from .events import Happening, communities, crowd, first_telling, when_words
from .shapes import DemoRecord
from .times import Season
from .truth import TruthBook

HOMES = (("夕阳红敬老院", 2, (3, 5), 0), ("康乐福利院", 7, (4, 13), 1))
"""Name, place of its street, first day, days between two visits: five on one day, and five in one week."""

VISITS = (
    (9, "用药常识"), (10, "防诈骗提醒"), (14, "手机怎么用"), (15, "冬春养生"), (16, "老歌里的故事"),
)  # fmt: skip
"""The hour and the theme of each visit to a home."""


ACCOUNTS = (
    "{when}，{host}请退休的老教师坐到居民中间，从一张泛黄的工资条讲起，算给大家看这些年日子怎样一点点宽裕起来。到场{count}人，"
    "散场后还有三位老人围着他，对着旧照片找自己当年住过的平房。",
    "{when}下午，{venue}的长桌上摆着四样面点，{host}的主讲人一边教大家捏花边，一边讲各家过节的规矩。到场{count}人，蒸好的第一锅"
    "先端给了楼上行动不便的两户，剩下的大家分着吃完。",
    "{host}{when}把课堂搬进{venue}，先放一段自己剪的短片，再请片子里的修鞋师傅、环卫班长和面馆老板娘轮流说上五分钟。{count}人"
    "从头听到尾，末了约好秋天再讲他们的下一段。",
    "{when}，{count}人在{venue}看完一幅手绘的老街地图，{host}的讲解员让每人把自己记得的铺子贴上去，贴了四十多张小纸条。地图留在"
    "门厅，过路的人还在往上添。",
    "{host}在{venue}办了一场只有提问的讲座：{when}到场的{count}人先把问题写在卡片上，投进纸箱，主讲人一张张抽出来答，答不了的当场"
    "记下名字，约定一周内回话。",
    "{when}，{host}的志愿者推着装满旧书的小车来到{venue}，{count}位居民各挑一本，读一段给邻座听，再说说为什么挑它。读到动情处，有人"
    "唱起了书里写到的那首老歌。",
)
"""Accounts in words of their own, each of which one unit writes and another uses again."""


def copied_accounts(season: Season, records: list[DemoRecord], truth: TruthBook) -> list[DemoRecord]:
    """`records` with each of `ACCOUNTS` in two of them, of two units: the later told changed what everybody would."""
    dice = season.dice("copied accounts")
    noted = {key for group in (*truth.same_deeds, *truth.lookalikes) for key in group}
    noted |= {*truth.thin, *truth.late, *truth.outside, *truth.implausible}
    noted |= {key for pair in truth.two_places for key in pair}
    free = dice.shuffled([row for row in records if row.strands == ("talks",) and row.key not in noted])
    changed: dict[str, DemoRecord] = {}
    for account in ACCOUNTS:
        source = free.pop()
        user = next(row for row in reversed(free) if row.unit_code != source.unit_code)
        free.remove(user)
        if source.told_at and user.told_at and source.told_at > user.told_at:
            source, user = user, source
        changed |= {row.key: replace(row, summary=_filled(account, row)) for row in (source, user)}
        truth.copied.append((source.key, user.key))
    return [changed.get(row.key, row) for row in records]


def _filled(account: str, record: DemoRecord) -> str:
    assert record.start is not None
    return account.format(
        when=when_words(record.start),
        host=unit(record.unit_code).name,
        venue=record.venue,
        count=record.headcount,
    )


def visits_to_homes(season: Season, truth: TruthBook) -> list[DemoRecord]:
    """Five talks of five communities in one care home on one day, and five in another within a week."""
    found: list[DemoRecord] = []
    for name, street, (month, day), gap in HOMES:
        dice, home = season.dice("visits", name), _home(season, name, STREETS[street])
        hosts = dice.some(communities(), len(VISITS))
        keys = []
        for place, (host, (hour, theme)) in enumerate(zip(hosts, VISITS, strict=True)):
            when: date = season.day(month, day) + timedelta(days=gap * place)
            key = f"talks-v{len(found) + 1:02}"
            title = f"{unit(host).name}到{name}讲“{theme}”"
            happening = Happening(
                key, "talks", theme, "宣讲", host, home, when, hour, crowd(home, dice), title=title
            )
            found.append(first_telling(season, happening))
            keys.append(key)
        truth.visits.append(tuple(keys))
        truth.lookalikes.append(tuple(keys))
    return found


def _home(season: Season, name: str, street: tuple[str, str, str, float, float, str]) -> Site:
    scene = season.dice("home", name).below(2**31)
    return Site(
        name, (f"{street[2]}{name}",), OFFICE, street[1], street[3], street[4], 60, "classroom", scene
    )
