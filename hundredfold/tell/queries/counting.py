"""How things are counted, for the public: one strand's rule and reasons as of a day, and the page on the method."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Max

from hundredfold.do.ledger.models import Revision
from hundredfold.plan import needs as need_words
from hundredfold.plan.models import Programme
from hundredfold.prove.claims import Ground
from hundredfold.prove.count import Standing
from hundredfold.prove.models import Cell, Decision
from hundredfold.prove.queries import count_at
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
    as_of: dt.date
    is_today: bool


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with its sentence."""

    title: str
    sentence: str


@dataclass(frozen=True)
class Counting:
    """The page on how a hundred is counted."""

    programme: public.PublicProgramme
    strands: tuple[tuple[public.PublicStrand, str], ...]
    rules: tuple[Titled, ...]
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
    if day == promise.day:
        grounds = _reasons_now(promise.rows[code].pk, strand)
    else:
        numbers, grounds, target = _reasons_then(programme, code, day, at=at)
        strand = gate.strand(line, numbers, target=target, language=language)
    return Counted(
        programme=_public(programme, language),
        strand=strand,
        others=promise.strands,
        one=line.counting_rule.one.say(language),
        not_counted=tuple(each.say(language) for each in line.counting_rule.not_counted),
        needs=tuple(need_words.say(need.sentence_key, need.params, language) for need in line.needs),
        reasons=tuple(_said(grounds, language)),
        as_of=day,
        is_today=day == promise.day,
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
        rules=tuple(Titled(rule.title.say(language), rule.sentence.say(language)) for rule in RULES),
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
    waiting = Cell.objects.filter(strand=row, state="pending").values_list("reasons", flat=True)
    found += [("pending", public_reasons.said(gate.grounds(reasons)), 1) for reasons in waiting]
    if strand.planned:
        found.append(("planned", (Ground("planned"),), strand.planned))
    return found


def _reasons_then(
    programme: Programme, code: str, day: dt.date, *, at: dt.datetime
) -> tuple[dict[str, int], Reasons, int]:
    """Numbers, reasons and target as they stood at the end of ``day``, kept until the ledger moves on."""
    key = f"counted:{programme.public_id}:{day}:{_position()}"
    answers = cache.get(key)
    if answers is None:
        zone = ZoneInfo(programme.time_zone)
        until = dt.datetime.combine(day, dt.time.max, tzinfo=zone)
        answers = {
            strand: (dict(found.numbers), _standing_reasons(found.standings), found.target)
            for strand, found in count_at(programme, at=at, until=until).items()
        }
        cache.set(key, answers, KEPT_FOR)
    numbers, reasons, target = answers[code]
    return numbers, reasons, target


def _position() -> str:
    """How far ledger and decisions have come: while both stand, the count of a past day stands too."""
    told = Revision.objects.aggregate(last=Max("position"))["last"]
    decided = Decision.objects.aggregate(last=Max("id"))["last"]
    return f"{told}:{decided}"


def _standing_reasons(standings: Iterable[Standing]) -> Reasons:
    found: Reasons = []
    for each in standings:
        if each.state == "counted":
            found.append((each.state, (Ground("needs_met"),), 1))
        elif each.state in gate.STATES:
            found.append((each.state, public_reasons.said(each.reasons), 1))
    return found


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
