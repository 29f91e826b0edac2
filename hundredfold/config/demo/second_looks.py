"""What is looked at twice in the demo's year: two appeals against joinings, and a spot check half made."""

import datetime as dt

from hundredfold.base.models import User
from hundredfold.config.demo.staff import OFFICE, Staff
from hundredfold.prove import intake
from hundredfold.prove.actions import answer_appeal, file_appeal, make_draw, record_visit
from hundredfold.prove.actions.spot_check import Asked, Seen
from hundredfold.prove.models import Decision, Visit
from hundredfold.prove.words import Outcome, VisitResult

WORD = "石榴花开"  # called out at the meeting that drew
DRAWN, LEFT = 8, 2
SEEN_NOTES = ("", "墙上贴着当天的照片", "", "门卫记得那天的人数", "")
DIFFERS = "到现场看到的与所报的有出入，请单位核对后补充说明"

UPHELD = (
    "我们在自己的院子里先办了半场，再一起去的会场，请看能不能分开算",
    "两份材料写的是同一天同一个会场的同一台节目；两个单位都已记名，合为一件",
)
OPEN = "我们单位只出了两个节目，主办的是对方，请再看看是不是同一场"


def look_twice(staff: Staff, *, by: dt.datetime) -> None:
    """Files, answers and visits as of the last days before ``by``, through the product's own doors."""
    joined = (
        Decision.objects.filter(finding__b__isnull=False, finding__rule="same_deed", verdict="same")
        .select_related("finding__b__unit", "finding__a__unit")
        .order_by("-at", "id")
    )
    by_month = {
        month: [each for each in joined if each.at.month == month] for month in (by.month - 1, by.month)
    }
    earlier, latest = (found[0] if found else None for found in by_month.values())
    if earlier:
        _appeal(staff, earlier, UPHELD[0], at=earlier.at + dt.timedelta(days=2), answer=UPHELD[1])
    if latest:
        _appeal(staff, latest, OPEN, at=by)
    _visit(staff, by=by)


def _appeal(staff: Staff, decision: Decision, text: str, *, at: dt.datetime, answer: str = "") -> None:
    finding = decision.finding
    assert finding is not None
    assert finding.b is not None
    unit = finding.b.unit
    clerk = staff.clerk_of(staff.codes[unit.pk])
    appeal = file_appeal(by=clerk, decision=decision, unit=unit, text=text, at=at)
    if answer:
        codes = {staff.codes[each.unit_id] for each in (finding.a, finding.b)}
        other = next(
            user for code, user in staff.reviewers.items() if code not in codes and user.pk != decision.by_id
        )
        seen = finding.b.position
        then = at + dt.timedelta(days=3)
        answer_appeal(by=other, appeal=appeal, outcome=Outcome.UPHELD, answer=answer, seen=seen, at=then)


def _visit(staff: Staff, *, by: dt.datetime) -> None:
    office = User.objects.get(username="demo-office")
    asked = Asked(size=DRAWN, as_of=by.date() - dt.timedelta(days=10), word=WORD)
    drawn = make_draw(by=office, programme=staff.programme, asked=asked, at=by - dt.timedelta(days=9))
    visits = list(Visit.objects.filter(draw=drawn).select_related("record").order_by("place"))
    for place, visit in enumerate(visits[: DRAWN - LEFT]):
        on = by.date() - dt.timedelta(days=8 - place)
        if place < len(SEEN_NOTES):
            seen = Seen(VisitResult.SEEN, on, note=SEEN_NOTES[place])
        else:
            seen = Seen(VisitResult.DIFFERS, on, note=DIFFERS)
        record_visit(by=_visitor(staff, visit), visit=visit, seen=seen, at=_evening(on, by))


def _visitor(staff: Staff, visit: Visit) -> User:
    """A reviewer of none of the units that the record credits."""
    credited = intake.credited_units([visit.record_id])[visit.record_id]
    codes = {staff.codes[unit.pk] for unit in credited}
    return next(
        (user for code, user in staff.reviewers.items() if code not in codes), staff.reviewers[OFFICE]
    )


def _evening(day: dt.date, like: dt.datetime) -> dt.datetime:
    return min(like, dt.datetime.combine(day, dt.time(17, 30), tzinfo=like.tzinfo))
