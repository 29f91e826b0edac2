"""Reads of spot checks: who may be drawn as of a day and with what weight, draws, and visits still to be made."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from hundredfold.plan.models import Programme, Strand
from hundredfold.prove import count as counting
from hundredfold.prove import intake
from hundredfold.prove.claims import Claim
from hundredfold.prove.draw import Lot, Traits, lot, seed_of
from hundredfold.prove.models import Decision, Draw, Finding, PhotoPrint, Visit
from hundredfold.prove.words import FindingVerdict, VisitResult

if TYPE_CHECKING:
    from hundredfold.do.ledger.models import Record

_MAY_BE_DRAWN = (counting.COUNTED, counting.PENDING)
SLICE = 500


@dataclass(frozen=True, slots=True)
class Urn:
    """All that may be drawn as of the end of a day: candidates with weights, and the ledger's last position then."""

    lots: tuple[Lot, ...]
    position: int
    last_entry: str

    def seed(self, programme: Programme, as_of: dt.date, word: str) -> str:
        """The seed that the ledger's last entry, the day and a word give together."""
        return seed_of((programme.code, as_of.isoformat(), self.position, self.last_entry, word))


def end_of(day: dt.date, programme: Programme) -> dt.datetime:
    """The last moment of ``day`` where the programme is."""
    return dt.datetime.combine(day, dt.time.max, tzinfo=ZoneInfo(programme.time_zone))


def urn(programme: Programme, strand: Strand | None, *, as_of: dt.date, at: dt.datetime) -> Urn:
    """Every deed told of a strand, or of all, that counted or waited at the end of ``as_of``; each once.

    Worked out from the ledger itself as it was known then, so that anybody who asks again gets the same.
    """
    until = end_of(as_of, programme)
    claims = intake.claims(programme, at=at, until=until)
    counted = counting.count(claims, intake.evidenced(programme, until=until))
    chosen = [counted[strand.code]] if strand else counted.values()
    deeds: dict[str, tuple[str, ...]] = {}
    for each in chosen:
        for standing in each.standings:
            if standing.state in _MAY_BE_DRAWN and standing.reasons[0].code != "still_to_come":
                deeds.setdefault(standing.records[0], standing.records)
    told = {record: [claims.by_id[each] for each in records] for record, records in deeds.items()}
    position, last_entry = intake.last_entry(until)
    return Urn(tuple(_lots(told, until=until)), position, last_entry)


def _lots(told: Mapping[str, Sequence[Claim]], *, until: dt.datetime) -> list[Lot]:
    records = {claim.id for claims in told.values() for claim in claims}
    answered, waiting = _findings(records, until=until)
    placed = _placed(photo for claims in told.values() for claim in claims for photo in claim.photos)
    return [
        lot(
            Traits(
                record=record,
                has_open_finding=any(claim.id in waiting for claim in claims),
                has_answered_finding=any(claim.id in answered for claim in claims),
                evidence=sum(len(claim.photos) + len(claim.pages) for claim in claims),
                has_photo_place=any(photo in placed for claim in claims for photo in claim.photos),
                head_count=max((claim.head_count or 0 for claim in claims), default=0),
            )
        )
        for record, claims in sorted(told.items())
    ]


def _findings(records: Iterable[str], *, until: dt.datetime) -> tuple[set[str], set[str]]:
    """Of these records, those with a finding answered or closed by then, and those with one still open."""
    wanted = set(records)
    verdicts: dict[int | None, str] = {}
    for finding, verdict in (
        Decision.objects.filter(finding__isnull=False, at__lte=until)
        .order_by("id")
        .values_list("finding", "verdict")
    ):
        verdicts[finding] = verdict
    answered: set[str] = set()
    waiting: set[str] = set()
    rows = Finding.objects.filter(found_at__lte=until).values_list(
        "pk", "closed_at", "a__public_id", "b__public_id"
    )
    for key, closed_at, *sides in rows.iterator():
        is_answered = verdicts.get(key, FindingVerdict.REOPEN) != FindingVerdict.REOPEN
        is_over = is_answered or (closed_at is not None and closed_at <= until)
        (answered if is_over else waiting).update(side for side in sides if side in wanted)
    return answered, waiting


def _placed(photos: Iterable[str]) -> set[str]:
    """Those of these photos (hashes) that say where they were taken."""
    ordered = sorted(set(photos))
    found: set[str] = set()
    for start in range(0, len(ordered), SLICE):
        rows = PhotoPrint.objects.filter(file__sha256__in=ordered[start : start + SLICE], lat__isnull=False)
        found.update(rows.values_list("file__sha256", flat=True))
    return found


def draws_of(programme: Programme) -> QuerySet[Draw]:
    """The draws of a programme, the latest first."""
    return Draw.objects.filter(programme=programme).select_related("strand", "made_by").order_by("-id")


def visits_of(draw: Draw) -> QuerySet[Visit]:
    """What a draw asks to be visited, in the order drawn."""
    return (
        Visit.objects.filter(draw=draw)
        .select_related("record__unit", "record_unit", "visited_by", "photo")
        .order_by("place")
    )


def visits_to(record: "Record") -> QuerySet[Visit]:
    """The visits made to ``record``, the latest first."""
    made = Visit.objects.filter(record=record, visited_at__isnull=False)
    return made.select_related("visited_by", "draw").order_by("-visited_at", "-id")


def results(draws: Iterable[Draw]) -> dict[int, Counter[str]]:
    """How many visits of each draw (by primary key) had which result; those still to be made under ``""``."""
    rows = Visit.objects.filter(draw__in=[each.pk for each in draws]).values_list("draw", "result")
    found: dict[int, Counter[str]] = {}
    for draw, result, number in rows.annotate(number=Count("id")).order_by():
        found.setdefault(draw, Counter())[result] += number
    return found


def differing_visits(programme: Programme, *, most: int) -> list[Visit]:
    """Visits that found something other than told, while nobody has answered what they found; the latest first."""
    asked = Finding.objects.filter(
        rule="spot_check", closed_at__isnull=True, settled_by__isnull=True, a__programme=programme
    )
    rows = Visit.objects.filter(
        draw__programme=programme,
        result__in=[VisitResult.DIFFERS, VisitResult.NOT_FOUND],
        record__in=asked.values("a"),
    )
    return list(
        rows.select_related("record__unit", "draw", "visited_by").order_by("-visited_at", "-id")[:most]
    )
