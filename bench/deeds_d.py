"""Labelled ledgers, maker D: a pastoral banner in one year, by a stranger to the other makers. Never trained on.

Its units keep habits of their own, most deeds are told once, and what looks alike is mostly not the same: campaigns,
weekly classes, tours, two halves of a day in one hall. How a deed is put into words is in `deeds_d_words`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from bench.deeds_d_hand import Hand
from bench.deeds_d_words import WORDS, Deed, Habit, Place, Truth, Unit, Voice, truths
from hundredfold.linkage.rows import Row

YEAR: int = WORDS["year"]
TOPICS: list[dict[str, Any]] = WORDS["topics"]
HOURS = ("上午", "下午", "晚上")
BLANKS = ("venue", "headcount", "summary", "town", "co_units", "start")
# How likely a unit never fills a column.
NEVER = {"venue": 0.06, "headcount": 0.12, "summary": 0.08, "town": 0.25, "co_units": 0.45, "start": 0.0}
# How likely a unit that fills it leaves it out this once.
SOMETIMES = {
    "venue": 0.05,
    "headcount": 0.07,
    "summary": 0.04,
    "town": 0.05,
    "co_units": 0.25,
    "start": 0.015,
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One row, the deed it tells, and the true things it gives a reader."""

    row: Row
    deed: int
    gives: frozenset[Truth]


