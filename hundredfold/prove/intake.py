"""From the ledger to claims: the only reader of the ledger on this floor, at any moment of its history."""

import datetime as dt
import hashlib
import heapq
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from zoneinfo import ZoneInfo

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import CoUnit, Evidence, Record, Revision
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import targets_in_force
from hundredfold.prove.afterwards import appealed, visited
from hundredfold.prove.claims import (
    REPORTED,
    Activity,
    Claim,
    Claims,
    Finding,
    Ground,
    Verdict,
    bare_name,
    names_in,
)
from hundredfold.prove.count import Evidenced
from hundredfold.prove.kept_prints import prints_of, shots_of
from hundredfold.prove.models import Decision, LinkLook, PhotoPrint, Telling
from hundredfold.prove.models import Finding as FindingRow
from hundredfold.prove.words import FindingVerdict, RecordVerdict

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
    members = records is not None and any(claim.kind in Activity.NAMED_BY for claim in items)
    return Claims(
        items=items,
        known_activity=_activity(programme, until=until) if members else None,
        blueprint=programme.blueprint,
        period=(programme.period_start, programme.period_end),
        as_of=local_day(programme, until or at),
        visits=visited(programme, until=until, records=records),
        prints=prints_of(photos) if with_prints else {},
        shots=shots_of(photos, zone=programme.time_zone),
    )


def _activity(programme: Programme, *, until: dt.datetime | None) -> Activity:
    """When members were active, from every event of the ledger that names one: a part of it would not tell."""
    events = Record.objects.filter(programme=programme, kind="event")
    named = Q(details__has_key="lecturer") | Q(details__has_key="team")
    keys = list(events.filter(named).values_list("pk", flat=True))
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
    parts = (said.filter(position__in=part or ()) for part in _slices(positions))
    return dict(_read(programme, chain.from_iterable(parts)))


def _revisions(
    programme: Programme, *, until: dt.datetime | None, records: Collection[int] | None
) -> Iterator[Revision]:
    """The revision in force of each record, in the order of their numbers.

    Matched record by record: with two lists of numbers SQLite would try each of the one with each of the other.
    """
    for part in _slices(records):
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


def _slices(records: Collection[int] | None) -> Iterator[list[int] | None]:
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


def evidenced(
    programme: Programme, *, until: dt.datetime | None = None, records: Collection[int] | None = None
) -> Evidenced:
    """What had been decided and found by ``until`` (none: now), on all records or those given."""
    verdicts: dict[str, Verdict] = {}
    same: set[tuple[str, str]] = set()
    waiting: dict[str, Finding] = {}
    for part in _slices(records):
        ours = Q(record__programme=programme) if part is None else Q(record__in=part)
        verdicts.update(_verdicts(Decision.objects.filter(ours), until=until))
        touching = Q(a__programme=programme) if part is None else Q(a__in=part) | Q(b__in=part)
        for row, verdict in _judged(FindingRow.objects.filter(touching), until=until):
            if verdict == FindingVerdict.SAME and row.b:
                same.add((row.a.public_id, row.b.public_id))
            elif verdict is None and (row.closed_at is None or (until is not None and row.closed_at > until)):
                waiting[row.public_id] = finding_of(row)
    return Evidenced(
        verdicts=verdicts,
        same=sorted(same),
        open_findings=list(waiting.values()),
        appeals=appealed(programme, until=until, records=records),
    )


def _verdicts(decisions: QuerySet[Decision], *, until: dt.datetime | None) -> dict[str, Verdict]:
    """The decision in force on each record: the last one made, unless that one put it back to be decided."""
    if until is not None:
        decisions = decisions.filter(at__lte=until)
    latest: dict[str, Verdict] = {}
    for row in decisions.select_related("record", "by_unit").order_by("id"):
        assert row.record is not None
        latest[row.record.public_id] = Verdict(
            row.verdict, row.position, row.at, row.reason, row.by_unit.name
        )
    return {record: verdict for record, verdict in latest.items() if verdict.code != RecordVerdict.REOPEN}


def _judged(
    findings: QuerySet[FindingRow], *, until: dt.datetime | None
) -> Iterator[tuple[FindingRow, str | None]]:
    """Each finding known by ``until`` with the verdict then in force, or None while nobody had answered."""
    findings = findings.select_related("a", "b", "blocked", "settled_by").order_by("id")
    if until is None:
        for row in findings:
            yield row, row.settled_by.verdict if row.settled_by else None
        return
    answers: dict[int, str] = {}
    answered = Decision.objects.filter(finding__in=findings.values("pk"), at__lte=until).order_by("id")
    for finding, verdict in answered.values_list("finding", "verdict"):
        if finding is not None:
            answers[finding] = verdict
    for row in findings.filter(found_at__lte=until):
        answer = answers.get(row.pk)
        yield row, None if answer == FindingVerdict.REOPEN else answer


def asked_as_one(programme: Programme) -> set[frozenset[str]]:
    """The pairs of records, by public id, that stand asked about or answered as one deed or one story."""
    rows = FindingRow.objects.filter(
        rule__in=["same_deed", "press_reprint"],
        a__programme=programme,
        b__isnull=False,
        closed_at__isnull=True,
    )
    return {frozenset(pair) for pair in rows.values_list("a__public_id", "b__public_id")}


def finding_of(row: FindingRow) -> Finding:
    """A kept finding as the count sees it."""
    return Finding(
        rule=row.rule,
        a=row.a.public_id,
        b=row.b.public_id if row.b else "",
        score=row.score,
        grounds=tuple(Ground(each["code"], each.get("params", {})) for each in row.grounds),
        blocks=(row.blocked.public_id,) if row.blocked else (),
    )


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
    for part in _slices(among):
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
    names: set[str] = set()
    for part in _slices(records):
        for details in Record.objects.filter(pk__in=part or (), kind="event").values_list(
            "details", flat=True
        ):
            for key in Activity.NAMED_BY.values():
                names.update(names_in(details.get(key)))
    if not names:
        return set()
    members = Record.objects.filter(programme=programme, kind__in=Activity.NAMED_BY)
    return {key for key, title in members.values_list("pk", "title") if bare_name(title) in names}


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
