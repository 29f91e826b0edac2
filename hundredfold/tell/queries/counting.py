"""How things are counted, for the public: one strand's rule and reasons as of a day, and the page on the method."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Max

from hundredfold.do.ledger.models import Revision
from hundredfold.plan import needs as need_words
from hundredfold.plan import rule_words
from hundredfold.plan.models import Programme, Unit
from hundredfold.plan.queries import strands_in_order
from hundredfold.prove.claims import Ground
from hundredfold.prove.count import Standing
from hundredfold.prove.models import Cell, Decision
from hundredfold.prove.queries import count_at, reasons_waiting
from hundredfold.prove.rules import RULES
from hundredfold.tell import gate, public, public_reasons
from hundredfold.tell.queries import cells

KEPT_FOR = 3600  # seconds that the answer for a past day is kept; a new record or decision asks anew


@dataclass(frozen=True, slots=True)
class Because:
    """A reason with the number of deeds it decides."""

    state: str
    reason: str
    number: int


@dataclass(frozen=True)
class Counted:
    """One strand explained: its rule, what it asks, its numbers as of a day, and the reasons behind them."""

    programme: public.PublicProgramme
    strand: public.PublicStrand
    others: tuple[public.PublicStrand, ...]
    one: str
    not_counted: tuple[str, ...]
    needs: tuple[str, ...]
    reasons: tuple[Because, ...]
    cells: tuple[public.PublicCell, ...]
    closed_since: int
    as_of: dt.date
    today: dt.date

    @property
    def is_today(self) -> bool:
        """Whether this is the count of now; a look back brings its own list in ``cells``."""
        return self.as_of == self.today


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with its sentence."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """A rule with its sentence, whether a record waits for its answer or is only remarked on, and its settings."""

    title: str
    sentence: str
    is_remark: bool
    settings: tuple[str, ...]


@dataclass(frozen=True)
class Counting:
    """The page on how a hundred is counted."""

    programme: public.PublicProgramme
    strands: tuple[tuple[public.PublicStrand, str], ...]
    rules: tuple[RuleSaid, ...]
    principles: tuple[Titled, ...]
    press_unit: str


def counted(code: str, *, as_of: dt.date | None, at: dt.datetime, language: str) -> Counted | None:
    """A strand explained as of the end of a day (None: now). None where there is no such strand.

    A day ahead is today; a day before the period is the eve of it.
    """
    promise = cells.promise(at=at, language=language)
    strand = promise.strand(code) if promise else None
    if promise is None or strand is None:
        return None
    programme = promise.programme
    line = programme.blueprint.strand(code)
    day = _within(as_of or promise.day, programme, promise.day)
    then: list[cells.Row] = []
    if day == promise.day:
        grounds = _reasons_now(promise.rows[code].pk, strand)
    else:
        numbers, then, target = _count_then(programme, code, day, at=at)
        strand = gate.strand(line, numbers, target=target, language=language)
        grounds = _reasons_then(then)
    still_open = _still_open(then, promise.rows[code].pk)
    return Counted(
        programme=_public(programme, language),
        strand=strand,
        others=promise.strands,
        one=line.counting_rule.one.say(language),
        not_counted=tuple(each.say(language) for each in line.counting_rule.not_counted),
        needs=tuple(need_words.say(need.sentence_key, need.params, language) for need in line.needs),
        reasons=tuple(_said(grounds, language)),
        cells=tuple(cells.through_gate(still_open, promise, language=language)[code]),
        closed_since=len(then) - len(still_open),
        as_of=day,
        today=promise.day,
    )


def how(*, at: dt.datetime, language: str) -> Counting | None:
    """What the page on counting says, or None before a programme is founded."""
    promise = cells.promise(at=at, language=language)
    if promise is None:
        return None
    blueprint = promise.programme.blueprint
    return Counting(
        programme=_public(promise.programme, language),
        strands=tuple(
            (strand, blueprint.strand(strand.code).counting_rule.one.say(language))
            for strand in promise.strands
        ),
        rules=tuple(
            RuleSaid(
                title=rule.title.say(language),
                sentence=rule.sentence.say(language),
                is_remark=rule.is_remark,
                settings=tuple(rule_words.said(blueprint.rules, rule.name, language)),
            )
            for rule in RULES
        ),
        principles=tuple(
            Titled(each.name.say(language), each.definition.say(language)) for each in blueprint.principles
        ),
        press_unit=blueprint.press_unit if "article" in blueprint.kinds else "",
    )


def _public(programme: Programme, language: str) -> public.PublicProgramme:
    period = (programme.period_start, programme.period_end)
    return gate.programme(programme.blueprint, year=programme.year, period=period, language=language)


def _within(day: dt.date, programme: Programme, today: dt.date) -> dt.date:
    return max(min(day, today), min(programme.period_start - dt.timedelta(days=1), today))


Reasons = list[tuple[str, tuple[Ground, ...], int]]


def _reasons_now(row: int, strand: public.PublicStrand) -> Reasons:
    """The deciding reasons of the kept cells. What counts does so for one reason, so only the rest are read."""
    found: Reasons = [("counted", (Ground("needs_met"),), strand.counted)] if strand.counted else []
    found += [
        ("pending", public_reasons.said(gate.grounds(reasons)), number)
        for reasons, number in reasons_waiting(row)
    ]
    if strand.planned:
        found.append(("planned", (Ground("planned"),), strand.planned))
    return found


def _count_then(
    programme: Programme, code: str, day: dt.date, *, at: dt.datetime
) -> tuple[dict[str, int], list[cells.Row], int]:
    """Numbers, cells and target as they stood at the end of ``day``, kept until the ledger moves on."""
    key = f"counted:{programme.public_id}:{day}:{_position()}"
    answers = cache.get(key)
    if answers is None:
        until = dt.datetime.combine(day, dt.time.max, tzinfo=ZoneInfo(programme.time_zone))
        rows = {row.code: row.pk for row in strands_in_order(programme)}
        names = dict(Unit.objects.values_list("public_id", "name"))
        answers = {
            strand: (dict(found.numbers), _rows(found.standings, rows[strand], names), found.target)
            for strand, found in count_at(programme, at=at, until=until).items()
        }
        cache.set(key, answers, KEPT_FOR)
    numbers, then, target = answers[code]
    return numbers, then, target


def _rows(standings: Iterable[Standing], row: int, names: Mapping[str, str]) -> list[cells.Row]:
    """Standings in the shape of kept cells, for the gate; without what is set aside."""
    return [
        {
            "strand_id": row,
            "state": each.state,
            "title": each.title,
            "day": each.day,
            "records": list(each.records),
            "reasons": [{"code": reason.code, "params": dict(reason.params)} for reason in each.reasons],
            "unit__name": names.get(each.credited[0], "") if each.credited else "",
        }
        for each in standings
        if each.state in gate.STATES
    ]


def _still_open(then: Sequence[cells.Row], row: int) -> list[cells.Row]:
    """Those of a past day's cells that the public may still open: not withdrawn or set aside since."""
    if not then:
        return []
    shown = Cell.objects.filter(strand=row, state__in=gate.STATES).values_list("records", flat=True)
    open_now = {record for records in shown for record in records}
    kept = [{**each, "records": [one for one in each["records"] if one in open_now]} for each in then]
    return [each for each in kept if each["records"]]


