"""How maker C's tellers write: headlines, accounts, places, days and heads, in Chinese and in English.

Knows a deed and a teller; not which scenes there are.
"""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hundredfold.linkage.rows import Row

if TYPE_CHECKING:
    from bench.deeds_c import Deed, Unit

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "deeds_c.toml").read_text(encoding="utf-8"))
SAME_SOUND = {"裹": "果", "染": "然", "演": "眼", "赛": "塞", "展": "展", "会": "汇", "宣": "喧", "讲": "讲"}


class Voice:
    """The Chinese voice; the English one below overrides the words."""

    def room(self, dice: random.Random, owner: str) -> tuple[str, ...]:
        """A room of a unit under its names."""
        return (*(owner + name for name in dice.choice(WORDS["rooms"])), owner)

    def hall(self, dice: random.Random) -> tuple[str, ...]:
        """A hall of the district under its names."""
        return tuple(dice.choice(WORDS["halls"]))

    def topic(self, dice: random.Random, topic: dict[str, list[str]], at: int | None = None) -> str:
        """One of a topic's names."""
        return topic["titles"][at] if at is not None else dice.choice(topic["titles"])

    def facts(self, dice: random.Random, count: int) -> list[str]:
        """Odd facts of one deed."""
        return [
            line.format(
                name=dice.choice(WORDS["names"]) + dice.choice(WORDS["given"]), object=dice.choice(WORDS["objects"]),
                act=dice.choice(WORDS["acts"]), n=dice.randint(20, 420), m=dice.randint(4, 60),
            )
            for line in dice.sample(WORDS["facts"], count)
        ]  # fmt: skip

    def tell(
        self, dice: random.Random, deed: Deed, unit: Unit, source: Row | None
    ) -> tuple[Row, frozenset[str]]:
        """One row of a deed by a unit, and what of it is told truly."""
        day = self._day(dice, deed, unit)
        venue = self._venue(dice, deed, unit)
        heads = self._heads(dice, deed, unit)
        title, has_topic = self._title(dice, deed, unit)
        summary, has_facts = self._account(dice, deed, unit, heads, source)
        partners = [
            one
            for one in (deed.host, *deed.partners)
            if one is not unit and dice.random() < unit.thorough * 0.6
        ]
        mapped = dice.random() < 0.12
        gives = {
            "day": day is not None and abs((day - deed.day).days) <= 2, "place": bool(venue), "topic": has_topic,
            "heads": heads is not None and abs(heads - deed.heads) <= 1, "facts": has_facts,
            "host": unit is deed.host or deed.host in partners or deed.host.names[0] in title + summary + venue,
        }  # fmt: skip
        row = Row(
            id="", strand=dice.choice(WORDS["strands"]) if dice.random() < 0.6 else "",
            title=title, start=day, end=deed.last if dice.random() < 0.5 else None,
            unit=dice.choice(unit.names), co_units=tuple(dice.choice(one.names) for one in partners),
            town=unit.town if dice.random() < 0.7 else "", district=dice.choice(["城区", ""]), venue=venue,
            lat=deed.point[0] + dice.gauss(0, 3e-4) if mapped else None,
            lon=deed.point[1] + dice.gauss(0, 3e-4) if mapped else None, headcount=heads, summary=summary,
        )  # fmt: skip
        return row, frozenset(name for name, given in gives.items() if given)

    def _day(self, dice: random.Random, deed: Deed, unit: Unit) -> date | None:
        roll = dice.random()
        if roll < 0.03:
            return None
        if roll < 0.06 and deed.day.day <= 12:
            return date(deed.day.year, deed.day.day, deed.day.month)
        if roll < 0.11:
            return deed.day + timedelta(dice.choice([-7, -6, -3, 3, 5, 7, 8]))
        if unit.days == "filed":
            return deed.day + timedelta(dice.choice([0, 1, 2, 4]))
        if unit.days == "month" and roll < 0.4:
            return deed.day.replace(day=1 if roll < 0.25 else 28)
        return deed.day

    def _heads(self, dice: random.Random, deed: Deed, unit: Unit) -> int | None:
        """One and the same crowd by counting, by tickets, by guess or by a range's middle."""
        if unit.heads == "none" or dice.random() < 0.05:
            return None
        if unit.heads == "tickets":
            return max(4, int(deed.heads * dice.uniform(0.7, 0.98)))
        if unit.heads == "estimate":
            return max(10, round(deed.heads * dice.gauss(1.1, 0.2) / 10) * 10)
        if unit.heads == "range":
            return 50 if deed.heads < 75 else 100 if deed.heads < 150 else 200 if deed.heads < 350 else 500
        return deed.heads

    def _venue(self, dice: random.Random, deed: Deed, unit: Unit) -> str:
        if dice.random() < 0.06:
            return ""
        name = dice.choice(deed.place)
        own = deed.host.names[0]
        if unit is deed.host and name != own and name.startswith(own) and dice.random() < 0.35:
            return dice.choice(["本村", "", "我社区"]) + name.removeprefix(own)
        return dice.choice(["", "", "", deed.host.town, "城区"]) + name

    def _title(self, dice: random.Random, deed: Deed, unit: Unit) -> tuple[str, bool]:
        if deed.headline and dice.random() < 0.8:
            return deed.headline + deed.mark, True
        topic, told = self.topic(dice, deed.topic), dice.random() < 0.85
        if not told:
            topic = dice.choice(["系列活动", "民族团结进步活动", "文明实践活动", "便民活动"])
        topic += deed.mark if dice.random() < 0.85 else ""
        host = dice.choice(deed.host.names)
        quoted = f"“{deed.slogan}”" if deed.slogan else ""
        shapes = {
            "form": [topic, f"{topic}活动", f"{quoted}{topic}"],
            "news": [f"{deed.slogan or host}丨{topic},点赞!", f"{host}:{topic}乐翻天", f"{topic}走进{host}"],
            "brief": [f"{host}{topic}", f"{host}{quoted}{topic}情况", f"在{dice.choice(deed.place)}搞{topic}"],
            "report": [f"关于{host}开展{quoted}{topic}活动的报告", f"{host}扎实开展{topic}",
                       f"{quoted}主题{topic}活动"],
        }  # fmt: skip
        title = dice.choice(shapes[unit.style])
        if dice.random() < 0.05:
            title = "".join(SAME_SOUND.get(one, one) for one in title)
        return title, told

    def _account(
        self, dice: random.Random, deed: Deed, unit: Unit, heads: int | None, source: Row | None
    ) -> tuple[str, bool]:
        if dice.random() < 0.1:
            return "", False
        if source and source.summary and dice.random() < 0.2:
            parts = [part for part in source.summary.split("。") if part and dice.random() < 0.75]
            return f"我单位协助{deed.host.names[0]}," + "。".join([*parts, dice.choice(WORDS["stock"])]), len(
                parts
            ) > 1
        if deed.handout and dice.random() < 0.75:
            return deed.handout.format(unit=dice.choice(deed.host.names), heads=heads or deed.heads), False
        facts = [fact for fact in deed.facts if dice.random() < unit.thorough * 0.7]
        with_whom = (
            f"、{dice.choice(dice.choice(deed.partners).names)}"
            if deed.partners and dice.random() < 0.5
            else ""
        )
        say, host = dice.choice(deed.topic["say"]), dice.choice(deed.host.names)
        if unit.style == "form":
            return f"内容:{say};地点:{dice.choice(deed.place)};" + ";".join(facts), len(facts) > 1
        lead = (
            f"{deed.day.month}月{deed.day.day}日{deed.hour if dice.random() < 0.6 else ''},"
            if dice.random() < 0.6
            else ""
        )
        told = [f"{lead}{host}{with_whom}组织的活动上,{say}", *facts]
        if heads and dice.random() < 0.4:
            told.append(f"到场{heads}人")
        return "。".join([*told, *dice.sample(WORDS["stock"], dice.choice([0, 1, 1]))]), len(facts) > 1


