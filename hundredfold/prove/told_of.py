"""Which deeds of the ledger a press story tells of: found by their signs, weighed by the pure engine.

Costs as much in a ledger of a million as in one of a thousand: so many signs are asked, and so many deeds weighed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hundredfold.linkage import told_of as engine
from hundredfold.linkage import told_of_words
from hundredfold.linkage.signs import LONGEST, ranked
from hundredfold.linkage.told_of import DeedTold, StoryTold
from hundredfold.linkage.told_of_signs import asked_signs
from hundredfold.plan.access import Visitor
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import units_in
from hundredfold.prove import intake, sign_store, tallies
from hundredfold.prove.claims import REPORTED, Claim, Ground
from hundredfold.prove.likely import readable
from hundredfold.prove.models import Telling

CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class TellsOf:
    """A deed that a story probably tells of, by the record that shows it best, with its grounds for ``said``."""

    record: str
    number: int
    title: str
    day: dt.date | None
    unit: str
    score: float
    grounds: tuple[Ground, ...] = field(default=())


def tells_of(
    programme: Programme, story: StoryTold, *, by: Visitor, at: dt.datetime, least: float = engine.LEAST
) -> list[TellsOf]:
    """The deeds that ``story`` tells of with ``least`` probability, the likeliest first; those ``by`` may read.

    A story of none gives none. A bounded number of queries.
    """
    claims = _candidates(programme, story)
    allowed = readable(by, {claim.unit for claim in claims.values()}, at=at)
    shown = {claim.id: (key, claim) for key, claim in claims.items() if claim.unit in allowed}
    names = _names({unit for _, claim in shown.values() for unit in claim.credited})
    deeds = [_deed(claim, names) for _, claim in shown.values()]
    found = engine.tells_of(story, deeds, least=least)
    leads = _deeds_of([shown[each.deed][0] for each in found])
    best: dict[int, TellsOf] = {}
    for each in found:
        key, claim = shown[each.deed]
        best.setdefault(leads.get(key, -key), _told(each, claim))
    return list(best.values())


def said(ground: Ground, language: str = "zh") -> str:
    """A ground as a sentence."""
    return told_of_words.say(ground.code, dict(ground.params), language)


def _candidates(programme: Programme, story: StoryTold) -> dict[int, Claim]:
    """The told records that share most rare signs with the story."""
    units = units_in(story.text[: engine.MOST_TEXT])
    asked = dict(asked_signs(str(programme.pk), story, units))
    held = sign_store.holders(asked, most=LONGEST + 1)
    size = tallies.tally_of(programme).size
    keys = ranked(asked, held, size=max(size, 1), most=CANDIDATES)
    claims = intake.claims_by_key(programme, records=keys) if keys else {}
    return {key: each for key, each in claims.items() if each.state == REPORTED and each.kind != "article"}


def _names(units: set[str]) -> dict[str, tuple[str, ...]]:
    found = Unit.objects.filter(public_id__in=units)
    return {unit.public_id: unit.names for unit in found}


def _deed(claim: Claim, names: Mapping[str, tuple[str, ...]]) -> DeedTold:
    return DeedTold(
        id=claim.id,
        title=claim.title,
        start=claim.start,
        end=claim.end,
        venue=claim.venue,
        units=tuple(name for unit in claim.credited for name in names.get(unit, ())),
        town=claim.town,
        head_count=claim.head_count,
    )


def _deeds_of(records: Sequence[int]) -> dict[int, int]:
    """The deed of each record (primary keys): of records that were joined only the best is shown."""
    rows = Telling.objects.filter(record__in=records).values_list("record_id", "deed_id")
    return dict(rows)


def _told(link: engine.ToldOf, claim: Claim) -> TellsOf:
    return TellsOf(
        record=claim.id,
        number=claim.number,
        title=claim.title,
        day=claim.start,
        unit=claim.unit_name,
        score=link.score,
        grounds=tuple(Ground(each.code, dict(each.params)) for each in link.grounds),
    )
