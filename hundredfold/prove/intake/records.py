"""Records of the ledger by their keys: who told them, what changed, what they link to and name."""

import datetime as dt
import hashlib
import heapq
import json
from collections.abc import Collection, Mapping

from django.db.models import Max, QuerySet

from hundredfold.do.ledger.models import CoUnit, Evidence, Record, Revision
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import targets_in_force
from hundredfold.prove.claims import REPORTED, Activity, bare_name, names_in
from hundredfold.prove.intake.told import slices
from hundredfold.prove.members import looked_up_until, members_named
from hundredfold.prove.models import PhotoPrint, Telling


def targets(programme: Programme, on: dt.date) -> dict[str, int]:
    """What each strand aims at on the day ``on``."""
    return targets_in_force(programme, on)


def locked_record(key: int) -> Record:
    """The record with its programme and unit, held until the transaction ends."""
    return Record.objects.select_for_update(of=("self",)).select_related("programme", "unit").get(pk=key)


def credited_units(records: Collection[int]) -> dict[int, list[Unit]]:
    """Every unit credited by the deed that each of these records (primary keys) tells of, its own first.

    Two records of one deed give the same units: who was joined from elsewhere is touched as well. Three queries.
    """
    mates: dict[int, list[int]] = {key: [key] for key in records}
    together = Telling.objects.filter(deed__tellings__record__in=mates)
    for key, mate in together.order_by("record").values_list("deed__tellings__record", "record"):
        if key in mates and mate != key:
            mates[key].append(mate)
    named: dict[int, list[int]] = {}
    reached = {mate for found in mates.values() for mate in found}
    for key, unit in Record.objects.filter(pk__in=reached).values_list("pk", "unit"):
        named[key] = [unit]
    for key, unit in CoUnit.objects.filter(record__in=reached).order_by("pk").values_list("record", "unit"):
        named[key].append(unit)
    units = Unit.objects.in_bulk({unit for found in named.values() for unit in found})
    return {
        key: [units[unit] for unit in dict.fromkeys(unit for mate in found for unit in named.get(mate, ()))]
        for key, found in mates.items()
    }


def last_entry(until: dt.datetime) -> tuple[int, str]:
    """The position of the ledger's last revision by ``until`` and the SHA-256 of what it says; 0 and "" for none."""
    last = Revision.objects.filter(at__lte=until).order_by("-position").first()
    if last is None:
        return 0, ""
    said = json.dumps(last.facts, ensure_ascii=False, sort_keys=True)
    return last.position, hashlib.sha256(said.encode()).hexdigest()


def units_of_records(public_ids: Collection[str]) -> dict[str, tuple[int, int]]:
    """The primary keys of these records and of the units that told them, by public id."""
    rows = Record.objects.filter(public_id__in=list(public_ids)).values_list("public_id", "pk", "unit")
    return {public_id: (key, unit) for public_id, key, unit in rows}


def record_now(key: int) -> Record:
    """The record as it is now, without holding it."""
    return Record.objects.select_related("programme", "unit").get(pk=key)


def record_keys(programme: Programme, *, among: Collection[int] | None = None) -> dict[str, int]:
    """Primary keys by public id: of all records, or of those with the primary keys given."""
    keys: dict[str, int] = {}
    for part in slices(among):
        told = (
            Record.objects.filter(programme=programme) if part is None else Record.objects.filter(pk__in=part)
        )
        keys.update(told.values_list("public_id", "pk"))
    return keys


def last_position() -> int:
    """The position of the latest change in the ledger; 0 where there is none."""
    return Revision.objects.aggregate(last=Max("position"))["last"] or 0


def changed_since(
    programme: Programme, position: int, *, most: int | None = None
) -> tuple[int | None, set[int]]:
    """The last position after ``position`` (none: nothing new), and the records that changed up to it.

    With ``most`` no more than so many changes are looked at, those made first.
    """
    fresh = Revision.objects.filter(position__gt=position)
    last = fresh.aggregate(last=Max("position"))["last"]
    if last is None:
        return None, set()
    if most is not None and last - position > most:
        last = position + most  # positions have no gaps
    ours = fresh.filter(position__lte=last, record__programme=programme)
    return last, set(ours.values_list("record", flat=True))


def members_named_by(programme: Programme, records: Collection[int]) -> set[int]:
    """The lecturers and teams that events among ``records`` name: they may have become active by them."""
    names: set[tuple[str, str]] = set()
    for part in slices(records):
        events = Record.objects.filter(pk__in=part or (), kind="event")
        for details in events.values_list("details", flat=True):
            for kind, key in Activity.NAMED_BY.items():
                names.update((kind, name) for name in names_in(details.get(key)))
    if not names:
        return set()
    fresh = Record.objects.filter(programme=programme, kind__in=Activity.NAMED_BY)
    fresh = fresh.filter(position__gt=looked_up_until(programme))
    rows = fresh.values_list("pk", "kind", "title")
    return members_named(programme, names) | {
        key for key, kind, title in rows if (kind, bare_name(title)) in names
    }


def with_photos(programme: Programme, *, files: Collection[int] | None = None) -> set[int]:
    """The records under which a photo stands, any or one of those files (primary keys, a few)."""
    photos = Evidence.objects.filter(record__programme=programme, sort="photo", removed_at__isnull=True)
    photos = photos if files is None else photos.filter(file__in=files)
    return set(photos.values_list("record", flat=True))


def unseen_photos(seen: QuerySet[PhotoPrint]) -> dict[str, int]:
    """Stored files by hash that stand as photos under a record and are not among ``seen``."""
    photos = Evidence.objects.filter(sort="photo", removed_at__isnull=True).exclude(
        file__in=seen.values("file")
    )
    return dict(photos.values_list("file__sha256", "file"))


def link_key(url: str) -> str:
    """What a link is kept under: SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(url.encode()).hexdigest()


def links_to_look_at(looked_at: Mapping[str, dt.datetime], *, before: dt.datetime, most: int) -> list[str]:
    """Up to ``most`` told links, those never looked at first, then those whose last look lies longest ``before``."""
    told = Record.objects.filter(state=REPORTED).exclude(url="").order_by("url").values_list("url", flat=True)
    due = [
        (looked_at.get(link_key(url), dt.datetime.min.replace(tzinfo=dt.UTC)), url)
        for url in told.distinct().iterator()
    ]
    return [url for at, url in heapq.nsmallest(most, due) if at < before]


def records_with_links(urls: Collection[str]) -> list[Record]:
    """The told records that give one of these links."""
    told = Record.objects.filter(state=REPORTED, url__in=list(urls))
    return list(told.select_related("programme").order_by("pk"))


def public_id_of(programme: Programme, number: int) -> str:
    """The public id of the record with that number, or nothing if there is none."""
    told = Record.objects.filter(programme=programme, number=number)
    return told.values_list("public_id", flat=True).first() or ""
