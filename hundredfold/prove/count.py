"""The only place that counts. Pure: claims, verdicts and findings in; standings with their reasons out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hundredfold.plan.blueprint_types import Strand
from hundredfold.prove.claims import PLANNED, REPORTED, Appealed, Claim, Claims, Finding, Ground, Verdict
from hundredfold.prove.needs import lapsed, unmet

COUNTED, PENDING, EXCLUDED = "counted", "pending", "excluded"
STATES = (COUNTED, PENDING, PLANNED, EXCLUDED)

_BY_DAY = frozenset(
    {"events", "stories"}
)  # what must lie in the period by its day; members and things must stand


@dataclass(frozen=True, slots=True)
class Deed:
    """What happened: one telling, or several that were joined. ``id`` is that of the telling told first."""

    id: str
    tellings: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a deed is one of a strand's hundred, and the reasons, the deciding one first."""

    deed: str
    strand: str
    state: str
    reasons: tuple[Ground, ...]
    records: tuple[str, ...]
    credited: tuple[str, ...]
    title: str
    day: dt.date | None


@dataclass(frozen=True)
class StrandCount:
    """One strand's count: its target and where every deed told in it stands."""

    code: str
    target: int
    standings: tuple[Standing, ...]

    def in_state(self, state: str) -> tuple[Standing, ...]:
        """The standings of that state, in order."""
        return tuple(standing for standing in self.standings if standing.state == state)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """How many deeds stand in each state."""
        return {state: len(self.in_state(state)) for state in STATES}


@dataclass(frozen=True)
class Evidenced:
    """What was decided and found: all that a count rests on beside the claims themselves.

    ``verdicts`` are the latest by record; ``same`` the pairs that reviewers joined; ``open_findings`` those that
    nobody has settled; ``appeals`` those on decisions in force, which change no count. ``assume_accepted``: a ledger
    file under check has no reviewers, so its rows are taken as told.
    """

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    same: Sequence[tuple[str, str]] = ()
    open_findings: Sequence[Finding] = ()
    appeals: Sequence[Appealed] = ()
    assume_accepted: bool = False

    @cached_property
    def blocking(self) -> Mapping[str, Sequence[Finding]]:
        """Open findings by each record that waits for them."""
        by_record: dict[str, list[Finding]] = {}
        for finding in self.open_findings:
            for record in finding.blocks:
                by_record.setdefault(record, []).append(finding)
        return by_record


def join(claims: Iterable[Claim], same: Iterable[tuple[str, str]]) -> list[Deed]:
    """Claims as deeds: those that ``same`` connects are one. Deeds come in the order of their first telling."""
    ordered = sorted(claims, key=_told_order)
    lead = {claim.id: claim.id for claim in ordered}

    def find(record: str) -> str:
        while lead[record] != record:
            lead[record] = lead[lead[record]]
            record = lead[record]
        return record

    for a, b in same:
        if a in lead and b in lead:
            lead[find(a)] = find(b)
    groups: dict[str, list[Claim]] = {}
    for claim in ordered:
        groups.setdefault(find(claim.id), []).append(claim)
    return [Deed(id=tellings[0].id, tellings=tuple(tellings)) for tellings in groups.values()]


def _told_order(claim: Claim) -> tuple[float, int, str]:
    told = claim.told_at.timestamp() if claim.told_at else 0.0
    return told, claim.number, claim.id


def count(
    claims: Claims, evidenced: Evidenced, *, targets: Mapping[str, int] | None = None
) -> dict[str, StrandCount]:
    """Every strand's count on the day ``claims.as_of``, by strand code in the programme's order.

    ``targets`` overrides the blueprint's (they may change within a period). Asked again with the same claims,
    verdicts and findings it gives the same answer, whatever happened since.
    """
    deeds = join(claims.items, evidenced.same)
    by_strand: dict[str, list[Standing]] = {strand.code: [] for strand in claims.blueprint.strands}
    for deed in deeds:
        for strand in claims.blueprint.strands:
            standing = judge(deed, strand, claims, evidenced)
            if standing:
                by_strand[strand.code].append(standing)
    return {
        strand.code: StrandCount(
            code=strand.code,
            target=(targets or {}).get(strand.code, strand.target),
            standings=tuple(sorted(by_strand[strand.code], key=cell_order)),
        )
        for strand in claims.blueprint.strands
    }


def cell_order(standing: Standing) -> tuple[int, str, str]:
    """The order of cells in a grid: by state, then day (those without one last), then id."""
    day = standing.day.isoformat() if standing.day else "9999"
    return STATES.index(standing.state), day, standing.deed


def judge(deed: Deed, strand: Strand, claims: Claims, evidenced: Evidenced) -> Standing | None:
    """Where a deed stands in a strand; None if none of its tellings names the strand."""
    tellings = [claim for claim in deed.tellings if strand.code in claim.strands]
    if not tellings:
        return None
    told = [claim for claim in tellings if claim.state == REPORTED]
    planned = [claim for claim in tellings if claim.state == PLANNED]
    if told:
        state, reasons = _judge_told(told, strand, claims, evidenced)
        shown = told
    elif planned:
        state, reasons, shown = PLANNED, [Ground("planned")], planned
    else:
        state, reasons, shown = EXCLUDED, [Ground("withdrawn")], tellings
    first = shown[0]
    return Standing(
        deed=deed.id,
        strand=strand.code,
        state=state,
        reasons=tuple(reasons),
        records=tuple(claim.id for claim in shown),
        credited=tuple(dict.fromkeys(unit for claim in shown for unit in claim.credited)),
        title=first.title,
        day=first.start,
    )