def _reasons_then(then: Iterable[cells.Row]) -> Reasons:
    return [(row["state"], public_reasons.said(gate.grounds(row["reasons"])), 1) for row in then]


def _position() -> str:
    """How far ledger and decisions have come: while both stand, the count of a past day stands too."""
    told = Revision.objects.aggregate(last=Max("position"))["last"]
    decided = Decision.objects.aggregate(last=Max("id"))["last"]
    return f"{told}:{decided}"


def _said(reasons: Sequence[tuple[str, tuple[Ground, ...], int]], language: str) -> Iterable[Because]:
    """Each deciding reason once with its number, the largest first within its state."""
    numbers: Counter[tuple[str, str]] = Counter()
    for state, grounds, number in reasons:
        numbers[state, _phrase(state, grounds, language)] += number
    for state in gate.STATES:
        same = [(reason, number) for (at, reason), number in numbers.items() if at == state]
        yield from (Because(state, reason, number) for reason, number in sorted(same, key=lambda x: -x[1]))


def _phrase(state: str, grounds: tuple[Ground, ...], language: str) -> str:
    if state == "counted":
        return (
            "审核人核准，所需佐证齐全"
            if language == "zh"
            else "accepted by a reviewer; all it must show is there"
        )
    if any(ground.code == "still_to_come" for ground in grounds):
        return "日期还没到" if language == "zh" else "its day is still to come"
    return public_reasons.phrases(state, grounds, language)[0]
