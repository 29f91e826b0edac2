"""How maker D's units put a deed into words: titles, venues, partners, accounts. Not what happened, nor slips."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "deeds_d.toml").read_text(encoding="utf-8"))
Truth = tuple[str, object]
_DIGITS = "零一二三四五六七八九十"
_OPENINGS = (
    "{day}，{unit}在{place}{did}{topic}{noun}。",
    "为进一步促进各族群众交往交流交融，{day}{unit}组织{did}{topic}{noun}。",
    "{unit}于近日{did}以{topic}为主题的{noun}。",
    "{day}{hour}，{place}里热闹非凡，{topic}{noun}在这里举行。",
    "{hour}，{topic}{noun}在{place}开始，{heads}人参加。",
    "今年以来，{unit}把民族团结工作抓在经常，此次{did}{topic}{noun}，共{heads}人到场。",
)
# How a unit that took part tells of it from where it stood.
_OWN_TITLES = (
    "{me}参加{host}{general}",
    "{me}与{host}开展{general}",
    "{me}助力{topic}{noun}",
    "{me}走进{place}开展{general}",
    "{general}：{me}在行动",
    "协助{host}举办{topic}",
    "{general}",
)
_GENERAL = (
    "共建活动",
    "联谊活动",
    "民族团结一家亲活动",
    "结对共建",
    "“五共”活动",
    "进基层活动",
    "志愿服务",
    "主题党日",
)
_OWN_ACCOUNTS = (
    "{day}，我单位派出{n}人参加，负责{job}。",
    "应{host}邀请，{n}名干部到{place}参加活动，承担{job}工作。",
    "{day}，在{place}与{host}干部群众一道活动，现场约{heads}人。",
    "组织{n}名党员参与，{job}受到好评。",
)
_JOBS = ("秩序维护", "场地和音响", "茶水和引导", "后勤保障", "照相和宣传", "接送老人")
_ROUNDED = re.compile(r"\d+")
_CLOSINGS = (
    "下一步，将继续丰富活动形式，推动各民族交往交流交融走深走实。",
    "活动受到群众一致好评。",
    "大家纷纷表示收获满满，希望今后多开展此类活动。",
    "此次活动进一步增强了各族群众的凝聚力和向心力。",
    "群众反响热烈。",
    "",
    "",
    "",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A venue under its names, formal first."""

    names: tuple[str, ...]
    town: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Habit:
    """How a unit keeps its sheet; `never` are columns that it leaves empty always."""

    titles: str
    name: int
    sentences: int
    wide: bool
    old_script: bool
    late: bool
    rounds: str
    phone: bool
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A teller under its names, formal first, with its own hall."""

    names: tuple[str, ...]
    town: str
    place: Place
    habit: Habit


@dataclass(frozen=True, slots=True)
class Deed:
    """What really took place; each fact in several wordings. `mark` says which of several like deeds."""

    number: int
    host: Unit
    place: Place
    day: date
    topic: tuple[str, ...]
    form: str
    facts: tuple[tuple[str, ...], ...]
    heads: int
    partners: tuple[Unit, ...] = ()
    hour: str = ""
    last: date | None = None
    slogan: str = ""
    circular: str = ""
    mark: tuple[str, ...] = ()
    planned: date | None = None
    toured: bool = False


def truths(deed: Deed) -> frozenset[Truth]:
    """Everything a row could truly give of a deed."""
    facts: set[Truth] = {("fact", wordings[0]) for wordings in deed.facts}
    return frozenset(facts) | {
        ("day", deed.day),
        ("venue", deed.place.names[0]),
        ("host", deed.host.names[0]),
        ("topic", deed.topic[0]),
        ("heads", deed.heads),
        ("mark", deed.mark or deed.number),
    }


class Voice:
    """Words for a deed, as one unit would have them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def han(self, number: int) -> str:
        """A number up to nineteen as it is written in a title."""
        return _DIGITS[number] if number <= 10 else "十" + _DIGITS[number - 10]

    def facts_of(self, topic: dict[str, Any], host: Unit) -> tuple[tuple[str, ...], ...]:
        """The topic's own facts with this deed's numbers, and one or two of the common sort."""
        rng = self.rng
        who, herder = rng.choice(WORDS["lecturers"]), rng.choice(WORDS["herders"])
        pieces = rng.sample(WORDS["pieces"], 3)
        common = {
            "talk": (f"由{who}主讲", f"{who}结合自身经历用蒙汉双语授课"),
            "show": (
                f"演出了{pieces[0]}、{pieces[1]}、{pieces[2]}等节目",
                f"{pieces[0]}拉开序幕，{pieces[1]}接连登台",
            ),
        }.get(
            topic["form"], (f"{herder}说，“这样的活动我们盼着多来几回”", f"居民{herder}高兴地说盼着多来几回")
        )
        facts = [common]
        for wordings in topic["facts"]:
            filled = {
                "n": 3 + int(rng.lognormvariate(2.9, 0.8)), "who": herder, "unit": host.names[-1],
                "piece": pieces[0].split("《")[-1].rstrip("》"),
            }  # fmt: skip
            facts.append(tuple(wording.format(**filled) for wording in wordings))
        return tuple(facts)

    def place_name(self, deed: Deed, teller: Unit) -> str:
        """The venue cell: formal, as people call it, or only where roughly."""
        draw, names = self.rng.random(), deed.place.names
        if draw < 0.42:
            return names[0]
        if draw < 0.86:
            return self.rng.choice(names[1:])
        if draw < 0.93:
            return deed.place.town
        return "本单位" if teller.place is deed.place else f"{deed.place.town}{names[-1]}"

    def partners_told(self, deed: Deed, teller: Unit) -> tuple[str, ...]:
        """The other units that a teller thinks of, under any of their names."""
        others = [unit for unit in (deed.host, *deed.partners) if unit is not teller]
        return tuple(self.rng.choice(unit.names) for unit in others if self.rng.random() < 0.75)

    def title(self, deed: Deed, teller: Unit) -> tuple[str, frozenset[Truth]]:
        """A title in the teller's habit, and what it truly gives."""
        rng = self.rng
        way = teller.habit.titles if rng.random() < 0.75 else rng.choice(("plain", "press", "short", "place"))
        if deed.slogan and rng.random() < 0.5:
            way = "slogan"
        topic, noun, unit = (
            self._topic(deed),
            rng.choice(WORDS["forms"][deed.form]),
            self._named(deed, teller),
        )
        gives: set[Truth] = {("topic", deed.topic[0])}
        if way == "slogan":
            title = self._slogan_title(deed, topic, noun)
            if topic not in title:
                gives.clear()
        elif way == "press":
            title = f"{self._lyric(deed)}——{unit}{topic}{noun}{rng.choice(('', '侧记', '掠影', '圆满举行'))}"
        elif way == "place":
            title = f"{topic}{noun}在{rng.choice(deed.place.names)}{rng.choice(('举行', '开展', '举办'))}"
            gives.add(("venue", deed.place.names[0]))
        elif way == "short":
            title = topic + noun
        else:
            title = f"{unit}{rng.choice(('开展', '举办', '组织开展', '举行', '承办'))}{topic}{noun}"
        if way in ("press", "plain") and unit in deed.host.names:
            gives.add(("host", deed.host.names[0]))
        return self._marked(deed, title, gives), frozenset(gives)

    def _marked(self, deed: Deed, title: str, gives: set[Truth]) -> str:
        if deed.mark and self.rng.random() < 0.75:
            gives.add(("mark", deed.mark))
            return title + self.rng.choice(("", " ", "·")) + self.rng.choice(deed.mark)
        if self.rng.random() < 0.05:
            return f"{deed.day.month}月{deed.day.day}日{title}"
        return title

    def _slogan_title(self, deed: Deed, topic: str, noun: str) -> str:
        slogan = deed.slogan or self.rng.choice(("石榴花开", "同心同行", "红石榴在行动", "我帮你·北疆红"))
        return self.rng.choice((
            slogan, f"“{slogan}”主题活动", f"“{slogan}”{topic}{noun}", f"【{slogan}】{topic}", f"{slogan}系列活动",
        ))  # fmt: skip

    def _lyric(self, deed: Deed) -> str:
        for topic in WORDS["topics"]:
            if topic["names"][0] == deed.topic[0]:
                return str(self.rng.choice(topic["lyric"]))
        return deed.topic[0]

    def _topic(self, deed: Deed) -> str:
        return self.rng.choice(deed.topic) if self.rng.random() < 0.6 else deed.topic[0]

    def _named(self, deed: Deed, teller: Unit) -> str:
        told = deed.host if teller is deed.host or self.rng.random() < 0.45 else teller
        return self.rng.choice(told.names)

    def summary(self, deed: Deed, teller: Unit) -> tuple[str, frozenset[Truth]]:
        """An account in so many sentences as the teller uses, and what it truly gives."""
        rng, gives = self.rng, set[Truth]()
        opening = rng.choice(_OPENINGS)
        unit = self._named(deed, teller)
        day, place = f"{deed.day.month}月{deed.day.day}日", rng.choice(deed.place.names)
        did, noun = rng.choice(("开展", "举办", "组织了", "举行")), rng.choice(WORDS["forms"][deed.form])
        topic = self._topic(deed)
        parts = [
            opening.format(
                day=day,
                hour=deed.hour,
                unit=unit,
                place=place,
                did=did,
                topic=topic,
                heads=deed.heads,
                noun=noun,
            )
        ]
        gives.add(("topic", deed.topic[0]))
        named: dict[str, Truth] = {
            "{day}": ("day", deed.day), "{place}": ("venue", deed.place.names[0]), "{heads}": ("heads", deed.heads),
        }  # fmt: skip
        gives |= {truth for slot, truth in named.items() if slot in opening}
        if "{unit}" in opening and unit in deed.host.names:
            gives.add(("host", deed.host.names[0]))
        if deed.planned:
            parts.append(
                f"原定{deed.planned.month}月{deed.planned.day}日，因{rng.choice(('大风', '降雪', '场地检修'))}改期。"
            )
        if deed.mark and rng.random() < 0.5:
            parts.append(f"这是{rng.choice(deed.mark)}。")
            gives.add(("mark", deed.mark))
        facts = rng.sample(deed.facts, min(len(deed.facts), teller.habit.sentences))
        for wordings in facts:
            told = rng.choice(wordings)
            if teller is not deed.host and rng.random() < 0.25:
                told = _ROUNDED.sub(lambda found: f"{max(1, round(int(found[0]) / 10)) * 10}", told)
            parts.append(told + "。")
            if told in wordings:
                gives.add(("fact", wordings[0]))
        if deed.circular and rng.random() < 0.7:
            parts.append(deed.circular)
        parts.append(rng.choice(_CLOSINGS))
        return "".join(parts), frozenset(gives)

    def still_given(self, deed: Deed, account: str, gives: frozenset[Truth]) -> frozenset[Truth]:
        """What a pasted account still gives after its cuts."""
        facts = {("fact", words[0]) for words in deed.facts if any(wording in account for wording in words)}
        topic = {("topic", deed.topic[0])} if any(name in account for name in deed.topic) else set()
        return frozenset(facts | topic) & gives

    def own_title(self, deed: Deed, teller: Unit) -> tuple[str, frozenset[Truth]]:
        """A title of one who took part: its own doing first, the deed's own name seldom."""
        rng, way = self.rng, self.rng.choice(_OWN_TITLES)
        host = rng.choice(deed.host.names)
        title = way.format(
            me=rng.choice(teller.names),
            host=host,
            topic=self._topic(deed),
            general=rng.choice(_GENERAL),
            place=rng.choice(deed.place.names),
            noun=rng.choice(WORDS["forms"][deed.form]),
        )
        named: dict[str, Truth] = {
            "{host}": ("host", deed.host.names[0]),
            "{topic}": ("topic", deed.topic[0]),
            "{place}": ("venue", deed.place.names[0]),
        }
        return title, frozenset(truth for slot, truth in named.items() if slot in way)

    def own_account(self, deed: Deed) -> tuple[str, frozenset[Truth]]:
        """Its account: what it lent to the deed, and sometimes one fact of the whole."""
        rng, way = self.rng, self.rng.choice(_OWN_ACCOUNTS)
        told = way.format(
            day=f"{deed.day.month}月{deed.day.day}日",
            n=rng.randint(2, 15),
            job=rng.choice(_JOBS),
            host=rng.choice(deed.host.names),
            place=rng.choice(deed.place.names),
            heads=round(deed.heads / 10) * 10,
        )
        named: dict[str, Truth] = {
            "{host}": ("host", deed.host.names[0]),
            "{day}": ("day", deed.day),
            "{place}": ("venue", deed.place.names[0]),
        }
        gives = {truth for slot, truth in named.items() if slot in way}
        if rng.random() < 0.4:
            wordings = rng.choice(deed.facts)
            told += rng.choice(wordings) + "。"
            gives.add(("fact", wordings[0]))
        return told + rng.choice(_CLOSINGS), frozenset(gives)
