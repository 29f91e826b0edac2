"""Labelled ledgers, maker C: a southern district merged from sheets of towns, each kept in its own way, one in English.

Nothing is shared with makers A and B: other places, words, columns and other ways in which one deed comes to be told
twice (handed in under two strands, an item of a gala told as a show, an exhibition told by day, a replay).
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.deeds_c_words import Voice, voice_of
from hundredfold.linkage.rows import Row

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TOPICS: list[dict[str, list[str]]] = WORDS["topics"]
YEAR = 2026
# What a sheet may lack as a whole: nobody in that town fills the column.
LACKING = ((), (), ("summary",), ("headcount",), ("co_units", "town"), ("venue",), ("summary", "co_units"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A teller: its names, longest first, its sheet and its habits."""

    names: tuple[str, ...]
    town: str
    sheet: int
    english: bool
    style: str
    days: str
    heads: str
    thorough: float


@dataclass(slots=True)
class Deed:
    """What happened."""

    number: int
    host: Unit
    place: tuple[str, ...]
    day: date
    topic: dict[str, list[str]]
    heads: int
    facts: list[str]
    partners: list[Unit] = field(default_factory=list)
    slogan: str = ""
    mark: str = ""
    hour: str = ""
    last: date | None = None
    handout: str = ""
    headline: str = ""
    point: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Telling:
    """One row with what it tells truly: a careful reader can settle a pair that shares enough of it."""

    row: Row
    deed: int
    sheet: int
    gives: frozenset[str]


