"""Labelled ledgers, maker B: headlines from synonyms, units with writing habits, texts handed down and copied.

Nothing is shared with maker A: other places, other words, other noise. Each unit has habits (dates of posting, round
figures, bare venues); a teller either writes afresh, or copies the host's text and edits it.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hundredfold.linkage.rows import Row

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TOWNS = WORDS["towns"]
ROOTS = WORDS["roots"]
TAILS = WORDS["tails"]
OFFICES = WORDS["offices"]
HALLS = WORDS["halls"]
CORNERS = WORDS["corners"]
ACTIONS = WORDS["actions"]
FEASTS: dict[tuple[int, int], list[str]] = {
    (int(day.split("-")[0]), int(day.split("-")[1])): slogans for day, slogans in WORDS["feasts"].items()
}
LEADS = WORDS["leads"]
FACTS = WORDS["facts"]
THINGS = WORDS["things"]
FAMILY = WORDS["family"]
GIVEN = WORDS["given"]
PHRASES: list[str] = WORDS["phrases"]
SAME_SOUND: dict[str, str] = WORDS["same_sound"]
OLD_SCRIPT: dict[str, str] = WORDS["old_script"]


@dataclass(slots=True)
class Unit:
    """A teller with habits."""

    name: str
    town: str
    posts_late: bool
    counts: str
    bare: bool
    short: bool
    copies: float


@dataclass(slots=True)
class Deed:
    """What happened, and the texts handed round about it."""

    number: int
    host: Unit
    place: str
    day: date
    action: list[str]
    slogan: str
    heads: int
    facts: list[str]
    hour: str
    partners: list[Unit] = field(default_factory=list)
    mark: str = ""
    handout: str = ""
    headline: str = ""


class Maker:
    """One seeded world; `make(n)` gives n rows and their deeds."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(10_000 + seed)
        self.rows: list[Row] = []
        self.labels: list[int] = []
        self.deeds = 0

    def make(self, size: int) -> tuple[list[Row], list[int]]:
        """Rows in the order of filing, which is nearly the order of days, and the number of each one's deed."""
        self._world(size)
        scenes: list[tuple[int, Callable[[], None]]] = [
            (30, self._single),
            (3, self._feast),
            (3, self._course),
            (8, self._crowded_hall),
            (2, self._tour),
            (3, self._two_shows),
        ]
        while len(self.rows) < size:
            self.dice.choices([act for _, act in scenes], weights=[weight for weight, _ in scenes])[0]()
        order = sorted(
            range(size), key=lambda at: (self.rows[at].start or date(2025, 6, 1), self.dice.random())
        )
        return [replace(self.rows[at], id=f"b-{n:06d}") for n, at in enumerate(order)], [
            self.labels[at] for at in order
        ]

    def _unit(self, name: str, town: str) -> Unit:
        dice = self.dice
        return Unit(
            name,
            town,
            dice.random() < 0.18,
            dice.choice(["exact", "exact", "round", "guess", "none"]),
            dice.random() < 0.3,
            dice.random() < 0.35,
            dice.choice([0.0, 0.2, 0.7]),
        )

    def _world(self, size: int) -> None:
        dice = self.dice
        self.towns = {
            town: self._unit(town if dice.random() < 0.5 else f"青山区{town}", "") for town in TOWNS
        }
        count = max(40, min(900, size // 22))
        self.units: list[Unit] = []
        for at in range(count):
            root = ROOTS[at % len(ROOTS)] + (
                ""
                if at < len(ROOTS)
                else dice.choice(["东", "西", "新", "老", "前", "后", "大", "小"]) + str(at // len(ROOTS))
            )
            self.units.append(self._unit(root + dice.choice(TAILS), dice.choice(TOWNS)))
        self.offices = [self._unit(name if "青山" in name else f"青山区{name}", "") for name in OFFICES]

    def _deed(
        self,
        host: Unit | None = None,
        *,
        day: date | None = None,
        place: str = "",
        slogan: str = "",
        action: list[str] | None = None,
    ) -> Deed:
        dice = self.dice
        host = host or dice.choice([*dice.sample(self.units, 4), dice.choice(self.offices)])
        own = f"{host.name}{dice.choice(CORNERS)}"
        self.deeds += 1
        facts = [
            line.format(
                name=dice.choice(FAMILY) + dice.choice(GIVEN),
                word=dice.choice(THINGS),
                number=dice.randint(6, 260),
            )
            for line in dice.sample(FACTS, 5)
        ]
        place = place or (own if host.town and dice.random() < 0.8 else dice.choice(HALLS))
        return Deed(
            self.deeds,
            host,
            place,
            day or date(2025, 1, 1) + timedelta(dice.randrange(365)),
            action or dice.choice(ACTIONS),
            slogan,
            int(dice.paretovariate(1.6) * 24),
            facts,
            dice.choice(["9时", "10:00", "下午", "15时", "19:30", "", ""]),
            dice.sample(self.offices, dice.choice([0, 1, 1, 2])),
        )

    def _single(self) -> None:
        slogan = self.dice.choice(["", "", "", "", "“石榴红”志愿服务", "新时代文明实践"])
        self._file(self._deed(slogan=slogan), 0.3)

    def _feast(self) -> None:
        """Forty units, one day, one slogan, often one handed-down headline and text with only names changed."""
        dice = self.dice
        (month, number), slogans = dice.choice(list(FEASTS.items()))
        slogan, actions = dice.choice(slogans), dice.sample(ACTIONS, dice.choice([1, 1, 2, 4]))
        handed = dice.random() < 0.5
        phrases = "".join(dice.sample(PHRASES, 2))
        for unit in dice.sample(self.units, min(len(self.units), dice.randint(12, 45))):
            deed = self._deed(
                unit,
                day=date(2025, month, number) + timedelta(dice.choice([0, 0, 0, 0, -1, 1])),
                place=f"{unit.name}{dice.choice(CORNERS)}",
                slogan=slogan,
                action=dice.choice(actions),
            )
            if handed:
                deed.headline = dice.choice([slogan, f"{slogan}主题活动", f"“{slogan}”{deed.action[0]}活动"])
                opening = f"为弘扬优秀传统文化,{{unit}}开展“{slogan}”{deed.action[0]}活动,"
                deed.handout = opening + f"{{heads}}人参加。{phrases}"
            self._file(deed, 0.16)

    def _course(self) -> None:
        """A class every week in one room, numbered or not, often told in the same words each time."""
        dice = self.dice
        first = self._deed()
        style = dice.choice(["第{n}期", "第{n}课", "({n})", "", ""])
        words, gap = dice.choice(first.action), dice.choice([1, 7, 7, 7, 14])
        start = min(first.day, date(2025, 8, 1))
        for step in range(dice.randint(3, 10)):
            deed = self._deed(
                first.host,
                day=start + timedelta(gap * step),
                place=first.place,
                action=first.action,
                slogan=first.slogan,
            )
            deed.mark, deed.partners = style.format(n=step + 1), first.partners
            deed.headline = words if dice.random() < 0.7 else ""
            self._file(deed, 0.15)

    def _crowded_hall(self) -> None:
        dice = self.dice
        hall, day = dice.choice(HALLS), date(2025, 1, 1) + timedelta(dice.randrange(365))
        host = self._deed().host if dice.random() < 0.3 else None
        for action in dice.sample(ACTIONS, dice.randint(2, 3)):
            self._file(self._deed(host, day=day, place=hall, action=action), 0.25)

    def _tour(self) -> None:
        """One troupe, one show, many courtyards: the same words within days, and every stop a deed of its own."""
        dice = self.dice
        troupe, action = dice.choice(self.offices), dice.choice(ACTIONS)
        day, slogan = (
            date(2025, 1, 1) + timedelta(dice.randrange(350)),
            dice.choice(["送文化下基层", "流动课堂", "文艺轻骑兵", "惠民巡演"]),
        )
        for step, unit in enumerate(dice.sample(self.units, dice.randint(3, 9))):
            deed = self._deed(
                troupe,
                day=day + timedelta(step // 2),
                place=f"{unit.name}{dice.choice(CORNERS)}",
                slogan=slogan,
                action=action,
            )
            deed.partners = [unit, *deed.partners[:1]]
            self._file(deed, 0.45)

    def _two_shows(self) -> None:
        dice = self.dice
        first = self._deed()
        for hour in ("上午", "晚上"):
            deed = self._deed(
                first.host, day=first.day, place=first.place, action=first.action, slogan=first.slogan
            )
            deed.hour, deed.partners = hour, first.partners
            deed.mark = dice.choice(["", f"({hour}场)", ""])
            self._file(deed, 0.2)

    def _file(self, deed: Deed, often: float) -> None:
        dice = self.dice
        first = self._write(deed, deed.host, None)
        self._keep(first, deed)
        if dice.random() >= often:
            return
        town = self.towns.get(deed.host.town) or (
            self.towns.get(deed.partners[0].town) if deed.partners else None
        )
        others = [*deed.partners, *([town] if town else []), dice.choice(self.offices[:2])]
        others = [unit for unit in others if unit is not deed.host]
        chosen = dice.sample(others, min(len(others), dice.choice([1, 1, 1, 2, 2, 3])))
        for unit in {id(unit): unit for unit in chosen}.values():
            self._keep(self._write(deed, unit, first), deed)

    def _keep(self, row: Row, deed: Deed) -> None:
        self.rows.append(row)
        self.labels.append(deed.number)

    def _write(self, deed: Deed, unit: Unit, first: Row | None) -> Row:
        dice = self.dice
        copied = first is not None and dice.random() < unit.copies
        title = self._edited(first.title) if first and copied else self._headline(deed, unit)
        summary = self._adapted(first.summary, deed, unit) if first and copied else self._account(deed, unit)
        day: date | None = deed.day + timedelta(dice.choice([0, 1, 1, 2, 3])) if unit.posts_late else deed.day
        slip = dice.random()
        if slip < 0.04:
            day = deed.day + timedelta(dice.choice([-7, -5, -2, 4, 6, 7]))
        elif slip < 0.06 and deed.day.day <= 12:
            day = date(2025, deed.day.day, deed.day.month)
        elif slip < 0.08:
            day = None
        partners = [
            other.name
            for other in [deed.host, *deed.partners]
            if other is not unit and dice.random() < (0.15 if unit.bare else 0.5)
        ]
        return Row(
            id="",
            kind="event",
            strand=dice.choice(["宣传教育", "文艺汇演"]) if unit.short else "",
            title=title,
            start=day,
            unit=self._abbreviated(unit),
            co_units=tuple(partners),
            town=unit.town if dice.random() < 0.8 else "",
            district="青山区" if dice.random() < 0.6 else "",
            venue=self._venue(deed, unit),
            headcount=self._heads(deed, unit),
            summary=summary,
        )

    def _abbreviated(self, unit: Unit) -> str:
        short = {
            "文化旅游体育局": "文旅局",
            "民族宗教事务委员会": "民宗委",
            "妇女联合会": "妇联",
            "科学技术协会": "科协",
            "卫生健康委员会": "卫健委",
            "文学艺术界联合会": "文联",
        }
        name = unit.name
        if self.dice.random() < 0.25:
            name = name.removeprefix("青山区")
            name = short.get(name, name)
        return name

    def _venue(self, deed: Deed, unit: Unit) -> str:
        dice = self.dice
        if dice.random() < 0.08:
            return ""
        place = deed.place
        if unit.bare:
            for corner in CORNERS:
                place = place.removesuffix(corner)
            return place or deed.place
        if unit is deed.host and dice.random() < 0.25 and deed.place.startswith(unit.name):
            return deed.place.removeprefix(unit.name)
        return dice.choice(["", "", "青山区", deed.host.town]) + place

    def _heads(self, deed: Deed, unit: Unit) -> int | None:
        if unit.counts == "none" or self.dice.random() < 0.06:
            return None
        if unit.counts == "round":
            return max(10, deed.heads // 10 * 10)
        return max(5, int(deed.heads * self.dice.gauss(1.0, 0.18))) if unit.counts == "guess" else deed.heads

    def _headline(self, deed: Deed, unit: Unit) -> str:
        dice = self.dice
        if deed.headline and dice.random() < 0.75:
            return deed.headline + deed.mark
        words = dice.choice(deed.action)
        host = deed.host.name.removeprefix("青山区")
        shapes = [
            f"{host}:{words}{dice.choice(LEADS)}",
            f"{words}{deed.mark}{dice.choice(LEADS)}",
            f"{deed.slogan} {host}{words}{deed.mark}",
            f"{deed.slogan}|{words}{deed.mark}",
            f"走进{host},一起{words}",
            f"{words},{dice.choice(LEADS)}!",
            f"{deed.slogan}{words}活动{deed.mark}",
        ]
        title = dice.choice(shapes).strip(" |")
        return self._edited(title[:14] if unit.short else title)

    def _edited(self, title: str) -> str:
        dice = self.dice
        roll = dice.random()
        if roll < 0.1:
            return "".join(SAME_SOUND.get(character, character) for character in title)
        if roll < 0.16:
            return "".join(OLD_SCRIPT.get(character, character) for character in title)
        if roll < 0.24 and len(title) > 8:
            at = dice.randrange(len(title) - 2)
            return title[:at] + title[at + 1 :]
        if roll < 0.34:
            return f"【{title}】" if roll < 0.29 else f"{title}✨"
        return title

    def _adapted(self, summary: str, deed: Deed, unit: Unit) -> str:
        sentences = [part for part in summary.replace("。", "。\n").split("\n") if part]
        kept = [part for part in sentences if self.dice.random() < 0.8]
        return (
            f"近日,{unit.name}指导{deed.host.name}做实群众工作。" + "".join(kept) + self.dice.choice(PHRASES)
        )

    def _account(self, deed: Deed, unit: Unit) -> str:
        dice = self.dice
        if unit.short and dice.random() < 0.35:
            return ""
        count = self._heads(deed, unit) or deed.heads
        if deed.handout and dice.random() < 0.8:
            return deed.handout.format(unit=deed.host.name, heads=count) + (
                dice.choice(deed.facts) + "。" if dice.random() < 0.6 else ""
            )
        opening = f"{deed.hour}," if deed.hour and dice.random() < 0.75 else ""
        where = deed.place if dice.random() < 0.6 else deed.host.name
        opening += f"{where}里,{deed.host.name}" + (
            f"与{deed.partners[0].name}" if deed.partners and dice.random() < 0.4 else ""
        )
        told = [
            f"{opening}的{dice.choice(deed.action)}{dice.choice(LEADS)}。",
            *(fact + "。" for fact in deed.facts if dice.random() < 0.5),
        ]
        if dice.random() < 0.4:
            told.append(f"{count}人到场。")
        dice.shuffle(told)
        return "".join(told) + "".join(dice.sample(PHRASES, dice.choice([0, 1, 2])))


def make(size: int, seed: int) -> tuple[list[Row], list[int]]:
    """`size` rows and, for each, the number of the deed it tells."""
    return Maker(seed).make(size)
