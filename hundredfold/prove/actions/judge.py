"""Runs the rules over what is new in the ledger and keeps what they find."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction

from hundredfold.linkage.tally import SCORES, Tally, scores
from hundredfold.plan.models import Programme
from hundredfold.prove import deed_model, intake, tallies
from hundredfold.prove.actions.keep import Scope, keep
from hundredfold.prove.actions.settle import AT_ONCE, settle, settle_all, settle_in_parts
from hundredfold.prove.actions.sign import sign_new, signed_until
from hundredfold.prove.claims import Claims, Part
from hundredfold.prove.claims import Finding as Found
from hundredfold.prove.models import Cursor
from hundredfold.prove.near import Near, known_photos, near
from hundredfold.prove.rules import RULES, Progress, run
from hundredfold.prove.rules.rule import Rule
from hundredfold.prove.rules.same_deed import SCORED
from hundredfold.prove.words import ASKS_THE_SAME

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

READER = "rules"
# A ledger of so few records is looked at whole each time: then the order of telling cannot matter at all.
SMALL = 300
# One that has grown by a quarter since everything was looked at is looked at whole again, up to this size: what is
# rare, and what a campaign, shifts as a ledger grows. A larger one shifts slowly; `judge_again` by the office does it.
GROWN, LARGE = 1.25, 30_000
# A look at one record near by costs as much as one at so many records of the whole ledger.
WORTH = 60
TOGETHER = 400  # changes looked at in one transaction
# What can be found of a changed record by the records near it; the rest waits for the night's look at everything.
IN_PART = tuple(rule for rule in RULES if not rule.whole)
BY_NIGHT = tuple(rule for rule in RULES if rule.whole or not rule.on_pairs)
# Photos are compared with those of the changed records alone, however much of the ledger is looked at.
OF_PHOTOS = frozenset({"same_photo", "photo_burst"})


def judge_record(record: "Record", *, at: dt.datetime) -> None:
    """Looks at one record by itself, so that its teller sees at once what is missing; pairs follow later."""
    with transaction.atomic():
        single = [rule for rule in RULES if not rule.on_pairs and not rule.whole]
        claims = intake.claims(record.programme, at=at, records=[record.pk])
        scope = Scope(changed={record.pk}, rules=_names(single))
        touched = keep(record.programme, run(claims, rules=single), scope, at=at)
        settle(record.programme, {record.pk} | touched, at=at)


def judge_new(programme: Programme, *, at: dt.datetime, progress: Progress | None = None) -> int:
    """Looks at every record that changed since the last look. Returns how many. Safe to run twice or at once.

    The rules run before the transaction, so that nobody who tells has to wait for them; what changes meanwhile
    has a later position and is looked at the next time.
    """
    sign_new(programme, at=at, progress=progress)
    done, last = 0, signed_until(programme)
    while True:
        cursor, _ = Cursor.objects.get_or_create(name=READER)
        look = _next_look(programme, cursor, last=last, at=at)
        if look is None:
            return done
        found = _unjoined(programme, run(look.claims, rules=IN_PART, progress=progress))
        if not _keep_look(programme, look, found, after=cursor.position, at=at):
            return done  # another worker looked at these meanwhile
        done += len(look.changed)


def _keep_look(
    programme: Programme, look: "_Look", found: Iterable[Found], *, after: int, at: dt.datetime
) -> bool:
    """Keeps what a look found, settles what it touched, and moves the cursor on; whether it was still ``after``.

    Few records are settled in the one transaction. Of many, what was found is kept first and they are settled part by
    part; the cursor moves last, so that whoever is cut off, or comes in between, does no more than the same again.
    """
    with transaction.atomic():
        held = Cursor.objects.select_for_update().get(name=READER)
        if held.position != after:
            return False
        touched = look.changed | keep(programme, found, look.scope, at=at)
        look.keep_scores(programme, at=at)
        if len(touched) <= AT_ONCE:
            settle(programme, touched, at=at)
            _move(held, look.until)
            return True
    settle_in_parts(programme, touched, at=at)
    with transaction.atomic():
        held = Cursor.objects.select_for_update().get(name=READER)
        if held.position == after:
            _move(held, look.until)
    return True


def _move(cursor: Cursor, position: int) -> None:
    cursor.position = position
    cursor.save(update_fields=["position"])


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look takes in: the records ``changed`` up to the position ``until``, and what they may concern."""

    until: int
    changed: set[int]
    claims: Claims
    scope: Scope

    def keep_scores(self, programme: Programme, *, at: dt.datetime) -> None:
        """Adds the scores of pairs not scored before; after a look at all, puts its scores in place of all."""
        scored = self.claims.noted(SCORED)
        if scored is None:
            return
        if self.claims.part is None:
            tallies.replace_scores(programme, scores(scored.usual), at=at)
            size = tallies.tally_of(programme).size
            Cursor.objects.filter(pk=_whole_look(programme).pk).update(position=size)
            return
        fresh = self.claims.fresh or frozenset()
        is_new = [row.id in fresh for row in scored.ledger.rows]
        pairs = zip(scored.pairs.left.tolist(), scored.pairs.right.tolist(), strict=True)
        chosen = [is_new[a] or is_new[b] for a, b in pairs]
        tallies.add_counts(programme, {SCORES: scores(scored.usual[chosen])}, at=at)


