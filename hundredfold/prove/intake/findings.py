"""What was found and decided about the ledger's records, at any moment of its history."""

import datetime as dt
from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet

from hundredfold.plan.models import Programme
from hundredfold.prove.afterwards import appealed
from hundredfold.prove.claims import Finding, Ground, Verdict
from hundredfold.prove.count import Evidenced
from hundredfold.prove.intake.told import slices
from hundredfold.prove.models import Decision
from hundredfold.prove.models import Finding as FindingRow
from hundredfold.prove.words import FindingVerdict, RecordVerdict


def evidenced(
    programme: Programme, *, until: dt.datetime | None = None, records: Collection[int] | None = None
) -> Evidenced:
    """What had been decided and found by ``until`` (none: now), on all records or those given."""
    verdicts: dict[str, Verdict] = {}
    same: set[tuple[str, str]] = set()
    waiting: dict[str, Finding] = {}
    for part in slices(records):
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
