"""Runs the rules over what is new in the ledger and keeps what they find."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from hundredfold.base import ids
from hundredfold.plan.models import Programme
from hundredfold.prove import deed_model, intake
from hundredfold.prove.actions.settle import settle, settle_all, slices
from hundredfold.prove.claims import Finding as Found
from hundredfold.prove.models import Cursor, Finding
from hundredfold.prove.rules import RULES, Progress, run
from hundredfold.prove.words import ASKS_THE_SAME

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

READER = "rules"
NEAR = dt.timedelta(days=45)  # how far apart in days two records can lie and still be compared
ALL_AT_ONCE = (
    2000  # from so many changed records on, the whole ledger is looked at rather than a window of it
)
# What can be found of a changed record by the records near it; the rest waits for the night's look at everything.
IN_A_WINDOW = tuple(rule for rule in RULES if not rule.whole)
BY_NIGHT = tuple(rule for rule in RULES if rule.whole or not rule.on_pairs)


def judge_record(record: "Record", *, at: dt.datetime) -> None:
    """Looks at one record by itself, so that its teller sees at once what is missing; pairs follow later."""
    with transaction.atomic():
        single = [rule for rule in RULES if not rule.on_pairs and not rule.whole]
        claims = intake.claims(record.programme, at=at, records=[record.pk])
        touched = _keep(
            record.programme,
            run(claims, rules=single),
            {record.pk},
            rules={rule.name for rule in single},
            at=at,
        )
        settle(record.programme, touched, at=at)


def judge_new(programme: Programme, *, at: dt.datetime, progress: Progress | None = None) -> int:
    """Looks at every record that changed since the last look. Returns how many. Safe to run twice or at once.

    The rules run before the transaction, so that nobody who tells has to wait for them; what changes meanwhile
    has a later position and is looked at the next time.
    """
    cursor, _ = Cursor.objects.get_or_create(name=READER)
    last, changed = intake.changed_since(programme, cursor.position)
    if last is None:
        return 0
    looked_at = None if len(changed) >= ALL_AT_ONCE else intake.near(programme, changed, days=NEAR)
    claims = intake.claims(programme, at=at, records=looked_at, with_prints=True)
    fresh = frozenset(intake.record_keys(programme, among=changed))
    weighed = replace(claims, fresh=fresh, deed_model=deed_model.in_force(programme).model, _worked_out={})
    found = _unjoined(programme, run(weighed, rules=IN_A_WINDOW, progress=progress))
    with transaction.atomic():
        held = Cursor.objects.select_for_update().get(name=READER)
        if held.position != cursor.position:
            return 0  # another worker looked at these meanwhile
        touched = _keep(programme, found, changed, rules={rule.name for rule in IN_A_WINDOW}, at=at)
        settle(programme, touched, at=at)
        held.position = last
        held.save(update_fields=["position"])
    return len(changed)


def judge_all(programme: Programme, *, at: dt.datetime, progress: Progress | None = None) -> None:
    """Looks at the whole ledger anew, as after a change of rules or when photos were looked at."""
    claims = intake.claims(programme, at=at, with_prints=True)
    weighed = replace(claims, deed_model=deed_model.in_force(programme).model, _worked_out={})
    found = _unjoined(programme, run(weighed, progress=progress))
    with transaction.atomic():
        keys = set(intake.record_keys(programme).values())
        _keep(programme, found, keys, rules=None, at=at)
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
        touched = _keep(programme, found, keys, rules={rule.name for rule in BY_NIGHT}, at=at)
        if touched:
            settle_all(programme, at=at)


def _unjoined(programme: Programme, found: Iterable[Found]) -> list[Found]:
    """What was found, without asking whether two are one deed that reviewers joined by hand before."""
    joined = deed_model.joined_by_hand(programme)
    return [
        each for each in found if each.rule not in ASKS_THE_SAME or frozenset((each.a, each.b)) not in joined
    ]


def _keep(
    programme: Programme,
    found: Iterable[Found],
    changed: set[int],
    *,
    rules: Collection[str] | None,
    at: dt.datetime,
) -> set[int]:
    """Stores what is newly found on the changed records, and closes what is found no longer.

    Returns the changed records and the other sides of what was found or closed: their standing may change too.
    """
    standing: dict[tuple[str, int, int | None], Finding] = {}
    for part in slices(changed):
        rows = Finding.objects.filter(Q(a__in=part) | Q(b__in=part), closed_at__isnull=True)
        for row in rows.filter(rule__in=rules) if rules is not None else rows:
            standing[row.rule, row.a_id, row.b_id] = row
    keys = intake.record_keys(programme)
    fresh: list[Finding] = []
    again: list[Finding] = []
    for each in found:
        a, b = keys[each.a], keys.get(each.b)
        if a not in changed and b not in changed:
            continue
        kept = standing.pop((each.rule, a, b), None)
        if kept is None and b is not None:
            kept = standing.pop((each.rule, b, a), None)
        row = kept or Finding(public_id=ids.new_ulid(at=at), rule=each.rule, a_id=a, b_id=b, found_at=at)
        (again if row.pk else fresh).append(_filled(row, each, keys))
    Finding.objects.bulk_create(fresh, batch_size=500)
    Finding.objects.bulk_update(again, ["score", "grounds"], batch_size=500)
    # What a reviewer answered stays: an answer is a fact about the desk, even where the rule would not ask again.
    gone = [row for row in standing.values() if row.settled_by_id is None]
    for part in slices(row.pk for row in gone):
        Finding.objects.filter(pk__in=part).update(closed_at=at)
    sides = {key for row in (*fresh, *again, *gone) for key in (row.a_id, row.b_id) if key is not None}
    return changed | sides


def _filled(row: Finding, found: Found, keys: dict[str, int]) -> Finding:
    row.score = found.score
    row.grounds = [{"code": each.code, "params": dict(each.params)} for each in found.grounds]
    row.blocked_id = keys[found.blocks[0]] if found.blocks else None
    return row
