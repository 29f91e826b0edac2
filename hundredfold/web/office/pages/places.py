"""Two places as a small drawing with a scale and north: geometry only, no tiles, no network, no record."""

import math
from dataclasses import dataclass

WIDE, HIGH = 320, 180
ROOM = (210, 84)  # how much of the drawing the two points may span
SCALE_MOST = 90  # how long the scale bar may be drawn
LEAST = (
    20.0  # metres: nearer points are drawn as if this far across, so that a small error does not look large
)
EARTH = 111_320.0  # metres of one degree of latitude


@dataclass(frozen=True, slots=True)
class Spot:
    """One place in the drawing: where it is, and where its number stands."""

    name: str
    x: str
    y: str
    text_y: str


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The drawing: both places, the scale bar's end and what it means. Numbers are ready to stand in SVG."""

    left: Spot
    right: Spot
    scale_x: str
    scale_said: str
    said: str
    is_one_spot: bool


def place_map(
    here: tuple[float, float],
    there: tuple[float, float],
    *,
    names: tuple[str, str],
    metres: int,
    said: str,
) -> PlaceMap:
    """The drawing of two points (latitude, longitude in degrees) that lie ``metres`` apart, said as ``said``."""
    east = (there[1] - here[1]) * EARTH * math.cos(math.radians((here[0] + there[0]) / 2))
    north = (there[0] - here[0]) * EARTH
    per_metre = min(ROOM[0] / max(abs(east), LEAST), ROOM[1] / max(abs(north), LEAST))
    bar = _round_length(SCALE_MOST / per_metre)
    half_x, half_y = east * per_metre / 2, north * per_metre / 2
    middle_x, middle_y = WIDE / 2, (HIGH - 20) / 2
    left_above = north <= 0
    return PlaceMap(
        left=_spot(names[0], middle_x - half_x, middle_y + half_y, is_above=left_above),
        right=_spot(names[1], middle_x + half_x, middle_y - half_y, is_above=not left_above),
        scale_x=_number(14 + bar * per_metre),
        scale_said=f"{bar / 1000:g} km" if bar >= 1000 else f"{bar:g} m",
        said=said,
        is_one_spot=metres < 1,
    )


def _spot(name: str, x: float, y: float, *, is_above: bool) -> Spot:
    return Spot(name, _number(x), _number(y), _number(y - 13 if is_above else y + 24))


def _round_length(metres: float) -> float:
    """The largest of 1, 2, 5 times a power of ten that is no more than ``metres``."""
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step * power for step in (1, 2, 5) if step * power <= metres * 1.0000001)


def _number(value: float) -> str:
    return f"{value:.1f}"
