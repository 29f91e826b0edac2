"""A finding as reviewers see it: why it was found, both sides next to each other, and what may be answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger.models import Evidence, Record
from hundredfold.do.ledger.queries import records_by_public_id
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.prove import explain, queries
from hundredfold.prove.claims import Ground
from hundredfold.prove.models import Decision, Finding
from hundredfold.prove.rules import BY_NAME, photo_burst
from hundredfold.prove.words import FindingVerdict
from hundredfold.web.office import words
from hundredfold.web.office.forms import DecisionForm
from hundredfold.web.office.pages.between import Between, between
from hundredfold.web.office.pages.hands import Hands
from hundredfold.web.office.pages.likeness import Compared, compared
from hundredfold.web.office.pages.told import Photo, Told, photo, said_by, told

SUMMARY_MOST = 1200  # characters of an account that a comparison shows


@dataclass(frozen=True, slots=True)
class PhotoPair:
    """Two photos side by side, or one with nothing beside it. ``is_match``: the finding rests on these two.

    ``is_burst`` where it does not take them for one photo but for two of one visit."""

    left: Photo | None
    right: Photo | None
    is_match: bool
    is_burst: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a finding or a record: by whom, when, why; with the way to take it back."""

    code: str
    verdict: str
    who: str
    when: str
    reason: str
    reopen_href: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding. ``own_unit`` names the unit on whose account this reviewer does not decide, ``other_hand`` who else
    has one of its records in hand."""

    public_id: str
    title: str
    sentence: str
    likelihood: str
    grounds: tuple[str, ...]
    left: Told
    right: Told | None
    lines: tuple[Compared, ...]
    photos: tuple[PhotoPair, ...]
    between: Between | None
    is_open: bool
    answer: Answer | None
    own_unit: str
    other_hand: str
    form: DecisionForm | None
    decide_href: str


@dataclass(frozen=True, slots=True)
class Onwards:
    """Where a decision leads: the next record, the page of the queue, and the screen it is taken on."""

    record: str
    next: str = ""
    page: int = 1
    back: str = "desk"
    only: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """A decision that could not be taken: the public id of its subject, and the words that are kept."""

    subject: str
    suggested: str
    reason: str


def found_on(around: Collection[str]) -> tuple[list[Finding], dict[str, Record]]:
    """The findings on the records ``around`` (public ids), those to be answered first, and all their sides in full."""
    found = list(queries.findings_on(around))
    sides = [side.public_id for each in found for side in (each.a, each.b) if side is not None]
    return found, records_by_public_id(sides)


def by_weight(finding: Finding) -> tuple[bool, bool, bool, float, int]:
    """The order on the desk: open ones first; what something waits for before remarks; two records before one."""
    is_settled, is_remark = finding.settled_by_id is not None, finding.blocked_id is None
    return is_settled, is_remark, finding.b_id is None, -finding.score, finding.pk


def view_of(
    hands: Hands, finding: Finding, sides: Mapping[str, Record], *, onwards: Onwards, tried: Tried | None
) -> FindingView:
    """One finding of ``found_on`` as reviewers see it; asks the database nothing more."""
    seat = hands.seat
    language = words.language()
    rule = BY_NAME.get(finding.rule)
    a = sides[finding.a.public_id]
    b = sides[finding.b.public_id] if finding.b else None
    pair = [side for side in (a, b) if side]
    own, other = hands.own_unit(*pair), hands.other_hand(*pair)
    is_open = finding.settled_by is None
    return FindingView(
        public_id=finding.public_id,
        title=rule.title.say(language) if rule else _("Joined by hand"),
        sentence=rule.sentence.say(language) if rule else "",
        likelihood=words.likelihood(finding.score) if finding.rule == "same_deed" else "",
        grounds=tuple(
            explain.lacks(Ground(each["code"], each.get("params", {})), language) for each in finding.grounds
        ),
        left=told(a, seat.programme.blueprint),
        right=told(b, seat.programme.blueprint) if b else None,
        lines=_lines(a, b, seat.programme.blueprint) if b else (),
        photos=photo_pairs(a, b, finding) if b else (),
        between=between(a, b) if b else None,
        is_open=is_open,
        answer=answer(finding.settled_by) if finding.settled_by else None,
        own_unit=own if is_open else "",
        other_hand=other if is_open and not own else "",
        form=decision_form(finding.public_id, onwards, tried, rule=finding.rule)
        if is_open and seat.may_decide and not own and not other
        else None,
        decide_href=reverse("office:decide_finding", args=[finding.public_id]),
    )


def answer(decision: Decision, *, is_in_force: bool = True) -> Answer:
    """A decision in words."""
    return Answer(
        code=decision.verdict,
        verdict=words.verdict(decision.verdict),
        who=decision.by.display_name,
        when=words.moment(decision.at),
        reason=decision.reason,
        reopen_href=reverse("office:reopen", args=[decision.public_id]),
        is_in_force=is_in_force and decision.verdict != FindingVerdict.REOPEN,
    )


def decision_form(
    subject: str, onwards: Onwards, tried: Tried | None, *, rule: str = "", seen: int = 0, over: str = ""
) -> DecisionForm:
    """The form to decide on ``subject`` (a public id) as it stands now, with the words of an earlier try."""
    kept = tried if tried and tried.subject == subject else None
    said: dict[str, object] = {
        "seen": seen,
        "over": over,
        "next": onwards.next,
        "page": onwards.page,
        "back": onwards.back,
        "only": onwards.only,
        "record": onwards.record,
        "suggested": kept.suggested if kept else "",
        "reason": kept.reason if kept else "",
    }
    return DecisionForm(rule=rule, subject=subject, initial=said)


def _lines(a: Record, b: Record, blueprint: Blueprint) -> tuple[Compared, ...]:
    """What both say, line by line; lines that neither has are left out."""
    left, right = said_by(a, blueprint), said_by(b, blueprint)
    labels = dict.fromkeys((*left, *right))
    return (
        compared(_("Title"), a.title, b.title),
        *(
            compared(label, left.get(label, "")[:SUMMARY_MOST], right.get(label, "")[:SUMMARY_MOST])
            for label in labels
            if left.get(label) or right.get(label)
        ),
    )


def photo_pairs(a: Record, b: Record, finding: Finding) -> tuple[PhotoPair, ...]:
    """Photos in pairs: those that the finding rests on first, then the others in their order."""
    left = {each.sha256: each for each in map(photo, _photos(a))}
    right = {each.sha256: each for each in map(photo, _photos(b))}
    alike = [_matched(ground.get("params", {})) for ground in finding.grounds]
    alike += [(sha256, sha256) for sha256 in left if sha256 in right]
    pairs = []
    for one, other in alike:
        for mine, theirs in ((one, other), (other, one)):
            if mine in left and theirs in right:
                is_burst = finding.rule == photo_burst.RULE.name and mine != theirs
                pairs.append(PhotoPair(left.pop(mine), right.pop(theirs), is_match=True, is_burst=is_burst))
                break
    rest = zip_longest(left.values(), right.values())
    return (*pairs, *(PhotoPair(mine, theirs, is_match=False) for mine, theirs in rest))


def _photos(record: Record) -> list[Evidence]:
    return [each for each in record.evidence.all() if each.sort == "photo"]


def _matched(params: Mapping[str, object]) -> tuple[str, str]:
    photo_hash = str(params.get("photo", ""))
    return str(params.get("a", photo_hash)), str(params.get("b", photo_hash))
