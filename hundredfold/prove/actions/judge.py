"""Runs the rules over what is new in the ledger and keeps what they find."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Max, Q

from hundredfold.base import ids
from hundredfold.do.ledger.models import Record, Revision
from hundredfold.plan.models import Programme
from hundredfold.prove import intake
from hundredfold.prove.actions.settle import settle, settle_all, slices
from hundredfold.prove.claims import Finding as Found
from hundredfold.prove.models import Cursor, Finding
from hundredfold.prove.rules import RULES, Progress, run

READER = "rules"
NEAR = dt.timedelta(days=45)  # how far apart in days two records can lie and still be compared
ALL_AT_ONCE = (
    2000  # from so many changed records on, the whole ledger is looked at rather than a window of it
)


def judge_record(record: Record, *, at: dt.datetime) -> None:
    """Looks at one record by itself, so that its teller sees at once what is missing; pairs follow later."""
    with transaction.atomic():
        single = [rule for rule in RULES if not rule.on_pairs]
        claims = intake.claims(record.programme, at=at, records=[record.pk])
        _keep(
            record.programme,
            run(claims, rules=single),
            {record.pk},
            rules={rule.name for rule in single},
            at=at,
        )
        settle(record.programme, {record.pk}, at=at)


def judge_new(programme: Programme, *, at: dt.datetime, progress: Progress | None = None) -> int:
    """Looks at every record that changed since the last look. Returns how many. Safe to run twice or at once.

    The rules run before the transaction, so that nobody who tells has to wait for them; what changes meanwhile
    has a later position and is looked at the next time.
    """
    cursor, _ = Cursor.objects.get_or_create(name=READER)
    fresh = Revision.objects.filter(position__gt=cursor.position)
    last = fresh.aggregate(last=Max("position"))["last"]
    if last is None:
        return 0
    changed = set(
        fresh.filter(position__lte=last, record__programme=programme).values_list("record", flat=True)
    )
    looked_at = None if len(changed) >= ALL_AT_ONCE else _window(programme, changed)
    claims = intake.claims(programme, at=at, records=looked_at, with_prints=True)
    found = run(claims, progress=progress)
    with transaction.atomic():
        held = Cursor.objects.select_for_update().get(name=READER)
        if held.position != cursor.position:
            return 0  # another worker looked at these meanwhile
        touched = _keep(programme, found, changed, rules=None, at=at)
        settle(programme, touched, at=at)
        held.position = last
        held.save(update_fields=["position"])
    return len(changed)


def judge_all(programme: Programme, *, at: dt.datetime, progress: Progress | None = None) -> None:
    """Looks at the whole ledger anew, as after a change of rules or when photos were looked at."""
    claims = intake.claims(programme, at=at, with_prints=True)
    found = run(claims, progress=progress)
    with transaction.atomic():
        keys = set(Record.objects.filter(programme=programme).values_list("pk", flat=True))
        _keep(programme, found, keys, rules=None, at=at)
        settle_all(programme, at=at)


def _window(programme: Programme, changed: Collection[int]) -> set[int]:
    """The records that a changed one may have to do with: near in days, without a day, or with a photo."""
    near: set[int] = set(changed)
    ours = Record.objects.filter(programme=programme)
    for part in slices(changed):
        days = [day for day in ours.filter(pk__in=part).values_list("start", flat=True) if day]
        around = Q(start__isnull=True) | Q(kind__in=["person", "team", "place", "product", "honour"])
        if days:
            around |= Q(start__gte=min(days) - NEAR, start__lte=max(days) + NEAR)
        near.update(ours.filter(around | Q(evidence__isnull=False)).values_list("pk", flat=True))
    return near


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
    keys = dict(Record.objects.filter(programme=programme).values_list("public_id", "pk"))
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
