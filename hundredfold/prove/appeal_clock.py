"""The working-day clock of an appeal: until when it may be made and answered, and how it is said. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from hundredfold.plan.calendar import Deadline, add_working_days, working_days_left

SENTENCES: dict[str, tuple[str, str]] = {
    "days_left": ("还有 {n} 个工作日，{due} 截止", "{n} working days left, until {due}"),
    "day_left": ("还有 1 个工作日，{due} 截止", "1 working day left, until {due}"),
    "last_day": ("今天截止", "today is the last day"),
    "over": ("已于 {due} 截止", "ended on {due}"),
    "overdue": ("已超期 {n} 个工作日，应于 {due} 前答复", "overdue by {n} working days, was due on {due}"),
    "overdue_one": ("已超期 1 个工作日，应于 {due} 前答复", "overdue by 1 working day, was due on {due}"),
    "overdue_none": ("已超期，应于 {due} 前答复", "overdue, was due on {due}"),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """How a deadline stands on a day. ``left`` are whole working days after that day up to and with ``due``; below
    zero those that have gone by since. Not ``sure`` where a day was counted whose official calendar is not known."""

    due: dt.date
    today: dt.date
    left: int
    sure: bool

    @property
    def is_past(self) -> bool:
        """Whether the last day is over."""
        return self.today > self.due

    def say(self, language: str = "zh", *, answering: bool = False) -> str:
        """The clock in words; ``answering``: as the time to answer, where being late is said as overdue."""
        pair = SENTENCES[self._code(answering=answering)]
        return pair[language.split("-")[0] == "en"].format(n=abs(self.left), due=self.due.isoformat())

    def remark(self, language: str = "zh") -> str:
        """What the clock rests on if its calendar is not official yet; else nothing."""
        return Deadline(self.due, self.sure).say(language)

    def _code(self, *, answering: bool) -> str:
        if self.today == self.due:
            return "last_day"
        if not self.is_past:
            return "day_left" if self.left == 1 else "days_left"
        if not answering:
            return "over"
        return {0: "overdue_none", -1: "overdue_one"}.get(self.left, "overdue")


def clock(begun: dt.date, n: int, *, today: dt.date, official: Mapping[dt.date, bool] | None = None) -> Clock:
    """The clock of something that may be done within ``n`` working days after the day ``begun``."""
    deadline = add_working_days(begun, n, official=official)
    return clock_until(deadline.day, today=today, official=official, sure=deadline.sure)


def clock_until(
    due: dt.date, *, today: dt.date, official: Mapping[dt.date, bool] | None = None, sure: bool = True
) -> Clock:
    """The clock of a deadline that is fixed already; ``sure`` is whether it was when it was fixed."""
    remaining = working_days_left(today, due, official=official)
    return Clock(due=due, today=today, left=remaining.days, sure=sure and remaining.sure)
