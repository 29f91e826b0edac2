"""When things of the demo year were told, decided and photographed;
it knows the calendar, not what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .dice import Dice
from .shapes import LOCAL, DemoDecision, DemoPhoto

QUIET_DAYS = 13
"""Tellings younger than this are often still on the office's desk."""


@dataclass(frozen=True, slots=True)
class Season:
    """The demo's seed, year and today: what every strand module is given."""

    seed: int
    year: int
    today: date

    def dice(self, *path: object) -> Dice:
        """The stream of chance named by `path` within this season."""
        return Dice(self.seed, self.year, *path)

    def day(self, month: int, day: int) -> date:
        """A day of the season's year."""
        return date(self.year, month, day)


def at(day: date, hour: int, minute: int) -> datetime:
    """A moment on the district's clock."""
    return datetime.combine(day, time(hour, minute), LOCAL)


def told_after(season: Season, day: date, dice: Dice, *, late: bool = False) -> datetime:
    """When a clerk told of `day`: 0 to 6 days after it, or 32 to 60 when late, and never after today."""
    wait = dice.between(32, 60) if late else dice.pick((0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6))
    when = min(day + timedelta(days=wait), season.today)
    hour = 20 if when == day else dice.between(8, 17)
    return at(when, hour, dice.below(60))


def judged(season: Season, told_at: datetime, dice: Dice) -> DemoDecision:
    """The office's word 1 to 10 days later; often none yet for what was told in the last two weeks."""
    when = (told_at + timedelta(days=dice.between(1, 10))).date()
    young = (season.today - told_at.date()).days <= QUIET_DAYS
    if when > season.today or (young and dice.chance(25)):
        return DemoDecision("none")
    moment = max(at(when, dice.between(9, 16), dice.below(60)), told_at + timedelta(minutes=30))
    if dice.chance(3):
        return DemoDecision(
            "return", dice.pick(("venue_unclear", "summary_missing", "title_unclear")), moment
        )
    return DemoDecision("accept", "", moment)


def sent_back(season: Season, told_at: datetime, reason: str, *, dice: Dice) -> DemoDecision:
    """The office's return with a reason code, or none yet when there was no time for it."""
    verdict = judged(season, told_at, dice)
    return verdict if verdict.at is None else DemoDecision("return", reason, verdict.at)


def stamped(photo: DemoPhoto, day: date, dice: Dice, *, hour: int, point: tuple[float, float]) -> DemoPhoto:
    """The photo as a phone took it: with time in 8 of 10, with place in 6 of 10, a few metres off."""
    moment = datetime.combine(day, time(hour, dice.below(60), dice.below(60)), LOCAL)
    has_time, has_place = dice.chance(80), dice.chance(75)
    lat = round(point[0] + dice.between(-25, 25) / 1e5, 6)
    lon = round(point[1] + dice.between(-25, 25) / 1e5, 6)
    return DemoPhoto(
        photo.scene,
        photo.scene_seed,
        photo.shot,
        photo.change,
        moment if has_time else None,
        lat if has_time and has_place else None,
        lon if has_time and has_place else None,
    )
