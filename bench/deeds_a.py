"""Labelled ledgers, maker A: a district whose deeds are told by host, street, bureau and partner from one set of facts.

Truth is made first (who, where, when, what, how many); every telling picks facts and wording by the teller's role.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hundredfold.linkage.rows import Row

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
STREETS = WORDS["streets"]
CORES = WORDS["cores"]
BUREAUS = WORDS["bureaus"]
HALLS = WORDS["halls"]
ROOMS = WORDS["rooms"]
TOPICS: dict[str, str] = WORDS["topics"]
FESTIVALS: dict[tuple[int, int], list[str]] = {
    (int(day.split("-")[0]), int(day.split("-")[1])): slogans for day, slogans in WORDS["festivals"].items()
}
FESTIVE: dict[int, list[str]] = {int(month): topics for month, topics in WORDS["festive"].items()}
BOILER = WORDS["boiler"]
SURNAMES = WORDS["surnames"]
GIVEN = WORDS["given"]
DETAILS = WORDS["details"]


@dataclass(frozen=True, slots=True)
class Place:
    """A street or community of the made-up district."""

    name: str
    street: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happened."""

    deed: int
    host: str
    street: str
    partners: tuple[str, ...]
    owner: str
    room: str
    day: date
    session: str
    topic: str
    slogan: str
    series: int
    heads: int
    details: tuple[str, ...]
    lat: float
    lon: float


