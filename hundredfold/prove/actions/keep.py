"""Keeps what the rules found: what is new is stored, what is found no longer is closed, what was answered stays."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from hundredfold.base import ids
from hundredfold.plan.models import Programme
from hundredfold.prove import intake
from hundredfold.prove.actions.settle import slices
from hundredfold.prove.claims import Finding as Found
from hundredfold.prove.models import Finding


@dataclass(frozen=True, slots=True)
class Scope:
    """What a look can tell of: findings on a ``changed`` record (primary keys), made by these ``rules``.

    ``looked_at`` are all records it took in, none given: all there are; of a finding whose other side was not taken in
    it can tell nothing. ``reviewed`` are, by rule, records of which it can tell as well, as long as both sides are
    among them or changed.
    """

    changed: Collection[int]
    rules: Collection[str]
    looked_at: Collection[int] | None = None
    reviewed: Mapping[str, Collection[int]] = field(default_factory=dict)

    def holds(self, rule: str, a: int, b: int | None) -> bool:
        """Whether the look can tell if this finding stands."""
        if rule not in self.rules or not self._was_seen(a) or (b is not None and not self._was_seen(b)):
            return False
        if a in self.changed or b in self.changed:
            return True
        reviewed = self.reviewed.get(rule, ())
        return a in reviewed and (b is None or b in reviewed)

    @property
    def records(self) -> set[int]:
        """The records whose findings may change."""
        return {*self.changed, *(each for reviewed in self.reviewed.values() for each in reviewed)}

    def _was_seen(self, record: int) -> bool:
        return self.looked_at is None or record in self.looked_at


def keep(programme: Programme, found: Iterable[Found], scope: Scope, *, at: dt.datetime) -> set[int]:
    """Stores what was newly found within ``scope`` and closes what was found no longer; joins the transaction.

    Returns the records of whatever was found anew, found otherwise or closed: their standing may have changed.
    """
    standing = {(row.rule, row.a_id, row.b_id): row for row in _open(scope)}
    keys = intake.record_keys(programme, among=scope.looked_at)
    fresh: list[Finding] = []
    again: list[Finding] = []
    for each in found:
        a, b = keys[each.a], keys.get(each.b)
        if not scope.holds(each.rule, a, b):
            continue
        kept = standing.pop((each.rule, a, b), None)
        if kept is None and b is not None:
            kept = standing.pop((each.rule, b, a), None)
        row = kept or Finding(public_id=ids.new_ulid(at=at), rule=each.rule, a_id=a, b_id=b, found_at=at)
        if _fill(row, each, keys):
            (fresh if kept is None else again).append(row)
    Finding.objects.bulk_create(fresh, batch_size=500)
    Finding.objects.bulk_update(again, ["score", "grounds", "blocked"], batch_size=500)
    # What a reviewer answered stays: an answer is a fact about the desk, even where the rule would not ask again.
    gone = [row for row in standing.values() if row.settled_by_id is None]
    for part in slices(row.pk for row in gone):
        Finding.objects.filter(pk__in=part).update(closed_at=at)
    return {key for row in (*fresh, *again, *gone) for key in (row.a_id, row.b_id) if key is not None}


def _open(scope: Scope) -> Iterator[Finding]:
    """The findings not closed that the look can tell of."""
    for part in slices(scope.records):
        rows = Finding.objects.filter(Q(a__in=part) | Q(b__in=part), closed_at__isnull=True)
        for row in rows.filter(rule__in=scope.rules):
            if scope.holds(row.rule, row.a_id, row.b_id):
                yield row


def _fill(row: Finding, found: Found, keys: Mapping[str, int]) -> bool:
    """Puts in what was found; whether that differs from what stood there."""
    before = (row.score, row.grounds, row.blocked_id) if row.pk else None
    row.score = found.score
    row.grounds = [{"code": each.code, "params": dict(each.params)} for each in found.grounds]
    row.blocked_id = keys[found.blocks[0]] if found.blocks else None
    return before != (row.score, row.grounds, row.blocked_id)
