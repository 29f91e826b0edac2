"""How well the rules do on this site, by what reviewers answered: counts, what was missed, what was asked in vain.

Reads only. A share is never given without its counts; what nobody noticed cannot be in here, and says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hundredfold.linkage.measures import wilson
from hundredfold.plan.models import Programme
from hundredfold.prove.models import Finding, LearnedModel, Visit
from hundredfold.prove.rules import RULES
from hundredfold.prove.words import ASKS_THE_SAME, FindingVerdict

LED_SOMEWHERE = (FindingVerdict.SAME, FindingVerdict.NOT_ACCEPTABLE)
IN_VAIN = (FindingVerdict.DIFFERENT, FindingVerdict.STANDS)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with the interval (95 %) in which the true share lies."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share itself, 0 where nothing was counted."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """From where to where it may really lie."""
        return wilson(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of one rule's questions. ``right``: joined, or not accepted because of it. ``in_vain``: different,
    or it holds as told. ``waiting``: not answered yet. ``gone``: closed unanswered, mostly because the unit mended it.
    ``missed``: known to be one deed though the rule had not asked; None for a rule of which misses cannot be known.
    """

    rule: str
    right: int
    in_vain: int
    waiting: int
    gone: int
    missed: int | None

    @property
    def precision(self) -> Share:
        """Of what was answered, how much was worth asking."""
        return Share(self.right, self.right + self.in_vain)

    @property
    def recall(self) -> Share | None:
        """Of what is known to be there, how much was asked. At best: what nobody noticed is not in it."""
        return None if self.missed is None else Share(self.right, self.right + self.missed)


def tallies(programme: Programme) -> list[Tally]:
    """Every rule's tally, as of now, in the order of the rules. Three queries, however much was answered."""
    counted: dict[str, dict[str, int]] = {}
    rows = (
        Finding.objects.filter(a__programme=programme)
        .values_list("rule", "settled_by__verdict")
        .annotate(number=Count("id"), closed=Count("id", filter=Q(closed_at__isnull=False)))
    )
    for rule, verdict, number, closed in rows:
        held = counted.setdefault(rule, {})
        if verdict is None:
            held["waiting"], held["gone"] = number - closed, closed
        else:
            held[verdict] = number
    missing = {rule: missed_by(programme, rule).count() for rule in ASKS_THE_SAME}
    return [_tally(rule.name, counted.get(rule.name, {}), missing.get(rule.name)) for rule in RULES]


def _tally(rule: str, held: Mapping[str, int], missed: int | None) -> Tally:
    return Tally(
        rule=rule,
        right=sum(held.get(verdict, 0) for verdict in LED_SOMEWHERE),
        in_vain=sum(held.get(verdict, 0) for verdict in IN_VAIN),
        waiting=held.get("waiting", 0),
        gone=held.get("gone", 0),
        missed=missed,
    )


def missed_by(programme: Programme, rule: str) -> QuerySet[Finding]:
    """Answers that two records are one deed which ``rule`` had not asked about: joined by hand, or over another rule's
    question. The latest first."""
    asked = Finding.objects.filter(rule=rule, found_at__lte=OuterRef("found_at"))
    straight, crosswise = (
        Exists(asked.filter(a=OuterRef(one), b=OuterRef(other))) for one, other in (("a", "b"), ("b", "a"))
    )
    told = Finding.objects.filter(
        a__programme=programme, b__isnull=False, settled_by__verdict=FindingVerdict.SAME
    ).exclude(rule__in=ASKS_THE_SAME)
    of_kind = told.filter(a__kind="article") if rule == "press_reprint" else told.exclude(a__kind="article")
    return _with_sides(of_kind.filter(~straight, ~crosswise))


def asked_in_vain(programme: Programme) -> QuerySet[Finding]:
    """Questions answered with "different" or "holds as told", the latest first."""
    return _with_sides(Finding.objects.filter(a__programme=programme, settled_by__verdict__in=IN_VAIN))


def _with_sides(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    return findings.select_related("a__unit", "b__unit", "settled_by").order_by("-settled_by")


def visits(programme: Programme) -> Mapping[str, int]:
    """How many drawn visits found what: the only look at what no rule asked about. One query."""
    rows = Visit.objects.filter(draw__programme=programme).exclude(result="").values_list("result")
    return dict(rows.annotate(number=Count("id")))


def versions(programme: Programme, *, most: int) -> Sequence[LearnedModel]:
    """The models learned here, the latest first."""
    rows = LearnedModel.objects.filter(programme=programme).select_related("made_by")
    return list(rows.order_by("-id")[:most])
