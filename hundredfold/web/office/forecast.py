"""Where a strand will stand at the period's end if it goes on as until now. Pure: numbers and days in, a range out.

Method, said on the board: so many counted in so many days gives a pace; the days that are left give what is still
to come. Arrivals at a steady pace scatter like a Poisson count, and the pace itself is known only from what came so
far, so the spread of the rest is the root of ``rest * (1 + days left / days gone)``; the range holds 8 times of 10.
"""

import datetime as dt
import math
from dataclasses import dataclass

SPREAD = 1.2816  # standard deviations on each side of the middle 80 in 100 of a normal curve
DAYS_LEAST, COUNTED_LEAST = 28, 5  # sooner, or from fewer, a pace says nothing


@dataclass(frozen=True, slots=True)
class Forecast:
    """The number of counted deeds expected by the period's end, from ``low`` to ``high``."""

    low: int
    high: int


def forecast(counted: int, *, first: dt.date, last: dt.date, today: dt.date) -> Forecast | None:
    """The range at the pace so far; None when it is too early to tell, or the period is over."""
    gone, left = (today - first).days + 1, (last - today).days
    if gone < DAYS_LEAST or counted < COUNTED_LEAST or left <= 0:
        return None
    rest = counted / gone * left
    spread = SPREAD * math.sqrt(rest * (1 + left / gone))
    return Forecast(counted + max(0, math.floor(rest - spread)), counted + math.ceil(rest + spread))
