"""From the ledger to claims, at any moment of its history."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from zoneinfo import ZoneInfo

from django.db.models import F, OuterRef, Q, Subquery

from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import Record, Revision
from hundredfold.plan.models import Programme, Unit
from hundredfold.prove.afterwards import visited
from hundredfold.prove.claims import REPORTED, Activity, Claim, Claims
from hundredfold.prove.kept_prints import prints_of, shots_of
from hundredfold.prove.members import events_naming, looked_up_until
from hundredfold.prove.models import LinkLook

SLICE = 500  # ids in one condition: below SQLite's limit on variables, and a short statement


def local_day(programme: Programme, at: dt.datetime) -> dt.date:
    """The day that ``at`` is in the programme's time zone."""
    return at.astimezone(ZoneInfo(programme.time_zone)).date()


def claims(
    programme: Programme,
    *,
    at: dt.datetime,
    until: dt.datetime | None = None,
    records: Collection[int] | None = None,
    with_prints: bool = False,
    with_shots: bool = False,
) -> Claims:
    """The claims as they stood at ``until`` (none: now), of all records or those with the primary keys given.

    ``at`` decides the day that time-bound needs are held against; for a look back it is ``until``. ``with_prints``
    brings the photos' fingerprints and what they say of when and where, ``with_shots`` the latter alone.
    """
    told = _revisions(programme, until=until, records=records)
    items = [claim for _record, claim in _read(programme, told)]
    photos = {photo for claim in items for photo in claim.photos} if with_prints or with_shots else set()
    members = [claim for claim in items if claim.kind in Activity.NAMED_BY] if records is not None else []
    return Claims(
        items=items,
        known_activity=_activity(programme, members, until=until) if members else None,
        blueprint=programme.blueprint,
        period=(programme.period_start, programme.period_end),
        as_of=local_day(programme, until or at),
        visits=visited(programme, until=until, records=records),
        prints=prints_of(photos) if with_prints else {},
        shots=shots_of(photos, zone=programme.time_zone),
    )


def _activity(programme: Programme, members: Iterable[Claim], *, until: dt.datetime | None) -> Activity:
    """When these members were active, from every event of the ledger that names one: a part of it would not tell."""
    events = Record.objects.filter(programme=programme, kind="event")
    naming = events.filter(Q(details__has_key="lecturer") | Q(details__has_key="team"))
    if until is None:
        naming = naming.filter(position__gt=looked_up_until(programme))  # others are found by their signs
        keys = events_naming(programme, members) | set(naming.values_list("pk", flat=True))
    else:
        keys = set(naming.values_list("pk", flat=True))
    told = _read(programme, _revisions(programme, until=until, records=keys))
    return Activity.of([claim for _record, claim in told if claim.state == REPORTED])


def _read(programme: Programme, revisions: Iterable[Revision]) -> Iterator[tuple[int, Claim]]:
    names: dict[str, str] = {}
    dead = LinkLook.objects.filter(dead_since__isnull=False).values_list("url", "dead_since")
    dead_links = {url: local_day(programme, since) for url, since in dead if since}
    told = iter(revisions)
    while part := [(revision, Facts.from_json(revision.facts)) for revision in islice(told, SLICE)]:
        _learn_names(names, {unit for _revision, facts in part for unit in (facts.unit, *facts.co_units)})
        for revision, facts in part:
            yield revision.record_id, _claim(revision, facts, names, dead_links)


def _learn_names(names: dict[str, str], units: set[str]) -> None:
    """Adds the names of those units that are not known yet: a region has thousands, a few records name a few."""
    missing = units - names.keys()
    if missing:
        names.update(Unit.objects.filter(public_id__in=missing).values_list("public_id", "name"))


def claims_by_key(
    programme: Programme, *, records: Collection[int] = (), positions: Collection[int] = ()
) -> dict[int, Claim]:
    """By the record's primary key: what these records say now, or what the revisions at these positions said."""
    if records:
        return dict(_read(programme, _revisions(programme, until=None, records=records)))
    said = Revision.objects.select_related("record").defer("note")
    parts = (said.filter(position__in=part or ()) for part in slices(positions))
    return dict(_read(programme, chain.from_iterable(parts)))


def _revisions(
    programme: Programme, *, until: dt.datetime | None, records: Collection[int] | None
) -> Iterator[Revision]:
    """The revision in force of each record, in the order of their numbers.

    Matched record by record: with two lists of numbers SQLite would try each of the one with each of the other.
    """
    for part in slices(records):
        ours = Q(record__programme=programme) if part is None else Q(record__in=part)
        if until is None:
            in_force = Q(position=F("record__position"))
        else:
            before = Revision.objects.filter(record=OuterRef("record"), at__lte=until)
            in_force = Q(position=Subquery(before.order_by("-position").values("position")[:1]))
        said = Revision.objects.filter(ours, in_force)
        yield from (
            said.select_related("record").defer("note").order_by("record__number").iterator(chunk_size=2000)
        )


def slices(records: Collection[int] | None) -> Iterator[list[int] | None]:
    """Primary keys in parts small enough for one condition; one part that is None, for all, where none are given."""
    if records is None:
        yield None
        return
    ordered = sorted(records)
    for start in range(0, len(ordered), SLICE):
        yield ordered[start : start + SLICE]


def _claim(
    revision: Revision, facts: Facts, names: Mapping[str, str], dead_links: Mapping[str, dt.date]
) -> Claim:
    record = revision.record
    return Claim(
        id=record.public_id,
        number=record.number,
        position=revision.position,
        kind=facts.kind,
        state=facts.state,
        strands=facts.strands,
        title=facts.title,
        unit=facts.unit,
        unit_name=names.get(facts.unit, ""),
        co_units=facts.co_units,
        co_unit_names=tuple(names.get(unit, "") for unit in facts.co_units),
        town=facts.town,
        start=facts.start,
        end=facts.end,
        venue=facts.venue,
        lat=facts.lat,
        lon=facts.lon,
        head_count=facts.head_count,
        head_count_method=facts.head_count_method,
        summary=facts.summary,
        url=facts.url,
        outlet=facts.outlet,
        level=facts.level,
        photos=tuple(proof.sha256 for proof in facts.evidence if proof.sort == "photo"),
        pages=tuple(proof.sha256 for proof in facts.evidence if proof.sort != "photo"),
        details=facts.details,
        told_at=record.told_at,
        is_imported=record.imported_in_id is not None,
        link_dead_since=dead_links.get(facts.url) if facts.url else None,
    )
