"""One lecturer told to have spoken at two places at one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from hundredfold.linkage.names import sites
from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground, bare_name, names_in
from hundredfold.prove.contradicted import is_far, minute_of_day
from hundredfold.prove.rules.rule import Rule, later_of, settings_of

_HALVES = {
    "上午": "morning",
    "早": "morning",
    "下午": "afternoon",
    "晚": "evening",
    "morning": "morning",
    "afternoon": "afternoon",
}


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each two events of one day and hour, at different places, that name one lecturer."""
    settings = settings_of(claims, RULE.name)
    by_day: dict[tuple[str, object], list[Claim]] = defaultdict(list)
    for claim in claims.told:
        if claim.kind == "event" and claim.start:
            for name in names_in(claim.details.get("lecturer")):
                by_day[name, claim.start].append(claim)
    for (name, day), group in by_day.items():
        for a, b in combinations(group, 2):
            if _same_hour(a, b, minutes=settings.get("minutes", 30)) and _apart(
                a, b, settings.get("kilometres", 2)
            ):
                params = {"name": name, "day": str(day), "a": a.venue or a.town, "b": b.venue or b.town}
                yield Finding(
                    rule=RULE.name,
                    a=a.id,
                    b=b.id,
                    grounds=(Ground("two_places", params),),
                    blocks=(later_of(a, b),),
                )


def _same_hour(a: Claim, b: Claim, *, minutes: float) -> bool:
    """Whether both say when in the day they began, and it is the same time; silence is no collision."""
    first, second = minute_of_day(a), minute_of_day(b)
    if first is not None and second is not None:
        return abs(first - second) <= minutes
    halves = _half(a), _half(b)
    return halves[0] is not None and halves[0] == halves[1]


def _half(claim: Claim) -> str | None:
    said = f"{claim.detail('start_time')} {claim.title}"
    return next((half for word, half in _HALVES.items() if word in said), None)


def _apart(a: Claim, b: Claim, kilometres: float) -> bool:
    if None not in (a.lat, a.lon, b.lat, b.lon):
        return is_far(a, b, kilometres)
    if sites(a.venue) & sites(b.venue):
        return False  # two rooms of one house, or one room under two names
    if a.town and b.town and a.town != b.town:
        return True
    return bool(a.venue and b.venue) and bare_name(a.venue) != bare_name(b.venue) and a.unit != b.unit


RULE = Rule(
    name="two_places",
    title=Words("同一时间两处宣讲", "Two places at once"),
    sentence=Words(
        "同一名宣讲员同一时间出现在两处的，请核对时间或人名。",
        "One lecturer told at two places at one time: check the time or the name.",
    ),
    find=find,
    on_pairs=True,
)
