"""The frozen parts of a blueprint: a programme's promise as plain values. Knows no files, no Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hundredfold.plan.headings import HeadingIndex

KINDS = ("person", "team", "event", "honour", "place", "product", "article")
COUNTS = ("members", "events", "things", "stories")
DETAIL_TYPES = ("text", "number", "choice", "date", "yes_no", "link")
ALSO_EFFECTS = ("counts", "keeps")
PRESS_UNITS = ("story", "issue")

type_of_setting = int | float | str | bool
Setting = type_of_setting | Mapping[str, int] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in simplified Chinese and English, and in any further language that somebody translated."""

    zh: str
    en: str
    others: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: str = "zh") -> str:
        """The text in `language` (a tag such as zh, zh-Hans, en, mn-Mong); Chinese where it is missing."""
        if language in self.others:
            return self.others[language]
        return self.en if language.split("-")[0] == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Measure:
    """How things of a strand are counted aloud: 场 in Chinese, `session`/`sessions` in English."""

    zh: str
    en: str
    en_many: str

    def say(self, number: int, language: str = "zh") -> str:
        """`3 场` or `3 sessions`."""
        if language.split("-")[0] != "en":
            return f"{number} {self.zh}"
        return f"{number} {self.en if number == 1 else self.en_many}"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a record must show before it counts; `params` holds its numbers, defaults filled in."""

    code: str
    params: Mapping[str, type_of_setting]

    @property
    def sentence_key(self) -> str:
        """Key of this need's sentence in `plan.needs.SENTENCES`."""
        return f"need_{self.code}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a detail of type `choice`."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class Detail:
    """A small field of a strand's or kind's own. `why` is its named use; no field is asked without one."""

    key: str
    type: str
    label: Words
    why: Words
    required: bool = False
    choices: tuple[Choice, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class CountingRule:
    """What one of the hundred is, and what does not count; shown to the public."""

    one: Words
    not_counted: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """One line of the promise."""

    code: str
    position: int
    kind: str
    counts: str
    name: Words
    short_name: Words
    full_name: Words
    measure: Measure
    target: int
    counting_rule: CountingRule
    needs: tuple[Need, ...]
    details: tuple[Detail, ...]
    aliases: tuple[str, ...]
    photos_enough: int

    def need(self, code: str) -> Need | None:
        """This strand's need of that code, or None where it is not asked."""
        return next((need for need in self.needs if need.code == code), None)


@dataclass(frozen=True, slots=True)
class Also:
    """Whether a record of strand `first` may serve `second` as well.

    `effect`: `counts` (one of the hundred in both) or `keeps` (it shows that a member of `second` is active).
    `asks` names details that must be filled in for it.
    """

    first: str
    second: str
    allowed: bool
    effect: str
    asks: tuple[str, ...]
    why: Words


@dataclass(frozen=True, slots=True)
class SiteType:
    """One of the sorts of place a programme goes to; a dated vocabulary, never an attribute of a person."""

    code: str
    name: Words
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A rule for a campaign window: a whole month, the first or last week of one, or two month-days."""

    code: str
    name: Words
    note: Words
    month: int | None = None
    week: str | None = None
    days: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the programme's principles, with what is measured for it."""

    code: str
    name: Words
    definition: Words


@dataclass(frozen=True, slots=True)
class UnitType:
    """A part that units play in this programme (committee member, lead unit of a site type, ...)."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class District:
    """The place a blueprint was written for, if any; the site may name another."""

    code: str
    name: Words
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AppealDays:
    """How many working days a unit has to appeal, and how many the office has to answer."""

    within: int = 10
    answered_within: int = 5


@dataclass(frozen=True)
class Blueprint:
    """A programme's whole promise, as read from one TOML file."""

    code: str
    name: Words
    description: Words
    languages: tuple[str, ...]
    time_zone: str
    period_start: str
    period_end: str
    press_unit: str
    strands: tuple[Strand, ...]
    kind_details: Mapping[str, tuple[Detail, ...]]
    also: tuple[Also, ...]
    site_types: tuple[SiteType, ...]
    campaigns: tuple[Campaign, ...]
    festivals: tuple[str, ...]
    principles: tuple[Principle, ...]
    unit_types: tuple[UnitType, ...]
    rules: Mapping[str, Mapping[str, Setting]]
    district: District | None = None
    appeals: AppealDays = AppealDays()

    @cached_property
    def by_code(self) -> Mapping[str, Strand]:
        """Strands by code, in their order."""
        return {strand.code: strand for strand in self.strands}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds this programme uses, in the order its strands bring them."""
        return tuple(dict.fromkeys(strand.kind for strand in self.strands))

    def strand(self, code: str) -> Strand:
        """The strand of that code; KeyError if this programme has none."""
        return self.by_code[code]

    def details(self, code: str) -> tuple[Detail, ...]:
        """All fields a record of this strand may fill: its kind's, then its own."""
        strand = self.by_code[code]
        return (*self.kind_details.get(strand.kind, ()), *strand.details)

    def strand_for(self, text: str) -> str | None:
        """The strand a heading, sheet name or cell names (`4. 百场宣传教育`); None if none or several fit."""
        return self._headings.find(text)

    def also_rule(self, first: str, second: str) -> Also | None:
        """What the table says of a record of `first` serving `second`; None where it is silent (so: no)."""
        return next((rule for rule in self.also if (rule.first, rule.second) == (first, second)), None)

    def may_also_count(self, first: str, second: str) -> bool:
        """Whether one record told in `first` may be one of the hundred in `second` as well."""
        rule = self.also_rule(first, second)
        return rule is not None and rule.allowed and rule.effect == "counts"

    @property
    def repeats_yearly(self) -> bool:
        """True if the period is given by month and day, so that there is one for every year."""
        return len(self.period_start) == len("01-01")

    def period(self, year: int) -> tuple[dt.date, dt.date]:
        """First and last day, both inside, of the period that starts in `year` (a fixed one: always itself).

        29 February stands for 28 February in a common year.
        """
        if not self.repeats_yearly:
            return dt.date.fromisoformat(self.period_start), dt.date.fromisoformat(self.period_end)
        end_year = year if self.period_end >= self.period_start else year + 1
        return month_day(self.period_start, year), month_day(self.period_end, end_year)

    def period_year(self, day: dt.date) -> int:
        """The year whose period holds `day`; the latest one begun by then if `day` falls between two."""
        if not self.repeats_yearly:
            return dt.date.fromisoformat(self.period_start).year
        return day.year if day >= month_day(self.period_start, day.year) else day.year - 1

    @cached_property
    def _headings(self) -> HeadingIndex:
        words = {
            strand.code: (
                strand.code,
                strand.name.zh,
                strand.name.en,
                strand.short_name.zh,
                strand.short_name.en,
                strand.full_name.zh,
                strand.full_name.en,
                *strand.aliases,
            )
            for strand in self.strands
        }
        return HeadingIndex(words)


def month_day(text: str, year: int) -> dt.date:
    """The date of `MM-DD` in `year`; 29 February becomes 28 where there is none."""
    month, day = (int(number) for number in text.split("-"))
    if (month, day) == (2, 29):
        return dt.date(year, 3, 1) - dt.timedelta(days=1)
    return dt.date(year, month, day)
