"""Photos that by their own account were taken long before or after, or far from, what is told. A remark only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.contradicted import distance_km
from hundredfold.prove.rules.rule import Rule, settings_of
from hundredfold.prove.shots import Shot, days_off, is_set

ALIKE_RECORDS = 3  # so many records of one camera, off by the same days, show a clock that is set wrong
ALIKE_DAYS = 2
DATED, PLACED = frozenset({"event"}), frozenset({"event", "place"})


def find(claims: Claims) -> Iterator[Finding]:
    """One remark for each record none of whose photos agrees with its day, or none with its place; nobody waits.

    A record of which one photo agrees is left alone: the others may show how it was prepared."""
    settings = settings_of(claims, RULE.name)
    shots = {claim.id: _shots(claims, claim) for claim in claims.told}
    wrong = _wrong_clocks(claims, shots)
    for claim in claims.told:
        grounds = [
            *_far_in_time(
                claim,
                {photo: off for photo, off in _days(claims, claim, shots[claim.id]).items()
                 if (claim.unit, shots[claim.id][photo].camera) not in wrong},
                shots[claim.id],
                days=settings.get("days", 3),
            ),
            *_far_in_place(claim, shots[claim.id], kilometres=settings.get("kilometres", 5)),
        ]  # fmt: skip
        if grounds:
            yield Finding(rule=RULE.name, a=claim.id, grounds=tuple(grounds))


def _shots(claims: Claims, claim: Claim) -> Mapping[str, Shot]:
    return {photo: claims.shots[photo] for photo in claim.photos if photo in claims.shots}


def _days(claims: Claims, claim: Claim, shots: Mapping[str, Shot]) -> Mapping[str, int]:
    """By how many days each photo whose clock was set is off the days that the event claims."""
    if claim.kind not in DATED:
        return {}
    found = {}
    for photo, shot in shots.items():
        off = (
            days_off(shot.clock, claim)
            if shot.clock and is_set(shot.clock, today=claims.today or claims.as_of)
            else None
        )
        if off is not None:
            found[photo] = off
    return found


def _wrong_clocks(claims: Claims, shots: Mapping[str, Mapping[str, Shot]]) -> frozenset[tuple[str, str]]:
    """The cameras, by unit and mark, whose clock is off by the same days under every record that it served."""
    seen: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims.told:
        for photo, off in _days(claims, claim, shots[claim.id]).items():
            seen[claim.unit, shots[claim.id][photo].camera][claim.id].append(off)
    return frozenset(
        camera
        for camera, records in seen.items()
        if len(records) >= ALIKE_RECORDS and _spread(records) <= ALIKE_DAYS
    )


def _spread(records: Mapping[str, list[int]]) -> int:
    every = [off for offs in records.values() for off in offs]
    return max(every) - min(every)


def _far_in_time(
    claim: Claim, off: Mapping[str, int], shots: Mapping[str, Shot], *, days: float
) -> Iterator[Ground]:
    if not off:
        return
    photo = min(off, key=lambda each: abs(off[each]))
    clock = shots[photo].clock
    if abs(off[photo]) > days and clock is not None:
        params = {
            "photo": photo,
            "taken": f"{clock:%Y-%m-%d %H:%M}",
            "day": str(claim.start),
            "days": abs(off[photo]),
        }
        yield Ground("photo_time_far", params)


def _far_in_place(claim: Claim, shots: Mapping[str, Shot], *, kilometres: float) -> Iterator[Ground]:
    if claim.kind not in PLACED or claim.lat is None or claim.lon is None:
        return
    here = (claim.lat, claim.lon)
    away = {photo: distance_km(here, shot.place) for photo, shot in shots.items() if shot.place}
    if not away:
        return
    photo = min(away, key=lambda each: away[each])
    if away[photo] > kilometres:
        yield Ground("photo_place_far", {"photo": photo, "km": round(away[photo], 1)})


RULE = Rule(
    name="photo_far",
    title=Words("照片时间或地点有出入", "Photo time or place to check"),
    sentence=Words(
        "照片自带的时间或位置与所填的相差很远时，附一句提示，不影响计数；没有自带信息的不受影响。",
        "A photo whose own time or place lies far from what is told gets a remark that holds nothing up; "
        "one that says nothing is never held against anybody.",
    ),
    find=find,
    is_remark=True,
    whole=True,
)