class Maker:
    """One seeded district; `make(n)` gives n tellings in no order."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"c{seed}")
        self.told: list[Telling] = []
        self.deeds = 0

    def make(self, size: int) -> list[Telling]:
        """`size` tellings, shuffled."""
        self._world(size)
        scenes: list[tuple[int, Callable[[], None]]] = [
            (46, self._single), (2, self._campaign), (3, self._series), (7, self._one_hall), (4, self._gala),
            (2, self._exhibition), (3, self._twice_a_day), (2, self._tour), (4, self._two_strands),
            (2, self._care_home),
        ]  # fmt: skip
        acts, weights = [act for _, act in scenes], [weight for weight, _ in scenes]
        while len(self.told) < size:
            self.dice.choices(acts, weights=weights)[0]()
        chosen = self.told[:size]
        self.dice.shuffle(chosen)
        return [replace(one, row=replace(one.row, id=str(7_000 + n))) for n, one in enumerate(chosen)]

    def _world(self, size: int) -> None:
        dice = self.dice
        self.sheets = [dice.choice(LACKING) for _ in range(len(WORDS["towns"]) + 2)]
        self.streets = [
            self._unit((town, f"{town}人民政府" if town[-1] in "镇乡" else f"{town}办事处", f"{town[:-2] or town}街办"
                        if town.endswith("街道") else f"{town}党委"), town, at)
            for at, town in enumerate(WORDS["towns"])
        ]  # fmt: skip
        self.english = len(self.streets)
        self.bureaus = [self._unit(tuple(names), "", self.english + 1) for names in WORDS["bureaus"]]
        self.units = [self._village(at) for at in range(max(40, min(1500, size // 20)))]
        town = WORDS["english_town"]
        self.streets.append(
            self._unit((town, town.replace(" Subdistrict", " Sub-district Office")), town, self.english)
        )
        for root in WORDS["english_roots"]:
            names = (f"{root} Community", f"{root} Residents' Committee", f"{root} Community Centre")
            self.units.append(self._unit(names, town, self.english))
        self.english_bureaus = [
            self._unit(tuple(names), "", self.english) for names in WORDS["english_bureaus"]
        ]

    def _village(self, at: int) -> Unit:
        dice, roots = self.dice, WORDS["roots"]
        side = (
            ""
            if at < len(roots)
            else dice.choice(WORDS["sides"]) + (str(at // len(roots)) if at > 240 else "")
        )
        root, town = side + roots[at % len(roots)], dice.randrange(len(WORDS["towns"]))
        tails = dice.choice(WORDS["tails"])
        return self._unit(tuple(root + tail for tail in tails), WORDS["towns"][town], town)

    def _unit(self, names: tuple[str, ...], town: str, sheet: int) -> Unit:
        dice = self.dice
        return Unit(
            names, town, sheet, sheet == len(WORDS["towns"]),
            dice.choice(["form", "news", "brief", "report"]), dice.choice(["true", "true", "true", "filed", "month"]),
            dice.choice(["counted", "counted", "tickets", "estimate", "range", "none"]), dice.uniform(0.3, 0.9),
        )  # fmt: skip

    def _deed(self, host: Unit | None = None, **facts: Any) -> Deed:
        dice = self.dice
        host = host or (dice.choice(self.units) if dice.random() < 0.8 else dice.choice(self.bureaus))
        voice = voice_of(english=host.english)
        self.deeds += 1
        place = voice.room(dice, host.names[0]) if host.town and dice.random() < 0.82 else voice.hall(dice)
        others = self.english_bureaus if host.english else self.bureaus
        deed = Deed(
            self.deeds, host, place, date(YEAR, 1, 1) + timedelta(dice.randrange(365)), dice.choice(TOPICS),
            max(6, int(dice.gammavariate(2.0, 45))), voice.facts(dice, 6),
            [one for one in dice.sample(others, dice.choice([0, 0, 1, 1, 2])) if one is not host],
            hour=dice.choice(["9点", "15:30", "上午", "晚上八点", "", ""]) if not host.english else "",
            point=(24.31 + dice.gauss(0, 0.05), 109.41 + dice.gauss(0, 0.05)),
        )  # fmt: skip
        for name, value in facts.items():
            setattr(deed, name, value)
        return deed

    def _single(self) -> None:
        slogan = self.dice.choice(["", "", "", "石榴籽驿站", "新风进万家"])
        deed = self._deed()
        self._file(replace(deed, slogan="" if deed.host.english else slogan), 0.33)

    def _campaign(self) -> None:
        """One slogan handed down to forty units; each holds its own, many in the words they were given."""
        dice = self.dice
        day, slogans = dice.choice([entry for entry in WORDS["campaigns"].items() if entry[0] != "english"])
        month, number = map(int, day.split("-"))
        slogan, topics = dice.choice(slogans), dice.sample(TOPICS, dice.choice([1, 2, 3]))
        handed, stock = dice.random() < 0.45, "".join(dice.sample(WORDS["stock"], 2))
        for unit in dice.sample(self.units, min(len(self.units), dice.randint(18, 46))):
            voice, topic = voice_of(english=unit.english), dice.choice(topics)
            deed = self._deed(unit, place=voice.room(dice, unit.names[0]), topic=topic, slogan=slogan)
            deed.day = date(YEAR, month, number) + timedelta(dice.choice([0, 0, 0, 0, 0, 1, 2, -1]))
            deed.slogan = WORDS["campaigns"]["english"][month % 4] if unit.english else slogan
            if handed and not unit.english:
                deed.headline = f"“{slogan}”{topic['titles'][0]}"
                deed.handout = (
                    f"根据上级安排,{{unit}}开展“{slogan}”系列活动,{topic['say'][0]},{{heads}}人参与。{stock}"
                )
            self._file(deed, 0.15)

    def _series(self) -> None:
        dice, first = self.dice, self._deed()
        style = dice.choice(["第{n}讲", "之{zh}", "({zh})", "第{zh}场", "", "{n}/8", "第一季第{zh}期"])
        style = dice.choice([", session {n}", " no. {n}", " ({n})", ""]) if first.host.english else style
        gap, titled = dice.choice([1, 7, 14, 30]), dice.random() < 0.6
        start = min(first.day, date(YEAR, 5, 1))
        for step in range(dice.randint(3, 8)):
            deed = self._deed(
                first.host, place=first.place, topic=first.topic, slogan=first.slogan, point=first.point
            )
            deed.day, deed.partners = start + timedelta(gap * step), first.partners
            deed.mark = style.format(n=step + 1, zh="一二三四五六七八"[step])
            deed.headline = voice_of(english=first.host.english).topic(dice, first.topic, 0) if titled else ""
            self._file(deed, 0.18)

    def _one_hall(self) -> None:
        """Two or three deeds in one hall on one day, sometimes of one host."""
        dice, base = self.dice, self._deed(self.dice.choice(self.units + self.bureaus))
        base.place = voice_of(english=base.host.english).hall(dice)
        for topic in dice.sample(TOPICS, dice.randint(2, 3)):
            host = base.host if dice.random() < 0.4 else None
            if host is None:
                host = dice.choice([unit for unit in self.units if unit.english is base.host.english])
            self._file(self._deed(host, place=base.place, day=base.day, topic=topic, point=base.point), 0.25)

    def _gala(self) -> None:
        """Told by host, street and bureau, each in its own words; now and then one item of it as a show of its own."""
        dice = self.dice
        gala = next(topic for topic in TOPICS if "文艺晚会" in topic["titles"])
        deed = self._deed(dice.choice(self.units), topic=gala, heads=dice.randint(120, 900))
        voice = voice_of(english=deed.host.english)
        deed.place, deed.hour = voice.hall(dice), "" if deed.host.english else "晚上"
        if not deed.host.english:
            deed.slogan = dice.choice(
                dice.choice([told for day, told in WORDS["campaigns"].items() if day != "english"])
            )
        self._file(deed, 0.9)
        if not deed.host.english and dice.random() < 0.15:
            act = dice.choice(WORDS["acts"])
            self._keep(
                deed, dice.choice(deed.partners or [deed.host]), headline=f"{act}亮相{deed.slogan}晚会"
            )

    def _exhibition(self) -> None:
        dice, deed = self.dice, self._deed()
        show = next(topic for topic in TOPICS if "图片巡展" in topic["titles"])
        deed = replace(deed, topic=show, last=deed.day + timedelta(dice.randint(3, 12)))
        self._file(deed, 0.5)
        if dice.random() < 0.4:
            self._keep(replace(deed, day=deed.day + timedelta(dice.randint(1, 3))), deed.host)

    def _twice_a_day(self) -> None:
        """Morning and evening, or class by class: the same words, two deeds."""
        dice, first = self.dice, self._deed()
        marks = dice.choice([("(上午场)", "(晚场)"), ("(三年级)", "(五年级)"), ("A班", "B班"), ("", "")])
        hours = ("上午", "晚上")
        if first.host.english:
            marks, hours = (" (morning)", " (evening)"), ("", "")
        for mark, hour in zip(marks, hours, strict=True):
            deed = self._deed(
                first.host, place=first.place, day=first.day, topic=first.topic, slogan=first.slogan
            )
            deed.mark, deed.hour, deed.partners, deed.point = mark, hour, first.partners, first.point
            self._file(deed, 0.2)

    def _tour(self) -> None:
        """One bureau, one show, many villages."""
        dice, troupe, topic = self.dice, self.dice.choice(self.bureaus), self.dice.choice(TOPICS)
        day, titled = date(YEAR, 1, 1) + timedelta(dice.randrange(350)), dice.random() < 0.5
        places = [unit for unit in self.units if not unit.english]
        for step, unit in enumerate(dice.sample(places, dice.randint(3, 8))):
            room = voice_of(english=False).room(dice, unit.names[0])
            deed = self._deed(
                troupe, place=room, day=day + timedelta(step // 2), topic=topic, partners=[unit]
            )
            deed.slogan, deed.headline = "文化轻骑进村寨", topic["titles"][-1] + "走基层" if titled else ""
            self._file(deed, 0.45)

    def _two_strands(self) -> None:
        """One unit hands in one deed under two strands, in other words; sometimes weeks later as a replay."""
        dice, deed = self.dice, self._deed()
        self._file(deed, 0.2)
        if dice.random() < 0.12 and not deed.host.english:
            later = replace(deed, day=deed.day + timedelta(dice.randint(3, 15)))
            self._keep(later, deed.host, headline=f"线上回看:{dice.choice(deed.topic['titles'])}")
        else:
            self._keep(deed, deed.host)

    def _care_home(self) -> None:
        """Several units call at one home within days: as many deeds."""
        dice, home = self.dice, ("区福利院", "社会福利院", "福利院康复楼")
        day = date(YEAR, 1, 1) + timedelta(dice.randrange(360))
        visits = [
            topic for topic in TOPICS if {"剪头发", "体检", "文艺演出", "慰问困难户"} & set(topic["titles"])
        ]
        units = [unit for unit in self.units if not unit.english]
        for unit in dice.sample(units, dice.randint(2, 5)):
            near = day + timedelta(dice.choice([0, 0, 1, 2]))
            self._file(self._deed(unit, place=home, day=near, topic=dice.choice(visits)), 0.12)

    def _file(self, deed: Deed, often: float) -> None:
        dice = self.dice
        first = self._keep(deed, deed.host)
        if dice.random() >= often:
            return
        street = next((unit for unit in self.streets if unit.town == deed.host.town), None)
        others = [
            *deed.partners,
            *([street] if street else []),
            (self.english_bureaus if deed.host.english else self.bureaus)[1],
        ]
        others = [unit for unit in dict.fromkeys(others) if unit is not deed.host]
        for unit in dice.sample(others, min(len(others), dice.choice([1, 1, 1, 2, 2, 3]))):
            self._keep(deed, unit, source=first)

    def _keep(self, deed: Deed, unit: Unit, *, headline: str = "", source: Row | None = None) -> Row:
        voice: Voice = voice_of(english=unit.english and deed.host.english)
        row, gives = voice.tell(self.dice, deed, unit, source)
        if headline:
            row = replace(row, title=headline)
        lacking = self.sheets[unit.sheet]
        blank: dict[str, Any] = {"summary": "", "headcount": None, "co_units": (), "town": "", "venue": ""}
        row = replace(row, **{name: blank[name] for name in lacking})
        lost = {"venue": "place", "headcount": "heads", "summary": "facts"}
        self.told.append(
            Telling(row, deed.number, unit.sheet, gives - {lost[name] for name in lacking if name in lost})
        )
        return row


def make(size: int, seed: int) -> tuple[list[Row], list[int]]:
    """`size` rows and, for each, the number of the deed it tells."""
    told = Maker(seed).make(size)
    return [one.row for one in told], [one.deed for one in told]


def plain_pairs(told: Sequence[Telling]) -> set[tuple[int, int]]:
    """The true pairs (places in `told`) that a careful reader could settle: both tell at least three like things."""
    by_deed: dict[int, list[int]] = {}
    for at, one in enumerate(told):
        by_deed.setdefault(one.deed, []).append(at)
    return {
        (a, b)
        for group in by_deed.values()
        for step, a in enumerate(group)
        for b in group[step + 1 :]
        if len(told[a].gives & told[b].gives) >= 3
    }
