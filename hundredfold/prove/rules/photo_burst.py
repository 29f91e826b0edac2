"""Photos taken within minutes of one another, offered under different days: perhaps one visit told as several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.contradicted import distance_km
from hundredfold.prove.rules.rule import Rule, later_of, settings_of
from hundredfold.prove.rules.same_photo import REUSED, is_one_scene, kinds_of
from hundredfold.prove.shots import Shot, days_off, is_set

SHOWN = 3  # photo pairs that a finding shows; more say the same
LIKELY = {"burst_scene": 0.95, "burst_place": 0.85, "burst_camera": 0.7}


@dataclass(frozen=True, slots=True)
class _Taken:
    """One photo of one record, with the moment by its camera's clock."""

    clock: datetime
    claim: Claim
    photo: str
    shot: Shot


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each two events on different days whose photos were taken minutes apart, and which show one
    scene, lie in one place, or come from one unit's camera."""
    settings = settings_of(claims, RULE.name)
    found: dict[tuple[str, str], list[tuple[Ground, str]]] = defaultdict(list)
    for one, other in _close(claims, settings):
        pair = min(one.claim.id, other.claim.id), max(one.claim.id, other.claim.id)
        if len(found.get(pair, ())) >= SHOWN:
            continue
        link = _link(claims, one, other, kilometres=settings.get("kilometres", 0.3))
        if link:
            found[pair].append((_minutes(one, other), link))
    for (a, b), links in found.items():
        codes = dict.fromkeys(link for _ground, link in links)
        later = later_of(claims.by_id[a], claims.by_id[b])
        yield Finding(
            rule=RULE.name,
            a=a if later == b else b,
            b=later,
            score=max(LIKELY[code] for code in codes),
            grounds=(*(ground for ground, _link in links), *(Ground(code, {}) for code in codes)),
            blocks=(later,),
        )


def _close(claims: Claims, settings: Any) -> Iterator[tuple[_Taken, _Taken]]:
    """Photos of two records, minutes apart by clocks that were set, whose claimed days lie apart."""
    taken = sorted(_taken(claims), key=lambda each: (each.clock, each.claim.id, each.photo))
    reach, apart = timedelta(minutes=settings.get("minutes", 10)), settings.get("days", 1)
    start = 0
    for at, later in enumerate(taken):
        while later.clock - taken[start].clock > reach:
            start += 1
        for earlier in taken[start:at]:
            if earlier.claim is not later.claim and _days_between(earlier.claim, later.claim) >= apart:
                yield earlier, later


def _taken(claims: Claims) -> Iterator[_Taken]:
    for claim in claims.told:
        if claim.kind != "event" or claim.start is None:
            continue
        for photo in dict.fromkeys(claim.photos):
            shot = claims.shots.get(photo)
            if shot and shot.clock and is_set(shot.clock, today=claims.today or claims.as_of):
                yield _Taken(shot.clock, claim, photo, shot)


def _days_between(a: Claim, b: Claim) -> int:
    """Whole days between what two dated events claim; 0 where they touch."""
    (a_first, a_last), (b_first, b_last) = _span(a), _span(b)
    return max(0, (b_first - a_last).days, (a_first - b_last).days)


def _span(claim: Claim) -> tuple[date, date]:
    assert claim.start is not None
    return claim.start, max(claim.start, claim.end or claim.start)


def _link(claims: Claims, one: _Taken, other: _Taken, *, kilometres: float) -> str:
    """What beside the minutes speaks for one visit, as the code of a ground; empty where nothing does."""
    if claims.fresh is not None and claims.fresh.isdisjoint((one.claim.id, other.claim.id)):
        return ""
    kind = kinds_of(claims).get(frozenset((one.photo, other.photo)))
    if one.photo == other.photo or kind in REUSED:
        return ""  # one photo twice is what `same_photo` asks about
    if kind is not None:
        return "burst_scene"
    # A clock may show when photos were copied or scanned: it counts only where it bears out one of the two days.
    if min(abs(days_off(each.clock, each.claim) or 0) for each in (one, other)) > 1:
        return ""
    if one.shot.place and other.shot.place:
        return "burst_place" if distance_km(one.shot.place, other.shot.place) <= kilometres else ""
    if _is_one_camera(one, other):
        return "burst_camera"
    return "burst_scene" if is_one_scene(claims, one.photo, other.photo) else ""


def _is_one_camera(one: _Taken, other: _Taken) -> bool:
    """Whether both come from one model of camera in one unit's hands: two units may well have phones of one model."""
    is_one_model = bool(one.shot.camera) and one.shot.camera == other.shot.camera
    return is_one_model and bool(set(one.claim.credited) & set(other.claim.credited))


def _minutes(one: _Taken, other: _Taken) -> Ground:
    params = {
        "a": one.photo,
        "b": other.photo,
        "minutes": max(1, round((other.clock - one.clock).total_seconds() / 60)),
        "taken": f"{one.clock:%Y-%m-%d %H:%M}",
        "day_a": str(one.claim.start),
        "day_b": str(other.claim.start),
    }
    return Ground("burst_minutes", params)


RULE = Rule(
    name="photo_burst",
    title=Words("疑似同一次活动", "Possibly one visit"),
    sentence=Words(
        "几分钟内拍下的照片列在不同日期的记录里时，请核对是否同一次活动。",
        "Photos taken within minutes of one another under records of different days: check whether it was one visit.",
    ),
    find=find,
    on_pairs=True,
)
