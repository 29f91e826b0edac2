"""The kept tally of a programme's ledger: written as small parts that are summed now and then, read as a corpus."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from hundredfold.base import ids
from hundredfold.linkage.model import Model
from hundredfold.linkage.tally import SCORES, Counts, Tally
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove.models import TallyPart

TOGETHER = 8  # parts of like size that are summed into one
KEPT_ENTRIES = 12_000_000  # counts kept in this process's memory: 12 bytes each
_read: "OrderedDict[str, Counts]" = OrderedDict()
_names: dict[int, frozenset[str]] = {}  # by the latest unit


def tally_of(programme: Programme, *, model: Model | None = None) -> Tally:
    """The programme's ledger as a corpus; each window is read when it is first asked for."""
    return Tally(lambda windows: _parts(programme, windows), names=_unit_names(), model=model)


def _unit_names() -> frozenset[str]:
    """The names of all units and towns, read again when a unit is added. Of one renamed since, the records that are
    compared bring the new name themselves."""
    units = Unit.objects.order_by("-pk").values_list("pk", flat=True)[:1]
    latest = next(iter(units), 0)
    if latest not in _names:
        pairs = Unit.objects.values_list("name", "town")
        _names.clear()
        _names[latest] = frozenset(name for pair in pairs for name in pair if name)
    return _names[latest]


def add_counts(programme: Programme, counts: Mapping[int, Counts], *, at: dt.datetime) -> None:
    """Adds to the tally, by window. Joins the caller's transaction."""
    fresh = [(window, each) for window, each in counts.items() if len(each.keys)]
    TallyPart.objects.bulk_create([_row(programme, *each, at=at) for each in fresh])
    for window, _counts in fresh:
        _gather(programme, window, at=at)


def replace_scores(programme: Programme, counts: Counts, *, at: dt.datetime) -> None:
    """Puts the scores of a look at the whole ledger in place of those kept so far."""
    TallyPart.objects.filter(programme=programme, window=SCORES).delete()
    add_counts(programme, {SCORES: counts}, at=at)


def _gather(programme: Programme, window: int, *, at: dt.datetime) -> None:
    """Sums parts of like size, as many times as it takes: a part is rewritten once for each eightfold growth."""
    while True:
        by_size: dict[int, list[TallyPart]] = {}
        rows = TallyPart.objects.filter(programme=programme, window=window).only("public_id", "entries")
        for row in rows:
            by_size.setdefault(max(0, row.entries).bit_length() // 3, []).append(row)
        crowded = next((group for _, group in sorted(by_size.items()) if len(group) >= TOGETHER), None)
        if crowded is None:
            return
        total = Counts.joined(_contents(crowded))
        TallyPart.objects.filter(pk__in=[row.pk for row in crowded]).delete()
        if len(total.keys):
            _row(programme, window, total, at=at).save(force_insert=True)


def _row(programme: Programme, window: int, counts: Counts, *, at: dt.datetime) -> TallyPart:
    return TallyPart(
        public_id=ids.new_ulid(at=at),
        programme=programme,
        window=window,
        entries=len(counts.keys),
        keys=counts.keys.astype("<i8").tobytes(),
        numbers=counts.numbers.astype("<i4").tobytes(),
    )


def _parts(programme: Programme, windows: Collection[int]) -> dict[int, list[Counts]]:
    rows = list(
        TallyPart.objects.filter(programme=programme, window__in=windows).only(
            "public_id", "window", "entries"
        )
    )
    found: dict[int, list[Counts]] = {}
    for row, counts in zip(rows, _contents(rows), strict=True):
        found.setdefault(row.window, []).append(counts)
    return found


def _contents(rows: Sequence[TallyPart]) -> list[Counts]:
    """What the parts hold, from memory where they were read before: a part never changes."""
    missing = [row.pk for row in rows if row.public_id not in _read]
    fields = TallyPart.objects.filter(pk__in=missing).values_list("public_id", "keys", "numbers")
    found = {name: _counts(keys, numbers) for name, keys, numbers in fields} if missing else {}
    found |= {row.public_id: _read[row.public_id] for row in rows if row.public_id in _read}
    _remember(found)
    return [found[row.public_id] for row in rows]


def _counts(keys: bytes | memoryview, numbers: bytes | memoryview) -> Counts:
    return Counts(
        np.frombuffer(bytes(keys), dtype="<i8").astype(np.int64),
        np.frombuffer(bytes(numbers), dtype="<i4").astype(np.int64),
    )


def _remember(found: Mapping[str, Counts]) -> None:
    for name, counts in found.items():
        _read[name] = counts
        _read.move_to_end(name)
    while len(_read) > 1 and _total(_read.values()) > KEPT_ENTRIES:
        _read.popitem(last=False)


def _total(kept: Iterable[Counts]) -> int:
    return sum(len(each.keys) for each in kept)
