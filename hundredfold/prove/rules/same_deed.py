"""One deed told by two records under other words: proposed, never joined by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hundredfold.linkage.engine import Engine
from hundredfold.linkage.model import Model, shipped
from hundredfold.linkage.pairs import Pair, find_pairs
from hundredfold.linkage.rows import Row
from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.contradicted import contradict
from hundredfold.prove.rules.rule import Rule, later_of, settings_of
from hundredfold.prove.rules.same_photo import matched_records

SCORED = "scored pairs"  # what whoever runs the rules may ask for afterwards
# What a title that names a team or a person ends in; a session of theirs ends otherwise, if only in 活动.
_NAMES_A_TEAM = re.compile(
    r"(?:[队团社站组者盟]|[协商学]会|联合会|中心|基地|teams?|corps|group|volunteers|society|club)[）)】\]]?\s*$",
    re.I,
)
_LONGEST_NAME = 12  # letters of a person's name with what they are
PERSON_ASK = 0.5  # one name in two units: a namesake as often as not
BELOW_SURE = 0.01  # where tellings contradict: worth a look, never sure


def model_of(claims: Claims) -> Model:
    """The model these claims are compared with: the one in force on the site, else the shipped one."""
    return claims.deed_model or shipped()


def pairs_of(claims: Claims, *, engine: str | Engine = "duckdb") -> list[Pair]:
    """All probable pairs among the told claims that are not press stories, with their grounds.

    A pair whose tellings contradict one another is asked about but never sure, whatever else they share.
    """
    rows = [row_of(claim) for claim in claims.told if claim.kind != "article"]
    shared, part = matched_records(claims), claims.part
    pairs = find_pairs(
        rows,
        shared_photos=[*shared, *part.shared_photos] if part else shared,
        engine=engine,
        model=model_of(claims),
        corpus=part.corpus if part else None,
        among=part.pairs if part else None,
        hear=lambda scored: claims.note(SCORED, scored),
    )
    return [_tempered(pair, claims) for pair in pairs]


def _tempered(pair: Pair, claims: Claims) -> Pair:
    sure = model_of(claims).join
    if pair.probability < sure or not contradict(claims.by_id[pair.a], claims.by_id[pair.b]):
        return pair
    return replace(pair, probability=sure - BELOW_SURE)


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each pair that is probable enough to be worth a reviewer's look."""
    for pair in pairs_of(claims):
        if pair.probability >= asked_from(pair, claims):
            yield finding_of(pair, claims)


def asked_from(pair: Pair, claims: Claims) -> float:
    """The probability from which a pair of this kind is asked about.

    Events happen by the thousand and are told in many words, so much is asked. Members and things are registered
    once under a name of their own: two names that merely look alike are mostly two.
    """
    kind = compared_as(claims.by_id[pair.a])
    if kind == "event":
        return model_of(claims).ask
    settings = settings_of(claims, RULE.name)
    return float(settings["person_ask_percent"] if kind == "person" else settings["thing_ask_percent"]) / 100


def finding_of(pair: Pair, claims: Claims) -> Finding:
    """A pair as a finding: the later told waits."""
    a, b = claims.by_id[pair.a], claims.by_id[pair.b]
    return Finding(
        rule=RULE.name,
        a=a.id,
        b=b.id,
        score=round(pair.probability, 4),
        grounds=tuple(Ground(ground.code, dict(ground.params)) for ground in pair.grounds),
        blocks=(later_of(a, b),),
    )


def compared_as(claim: Claim) -> str:
    """The kind a claim is compared as. Ledgers file a team's services under the strand of teams, and a lecturer's
    talks under that of lecturers: such a row tells an event, whatever its strand counts."""
    told = (claim.start is not None) + bool(claim.venue) + bool(claim.head_count)
    if claim.kind in {"event", "article"} or told < 2:
        return claim.kind
    if claim.kind == "team":
        return claim.kind if _NAMES_A_TEAM.search(claim.title) else "event"
    if claim.kind == "person":
        return claim.kind if len(claim.title) <= _LONGEST_NAME else "event"
    return "event" if told == 3 else claim.kind


def row_of(claim: Claim) -> Row:
    """A claim as the linkage engine wants it: names as written, no ids of ours."""
    return Row(
        id=claim.id,
        kind=compared_as(claim),
        strand=claim.strands[0] if claim.strands else "",
        title=claim.title,
        start=claim.start,
        end=claim.end,
        unit=claim.unit_name or claim.unit,
        co_units=claim.co_unit_names,
        town=claim.town,
        district=claim.district,
        venue=claim.venue,
        lat=claim.lat,
        lon=claim.lon,
        headcount=claim.head_count,
        summary=claim.summary,
        photos=claim.photos,
        url=claim.url,
        outlet=claim.outlet,
    )


RULE = Rule(
    name="same_deed",
    title=Words("疑似同一事项", "Possibly the same deed"),
    sentence=Words(
        "几个单位讲的若是同一件事，只计一次，各单位都记名；由审核人判定。",
        "When several units tell one deed it counts once and all are credited; a reviewer decides.",
    ),
    find=find,
    on_pairs=True,
)