class EnglishVoice(Voice):
    """The same tellers where the sheet is kept in English."""

    def room(self, dice: random.Random, owner: str) -> tuple[str, ...]:
        """A room of a unit under its names."""
        room = dice.choice(WORDS["english_rooms"])
        return (f"{owner} {room}", f"{room}, {owner}", owner)

    def hall(self, dice: random.Random) -> tuple[str, ...]:
        """A hall of the district under its names."""
        return tuple(dice.choice(WORDS["english_halls"]))

    def topic(self, dice: random.Random, topic: dict[str, list[str]], at: int | None = None) -> str:
        """One of a topic's names."""
        return topic["english"][at] if at is not None else dice.choice(topic["english"])

    def facts(self, dice: random.Random, count: int) -> list[str]:
        """Odd facts of one deed."""
        return [
            line.format(
                name=dice.choice(WORDS["english_names"]), n=dice.randint(20, 420), m=dice.randint(4, 60)
            )
            for line in dice.sample(WORDS["english_facts"], count)
        ]

    def _venue(self, dice: random.Random, deed: Deed, unit: Unit) -> str:
        return "" if dice.random() < 0.06 else dice.choice(deed.place)

    def _title(self, dice: random.Random, deed: Deed, unit: Unit) -> tuple[str, bool]:
        topic, told = deed.headline or self.topic(dice, deed.topic), dice.random() < 0.85
        if not told:
            topic = dice.choice(["community activity", "ethnic unity activity", "volunteer service"])
        host, topic = dice.choice(deed.host.names), topic + deed.mark
        shapes = [
            topic.capitalize(),
            f"{host} held a {topic}",
            f"{topic.title()} at {dice.choice(deed.place)}",
        ]
        if deed.slogan:
            shapes.append(f"{deed.slogan}: {topic}")
        return dice.choice(shapes), told

    def _account(
        self, dice: random.Random, deed: Deed, unit: Unit, heads: int | None, source: Row | None
    ) -> tuple[str, bool]:
        if dice.random() < 0.12:
            return "", False
        facts = [fact for fact in deed.facts if dice.random() < unit.thorough * 0.7]
        with_whom = f" with the {deed.partners[0].names[0]}" if deed.partners and dice.random() < 0.5 else ""
        lead = f"On {deed.day.strftime('%d %B')}, " if dice.random() < 0.5 else ""
        told = [
            f"{lead}{dice.choice(deed.host.names)}{with_whom} held a {self.topic(dice, deed.topic)}",
            *facts,
        ]
        if heads and dice.random() < 0.4:
            told.append(f"{heads} people came")
        told += dice.sample([line.rstrip(".") for line in WORDS["english_stock"]], dice.choice([0, 1]))
        return ". ".join(told) + ".", len(facts) > 1


_CHINESE, _ENGLISH = Voice(), EnglishVoice()


def voice_of(*, english: bool) -> Voice:
    """The voice of a sheet's language."""
    return _ENGLISH if english else _CHINESE
