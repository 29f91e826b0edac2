"""One care home visited again and again: a kind word to whoever plans the next visit, never a mark."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground, bare_name
from hundredfold.prove.rules.rule import Rule, settings_of, told_order

WEEK = dt.timedelta(days=7)

Visit = tuple[dt.date, Claim]


def find(claims: Claims) -> Iterator[Finding]:
    """One remark for each home and day, or else week, with at least the given visits; on the one that made it so."""
    settings = settings_of(claims, RULE.name)
    words = frozenset(bare_name(word).lower() for word in settings["sites"])
    by_home: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims.told, key=told_order):
        if claim.kind == "event" and claim.start and (home := _home(claim, claims, words)):
            by_home[home].append(claim)
    for told in by_home.values():
        if len(told) >= min(settings["per_day"], settings["per_week"]):
            yield from _of_one_home(_visits(told), settings)


def _home(claim: Claim, claims: Claims, words: frozenset[str]) -> str:
    """The home that a venue names, without its rooms and the district before it; nothing if it names none."""
    venue = bare_name(claim.venue).lower()
    ends = [venue.find(word) + len(word) for word in words if word in venue]
    if not ends:
        return ""
    home = venue[: max(ends)]
    district = claims.blueprint.district
    before = (*(district.aliases if district else ()), claim.district, claim.town)
    for name in sorted(filter(None, before), key=len, reverse=True):
        home = home.removeprefix(bare_name(name).lower())
    # A word alone names no home: then it is the one of that street, or of the unit that tells.
    return f"{claim.town or claim.unit} {home}" if home in words else home


def _visits(told: Sequence[Claim]) -> list[Visit]:
    """The visits in the order of days: what two units tell, each naming the other or one photo, is one visit."""
    visits: list[Visit] = []
    by_day: dict[dt.date, list[Claim]] = defaultdict(list)
    for claim in told:
        assert claim.start
        if not any(_is_one(claim, other) for other in by_day[claim.start]):
            visits.append((claim.start, claim))
        by_day[claim.start].append(claim)
    return sorted(visits, key=lambda visit: visit[0])


def _is_one(a: Claim, b: Claim) -> bool:
    return a.unit in b.co_units or b.unit in a.co_units or bool(set(a.photos) & set(b.photos))


def _of_one_home(visits: Sequence[Visit], settings: Mapping[str, Any]) -> Iterator[Finding]:
    by_day: dict[dt.date, list[Claim]] = defaultdict(list)
    for day, claim in visits:
        by_day[day].append(claim)
    full = {day: group for day, group in by_day.items() if len(group) >= settings["per_day"]}
    for day, group in full.items():
        yield _finding(group, settings["per_day"], day, "visits_in_a_day")
    held: list[Visit] = []
    for day, claim in visits:
        held = [visit for visit in held if day - visit[0] < WEEK]
        held.append((day, claim))
        if len(held) >= settings["per_week"]:
            if not any(visit[0] in full for visit in held):
                group = [each for _day, each in held]
                yield _finding(group, settings["per_week"], held[0][0], "visits_in_a_week")
            held = []


def _finding(group: Sequence[Claim], most: int, day: dt.date, code: str) -> Finding:
    told = sorted(group, key=told_order)[most - 1]
    params = {"n": len(group), "day": day.isoformat(), "venue": told.venue}
    return Finding(rule=RULE.name, a=told.id, grounds=(Ground(code, params),))


RULE = Rule(
    name="visit_load",
    title=Words("到访较密", "Many visits to one home"),
    sentence=Words(
        "同一家敬老院、福利院等一天或一周内到访多次的，提醒下次错开日子或另选去处，不影响计入。",
        "Many visits to one care home in a day or a week are remarked on, so that the next goes elsewhere "
        "or on another day; they count all the same.",
    ),
    find=find,
    is_remark=True,
)
