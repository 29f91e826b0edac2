"""Keeps the signs by which records are found again, and the tally of what the ledger says, up with the ledger."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from hundredfold.base import turns
from hundredfold.linkage.ragged import Ints
from hundredfold.linkage.signs import Said, copy_sign, kept_signs, said
from hundredfold.linkage.tally import Counts, counted
from hundredfold.plan.models import Programme
from hundredfold.prove import intake, sign_store, tallies
from hundredfold.prove.claims import REPORTED, Claim
from hundredfold.prove.kept_prints import prints_of
from hundredfold.prove.members import signed_cursor, unsorted_cursor
from hundredfold.prove.models import Cursor, Signed
from hundredfold.prove.rules.same_deed import row_of
from hundredfold.prove.telling_signs import Rarities, home_words, is_compared, look_signs, more_signs

if TYPE_CHECKING:
    from hundredfold.linkage.prints import Print

SLICE, BULK_SLICE = 1000, 5000  # changes read in one transaction
BULK = 5000  # from so many changes on, signs are sorted before they are stored: many times faster
PASSES = 16  # into so many ranges of keys
BATCH = 500

Progress = Callable[[str, float], None]


def sign_new(programme: Programme, *, at: dt.datetime, progress: Progress | None = None) -> int:
    """Signs every record that changed since the last time. Returns how many. Safe to run twice, at once, or cut off.

    Of each record the revision last signed is known: what it said before goes from the signs and the tally.
    """
    if (
        unsorted_cursor(programme).position > 1
    ):  # cut off while storing: what is signed now would miss ranges stored
        _store_in_order(programme, progress=progress)
    start, last = signed_until(programme), intake.last_position()
    if last - start > BULK:
        Cursor.objects.filter(pk=unsorted_cursor(programme).pk).update(position=1)
    in_bulk, done = bool(unsorted_cursor(programme).position), 0
    while (position := signed_until(programme)) < last:
        until, changed = intake.changed_since(programme, position, most=BULK_SLICE if in_bulk else SLICE)
        part = _Slice(position, until or last, changed)
        done += _sign_slice(programme, part, at=at, in_bulk=in_bulk)
        if progress:
            progress("signs", (part.until - start) / (last - start))
        if part.until < last:
            turns.let_others_write()
    if in_bulk:
        _store_in_order(programme, progress=progress)
    return done


def signed_until(programme: Programme) -> int:
    """The position in the ledger up to which every record is signed."""
    return signed_cursor(programme).position


@dataclass(frozen=True, slots=True)
class _Slice:
    """The records that changed after one position and up to another."""

    after: int
    until: int
    records: set[int]


def _sign_slice(programme: Programme, part: _Slice, *, at: dt.datetime, in_bulk: bool) -> int:
    """One slice of changes: read before the transaction, so that nobody who tells has to wait for it."""
    change = _Change.read(programme, part.records)
    with transaction.atomic():
        held = Cursor.objects.select_for_update().get(pk=signed_cursor(programme).pk)
        if held.position != part.after:
            return 0  # another worker signs these
        tallies.add_counts(programme, change.counts, at=at)
        rows = change.rows(programme)
        sign_store.drop([(key, row.pk) for row in rows for key in change.keys_gone(row)])
        if not in_bulk:
            sign_store.add((key, row.pk) for row in rows for key in change.keys_new(row))
        Signed.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["record"],
            update_fields=["position", "keys", "copy_key"],
        )
        held.position = part.until
        held.save(update_fields=["position"])
    return len(part.records)


class _Change:
    """What a few records said when they were last signed, and what they say now."""

    def __init__(
        self, now: Mapping[int, Claim], before: Mapping[int, Claim], held: Mapping[int, Signed]
    ) -> None:
        self.held = held
        self.now = {record: claim for record, claim in now.items() if _is_news(held.get(record), claim)}
        self.told = {record: said(row_of(claim)) for record, claim in self.now.items() if is_compared(claim)}
        gone = [
            said(row_of(claim))
            for record, claim in before.items()
            if record in self.now and is_compared(claim)
        ]
        self.counts: dict[int, Counts] = counted(
            [*((each, 1) for each in self.told.values()), *((each, -1) for each in gone)]
        )

    @classmethod
    def read(cls, programme: Programme, records: Iterable[int]) -> "_Change":
        """Reads both from the ledger."""
        ordered = sorted(records)
        held: dict[int, Signed] = {}
        for start in range(0, len(ordered), BATCH):
            held |= Signed.objects.in_bulk(ordered[start : start + BATCH])
        now = intake.claims_by_key(programme, records=ordered) if ordered else {}
        before = intake.claims_by_key(programme, positions=[each.position for each in held.values()])
        return cls(now, before, held)

    def rows(self, programme: Programme) -> list[Signed]:
        """The rows to keep, their signs chosen by the tally with this change in it."""
        scope, rarity = str(programme.pk), Rarities(tallies.tally_of(programme), self.told.values())
        homes = home_words(programme.blueprint)
        prints = prints_of(
            {photo for claim in self.now.values() if claim.state == REPORTED for photo in claim.photos}
        )
        return [
            _signed(
                claim,
                self.told.get(record),
                more=[
                    *more_signs(scope, claim, homes),
                    *look_signs(scope, _of(claim, prints), turned=False),
                ],
                record=record,
                scope=scope,
                rarity=rarity,
            )
            for record, claim in self.now.items()
        ]

    def keys_gone(self, row: Signed) -> set[int]:
        """Signs that a record no longer shows."""
        held = self.held.get(row.pk)
        return set(keys_of(held)) - set(keys_of(row)) if held else set()

    def keys_new(self, row: Signed) -> set[int]:
        """Signs that a record did not show before."""
        held = self.held.get(row.pk)
        return set(keys_of(row)) - set(keys_of(held)) if held else set(keys_of(row))


def _is_news(held: Signed | None, claim: Claim) -> bool:
    return held is None or held.position != claim.position


def _of(claim: Claim, prints: "Mapping[str, Print]") -> "list[Print]":
    """The prints of a told claim's photos."""
    return [prints[photo] for photo in claim.photos if photo in prints] if claim.state == REPORTED else []


