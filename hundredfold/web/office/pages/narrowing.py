"""What a reviewer narrows the queue to, as it stands in an address: strand, rule, unit, how long ago it was told."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hundredfold.base.text import one_line
from hundredfold.plan.models import Strand, Unit
from hundredfold.plan.queries import strands_in_order, unit_index
from hundredfold.prove import queue
from hundredfold.prove.queue import QueueFilter
from hundredfold.prove.rules import BY_NAME
from hundredfold.web.office import words
from hundredfold.web.office.access import Seat
from hundredfold.web.office.pages.strand import Choice

AGES = (3, 7, 14, 30)  # days since it was told
NAMES = ("strand", "rule", "unit", "age")


@dataclass(frozen=True)
class Narrowing:
    """The filters as they were asked for, those that say nothing known left out."""

    strand: str = ""
    rule: str = ""
    unit: str = ""
    age: int = 0

    @cached_property
    def query(self) -> str:
        """The filters as a query string, empty for none."""
        said = {"strand": self.strand, "rule": self.rule, "unit": self.unit, "age": self.age}
        return urlencode({name: value for name, value in said.items() if value})


def narrowing(asked: Mapping[str, str]) -> Narrowing:
    """The filters in ``asked``: an address's own names, or a form's hidden ``only`` that holds them all."""
    said = dict(parse_qsl(asked.get("only", ""))) or asked
    age = said.get("age", "")
    return Narrowing(
        strand=one_line(said.get("strand", ""), most=40),
        rule=said.get("rule", "") if said.get("rule", "") in BY_NAME else "",
        unit=one_line(said.get("unit", ""), most=80),
        age=int(age) if age in {str(days) for days in AGES} else 0,
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter form: what may be chosen and what is; ``unit_problem`` says why a unit's name is not understood."""

    strands: list[Choice]
    rules: list[Choice]
    ages: list[Choice]
    unit: str
    unit_problem: str
    is_narrowed: bool


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A narrowing looked up: what the queue is asked for, and the form that shows it."""

    chosen: QueueFilter
    filters: Filters
    is_impossible: bool


def look_up(seat: Seat, said: Narrowing) -> Narrowed:
    """The strands, rules and unit that ``said`` names. Three queries, one more where a unit is named."""
    strands = list(strands_in_order(seat.programme))
    strand = next((each for each in strands if each.code == said.strand), None)
    unit = unit_index().named(said.unit) if said.unit else None
    return Narrowed(
        chosen=QueueFilter(
            strand=strand,
            rule=said.rule,
            unit=unit,
            told_before=seat.at - dt.timedelta(days=said.age) if said.age else None,
        ),
        filters=_filters(seat, said, strands=strands, unit=unit),
        is_impossible=bool(said.unit) and unit is None,
    )


def _filters(seat: Seat, said: Narrowing, *, strands: list[Strand], unit: Unit | None) -> Filters:
    language = words.language()
    numbers = dict(queue.open_by_rule(seat.programme))
    if said.rule:
        numbers.setdefault(said.rule, 0)
    named = [
        (rule, f"{BY_NAME[rule].title.say(language)} {number:,}")
        for rule, number in numbers.items()
        if rule in BY_NAME
    ]
    return Filters(
        strands=[
            Choice(each.code, each.plan.short_name.say(language), each.code == said.strand)
            for each in strands
        ],
        rules=[Choice(rule, name, rule == said.rule) for rule, name in named],
        ages=[Choice(str(days), _age(days), days == said.age) for days in AGES],
        unit=said.unit,
        unit_problem=_("No unit is called %(text)s.") % {"text": said.unit} if said.unit and not unit else "",
        is_narrowed=bool(said.query),
    )


def _age(days: int) -> str:
    return ngettext("%(n)d day or longer", "%(n)d days or longer", days) % {"n": days}
