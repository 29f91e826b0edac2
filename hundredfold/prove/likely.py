"""Is it one of these? What was told already that a new telling most likely tells again. Reads; decides nothing."""

import datetime as dt
from dataclasses import dataclass, replace

from hundredfold.linkage.pairs import find_pairs
from hundredfold.linkage.rows import Row
from hundredfold.linkage.signs import CLOSEST_AT_ONCE, said
from hundredfold.plan import access as plan_access
from hundredfold.plan.access import Visitor
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.words import Role
from hundredfold.prove import deed_model, intake, tallies
from hundredfold.prove.claims import REPORTED, Claim, Ground
from hundredfold.prove.near import closest
from hundredfold.prove.rules.same_deed import row_of

DRAFT = "draft"  # the id of what is being told; no record has it


@dataclass(frozen=True, slots=True)
class Likely:
    """A record that may tell the same, and how sure that is (0 to 1), with its grounds for ``linkage.words``.

    Where the asker may not read the unit's records, only day and probability are given: no id, name or ground.
    """

    probability: float
    day: dt.date | None
    record: str = ""
    title: str = ""
    unit: str = ""
    grounds: tuple[Ground, ...] = ()


def likely_same(
    programme: Programme, row: Row, *, by: Visitor, at: dt.datetime, most: int = 3, but: str = ""
) -> list[Likely]:
    """Up to ``most`` told records that ``row`` (names as written) probably tells again, surest first.

    ``but`` is the public id of the record being amended, if it stands already. Press stories have no twins here.
    """
    if row.kind == "article" or not row.title.strip():
        return []
    model = deed_model.in_force(programme).model
    tally = tallies.tally_of(programme, model=model)
    draft = replace(row, id=DRAFT)
    keys = closest(str(programme.pk), said(draft), size=tally.size, most=CLOSEST_AT_ONCE)
    claims = (
        {claim.id: claim for claim in intake.claims_by_key(programme, records=keys).values()} if keys else {}
    )
    near = [each for each in claims.values() if each.id != but and each.state == REPORTED]
    pairs = find_pairs(
        [*map(row_of, near), draft],
        model=model,
        floor=model.ask,
        corpus=tally,
        among=[(each.id, DRAFT) for each in near],
    )
    found = sorted((pair for pair in pairs if pair.b == DRAFT), key=lambda pair: -pair.probability)[:most]
    open_units = readable(by, {claims[pair.a].unit for pair in found}, at=at)
    return [
        _told(
            claims[pair.a],
            pair.probability,
            tuple(Ground(each.code, dict(each.params)) for each in pair.grounds),
        )
        if claims[pair.a].unit in open_units
        else Likely(pair.probability, claims[pair.a].start)
        for pair in found
    ]


def _told(claim: Claim, probability: float, grounds: tuple[Ground, ...]) -> Likely:
    return Likely(probability, claim.start, claim.id, claim.title, claim.unit_name, grounds)


def readable(by: Visitor, units: set[str], *, at: dt.datetime) -> set[str]:
    """Those of the units, by public id, whose records ``by`` may read: all, one's own, and those one tells for."""
    if plan_access.may_read_all(by, at=at):
        return units
    held = list(plan_access.memberships_of(by, at=at))
    return {
        unit.public_id
        for unit in Unit.objects.filter(public_id__in=units)
        if any(
            unit.pk == each.unit_id or (each.role == Role.CLERK and unit.is_within(each.unit))
            for each in held
        )
    }
