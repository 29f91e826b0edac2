"""A canvas with soft-edged flat shapes and a few textures;
it knows colours and strokes, not what they depict."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

WIDE, HIGH = 1320, 880
"""The canvas is a tenth larger than a picture, so that the camera has room to tilt and pan."""

Colour = tuple[int, int, int]
Points = Sequence[tuple[float, float]]
Pixels = NDArray[np.uint8]

PAPER: Colour = (244, 237, 224)
INK: Colour = (52, 46, 48)
POMEGRANATE: Colour = (178, 44, 52)
LEAF: Colour = (86, 128, 84)
GOLD: Colour = (224, 170, 82)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with `share` (0 to 1) of `other` in it."""
    kept = 1 - share
    return (
        int(one[0] * kept + other[0] * share),
        int(one[1] * kept + other[1] * share),
        int(one[2] * kept + other[2] * share),
    )


def lit(colour: Colour, strength: float) -> Colour:
    """The colour in another light: below 1 darker, above 1 brighter."""
    return (
        max(0, min(255, int(colour[0] * strength))),
        max(0, min(255, int(colour[1] * strength))),
        max(0, min(255, int(colour[2] * strength))),
    )


def choose(dice: Generator, colours: Sequence[Colour]) -> Colour:
    """One of the colours."""
    return colours[int(dice.integers(len(colours)))]


class Canvas:
    """An RGB picture being painted, `WIDE` by `HIGH`, later strokes over earlier ones."""

    def __init__(self, ground: Colour) -> None:
        """Start with one colour all over."""
        self.pixels: Pixels = np.empty((HIGH, WIDE, 3), np.uint8)
        self.box(0, 0, WIDE, HIGH, colour=ground)

    def shape(self, points: Points, colour: Colour) -> None:
        """A filled polygon with smooth edges."""
        corners = (np.asarray(points, np.float32) * 16).astype(np.int32)
        cv2.fillPoly(self.pixels, [corners], colour, cv2.LINE_AA, 4)

    def box(self, x: float, y: float, wide: float, high: float, *, colour: Colour) -> None:
        """An upright rectangle from its upper left corner; what lies outside the canvas is cut."""
        right, bottom = int(x + wide) - 1, int(y + high) - 1
        if right >= x and bottom >= y:
            cv2.rectangle(self.pixels, (int(x), int(y)), (right, bottom), colour, -1)

    def disc(self, x: float, y: float, radius: float, *, colour: Colour) -> None:
        """A filled circle."""
        cv2.circle(self.pixels, (int(x * 16), int(y * 16)), int(radius * 16), colour, -1, cv2.LINE_AA, 4)

    def oval(self, x: float, y: float, size: tuple[float, float], *, colour: Colour, turn: float = 0) -> None:
        """A filled ellipse with half-axes `size`, turned by `turn` degrees."""
        axes = (max(1, int(size[0])), max(1, int(size[1])))
        cv2.ellipse(self.pixels, (int(x), int(y)), axes, turn, 0, 360, colour, -1, cv2.LINE_AA)

    def arc(
        self,
        x: float,
        y: float,
        size: tuple[float, float],
        *,
        sweep: tuple[float, float],
        colour: Colour,
        width: int,
    ) -> None:
        """A piece of an ellipse's outline between two angles in degrees."""
        axes = (max(1, int(size[0])), max(1, int(size[1])))
        cv2.ellipse(self.pixels, (int(x), int(y)), axes, 0, *sweep, colour, width, cv2.LINE_AA)

    def line(self, points: Points, *, colour: Colour, width: float = 2) -> None:
        """A line through the points."""
        corners = np.asarray(points, np.int32)
        cv2.polylines(self.pixels, [corners], False, colour, max(1, int(width)), cv2.LINE_AA)

    def fade(self, top: float, bottom: float, *, colours: tuple[Colour, Colour]) -> None:
        """A level band shading from one colour above to another below."""
        first, last = max(0, int(top)), min(HIGH, int(bottom))
        if last <= first:
            return
        steps = np.linspace(0, 1, last - first, dtype=np.float32)[:, None]
        column = np.asarray(colours[0], np.float32) * (1 - steps) + np.asarray(colours[1], np.float32) * steps
        level = (WIDE, last - first)
        self.pixels[first:last] = cv2.resize(
            column.astype(np.uint8)[:, None, :], level, interpolation=cv2.INTER_NEAREST
        )

    def glow(self, x: float, y: float, radius: int, *, colour: Colour, strength: float) -> None:
        """Soft light around a point, strongest in the middle."""
        left, top = max(0, int(x - radius)), max(0, int(y - radius))
        right, bottom = min(WIDE, int(x + radius)), min(HIGH, int(y + radius))
        if right <= left or bottom <= top:
            return
        part = self.pixels[top:bottom:1, left:right]
        rows = (np.arange(top, bottom, dtype=np.float32)[:, None] - y) ** 2
        columns = (np.arange(left, right, dtype=np.float32)[None, :] - x) ** 2
        share = np.clip(1 - (rows + columns) / float(radius * radius), 0, 1) ** 2 * strength
        light = np.asarray(colour, np.float32)
        shade = cv2.merge([share, share, share])
        part[:] = (part + (light - part) * shade).astype(np.uint8)


