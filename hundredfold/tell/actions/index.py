"""Keeps the search index up with what is settled: by a cursor over the revisions, and at once for one's own change.

The index is derived. It may lag behind and may be made again; what may be found is judged again when it is read.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max

from hundredfold.plan.models import Unit
from hundredfold.prove.actions.judge import READER
from hundredfold.prove.models import Cursor, Decision, Finding, Telling
from hundredfold.tell.models import Indexed
from hundredfold.tell.queries import documents
from hundredfold.tell.search.shelf import Shelf
from hundredfold.tell.search.shelves import shelf_of

READER_OF_REVISIONS, READER_OF_DECISIONS = "search", "search decisions"
READER_OF_FINDINGS, READER_OF_UNITS = "search findings", "search units"
REBUILT = "search rebuild"
TOGETHER = 200  # records in one transaction: short enough that nobody who tells has to wait
ROUND_MOST = 4_000  # revisions taken in by one round of the worker, which has other things to do as well
AGAIN = 64  # numbers before the cursor that are looked at again: a transaction may end after a later one

Progress = Callable[[int, int], None]


def _parts(keys: Iterable[int], size: int) -> Iterator[list[int]]:
    following = iter(keys)
    while part := list(islice(following, size)):
        yield part


def index_record(key: int) -> None:
    """Lets one record (primary key) be found as it stands now: the one that somebody just told."""
    index_records([key])


def index_records(keys: Iterable[int]) -> None:
    """Lets these records (primary keys) be found as they stand now; those that are no more are forgotten."""
    for part in _parts(dict.fromkeys(keys), TOGETHER):
        with transaction.atomic():
            _put(part)


def forget(numbers: Collection[int]) -> None:
    """Takes these documents out of the index."""
    with transaction.atomic():
        shelf_of(connection).take_out(numbers)
        Indexed.objects.filter(number__in=numbers).delete()


def index_new(*, most: int = ROUND_MOST) -> int:
    """Takes in what is settled and was not yet: changed records, then those whose standing moved. Safe to run twice.

    Returns how many revisions. It reads no further than judgement has come, since nothing stands before that.
    """
    done = 0
    while done < most and (read := _next_part()):
        done += read
    _index_moved()
    if _after(READER_OF_UNITS, Unit.objects.aggregate(last=Max("pk"))["last"]) is not None:
        _index_units()
    return done


def _next_part() -> int:
    """Takes in the next few revisions; 0 when there are none, or another worker took them in meanwhile."""
    judged = Cursor.objects.filter(name=READER).values_list("position", flat=True).first() or 0
    cursor, _ = Cursor.objects.get_or_create(name=READER_OF_REVISIONS)
    if judged <= cursor.position:
        return 0
    told = documents.told_between(cursor.position, judged, most=TOGETHER)
    with transaction.atomic():
        held = Cursor.objects.select_for_update().get(pk=cursor.pk)
        if held.position != cursor.position:
            return 0
        _put(list(dict.fromkeys(record for _, record in told)))
        held.position = told[-1][0] if told else judged
        held.save(update_fields=["position"])
    return len(told)


def _index_moved() -> None:
    """Takes in the records that lately decided or found things moved."""
    touched: set[int] = set()
    decided = _after(READER_OF_DECISIONS, Decision.objects.aggregate(last=Max("pk"))["last"])
    if decided is not None:
        rows = Decision.objects.filter(pk__gt=decided).values_list("record", "finding__a", "finding__b")
        touched.update(key for row in rows for key in row if key)
    found = _after(READER_OF_FINDINGS, Finding.objects.aggregate(last=Max("pk"))["last"])
    if found is not None:
        asked = Finding.objects.filter(pk__gt=found).values_list("a", "b", "blocked")
        touched.update(key for row in asked for key in row if key)
    if touched:
        mates = Telling.objects.filter(deed__tellings__record__in=touched).values_list("record", flat=True)
        index_moved({*touched, *mates})


def _after(name: str, last: int | None) -> int | None:
    """From where on to look, moving the cursor; None where nothing is new."""
    cursor, _ = Cursor.objects.get_or_create(name=name)
    if last is None or last <= cursor.position:
        return None
    Cursor.objects.filter(pk=cursor.pk).update(position=last)
    return max(0, cursor.position - AGAIN)


def index_moved(keys: Collection[int]) -> int:
    """Takes in those of these records whose standing is not what the index has. Returns how many."""
    moved = 0
    for part in _parts(sorted(keys), TOGETHER):
        kept = {
            number: (position, standing)
            for number, position, standing in Indexed.objects.filter(number__in=part).values_list(
                "number", "position", "standing"
            )
        }
        read = documents.read_records(part)
        stale = [key for key, each in read.items() if kept.get(key) != (each.record.position, each.standing)]
        gone = [number for number in kept if number not in read]
        if stale or gone:
            index_records([*stale, *gone])
        moved += len(stale) + len(gone)
    return moved


def _put(keys: Sequence[int]) -> None:
    """Puts records into the index. Joins the caller's transaction."""
    shelf = shelf_of(connection)
    read = documents.read_records(keys)
    shelf.put(map(documents.record_document, read.values()))
    gone = [key for key in keys if key not in read]
    if gone:
        shelf.take_out(gone)
        Indexed.objects.filter(number__in=gone).delete()
    _keep(
        [
            Indexed(number=key, position=each.record.position, standing=each.standing)
            for key, each in read.items()
        ]
    )


