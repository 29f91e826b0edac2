"""A head count larger than its venue can hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule, settings_of

ONLINE = ("线上", "网络", "直播", "云端", "online", "webcast")


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each told event whose head count passes what a venue of that sort holds."""
    settings = settings_of(claims, RULE.name)
    venues: Mapping[str, int] = settings.get("venues", {})
    for claim in claims.told:
        if claim.kind != "event" or not claim.head_count:
            continue
        word, holds = _capacity(claim, venues, settings)
        if claim.head_count > holds:
            params = {"n": claim.head_count, "venue": word, "holds": holds}
            code = "head_count_over_venue" if word else "head_count_large"
            yield Finding(rule=RULE.name, a=claim.id, grounds=(Ground(code, params),), blocks=(claim.id,))


def _capacity(claim: Claim, venues: Mapping[str, int], settings: Mapping[str, int]) -> tuple[str, int]:
    """The word of the venue that decides, and how many it holds; no word where the venue says nothing."""
    venue = claim.venue.lower()
    if any(word in venue for word in ONLINE):
        return "", int(settings.get("online", 200_000))
    named = [word for word in venues if word in venue]
    if not named:
        return "", int(settings.get("venue_unknown", 3000))
    # The last-named sort of place is the room itself: 文化馆报告厅 is a lecture hall in a culture house.
    word = max(named, key=lambda each: (venue.rfind(each) + len(each), len(each)))
    return word, int(venues[word])


RULE = Rule(
    name="implausible_head_count",
    title=Words("人次请核对", "Head count to check"),
    sentence=Words(
        "人次多于场地能容下的人数时，请核对。",
        "A head count larger than its venue can hold is to be checked.",
    ),
    find=find,
)