def _signed(
    claim: Claim, told: Said | None, *, more: Iterable[int], record: int, scope: str, rarity: Rarities
) -> Signed:
    keys, copy_key = set(more), None
    if told is not None:
        keys.update(kept_signs(scope, told, rarity))
        copy_key = copy_sign(scope, told.row)
    packed = np.array(sorted(keys), dtype="<i8").tobytes()
    return Signed(record_id=record, position=claim.position, keys=packed, copy_key=copy_key)


def keys_of(row: Signed) -> Sequence[int]:
    """The signs of a record."""
    return [int(key) for key in np.frombuffer(bytes(row.keys), dtype="<i8")]


def _store_in_order(programme: Programme, *, progress: Progress | None) -> None:
    """Puts all signs into their table range by range, each in a transaction of its own; goes on where it stopped."""
    edges = np.linspace(-(2.0**63), 2.0**63, PASSES + 1)
    state = unsorted_cursor(programme)
    while 0 < state.position <= PASSES:
        low, high = edges[state.position - 1], edges[state.position]
        keys, records = _between(low, high)  # read before the transaction, so that nobody has to wait for it
        with transaction.atomic():
            held = Cursor.objects.select_for_update().get(pk=state.pk)
            if held.position == state.position:
                sign_store.add_in_order(keys.tolist(), records.tolist())
                held.position = state.position + 1 if state.position < PASSES else 0
                held.save(update_fields=["position"])
        state = held
        if state.position:
            turns.let_others_write()
        if progress:
            progress("index", (state.position - 1 if state.position else PASSES) / PASSES)


def _between(low: float, high: float) -> tuple[Ints, Ints]:
    keys: list[Ints] = []
    records: list[Ints] = []
    for record, packed in Signed.objects.values_list("record", "keys").iterator(chunk_size=5000):
        found = np.frombuffer(bytes(packed), dtype="<i8")
        found = found[(found >= low) & (found < high)]
        keys.append(found)
        records.append(np.full(len(found), record, dtype=np.int64))
    key, record_of = np.concatenate(keys), np.concatenate(records)
    order = np.lexsort((record_of, key))
    return key[order], record_of[order]