def _judge_told(
    told: Sequence[Claim], strand: Strand, claims: Claims, evidenced: Evidenced
) -> tuple[str, list[Ground]]:
    """The conditions in their order; the first that fails decides, and all that hold are named when none does."""
    refusal = _review(told, evidenced)
    if refusal:
        return refusal
    outside = _outside(told, strand, claims)
    if outside:
        return outside
    missing = unmet(told, strand, on=claims.as_of, period=claims.period, activity=claims.activity)
    if missing:
        by_time = lapsed(missing, told)
        state = EXCLUDED if by_time else PENDING
        return state, [Ground("need", {"need": need.code, **need.params}) for need in by_time or missing]
    blocked = _blocked(told, evidenced)
    if blocked:
        return PENDING, blocked
    return COUNTED, [*_holding(told, evidenced), *_looked_at_again(told, claims, evidenced)]


def _review(told: Sequence[Claim], evidenced: Evidenced) -> tuple[str, list[Ground]] | None:
    """What stands in the way until a reviewer accepts one of the tellings; None if one is accepted."""
    if evidenced.assume_accepted or any(_is_accepted(claim, evidenced) for claim in told):
        return None
    verdicts = [(claim, evidenced.verdicts[claim.id]) for claim in told if claim.id in evidenced.verdicts]
    current = [verdict for claim, verdict in verdicts if verdict.position >= claim.position]
    refused = [verdict for verdict in current if verdict.code == "not_acceptable"]
    if refused and len(refused) == len(told):
        return EXCLUDED, [
            Ground("not_acceptable", {"reason": refused[-1].reason}),
            *_appealed(told, evidenced, number=1),
        ]
    returned = [verdict for verdict in current if verdict.code == "return"]
    if returned:
        return PENDING, [Ground("returned", {"reason": returned[-1].reason})]
    if verdicts and not current:
        return PENDING, [Ground("changed_since_review")]
    return PENDING, [Ground("waiting_for_review")]


def _is_accepted(claim: Claim, evidenced: Evidenced) -> bool:
    verdict = evidenced.verdicts.get(claim.id)
    return verdict is not None and verdict.code == "accept" and verdict.position >= claim.position


def _outside(told: Sequence[Claim], strand: Strand, claims: Claims) -> tuple[str, list[Ground]] | None:
    """Whether the deed's day keeps it out: before or after the period, still to come, or not given."""
    days = [claim.start for claim in told if claim.start]
    first, last = claims.period
    if not days:
        dated = strand.counts in _BY_DAY and any("date" in claim.shows for claim in told)
        return (PENDING, [Ground("no_date")]) if dated else None
    day = min(days)
    if strand.counts in _BY_DAY and not any(first <= each <= last for each in days):
        return EXCLUDED, [
            Ground(
                "outside_period", {"day": day.isoformat(), "from": first.isoformat(), "to": last.isoformat()}
            )
        ]
    if day > last:
        return EXCLUDED, [Ground("after_period", {"day": day.isoformat(), "to": last.isoformat()})]
    if day > claims.as_of and not come_from_a_file(told):
        return PENDING, [Ground("still_to_come", {"day": day.isoformat()})]
    return None


def come_from_a_file(told: Sequence[Claim]) -> bool:
    """Whether these claims come from a ledger file, which has no moment of telling to be ahead of."""
    return all(claim.told_at is None for claim in told)


def _blocked(told: Sequence[Claim], evidenced: Evidenced) -> list[Ground]:
    """One ground for each open finding that these tellings wait for; within the deed, joining settled them."""
    own = {claim.id for claim in told}
    grounds = []
    for claim in told:
        for finding in evidenced.blocking.get(claim.id, ()):
            other = finding.b if finding.a == claim.id else finding.a
            if other not in own:
                grounds.append(Ground("open_finding", {"rule": finding.rule, "other": other}))
    # A deed waits only if none of its tellings is free: one clean, accepted telling is enough.
    free = [
        claim
        for claim in told
        if not evidenced.blocking.get(claim.id)
        and (evidenced.assume_accepted or _is_accepted(claim, evidenced))
    ]
    return [] if free else grounds


def _holding(told: Sequence[Claim], evidenced: Evidenced) -> list[Ground]:
    """Why it counts, one reason each."""
    reasons = []
    accepted = [claim for claim in told if _is_accepted(claim, evidenced)]
    if accepted:
        verdict = evidenced.verdicts[accepted[0].id]
        reasons.append(Ground("accepted", {"day": verdict.at.date().isoformat()}))
    else:
        reasons.append(Ground("taken_as_told"))
    units = list(dict.fromkeys(claim.unit_name or claim.unit for claim in told))
    if len(told) > 1:
        reasons.append(Ground("told_by_several", {"n": len(told), "units": "、".join(units)}))
    reasons.append(Ground("needs_met"))
    return reasons


def _looked_at_again(told: Sequence[Claim], claims: Claims, evidenced: Evidenced) -> list[Ground]:
    """What came after: somebody saw it on the spot, a unit appeals against the joining. Neither changes the count."""
    seen = [visit.day for claim in told if (visit := claims.visits.get(claim.id)) and visit.result == "seen"]
    grounds = [Ground("seen_on_the_spot", {"day": max(seen).isoformat()})] if seen else []
    return [*grounds, *_appealed(told, evidenced, number=2)]


def _appealed(told: Sequence[Claim], evidenced: Evidenced, *, number: int) -> list[Ground]:
    """Appeals on ``number`` records that are all among these tellings: one for refusals, two for joinings."""
    own = {claim.id for claim in told}
    return [
        Ground(each.code, each.params)
        for each in evidenced.appeals
        if len(each.records) == number and own.issuperset(each.records)
    ]
