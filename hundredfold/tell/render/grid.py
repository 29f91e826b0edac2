"""The hundred grid: cells in, one SVG out. Must not know where a cell comes from, nor any language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

State = Literal["counted", "pending", "planned", "excluded"]

COLUMNS = 10
PITCH = 20  # from one cell of the face to the next, in drawing units
SIDE = 17  # one cell of the face; the style sheet says the same for linked cells
TAIL_ROOM = (
    20  # cells past the target stand half as wide in one row below the face, so neighbours keep their height
)
TAIL_PITCH = 10
TAIL_SIDE = 7
TAIL_GAP = 4
FACE_MOST = 300  # a larger target is drawn to here and its remainder is told by the chip
TITLE_MOST = 60  # characters of one cell's words: nine hundred of them must fit a phone's patience
DRAWN: tuple[State, ...] = ("counted", "pending", "planned")
CLASS = {"counted": "c", "pending": "w", "planned": "p"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing the grid opens to.

    `why` is the finished sentence in the reader's language. `mark` draws the corner of an open finding; only
    the office may set it, since the public never sees a suspicion. An excluded cell is not drawn.
    """

    href: str
    state: State
    title: str
    unit: str = ""
    day: str = ""
    why: str = ""
    mark: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where one cell stands. `small` for the tail past the target."""

    cell: Cell
    x: int
    y: int
    small: bool


def draw(
    cells: Sequence[Cell],
    *,
    target: int,
    label: str,
    limit: int = 120,
    more_href: str = "",
    words: Mapping[State, str] | None = None,
    beyond: int = 0,
) -> str:
    """Return the SVG of one strand: ten columns, counted first, then pending, then planned, then empty dots.

    `label` names the drawing for a screen reader and `words` its groups (colour says it to the eye only).
    At most `limit` cells are links of their own; the shapes beyond are drawn as one link to `more_href`, the
    list. Cells past the target stand in a half-size row below the face; what does not fit is a `+23` chip.
    `beyond` is how many more cells there are than those handed in: the chip tells of them, nothing draws them.
    A target of 0 or less means none is promised: the face then takes what there is, up to a hundred.
    """
    shown = sorted(
        (cell for cell in cells if cell.state != "excluded"), key=lambda cell: DRAWN.index(cell.state)
    )
    face = _face_size(len(shown) + beyond, target)
    rows = -(-face // COLUMNS)
    tail, chip = _split_extra(max(0, len(shown) + beyond - face))
    spots = [_place(cell, index, face=face, rows=rows) for index, cell in enumerate(shown[: face + tail])]
    height = rows * PITCH + TAIL_GAP + TAIL_SIDE + 2
    parts = [
        f'<svg class="hg" viewBox="-1.5 -1.5 200 {height}" role="group" aria-label="{escape(label)}">',
        _dots(len(spots), face),
        *_linked(spots[:limit], words or {}),
        *_unlinked(spots[limit:], label=label, more_href=more_href),
        _hatching(spots),
        _marks(spots),
        _target_line(rows, has_extra=bool(tail or chip)),
        _chip(chip, tail=tail, rows=rows, label=label, more_href=more_href),
        "</svg>",
    ]
    return "".join(parts)


def _face_size(count: int, target: int) -> int:
    if target > 0:
        return min(target, FACE_MOST)
    return min(100, max(COLUMNS, -(-count // COLUMNS) * COLUMNS))


def _split_extra(extra: int) -> tuple[int, int]:
    """Return how many cells the tail draws and how many the chip tells of instead."""
    if extra <= TAIL_ROOM:
        return extra, 0
    tail = TAIL_ROOM - _chip_slots(extra)
    return tail, extra - tail


def _chip_slots(number: int) -> int:
    """How many places of the tail the words of the chip take."""
    return -(-(len(f"+{number:,}") * 5 + 6) // TAIL_PITCH)


def _place(cell: Cell, index: int, *, face: int, rows: int) -> _Spot:
    if index < face:
        return _Spot(cell, index % COLUMNS * PITCH, index // COLUMNS * PITCH, small=False)
    return _Spot(cell, (index - face) * TAIL_PITCH, rows * PITCH + TAIL_GAP - 2, small=True)


def _words_of(cell: Cell) -> str:
    title = cell.title if len(cell.title) <= TITLE_MOST else cell.title[: TITLE_MOST - 1] + "…"
    return " · ".join(part for part in (title, cell.unit, cell.day, cell.why) if part)


def _linked(spots: Sequence[_Spot], words: Mapping[State, str]) -> list[str]:
    """One group for each state, one link for each cell. The style sheet holds the sizes: pages stay light."""
    parts: list[str] = []
    for state, group in groupby(spots, key=lambda spot: spot.cell.state):
        name = words.get(state, "")
        said = f' role="group" aria-label="{escape(name)}"' if name else ""
        parts.append(f'<g class="{CLASS[state]}"{said}>')
        parts.extend(_link(spot) for spot in group)
        parts.append("</g>")
    return parts


def _link(spot: _Spot) -> str:
    small = ' class="t"' if spot.small else ""
    return (
        f'<a href="{escape(spot.cell.href)}"><title>{escape(_words_of(spot.cell), quote=False)}</title>'
        f'<rect{small} x="{spot.x}" y="{spot.y}"/></a>'
    )


def _unlinked(spots: Sequence[_Spot], *, label: str, more_href: str) -> list[str]:
    """The shapes past the limit: still drawn true, one path for each state, all one link to the list."""
    if not spots:
        return []
    parts = []
    for state, group in groupby(spots, key=lambda spot: spot.cell.state):
        parts.append(f'<path class="{CLASS[state]}" d="{"".join(_square(spot) for spot in group)}"/>')
    return [_in_link("".join(parts), href=more_href, words=f"+{len(spots):,} · {label}")]


def _square(spot: _Spot) -> str:
    side = TAIL_SIDE if spot.small else SIDE
    corner = 2 if spot.small else 5
    run, turn = side - 2 * corner, f"a{corner} {corner} 0 0 1 "
    return (
        f"M{spot.x + corner} {spot.y}h{run}{turn}{corner} {corner}v{run}{turn}-{corner} {corner}"
        f"h-{run}{turn}-{corner} -{corner}v-{run}{turn}{corner} -{corner}z"
    )


def _in_link(inside: str, *, href: str, words: str) -> str:
    title = f"<title>{escape(words, quote=False)}</title>"
    return f'<a href="{escape(href)}">{title}{inside}</a>' if href else f"<g>{title}{inside}</g>"


def _dots(taken: int, face: int) -> str:
    """What is not there yet: one path of round dots, drawn row by row."""
    middle = SIDE / 2
    steps = []
    for index in range(taken, face):
        if index == taken or index % COLUMNS == 0:
            steps.append(f"M{index % COLUMNS * PITCH + middle:g} {index // COLUMNS * PITCH + middle:g}h0")
        else:
            steps.append(f"m{PITCH} 0h0")
    return f'<path class="e" d="{"".join(steps)}"/>' if steps else ""


def _hatching(spots: Sequence[_Spot]) -> str:
    """Strokes over the pending cells: a shape, not a pattern, so that no id is shared between drawings."""
    waiting = [spot for spot in spots if spot.cell.state == "pending"]
    strokes = "".join(
        f"M{spot.x + 1} {spot.y + 6}l5-5m-5 5"
        if spot.small
        else f"M{spot.x + 2} {spot.y + 8}l6-6m-6 13 13-13m-6 13 6-6"
        for spot in waiting
    )
    return f'<path class="h" d="{strokes}"/>' if strokes else ""


def _marks(spots: Sequence[_Spot]) -> str:
    corners = "".join(
        f"M{spot.x + 2} {spot.y}h5v5z" if spot.small else f"M{spot.x + 9} {spot.y - 1}h9v9z"
        for spot in spots
        if spot.cell.mark
    )
    return f'<path class="f" d="{corners}"/>' if corners else ""


def _target_line(rows: int, *, has_extra: bool) -> str:
    return f'<path class="l" d="M0 {rows * PITCH - 0.5:g}h197"/>' if has_extra else ""


def _chip(number: int, *, tail: int, rows: int, label: str, more_href: str) -> str:
    if not number:
        return ""
    left, top = tail * TAIL_PITCH, rows * PITCH + TAIL_GAP - 2
    width = COLUMNS * PITCH - 3 - left
    drawn = (
        f'<path class="k" d="M{left + 3} {top - 1}h{width - 6}a3 3 0 0 1 3 3v3a3 3 0 0 1-3 3h-{width - 6}'
        f'a3 3 0 0 1-3-3v-3a3 3 0 0 1 3-3z"/>'
        f'<text x="{left + width / 2:g}" y="{top + TAIL_SIDE - 0.6:g}">+{number:,}</text>'
    )
    return _in_link(drawn, href=more_href, words=f"+{number:,} · {label}")