def _next_look(programme: Programme, cursor: Cursor, *, last: int, at: dt.datetime) -> _Look | None:
    """The look at what changed first after the cursor; at the whole ledger where that is small or mostly changed."""
    if last <= cursor.position:
        return None
    model = deed_model.in_force(programme).model
    tally = tallies.tally_of(programme, model=model)
    is_whole = tally.size <= max(SMALL, WORTH * (last - cursor.position)) or _has_grown(programme, tally.size)
    until, changed = intake.changed_since(
        programme, cursor.position, most=last - cursor.position if is_whole else TOGETHER
    )
    until = min(until or last, last)
    seen = None if is_whole else near(programme, changed, size=tally.size)
    claims = intake.claims(programme, at=at, records=seen.records if seen else None, with_prints=True)
    fresh = frozenset(intake.record_keys(programme, among=changed))
    claims = replace(claims, fresh=fresh, deed_model=model, _worked_out={})
    if seen is None:
        return _Look(until, changed, claims, _whole_scope(programme, changed))
    claims = replace(claims, part=_part(programme, seen, tally), _worked_out={})
    scope = Scope(changed=changed, rules=_names(IN_PART), looked_at=seen.records, reviewed=seen.reviewed)
    return _Look(until, changed, claims, scope)


def _has_grown(programme: Programme, size: int) -> bool:
    """Whether a ledger that is not large has grown by a quarter since it was looked at as a whole."""
    return GROWN * _whole_look(programme).position < size <= LARGE


def _whole_look(programme: Programme) -> Cursor:
    """Its position is the size of the ledger when all of it was last looked at."""
    return Cursor.objects.get_or_create(name=f"whole look of {programme.pk}")[0]


def _part(programme: Programme, seen: Near, tally: Tally) -> Part:
    names = {key: name for name, key in intake.record_keys(programme, among=seen.records).items()}
    shared = known_photos(seen.records)
    return Part(
        corpus=tally,
        pairs=[(names[a], names[b]) for a, b in sorted(seen.pairs) if a in names and b in names],
        shared_photos=[(names[a], names[b]) for a, b in sorted(shared)],
    )


def _whole_scope(programme: Programme, changed: set[int]) -> Scope:
    """Everything can be told of by a look at all, but photos were compared with those of the changed records only."""
    everything = set(intake.record_keys(programme).values())
    rules = _names(IN_PART)
    return Scope(changed=changed, rules=rules, reviewed=dict.fromkeys(rules - OF_PHOTOS, everything))


def judge_all(programme: Programme, *, at: dt.datetime, progress: Progress | None = None) -> None:
    """Looks at the whole ledger anew, as after a change of rules or when photos were looked at."""
    sign_new(programme, at=at, progress=progress)
    claims = intake.claims(programme, at=at, with_prints=True)
    weighed = replace(claims, deed_model=deed_model.in_force(programme).model, _worked_out={})
    found = _unjoined(programme, run(weighed, progress=progress))
    with transaction.atomic():
        keys = set(intake.record_keys(programme).values())
        keep(programme, found, Scope(changed=keys, rules=_names(RULES)), at=at)
        _Look(0, keys, weighed, Scope(changed=keys, rules=())).keep_scores(programme, at=at)
    settle_all(programme, at=at)


def judge_by_night(programme: Programme, *, at: dt.datetime) -> None:
    """Runs over the whole ledger what a look at the new cannot tell: rules of the whole, and what time alone changes.

    Two records that are asked about as one deed, or were, are not asked about as copies of one another.
    """
    asked = intake.asked_as_one(programme)
    found = [
        each
        for each in run(intake.claims(programme, at=at, with_shots=True), rules=BY_NIGHT)
        if not each.b or frozenset((each.a, each.b)) not in asked
    ]
    with transaction.atomic():
        keys = set(intake.record_keys(programme).values())
        keep(programme, found, Scope(changed=keys, rules=_names(BY_NIGHT)), at=at)
    settle_all(programme, at=at)


def _names(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(rule.name for rule in rules)


def _unjoined(programme: Programme, found: Iterable[Found]) -> list[Found]:
    """What was found, without asking whether two are one deed that reviewers joined by hand before."""
    joined = deed_model.joined_by_hand(programme)
    return [
        each for each in found if each.rule not in ASKS_THE_SAME or frozenset((each.a, each.b)) not in joined
    ]
