"""One photo standing under two records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule, later_of

if TYPE_CHECKING:  # prints bring OpenCV
    from hundredfold.linkage.photos import PhotoPair

REUSED = frozenset({"same file", "same photo"})


def matches(claims: Claims) -> dict[tuple[str, str], list[Ground]]:
    """``photo_grounds``, worked out once a run."""
    return claims.once("photo_matches", lambda: photo_grounds(claims))


def photo_grounds(claims: Claims) -> dict[tuple[str, str], list[Ground]]:
    """For each two told claims that show one picture, why we think so."""
    holders: dict[str, list[str]] = defaultdict(list)
    for claim in claims.told:
        for photo in dict.fromkeys(claim.photos):
            holders[photo].append(claim.id)
    found: dict[tuple[str, str], list[Ground]] = defaultdict(list)
    for photo, records in holders.items():
        code = "photo_same_file" if photo in claims.prints else "photo_same_name"
        for a, b in combinations(records, 2):
            found[min(a, b), max(a, b)].append(Ground(code, {"photo": photo}))
    for one, other, ground in _look_alikes(claims, holders):
        for a, b in product(holders[one], holders[other]):
            if a != b:
                found[min(a, b), max(a, b)].append(ground)
    return dict(found)


def _look_alikes(claims: Claims, holders: dict[str, list[str]]) -> Iterator[tuple[str, str, Ground]]:
    for pair in looked_at(claims):
        if pair.kind in REUSED and pair.a in holders and pair.b in holders:
            yield (
                pair.a,
                pair.b,
                Ground("photo_same", {"a": pair.a, "b": pair.b, "score": round(pair.score, 3)}),
            )


def looked_at(claims: Claims) -> list[PhotoPair[str]]:
    """All pairs of photos that show one shot or one scene, worked out once a run; those of the fresh claims only
    where the run asks for no more."""
    return claims.once("photo_pairs", lambda: _looked_at(claims))


def _looked_at(claims: Claims) -> list[PhotoPair[str]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for claim in claims.told:
        for photo in claim.photos:
            holders[photo].append(claim.id)
    prints = [(photo, claims.prints[photo]) for photo in holders if photo in claims.prints]
    if len(prints) < 2:
        return []
    from hundredfold.linkage.photos import find_reused  # noqa: PLC0415  brings OpenCV; most ledgers do without

    fresh = claims.fresh
    among = (
        None if fresh is None else [photo for photo, _print in prints if not fresh.isdisjoint(holders[photo])]
    )
    return find_reused(prints, among=among)


def kinds_of(claims: Claims) -> dict[frozenset[str], str]:
    """By two photos, how they belong together: `same file`, `same photo` or `same scene`."""
    return claims.once(
        "photo_kinds", lambda: {frozenset((pair.a, pair.b)): pair.kind for pair in looked_at(claims)}
    )


def is_one_scene(claims: Claims, one: str, other: str) -> bool:
    """Whether two photos show one scene by a look at these two alone."""
    if one not in claims.prints or other not in claims.prints:
        return False
    from hundredfold.linkage.photos import find_reused  # noqa: PLC0415  brings OpenCV; most ledgers do without

    return bool(find_reused([(one, claims.prints[one]), (other, claims.prints[other])]))


def matched_records(claims: Claims) -> list[tuple[str, str]]:
    """The pairs of claims that show one picture, by more than an equal file name."""
    return [
        pair
        for pair, grounds in matches(claims).items()
        if any(ground.code != "photo_same_name" for ground in grounds)
    ]


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each two records that share a photo; one by name alone waits for nobody."""
    for (a, b), grounds in matches(claims).items():
        sure = any(ground.code != "photo_same_name" for ground in grounds)
        later = later_of(claims.by_id[a], claims.by_id[b])
        first = a if later == b else b
        yield Finding(
            rule=RULE.name, a=first, b=later, grounds=tuple(grounds), blocks=(later,) if sure else ()
        )


RULE = Rule(
    name="same_photo",
    title=Words("疑似同一张照片", "Possibly the same photo"),
    sentence=Words(
        "同一张照片用在两条记录里时，请核对；同一事项共用照片没有问题。",
        "One photo under two records is to be checked; two tellings of one deed may share it.",
    ),
    find=find,
    on_pairs=True,
)
