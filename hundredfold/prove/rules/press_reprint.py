"""A press page that prints again what another printed before."""

from __future__ import annotations

from collections.abc import Iterator

from hundredfold.linkage.stories import Family, fold
from hundredfold.linkage.story_marks import Story
from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule
from hundredfold.reading.repair import whole


def families_of(claims: Claims) -> list[Family]:
    """The told press claims folded into stories, by their text where it is kept, else by their account.

    None where the programme counts each outlet's issue rather than each story.
    """
    if claims.blueprint.press_unit == "issue":
        return []
    stories = [story_of(claim) for claim in claims.told if claim.kind == "article"]
    return fold(stories) if stories else []


def story_of(claim: Claim) -> Story:
    """A press claim as the engine of stories wants it."""
    return Story(
        id=claim.id,
        title=whole(claim.title),
        text=whole(claim.detail("text") or claim.summary),
        published=claim.start.isoformat() if claim.start else None,
        outlet=claim.outlet or None,
    )


def find(claims: Claims) -> Iterator[Finding]:
    """One finding for each page that is not the first of its story; it waits, the first publication counts."""
    for family in families_of(claims):
        for member in family.members:
            if member != family.first:
                first = claims.by_id[family.first]
                params = {
                    "outlet": first.outlet or "—",
                    "day": first.start.isoformat() if first.start else "—",
                }
                yield Finding(
                    rule=RULE.name,
                    a=family.first,
                    b=member,
                    grounds=(Ground("press_reprint", params),),
                    blocks=(member,),
                )


RULE = Rule(
    name="press_reprint",
    title=Words("疑似转载", "Possibly a reprint"),
    sentence=Words(
        "同一篇报道无论转载多少次，只计首发一次，转载记为传播。",
        "One story counts once by its first publication, however often it was reprinted.",
    ),
    find=find,
    on_pairs=True,
)