class Maker:
    """One seeded district; `make(n)` gives about n rows and their deeds."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.year = 2024 + seed % 3
        self.deeds = 0
        self.rows: list[Row] = []
        self.labels: list[int] = []

    def make(self, size: int) -> tuple[list[Row], list[int]]:
        """Rows and the number of the deed each tells."""
        self._district(size)
        steps = (self._ordinary, self._campaign, self._series, self._hall_day)
        while len(self.rows) < size:
            self.dice.choices(steps, weights=(40, 3, 3, 10))[0]()
        order = list(range(size))
        self.dice.shuffle(order)
        return [replace(self.rows[at], id=f"A{n}") for n, at in enumerate(order)], [
            self.labels[at] for at in order
        ]

    def _district(self, size: int) -> None:
        dice = self.dice
        wanted = max(30, min(len(CORES) * 12, size // 30))
        names = [
            core + tail
            for tail in ("", "第一", "第二", "东", "西", "南", "北", "1号", "2号", "3号", "新", "家园")
            for core in CORES
        ]
        self.places = [
            Place(
                core + "社区",
                dice.choice(STREETS) + "街道",
                40.65 + dice.gauss(0, 0.03),
                109.82 + dice.gauss(0, 0.04),
            )
            for core in names[:wanted]
        ]

    def _detail(self) -> tuple[str, ...]:
        dice = self.dice
        chosen = dice.sample(DETAILS, 4)
        return tuple(
            line.format(
                who=dice.choice(SURNAMES) + dice.choice(GIVEN),
                n=dice.randint(30, 480),
                m=dice.randint(3, 48),
                a=dice.randint(70, 96),
            )
            for line in chosen
        )

    def _truth(self, place: Place | None = None, **facts: object) -> Truth:
        dice = self.dice
        place = place or dice.choice(self.places)
        host = place.name if dice.random() < 0.75 else dice.choice(BUREAUS)
        own = host == place.name and dice.random() < 0.8
        partners = tuple(dice.sample(BUREAUS, dice.choice([0, 0, 1, 1, 2])))
        self.deeds += 1
        truth = Truth(
            self.deeds,
            host,
            place.street,
            tuple(p for p in partners if p != host),
            place.name if own or (host != place.name and dice.random() < 0.4) else dice.choice(HALLS),
            dice.choice(ROOMS),
            date(self.year, 1, 1) + timedelta(dice.randrange(365)),
            dice.choice(["上午", "下午", "晚上", "", ""]),
            dice.choice(list(TOPICS)),
            "",
            0,
            max(8, int(dice.lognormvariate(4.1, 0.6))),
            self._detail(),
            place.lat,
            place.lon,
        )
        return replace(truth, **facts)  # type: ignore[arg-type]

    def _ordinary(self) -> None:
        slogan = self.dice.choice(
            ["", "", "", "石榴籽心连心", "我为群众办实事", "书香昆区", "我帮你进行时", "邻里节"]
        )
        self._tell(self._truth(slogan=slogan), self.dice.random() < 0.28)

    def _campaign(self) -> None:
        dice = self.dice
        (month, number), slogans = dice.choice(list(FESTIVALS.items()))
        slogan, topics = dice.choice(slogans), FESTIVE[month]
        for place in dice.sample(self.places, min(len(self.places), dice.randint(15, 50))):
            day = date(self.year, month, number) - timedelta(dice.choice([0, 0, 0, 0, 1, 1, 2, 3]))
            truth = self._truth(
                place, host=place.name, owner=place.name, day=day, slogan=slogan, topic=dice.choice(topics)
            )
            self._tell(truth, dice.random() < 0.18)

    def _series(self) -> None:
        dice = self.dice
        base = self._truth(slogan=dice.choice(["", "石榴讲堂", "周末课堂", "红石榴大讲堂"]))
        for step in range(dice.randint(3, 9)):
            truth = self._truth(
                host=base.host,
                street=base.street,
                owner=base.owner,
                room=base.room,
                partners=base.partners,
                topic=base.topic,
                slogan=base.slogan,
                day=base.day + timedelta(dice.choice([1, 7, 7, 14]) * step % 360),
                series=step + 1,
                lat=base.lat,
                lon=base.lon,
            )
            self._tell(truth, dice.random() < 0.2)

    def _hall_day(self) -> None:
        dice = self.dice
        base = self._truth(owner=dice.choice(HALLS))
        for _ in range(dice.randint(2, 3)):
            same_host: dict[str, Any] = (
                {"host": base.host, "partners": base.partners} if dice.random() < 0.25 else {}
            )
            truth = self._truth(
                owner=base.owner,
                room=base.room,
                day=base.day,
                street=base.street,
                slogan=base.slogan,
                lat=base.lat,
                lon=base.lon,
                **same_host,
            )
            self._tell(truth, dice.random() < 0.25)

    def _tell(self, truth: Truth, often: bool) -> None:
        dice = self.dice
        tellers = [truth.host]
        if often:
            others = [truth.street, *truth.partners, "民委"]
            dice.shuffle(others)
            tellers += [name for name in others if name != truth.host][: dice.choice([1, 1, 1, 2, 2, 3])]
            if dice.random() < 0.12:
                tellers.append(truth.host)
        for teller in tellers:
            self.rows.append(self._row(truth, teller))
            self.labels.append(truth.deed)

    def _row(self, truth: Truth, teller: str) -> Row:
        dice = self.dice
        others = [name for name in (truth.host, truth.street, *truth.partners) if name != teller]
        named = tuple(
            self._unit(name) for name in others if dice.random() < (0.55 if name == truth.host else 0.3)
        )
        day = self._day(truth.day)
        return Row(
            id="",
            kind="event",
            strand="talks" if TOPICS[truth.topic][-1] in "座讲会训" else "performances",
            title=self._title(truth, teller),
            start=day,
            end=day if day and dice.random() < 0.1 else None,
            unit=self._unit(teller),
            co_units=named,
            town=truth.street if dice.random() < 0.7 else "",
            district=dice.choice(["昆区", "昆都仑区", ""]),
            venue=self._venue(truth),
            lat=truth.lat + dice.gauss(0, 0.0004) if dice.random() < 0.25 else None,
            lon=truth.lon + dice.gauss(0, 0.0004) if dice.random() < 0.25 else None,
            headcount=self._heads(truth.heads),
            summary=self._summary(truth, teller),
            photos=(),
            url="",
            outlet="",
        )

    def _unit(self, name: str) -> str:
        dice = self.dice
        if name.endswith("街道"):
            name = dice.choice(
                [name, name, name.replace("大街街道", "街道").replace("路街道", "街道"), name + "办事处"]
            )
        elif name.endswith("社区"):
            name = dice.choice([name, name, name, name + "居委会", name.replace("号", "#")])
        return dice.choice(["", "", "昆区", "昆都仑区"]) + name

    def _day(self, day: date) -> date | None:
        roll = self.dice.random()
        if roll < 0.78:
            return day
        if roll < 0.87:
            return day + timedelta(self.dice.choice([-1, 1]))
        if roll < 0.94:
            return day + timedelta(self.dice.randint(-7, 7))
        if roll < 0.97 and day.day <= 12:
            return date(day.year, day.day, day.month)
        return None if roll < 0.985 else day

    def _venue(self, truth: Truth) -> str:
        dice = self.dice
        if dice.random() < 0.07:
            return ""
        if truth.owner in HALLS:
            short = truth.owner[:-2] if len(truth.owner) > 4 and dice.random() < 0.3 else truth.owner
            return dice.choice(["", "", "昆区", "区"]) + short
        owner = truth.owner.replace("号", "#") if dice.random() < 0.3 else truth.owner
        return (
            dice.choice(["", "", truth.street, "昆区"]) + owner + (truth.room if dice.random() < 0.75 else "")
        )

    def _heads(self, heads: int) -> int | None:
        roll = self.dice.random()
        if roll < 0.5:
            return heads
        if roll < 0.72:
            return max(10, round(heads, -1))
        if roll < 0.87:
            return max(5, int(heads * self.dice.uniform(0.75, 1.35)))
        return None

    def _title(self, truth: Truth, teller: str) -> str:
        dice = self.dice
        form = TOPICS[truth.topic]
        if dice.random() < 0.35:
            form = dice.choice(["活动", "主题活动", "专题活动", form, "系列活动"])
        topic = truth.topic if dice.random() < 0.85 else dice.choice(["主题", "文化", "传统文化", "惠民"])
        core = topic + form
        if truth.series and dice.random() < 0.75:
            number = dice.choice([f"第{'零一二三四五六七八九'[truth.series]}", f"第{truth.series}"])
            core += dice.choice([f"({number}期)", f"{number}场", f"{number}讲"])
        if truth.slogan and dice.random() < 0.85:
            core = dice.choice(
                [
                    f"“{truth.slogan}”{core}",
                    f"{truth.slogan} {core}",
                    f"{truth.slogan}——{core}",
                    f"{core}:{truth.slogan}",
                ]
            )
        if dice.random() < (0.25 if teller == truth.host else 0.5):
            core = self._unit(truth.host) + dice.choice(["开展", "举办", "组织", ""]) + core
        return core

    def _summary(self, truth: Truth, teller: str) -> str:
        dice = self.dice
        if dice.random() < 0.08:
            return ""
        lead = f"{truth.day.month}月{truth.day.day}日{truth.session if dice.random() < 0.7 else ''},"
        who = self._unit(teller)
        if teller != truth.host and dice.random() < 0.7:
            who += dice.choice(["联合", "指导", "走进"]) + self._unit(truth.host)
        elif truth.partners and dice.random() < 0.5:
            who += "联合" + self._unit(truth.partners[0])
        lead += (
            who
            + dice.choice(["在", "于"])
            + (self._venue(truth) or "辖区")
            + dice.choice(["开展", "举办", "组织开展"])
        )
        lead += (
            (f"“{truth.slogan}”" if truth.slogan and dice.random() < 0.6 else "")
            + truth.topic
            + TOPICS[truth.topic]
            + "。"
        )
        told = [line + "。" for line in truth.details if dice.random() < 0.45]
        count = self._heads(truth.heads)
        if count and dice.random() < 0.5:
            told.append(dice.choice([f"共有{count}人参加。", f"{count}余名居民参与。"]))
        dice.shuffle(told)
        return lead + "".join(told) + "".join(dice.sample(BOILER, dice.choice([0, 1, 1, 2])))


def make(size: int, seed: int) -> tuple[list[Row], list[int]]:
    """`size` rows and, for each, the number of the deed it tells."""
    return Maker(seed).make(size)