class Maker:
    """One district's year: who is there, what they did, and who told it how."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.voice = Voice(self.rng)
        self.hand = Hand(self.rng)
        self.told: list[Telling] = []
        self.deeds: list[Deed] = []
        self.campaigns = list(WORDS["campaigns"])
        self.squares = [self._place(tuple(names), "塔林镇") for names in WORDS["squares"]]
        self.local, self.organs, self.houses, self.seats = self._units()
        self.everyone = self.local + self.organs + self.houses

    def make(self, size: int) -> list[Telling]:
        """`size` tellings in no order."""
        while len(self.told) < size:
            self._next()
        told = self.told[:size]
        self.rng.shuffle(told)
        return [
            replace(one, row=replace(one.row, id=f"D{number:06d}"))
            for number, one in enumerate(told, start=1)
        ]

    # Who is there.

    def _units(self) -> tuple[list[Unit], list[Unit], list[Unit], dict[str, Unit]]:
        towns: list[str] = WORDS["towns"]
        paved, open_land = [t for t in towns if "苏木" not in t], [t for t in towns if "苏木" in t]
        local = []
        for number, name in enumerate(WORDS["communities"]):
            town, short = paved[number % len(paved)], f"{name}社区"
            hall = self._place((f"{town}{short}党群服务中心", f"{short}党群服务中心", f"{short}活动室"), town)
            local.append(self._unit((f"{town}{short}居民委员会", short, f"{short}党支部"), town, hall))
        for number, name in enumerate(WORDS["gachas"]):
            town, short = open_land[number % len(open_land)], f"{name}嘎查"
            hall = self._place((f"{town}{short}文化活动室", f"{short}文化室", f"{short}牧民之家"), town)
            local.append(self._unit((f"{town}{short}村民委员会", short, f"{short}党支部"), town, hall))
        banner = WORDS["district"]
        organs = [
            self._unit((banner + full, f"旗{short}", short), "塔林镇", self._place((hall, called), "塔林镇"))
            for full, short, hall, called in WORDS["bureaus"]
        ]
        houses = [
            self._unit((full, short), "塔林镇", self._place((hall, called), "塔林镇"))
            for full, short, hall, called in WORDS["institutions"]
        ]
        seats = {
            town: self._unit(
                (f"{banner}{town}", town), town, self._place((f"{town}综合文化站", "文化站"), town)
            )
            for town in towns
        }
        return local, organs, houses, seats

    def _place(self, names: tuple[str, ...], town: str) -> Place:
        return Place(names, town, 43.6 + self.rng.random() / 2, 116.1 + self.rng.random() / 2)

    def _unit(self, names: tuple[str, ...], town: str, place: Place) -> Unit:
        rng = self.rng
        habit = Habit(
            titles=rng.choices(("plain", "slogan", "press", "short", "place"), (40, 15, 17, 20, 8))[0],
            name=rng.choices(range(len(names)), (5, 4, 1)[: len(names)])[0],
            sentences=rng.choice((1, 2, 2, 3, 4)),
            wide=rng.random() < 0.08,
            old_script=rng.random() < 0.03,
            late=rng.random() < 0.12,
            rounds=rng.choice(("", "", "", "ten", "fifty")),
            phone=rng.random() < 0.15,
            never=frozenset(name for name in BLANKS if rng.random() < NEVER[name]),
        )
        return Unit(names, town, place, habit)

    # What they did.

    def _next(self) -> None:
        if self.campaigns and self.rng.random() < 0.05:
            self._campaign(self.campaigns.pop(self.rng.randrange(len(self.campaigns))))
            return
        ways: list[Callable[[], None]] = [self._single, self._series, self._tour, self._hall, self._gala,
                                          self._days, self._moved]  # fmt: skip
        self.rng.choices(ways, (60, 7, 5, 8, 12, 3, 5))[0]()

    def _deed(self, host: Unit, topic: dict[str, Any], day: date, **more: Any) -> Deed:
        rng = self.rng
        form = str(topic["form"])
        deed = Deed(
            number=len(self.deeds),
            host=host,
            place=more.pop("place", None) or self._where(host),
            day=day,
            topic=tuple(topic["names"]),
            form=form,
            facts=self.voice.facts_of(topic, host),
            heads=max(8, int(rng.lognormvariate(5.3 if form == "show" else 3.9, 0.7))),
            partners=tuple(self._partners(host, topic)),
            hour=more.pop("hour", "") or rng.choice(HOURS[:2] if form != "show" else HOURS),
            **more,
        )
        self.deeds.append(deed)
        return deed

    def _partners(self, host: Unit, topic: dict[str, Any]) -> list[Unit]:
        near = [unit for unit in self.organs if unit.names[-1] == topic["bureau"]]
        pool = [*near, *self.rng.sample(self.houses, 2), self.seats[host.town]]
        return [unit for unit in pool if unit is not host and self.rng.random() < 0.4]

    def _where(self, host: Unit) -> Place:
        draw = self.rng.random()
        if draw < 0.68:
            return host.place
        if draw < 0.84:
            return self.rng.choice(self.squares)
        return self.rng.choice(self.houses + self.organs).place

    def _day(self) -> date:
        return date(YEAR, 1, 4) + timedelta(days=self.rng.randrange(358))

    def _single(self) -> None:
        deed = self._deed(self.rng.choice(self.everyone), self.rng.choice(TOPICS), self._day())
        self._tell_all(deed, twice=0.2)

    def _campaign(self, campaign: dict[str, Any]) -> None:
        rng = self.rng
        month, day = (int(part) for part in campaign["day"].split("-"))
        pool = [topic for topic in TOPICS if topic["names"][0] in campaign["topics"]]
        for host in rng.sample(self.everyone, rng.randint(40, 62)):
            slip = rng.choice((0, 0, 0, rng.randint(-campaign["spread"], campaign["spread"])))
            deed = self._deed(
                host, rng.choice(pool), date(YEAR, month, day) + timedelta(days=slip),
                slogan=campaign["slogan"], circular=campaign["circular"],
            )  # fmt: skip
            self._tell_all(deed, twice=0.16)

    def _series(self) -> None:
        rng = self.rng
        host, topic, first = rng.choice(self.everyone), rng.choice(TOPICS), self._day()
        place, numbered = self._where(host), rng.random() < 0.5
        sample = self._deed(host, topic, first, place=place)
        self._tell_all(sample, twice=0.06)
        for number in range(1, rng.randint(4, 11)):
            mark = (f"第{number}期", f"（{number}）", f"第{self.voice.han(number)}讲") if numbered else ()
            day = first + timedelta(days=7 * number + rng.choice((0, 0, 0, 1)))
            again = self._deed(host, topic, day, place=place, mark=mark, hour=sample.hour)
            near = replace(again, heads=max(6, sample.heads + rng.randint(-6, 6)), partners=sample.partners)
            if rng.random() < 0.4:
                near = replace(near, facts=sample.facts)
            self.deeds[-1] = near
            self._tell_all(near, twice=0.06)

    def _tour(self) -> None:
        rng = self.rng
        troupe, topic, day = rng.choice(self.organs + self.houses), rng.choice(TOPICS), self._day()
        stops = rng.sample(self.local, rng.randint(4, 9))
        shared = self.voice.facts_of(topic, troupe)
        for stop in stops:
            deed = self._deed(troupe, topic, day, place=stop.place)
            # The cast and its words go along; only the hour, the heads and the hosts on the spot change.
            deed = replace(
                deed, partners=(stop,), facts=shared if rng.random() < 0.7 else deed.facts, toured=True
            )
            self.deeds[-1] = deed
            self._tell_all(deed, twice=0.25)
            day += timedelta(days=rng.choice((0, 1, 1, 2)))

    def _hall(self) -> None:
        """Two deeds in one hall on one day: one host with two hours, or two hosts."""
        rng = self.rng
        host, day = rng.choice(self.everyone), self._day()
        place = self._where(host)
        twin = rng.random() < 0.4
        topic = rng.choice(TOPICS)
        first = self._deed(host, topic, day, place=place, hour="上午")
        second = self._deed(
            host if twin or rng.random() < 0.5 else rng.choice(self.everyone),
            topic if twin else rng.choice(TOPICS), day, place=place, hour="下午",
        )  # fmt: skip
        if twin:
            first = replace(first, mark=("上午场", "第一场"))
            second = replace(second, mark=("下午场", "第二场"), facts=first.facts, partners=first.partners)
            self.deeds[-2:] = [first, second]
        self._tell_all(first, twice=0.15)
        self._tell_all(second, twice=0.15)

    def _gala(self) -> None:
        rng = self.rng
        shows = [topic for topic in TOPICS if topic["form"] in ("show", "match", "exhibit")]
        host = rng.choice(self.everyone)
        deed = self._deed(
            host, rng.choice(shows), self._day(), place=rng.choice([host.place, *self.squares[:3]])
        )
        if not deed.partners:
            deed = replace(deed, partners=(self.seats[host.town], rng.choice(self.organs)))
            self.deeds[-1] = deed
        self._tell_all(deed, twice=0.5)

    def _days(self) -> None:
        """An event of two or three days, told whole or by day: one deed all the same."""
        day = self._day()
        last = day + timedelta(days=self.rng.choice((1, 1, 2)))
        deed = self._deed(self.rng.choice(self.everyone), self.rng.choice(TOPICS), day, last=last)
        by_day = self.rng.random() < 0.45
        if not by_day:
            self._tell_all(deed, twice=0.3)
            return
        for step in range((last - day).days + 1):
            mark = (f"第{self.voice.han(step + 1)}天",)
            self._tell(replace(deed, mark=mark, day=day + timedelta(days=step)), deed.host)

    def _moved(self) -> None:
        """Planned for another day or hall: who had only the plan tells the plan."""
        rng = self.rng
        deed = self._deed(rng.choice(self.everyone), rng.choice(TOPICS), self._day())
        before = deed.day - timedelta(days=rng.choice((1, 2, 3, 7)))
        deed = replace(deed, planned=before)
        self.deeds[-1] = deed
        self._tell(deed, deed.host)
        if rng.random() < 0.4:
            other = deed.partners[0] if deed.partners else deed.host
            place = rng.choice(self.squares) if rng.random() < 0.4 else deed.place
            self._tell(replace(deed, planned=None, day=before, place=place), other)

    # Who told it, and how.

    def _tell_all(self, deed: Deed, *, twice: float) -> None:
        rng = self.rng
        first = self._tell(deed, deed.host)
        if rng.random() >= twice:
            return
        others: list[Unit] = [*deed.partners, self.seats[deed.place.town], deed.host, deed.host]
        others += [unit for unit in self.everyone if unit.place is deed.place]
        count = 1 + sum(rng.random() < 0.13 for _ in range(2))
        for teller in rng.sample(others, min(count, len(others))):
            self._tell(deed, teller, copied=first if rng.random() < 0.3 else None)

    def _tell(self, deed: Deed, teller: Unit, *, copied: Telling | None = None) -> Telling:
        rng, habit = self.rng, teller.habit
        own = teller is not deed.host and rng.random() < 0.35
        title, gives = self.voice.own_title(deed, teller) if own else self.voice.title(deed, teller)
        summary, more = self.voice.own_account(deed) if own else self.voice.summary(deed, teller)
        if copied is not None and teller is deed.host and rng.random() < 0.5:
            title, gives = copied.row.title, frozenset()
        if copied is not None and copied.row.summary:
            summary = self.hand.copied(copied.row.summary)
            more = self.voice.still_given(deed, summary, copied.gives)
        heads, day = self._heads(deed, teller), self._told_day(deed, teller)
        cells: dict[str, Any] = {
            "venue": self.voice.place_name(deed, teller),
            "headcount": heads,
            "summary": summary,
            "town": deed.place.town if rng.random() < 0.8 else teller.town,
            "co_units": self.voice.partners_told(deed, teller),
            "start": day,
        }
        form = deed.form if not own or rng.random() < 0.5 else rng.choice(tuple(WORDS["strands"]))
        lost = {name for name in BLANKS if name in habit.never or rng.random() < SOMETIMES[name]}
        empty: dict[str, Any] = {"co_units": (), "start": None, "headcount": None}
        cells.update({name: empty.get(name, "") for name in lost})
        row = Row(
            id="",
            strand=rng.choice(WORDS["strands"][form][: 1 if rng.random() < 0.65 else 2]),
            title=title,
            end=deed.last if day and deed.last and day <= deed.last and rng.random() < 0.7 else None,
            unit=teller.names[habit.name if rng.random() < 0.85 else rng.randrange(len(teller.names))],
            district=WORDS["district"] if rng.random() < 0.6 else "",
            **cells,
        )
        if habit.phone:
            row = replace(
                row, lat=deed.place.lat + rng.gauss(0, 2e-4), lon=deed.place.lon + rng.gauss(0, 2e-4)
            )
        true = set(gives | (more if "summary" not in lost else frozenset()))
        true |= {
            ("day", row.start),
            ("venue", deed.place.names[0] if row.venue else None),
            ("heads", row.headcount),
        }
        if teller is deed.host or any(name in row.co_units for name in deed.host.names):
            true.add(("host", deed.host.names[0]))
        told = Telling(
            self.hand.written(row, habit), deed.number, frozenset(true) & truths(self.deeds[deed.number])
        )
        self.told.append(told)
        return told

    def _heads(self, deed: Deed, teller: Unit) -> int:
        draw, heads = self.rng.random(), deed.heads
        if teller.habit.rounds or draw < 0.12:
            step = 50 if teller.habit.rounds == "fifty" and heads > 60 else 10
            return max(step, round(heads / step) * step)
        if teller is not deed.host and draw < 0.22:
            return max(3, heads // 2)
        if teller is not deed.host and draw < 0.34:
            return heads + self.rng.choice((-5, -2, 3, 5, 8))
        return heads

    def _told_day(self, deed: Deed, teller: Unit) -> date:
        rng, day = self.rng, deed.day
        if deed.last and day < deed.last and rng.random() < 0.2:
            return deed.last
        late = 0.4 if teller.habit.late else 0.035
        if rng.random() < late:
            return day + timedelta(days=rng.choice((1, 1, 1, 2, 3, 7, -1)))
        if rng.random() < 0.01 and day.day <= 12:
            return date(day.year, day.day, day.month)
        return day


def make(size: int, seed: int) -> tuple[list[Row], list[int]]:
    """`size` rows and, for each, the number of the deed it tells."""
    told = Maker(seed).make(size)
    return [one.row for one in told], [one.deed for one in told]


def plain_pairs(maker: Maker, told: Sequence[Telling]) -> set[tuple[int, int]]:
    """The true pairs (places in `told`) that a careful reader could settle.

    Both tell at least three like things, and no other deed of the year has all of these.
    """
    by_truth: dict[Hashable, set[int]] = {}
    for deed in maker.deeds:
        for truth in truths(deed):
            by_truth.setdefault(truth, set()).add(deed.number)
    by_deed: dict[int, list[int]] = {}
    for at, one in enumerate(told):
        by_deed.setdefault(one.deed, []).append(at)
    plain = set()
    for group in by_deed.values():
        for a, b in combinations(group, 2):
            alike = told[a].gives & told[b].gives
            if len(alike) >= 3 and len(set.intersection(*(by_truth[truth] for truth in alike))) == 1:
                plain.add((a, b))
    return plain


def told_times(deeds: Sequence[int]) -> Counter[int]:
    """How many deeds were told once, twice, three times: the shape of a ledger."""
    return Counter(Counter(deeds).values())
