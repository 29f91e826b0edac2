"""Appeals in the office: what waits for an answer by due day, and one appeal with the decision and both sides."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.queries import records_by_public_id
from hundredfold.prove import appeals
from hundredfold.prove.models import Appeal, Decision
from hundredfold.prove.words import Outcome
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.appeal_forms import AnswerForm
from hundredfold.web.office.pages.told import Told, told

ON_A_PAGE = 50
CLOSED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal in the list."""

    href: str
    number: str
    title: str
    unit: str
    verdict: str
    filed: str
    due: str
    clock: str
    is_late: bool
    state: str
    state_text: str


@dataclass(frozen=True, slots=True)
class AppealsPage:
    """What waits, the first due first, and what was closed lately."""

    waiting: list[AppealRow]
    closed: list[AppealRow]
    late: int
    within: int
    answered_within: int
    previous_href: str
    next_href: str


@dataclass(frozen=True, slots=True)
class AppealView:
    """One appeal: what was decided, what both sides say, and how it may be answered.

    ``hindrance`` says why this person does not answer; then there is no form.
    """

    row: AppealRow
    text: str
    filed_by: str
    remark: str
    decided_by: str
    decided: str
    reason: str
    sides: tuple[Told, ...]
    is_joined: bool
    answer: str
    answered_by: str
    answered: str
    hindrance: str
    form: AnswerForm | None
    answer_href: str


def appeals_page(seat: Seat, *, page: int) -> AppealsPage:
    """The list of appeals; a fixed number of queries."""
    days = appeals.days(seat.programme, at=seat.at)
    start = (page - 1) * ON_A_PAGE
    waiting = list(appeals.open_appeals(seat.programme)[start : start + ON_A_PAGE + 1])
    rows = [_row(each, days) for each in waiting[:ON_A_PAGE]]
    closed = appeals.closed_appeals(seat.programme)[:CLOSED_SHOWN] if page == 1 else []
    return AppealsPage(
        waiting=rows,
        closed=[_row(each, days) for each in closed],
        late=sum(row.is_late for row in rows),
        within=days.within,
        answered_within=days.answered_within,
        previous_href=f"?page={page - 1}" if page > 1 else "",
        next_href=f"?page={page + 1}" if len(waiting) > ON_A_PAGE else "",
    )


def appeal_view(seat: Seat, appeal: Appeal, *, form: AnswerForm | None = None) -> AppealView:
    """One appeal with both sides; a fixed number of queries. ``form`` is an answer that could not be taken."""
    days = appeals.days(seat.programme, at=seat.at)
    decision = appeal.decision
    finding = decision.finding
    told_by = [side for side in ((finding.a, finding.b) if finding else (decision.record,)) if side]
    records = records_by_public_id([side.public_id for side in told_by])
    hindrance = _hindrance(seat, appeal)
    mine = appeals.record_of(appeal)
    return AppealView(
        row=_row(appeal, days),
        text=appeal.text,
        filed_by=appeal.filed_by.display_name,
        remark=days.to_answer(appeal).remark(words.language()) if _is_open(appeal) else "",
        decided_by=decision.by.display_name,
        decided=words.moment(decision.at),
        reason=decision.reason,
        sides=tuple(told(records[side.public_id], seat.programme.blueprint) for side in told_by),
        is_joined=finding is not None,
        answer=appeal.answer,
        answered_by=appeal.answered_by.display_name if appeal.answered_by else "",
        answered=words.moment(appeal.answered_at) if appeal.answered_at else "",
        hindrance=hindrance,
        form=(form or AnswerForm(initial={"seen": mine.position}))
        if _is_open(appeal) and seat.may_decide and not hindrance
        else None,
        answer_href=reverse("office:answer_appeal", args=[appeal.public_id]),
    )


def _is_open(appeal: Appeal) -> bool:
    return appeal.outcome == Outcome.OPEN and not appeals.is_overtaken(appeal)


def _hindrance(seat: Seat, appeal: Appeal) -> str:
    """Why this person leaves the answer to somebody else, for the page to say; the action has the last word."""
    if not seat.may_decide or not _is_open(appeal):
        return ""
    if appeal.decided_by_id == seat.user.pk:
        return _("You decided this yourself. Another reviewer answers the appeal.")
    own = seat.own_unit_among(appeals.units_of(appeal.decision))
    return _("Your own unit told this (%(unit)s): somebody else answers.") % {"unit": own.name} if own else ""


def _row(appeal: Appeal, days: appeals.Days) -> AppealRow:
    clock = days.to_answer(appeal)
    record = appeals.record_of(appeal)
    is_open = _is_open(appeal)
    is_overtaken = appeals.is_overtaken(appeal)
    return AppealRow(
        href=reverse("office:appeal", args=[appeal.public_id]),
        number=f"{record.number:04d}",
        title=record.title,
        unit=appeal.unit.name,
        verdict=_verdict(appeal.decision),
        filed=words.day(days.day_of(appeal.filed_at)),
        due=words.day(appeal.due),
        clock=clock.say(words.language(), answering=True) if is_open else "",
        is_late=is_open and clock.is_past,
        state="overtaken" if is_overtaken else appeal.outcome or "open",
        state_text=_("The decision was taken back") if is_overtaken else str(Outcome(appeal.outcome).label),
    )


def _verdict(decision: Decision) -> str:
    return words.verdict(decision.verdict)