def _keep(rows: Sequence[Indexed]) -> None:
    Indexed.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["number"], update_fields=["position", "standing"]
    )


def _index_units() -> None:
    """Takes in units that are new, bear another name or stand elsewhere; forgets those that are no more."""
    kept = dict(Indexed.objects.filter(number__gte=documents.UNITS_FROM).values_list("number", "position"))
    units = {documents.UNITS_FROM + unit.pk: unit for unit in Unit.objects.filter(active_until__isnull=True)}
    fresh = [unit for number, unit in units.items() if kept.get(number) != documents.unit_mark(unit)]
    gone = kept.keys() - units.keys()
    if fresh:
        _put_units(fresh, shelf_of(connection))
    if gone:
        forget(sorted(gone))
    renamed = [unit.pk for unit in fresh if documents.UNITS_FROM + unit.pk in kept]
    if renamed:
        index_records(documents.records_told_by(renamed))


def _put_units(units: Sequence[Unit], shelf: Shelf) -> None:
    with transaction.atomic():
        shelf.put(map(documents.unit_document, units))
        _keep(
            [
                Indexed(number=documents.UNITS_FROM + unit.pk, position=documents.unit_mark(unit))
                for unit in units
            ]
        )


def index_all(*, afresh: bool = False, progress: Progress | None = None) -> int:
    """Makes the whole index again, in the order of telling, going on where it was broken off. Returns how many.

    What is there stays to be found meanwhile, unless it is made ``afresh``, as after damage.
    """
    cursor, _ = Cursor.objects.get_or_create(name=REBUILT)
    shelf = shelf_of(connection)
    if afresh:
        with transaction.atomic():
            shelf.unmake()
            shelf.make()
            Indexed.objects.all().delete()
            Cursor.objects.filter(pk=cursor.pk).update(position=0)
        cursor.position = 0
    last, done = documents.last_record(), 0
    while part := documents.records_after(cursor.position, most=TOGETHER):
        with transaction.atomic():
            _put(part)
            cursor.position = part[-1]
            cursor.save(update_fields=["position"])
        done += len(part)
        if progress:
            progress(min(part[-1], last), last)
    _forget_the_gone()
    _index_units()
    shelf.tidy()
    Cursor.objects.filter(pk=cursor.pk).update(position=0)
    return done


def _forget_the_gone() -> None:
    """Forgets records that are in the index and no more in the ledger."""
    numbers = Indexed.objects.filter(number__lt=documents.PAGES_FROM)
    gone = documents.not_in_the_ledger(numbers)
    for part in _parts(gone, TOGETHER):
        forget(part)


def sweep() -> int:
    """Compares all that is indexed with what stands, as after a night in which time alone moved things.

    Returns how many records had moved.
    """
    _index_units()
    moved, last = 0, 0
    while part := documents.records_after(last, most=2000):
        moved += index_moved(part)
        last = part[-1]
    return moved


def lag() -> int:
    """How many revisions were judged and are not to be found yet."""
    places = dict(
        Cursor.objects.filter(name__in=(READER, READER_OF_REVISIONS)).values_list("name", "position")
    )
    return max(0, places.get(READER, 0) - places.get(READER_OF_REVISIONS, 0))