def pseudo_text(
    canvas: Canvas,
    x: float,
    y: float,
    *,
    size: float,
    count: int,
    colour: Colour,
    dice: Generator,
    bold: bool = False,
) -> None:
    """A row of `count` square signs that look like writing from afar and say nothing."""
    width = max(1, int(size * (0.13 if bold else 0.09)))
    strokes = dice.random((count, 5, 2))
    for place in range(count):
        left = x + place * size * 1.16
        for turn, (along, across) in enumerate(strokes[place].tolist()):
            at = 0.1 + 0.8 * along
            start, stop = 0.08 + 0.3 * across, 0.62 + 0.32 * across
            if turn % 2 == 0:
                ends = ((left + size * start, y + size * at), (left + size * stop, y + size * at))
            else:
                ends = ((left + size * at, y + size * start), (left + size * at, y + size * stop))
            canvas.line(ends, colour=colour, width=width)


def banner(
    canvas: Canvas, x: float, y: float, *, wide: float, high: float, dice: Generator, cloth: Colour
) -> None:
    """A cloth banner with large signs, hung slightly uneven."""
    sag = float(dice.uniform(-5, 5))
    canvas.shape(
        [(x, y + 4), (x + wide, y + 4 + sag), (x + wide, y + high + sag + 6), (x, y + high + 6)],
        lit(cloth, 0.6),
    )
    canvas.shape([(x, y), (x + wide, y + sag), (x + wide, y + high + sag), (x, y + high)], cloth)
    size = high * 0.56
    count = max(3, int(wide / (size * 1.5) * float(dice.uniform(0.6, 0.92))))
    left = x + (wide - count * size * 1.16) / 2
    light = (250, 228, 170) if sum(cloth) < 400 else (150, 40, 44)
    pseudo_text(
        canvas, left, y + high * 0.22 + sag / 2, size=size, count=count, colour=light, dice=dice, bold=True
    )


def bricks(canvas: Canvas, box: tuple[int, int, int, int], *, colour: Colour, dice: Generator) -> None:
    """A brick wall: courses with joints, single bricks a little lighter or darker."""
    x, y, wide, high = box
    canvas.box(x, y, wide, high, colour=lit(colour, 0.86))
    tall, long = int(dice.integers(15, 24)), int(dice.integers(44, 70))
    tones = [lit(colour, strength) for strength in (0.93, 1.0, 1.05, 1.1)]
    picks = dice.integers(0, 4, (high // tall + 1, wide // long + 2))
    for row in range(high // tall + 1):
        shift = -(long // 2) * (row % 2)
        for column in range(wide // long + 2):
            left, top = x + shift + column * long, y + row * tall
            right, bottom = min(x + wide, left + long - 3), min(y + high, top + tall - 3)
            if right > max(x, left) and bottom > top:
                start = max(x, left)
                canvas.box(start, top, right - start, bottom - top, colour=tones[picks[row, column]])


def leaves(
    canvas: Canvas, x: float, y: float, *, radius: float, colour: Colour, dice: Generator, count: int = 46
) -> None:
    """A crown of foliage: dabs from dark below to light above."""
    angles, reaches = dice.uniform(0, 6.283, count), np.sqrt(dice.random(count)) * radius
    sizes = dice.uniform(0.14, 0.3, count) * radius
    order = np.argsort(-np.sin(angles) * reaches)
    for place in order.tolist():
        dx, dy = float(np.cos(angles[place]) * reaches[place]), float(np.sin(angles[place]) * reaches[place])
        light = 0.86 - 0.3 * dy / radius + 0.12 * float(np.sin(place * 7.3))
        canvas.disc(x + dx, y + dy * 0.82, float(sizes[place]), colour=lit(colour, light))


def windows(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    *,
    columns: int,
    rows: int,
    glass: Colour,
    frame: Colour,
) -> None:
    """A grid of panes in a frame, the upper panes brighter."""
    x, y, wide, high = box
    canvas.box(x - 6, y - 6, wide + 12, high + 12, colour=frame)
    pane_wide, pane_high = wide / columns, high / rows
    for row in range(rows):
        for column in range(columns):
            left, top = x + column * pane_wide + 3, y + row * pane_high + 3
            canvas.box(left, top, pane_wide - 6, pane_high - 6, colour=lit(glass, 1.06 - 0.1 * row))
            canvas.shape(
                [
                    (left, top + pane_high * 0.6),
                    (left + pane_wide * 0.5, top),
                    (left + pane_wide * 0.7, top),
                    (left, top + pane_high * 0.85),
                ],
                lit(glass, 1.14 - 0.1 * row),
            )
