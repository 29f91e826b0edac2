"""Many answers at once: plain records to accept, findings of one rule to answer alike, and what became of them."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import records_by_public_id
from hundredfold.prove import explain, queue
from hundredfold.prove.actions.bulk import Answered
from hundredfold.prove.claims import Ground
from hundredfold.prove.models import Finding
from hundredfold.prove.queue import QueueFilter
from hundredfold.prove.rules import BY_NAME
from hundredfold.prove.words import Risk
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.pages.hands import Hands, hands_of
from hundredfold.web.office.pages.strand import Choice
from hundredfold.web.office.pages.told import SMALL, head_count

ON_A_PAGE = 50
KEPT = "desk_answered"  # where a visitor's session keeps the last result


@dataclass(frozen=True, slots=True)
class Side:
    """One record in a row."""

    number: str
    title: str
    href: str
    unit: str
    told: str
    photo: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line to choose; ``value`` is what the box sends, empty where ``why_not`` says why it cannot be chosen."""

    value: str
    left: Side
    right: Side | None
    says: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ManyPage:
    """A page of rows to choose from. ``rules`` are the findings that can be answered alike; none for plain records."""

    rows: list[Row]
    rules: list[Choice]
    rule: str
    sentence: str
    is_pair: bool
    page: int
    previous_href: str
    next_href: str
    page_text: str
    is_all_chosen: bool
    all_href: str
    none_href: str


def plain_page(seat: Seat, *, page: int, is_all_chosen: bool = False) -> ManyPage:
    """Plain records of the queue: no open finding, and all there that their strand asks. A fixed number of queries."""
    narrowed = QueueFilter(risks=(Risk.PLAIN,))
    start = (page - 1) * ON_A_PAGE
    cells, has_more = queue.queue_page(seat.programme, narrowed, start=start, most=ON_A_PAGE, at=seat.at)
    told = records_by_public_id([cell.records[0] for cell in cells])
    records = [told[key] for key in dict.fromkeys(cell.records[0] for cell in cells) if key in told]
    hands = hands_of(seat, records)
    rows = [_plain_row(record, hands) for record in records]
    return _page("plain", rows, page=page, has_more=has_more, is_all_chosen=is_all_chosen)


def _plain_row(record: Record, hands: Hands) -> Row:
    why_not = hands.own_unit(record) or hands.other_hand(record)
    value = "" if why_not else f"{record.public_id}:{record.position}"
    return Row(value=value, left=_side(record), right=None, says="", why_not=why_not)


def alike_page(seat: Seat, *, rule: str, page: int, is_all_chosen: bool = False) -> ManyPage:
    """Open findings of one rule, the likeliest first; of the most numerous rule where none is asked for."""
    numbers = {name: number for name, number in queue.open_by_rule(seat.programme).items() if name in BY_NAME}
    chosen = rule if rule in BY_NAME else next(iter(numbers), "")
    start = (page - 1) * ON_A_PAGE
    found, has_more = queue.alike_findings(seat.programme, chosen, start=start, most=ON_A_PAGE)
    sides = records_by_public_id([side.public_id for each in found for side in (each.a, each.b) if side])
    hands = hands_of(seat, sides.values())
    rows = [_alike_row(each, sides, hands) for each in found]
    language = words.language()
    choices = [
        Choice(name, f"{BY_NAME[name].title.say(language)} {number:,}", name == chosen)
        for name, number in numbers.items()
    ]
    return _page(
        "alike", rows, page=page, has_more=has_more, is_all_chosen=is_all_chosen, rules=choices, rule=chosen
    )


def alike_href(rule: str) -> str:
    """The address of the page that answers findings of ``rule`` alike."""
    return reverse("office:alike") + (f"?{urlencode({'rule': rule})}" if rule in BY_NAME else "")


def _alike_row(finding: Finding, sides: dict[str, Record], hands: Hands) -> Row:
    a = sides[finding.a.public_id]
    b = sides[finding.b.public_id] if finding.b else None
    pair = [side for side in (a, b) if side]
    why_not = hands.own_unit(*pair) or hands.other_hand(*pair)
    language = words.language()
    said = [explain.lacks(Ground(each["code"], each.get("params", {})), language) for each in finding.grounds]
    likelihood = [words.likelihood(finding.score)] if finding.rule == "same_deed" else []
    return Row(
        value="" if why_not else finding.public_id,
        left=_side(a),
        right=_side(b) if b else None,
        says=("; " if language == "en" else "；").join(likelihood + said[:3]),
        why_not=why_not,
    )


def _side(record: Record) -> Side:
    heads = head_count(record.head_count, record.get_head_count_method_display())
    photos = (proof.file.sha256 for proof in record.evidence.all() if proof.sort == "photo")
    first = next(photos, "")
    return Side(
        number=f"{record.number:04d}",
        title=record.title,
        href=f"{reverse('office:review')}?record={record.public_id}",
        unit=record.unit.name,
        told=" · ".join(filter(None, (words.days(record.start, record.end), record.venue, heads))),
        photo=reverse("office:photo", args=[first, SMALL]) if first else "",
    )


def _page(
    name: str,
    rows: list[Row],
    *,
    page: int,
    has_more: bool,
    is_all_chosen: bool,
    rules: list[Choice] | None = None,
    rule: str = "",
) -> ManyPage:
    def at(number: int, **more: str) -> str:
        said = {**({"rule": rule} if rule else {}), **({"page": number} if number > 1 else {}), **more}
        return reverse(f"office:{name}") + (f"?{urlencode(said)}" if said else "")

    known = BY_NAME.get(rule)
    start = (page - 1) * ON_A_PAGE
    return ManyPage(
        rows=rows,
        rules=rules or [],
        rule=rule,
        sentence=known.sentence.say(words.language()) if known else "",
        is_pair=bool(known and known.on_pairs),
        page=page,
        previous_href=at(page - 1) if page > 1 else "",
        next_href=at(page + 1) if has_more else "",
        page_text=f"{start + 1:,}–{start + len(rows):,}" if rows else "",
        is_all_chosen=is_all_chosen,
        all_href=at(page, all="1"),
        none_href=at(page),
    )


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Something that was not answered, why, and the way to it."""

    number: str
    title: str
    why: str
    href: str


@dataclass(frozen=True, slots=True)
class AnsweredPage:
    """What became of the last answers: how many were given, and which were left and why."""

    done: int
    verdict: str
    left: list[LeftRow]
    again_href: str


def kept_of(outcome: Answered, *, verdict: str, again_href: str) -> dict[str, Any]:
    """An outcome as a session keeps it until it is shown."""
    left = [
        LeftRow(
            f"{each.number:04d}", each.title, each.why, f"{reverse('office:review')}?record={each.record}"
        )
        for each in outcome.left
    ]
    return {
        "done": len(outcome.done),
        "verdict": verdict,
        "left": [asdict(each) for each in left],
        "again_href": again_href,
    }


def answered_page(kept: dict[str, Any] | None) -> AnsweredPage | None:
    """What a session kept of the last answers; None if there were none."""
    if not kept:
        return None
    return AnsweredPage(
        done=kept["done"],
        verdict=words.verdict(kept["verdict"]),
        left=[LeftRow(**each) for each in kept["left"]],
        again_href=kept["again_href"],
    )
