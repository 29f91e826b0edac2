"""A record with all that is known of it: where it stands and why, its findings, decisions and revisions."""

from dataclasses import dataclass

from django.urls import reverse

from hundredfold.do.ledger import queries as ledger_queries
from hundredfold.do.ledger.models import Record
from hundredfold.prove import explain, queries
from hundredfold.prove.models import Cell
from hundredfold.prove.words import RecordVerdict
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.forms import DecisionForm
from hundredfold.web.office.pages import findings
from hundredfold.web.office.pages.findings import Answer, FindingView, Onwards, Tried
from hundredfold.web.office.pages.hands import hands_of
from hundredfold.web.office.pages.history import Change, changes_of
from hundredfold.web.office.pages.press_confirm import Deed, deeds_told_of, press_page_of, press_that_told
from hundredfold.web.office.pages.told import Told, told

DECISIONS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class StandingView:
    """Where the record's deed stands in one strand, in one sentence."""

    strand: str
    href: str
    state: str
    state_text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Another record that tells of the same deed, and the decision that joined them, to be taken back."""

    number: str
    title: str
    href: str
    unit: str
    reopen_href: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record as reviewers work on it. ``mine_until``: how long this one has it in hand; empty if they have not.

    ``first_pair`` and ``first_single`` are the findings, on two and on one, that the keys answer.
    """

    told: Told
    told_when: str
    told_by: str
    standings: tuple[StandingView, ...]
    open_findings: tuple[FindingView, ...]
    settled: tuple[FindingView, ...]
    tellings: tuple[Telling, ...]
    decisions: tuple[Answer, ...]
    own_unit: str
    other_hand: str
    mine_until: str
    may_decide: bool
    is_accepted: bool
    form: DecisionForm | None
    decide_href: str
    hold_href: str
    put_down_href: str
    first_pair: str
    first_single: str
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The record's own page."""

    view: RecordView
    strand_href: str
    strand_name: str
    changes: list[Change]
    press: list[Deed]
    tells_of: list[Deed]
    press_href: str


def record_page(seat: Seat, record: Record, *, tried: Tried | None = None) -> RecordPage:
    """Everything on one record; a fixed number of queries, however much was found, decided and revised."""
    view = record_view(seat, record, onwards=Onwards(record=record.public_id, back="record"), tried=tried)
    blueprint = seat.programme.blueprint
    filing = next(iter(record.filings.all()), None)
    is_press = record.kind == "article"
    return RecordPage(
        view=view,
        strand_href=reverse("office:strand", args=[filing.strand.code]) if filing else "",
        strand_name=blueprint.strand(filing.strand.code).short_name.say(words.language()) if filing else "",
        changes=changes_of(ledger_queries.revisions_of(record), blueprint),
        press=[] if is_press else press_that_told(record),
        tells_of=deeds_told_of(record.details.get("tells_of") or ()) if is_press else [],
        press_href=press_page_of(record) if is_press else "",
    )


def record_view(seat: Seat, record: Record, *, onwards: Onwards, tried: Tried | None) -> RecordView:
    """A record in full with the forms to decide on it."""
    together = queries.told_together(record) or [record.public_id]
    raw, sides = findings.found_on(together)
    raw.sort(key=findings.by_weight)
    hands = hands_of(seat, [record, *sides.values()])
    found = [findings.view_of(hands, each, sides, onwards=onwards, tried=tried) for each in raw]
    decisions = list(queries.decisions_on(record)[:DECISIONS_SHOWN])
    in_force = decisions[0] if decisions and decisions[0].verdict != "reopen" else None
    own, other = hands.own_unit(record), hands.other_hand(record)
    cells = list(queries.cells_of_record(record))
    open_ones = tuple(each for each in found if each.is_open)
    return RecordView(
        told=told(record, seat.programme.blueprint),
        told_when=words.moment(record.told_at),
        told_by=record.told_by.display_name,
        standings=tuple(_standing(cell, seat) for cell in cells),
        open_findings=open_ones,
        settled=tuple(each for each in found if not each.is_open),
        tellings=_tellings(record, found),
        decisions=tuple(findings.answer(each, is_in_force=each is in_force) for each in decisions),
        own_unit=own if seat.may_decide else "",
        other_hand=other,
        mine_until=hands.mine_until(record),
        may_decide=seat.may_decide,
        is_accepted=in_force is not None
        and in_force.verdict == RecordVerdict.ACCEPT
        and in_force.position == record.position,
        form=findings.decision_form(
            record.public_id,
            onwards,
            tried,
            seen=record.position,
            over=in_force.public_id if in_force else "",
        )
        if seat.may_decide and not own and not other
        else None,
        decide_href=reverse("office:decide_record", args=[record.public_id]),
        hold_href=reverse("office:hold", args=[record.public_id]),
        put_down_href=reverse("office:put_down", args=[record.public_id]),
        is_waiting=any(cell.risk is not None for cell in cells),
        first_pair=next((each.public_id for each in open_ones if each.right and each.form), ""),
        first_single=next((each.public_id for each in open_ones if not each.right and each.form), ""),
    )


def _standing(cell: Cell, seat: Seat) -> StandingView:
    language = words.language()
    plan = seat.programme.blueprint.strand(cell.strand.code)
    return StandingView(
        strand=plan.short_name.say(language),
        href=reverse("office:strand", args=[plan.code]),
        state=cell.state,
        state_text=explain.state(cell.state, language),
        sentence=explain.sentence(queries.standing_of(cell, plan.code), plan, language),
    )


def _tellings(record: Record, found: list[FindingView]) -> tuple[Telling, ...]:
    """The records joined with this one by an answer in force, each with the answer that joined it."""
    joined = []
    for each in found:
        if each.right is None or each.answer is None or each.answer.code != "same":
            continue
        for mine, other in ((each.left, each.right), (each.right, each.left)):
            if mine.public_id == record.public_id:
                joined.append(
                    Telling(other.number, other.title, other.href, other.unit, each.answer.reopen_href)
                )
    return tuple(joined)
