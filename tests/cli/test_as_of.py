"""A count as of a day gives the same bytes for ever, whatever is told and decided afterwards."""

import dataclasses
import datetime as dt

from typer.testing import CliRunner

from hundredfold.config.cli import app
from hundredfold.do.ledger.actions import Filed, amend_record, withdraw_record
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import Record, Revision
from hundredfold.prove.actions import decide_finding, decide_record, judge_new, reopen
from hundredfold.prove.models import Decision, Finding
from tests.people import District

JUNE = ("count", "--as-of", "2026-06-30", "--json", "-")


def asked(*words: str) -> bytes:
    answer = CliRunner().invoke(app, list(words))
    assert (answer.exit_code, answer.stderr) == (0, "")
    return answer.stdout_bytes


def test_june_stays_as_it_was_whatever_happens_in_july(district: District) -> None:
    told = [
        district.tell(title=f"第{n}场邻里茶话会", start=dt.date(2026, 6, n), venue=f"第{n}会议室")
        for n in range(1, 21)
    ]
    told.append(district.tell(title="端午包粽子", start=dt.date(2026, 6, 19), venue="友谊广场"))
    told.append(
        district.tell(
            by=district.chen, title="友谊广场端午包粽子", start=dt.date(2026, 6, 19), venue="友谊广场",
            unit=district.outside.public_id,
        )
    )  # fmt: skip
    for each in told[:14]:
        district.accept(each)
    judge_new(district.programme, at=district.now)
    before = asked(*JUNE), asked("explain", "talks", "--as-of", "2026-06-30")
    done = Decision.objects.count(), Revision.objects.count()

    _july(district, told)

    changed = Decision.objects.count() - done[0], Revision.objects.count() - done[1]
    assert sum(changed) >= 50, changed
    assert (asked(*JUNE), asked("explain", "talks", "--as-of", "2026-06-30")) == before
    assert asked("count", "--json", "-") != before[0]


def _july(district: District, told: list[Filed]) -> None:
    """Refuses what was accepted, accepts the rest, changes and withdraws, tells more, answers what was found."""
    at = district.now + dt.timedelta(days=2)
    for number, each in enumerate(told):
        at += dt.timedelta(minutes=5)
        record = _fresh(each)
        verdict, reason = ("not_acceptable", "不是一场") if number % 3 == 0 else ("accept", "")
        earlier = Decision.objects.filter(record=record).order_by("-id").first()
        decide_record(
            by=district.bo, record=record, verdict=verdict, reason=reason, seen=record.position,
            over=earlier.public_id if earlier else "", at=at,
        )  # fmt: skip
    for number, each in enumerate(told[:20:2]):
        at += dt.timedelta(minutes=5)
        _change(each, at=at, title=f"改后第{number}场", head_count=100 + number)
    withdraw_record(by=district.an, record=_fresh(told[1]), reason="报错了", at=at)
    for decision in Decision.objects.filter(superseded_by__isnull=True, verdict="accept")[:4]:
        at += dt.timedelta(minutes=5)
        reopen(by=district.bo, decision=decision, at=at)
    fresh = [district.tell(title=f"七月第{n}场", start=dt.date(2026, 6, n), at=at) for n in range(1, 11)]
    for each in fresh:
        at += dt.timedelta(minutes=5)
        district.accept(each, at=at)
    judge_new(district.programme, at=at)
    for finding in Finding.objects.filter(settled_by__isnull=True, closed_at__isnull=True, b__isnull=False)[
        :4
    ]:
        at += dt.timedelta(minutes=5)
        decide_finding(by=district.bo, finding=finding, verdict="same", at=at)


def _fresh(told: Filed) -> Record:
    told.record.refresh_from_db()
    return told.record


def _change(told: Filed, *, at: dt.datetime, **changes: object) -> None:
    """The teller says something else of the same."""
    record = _fresh(told)
    said = Facts.from_json(Revision.objects.values_list("facts", flat=True).get(position=record.position))
    facts = dataclasses.replace(said, **changes)  # type: ignore[arg-type]
    amend_record(by=record.told_by, record=record, facts=facts, seen=record.position, at=at)
