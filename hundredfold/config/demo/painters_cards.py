"""Pictures of cards and pages: a portrait as a silhouette without a face,
a newspaper clipping on a desk."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator

from .brushes import (
    GOLD,
    HIGH,
    INK,
    PAPER,
    POMEGRANATE,
    WIDE,
    Canvas,
    Colour,
    banner,
    choose,
    leaves,
    lit,
    mix,
    pseudo_text,
)
from .figures import COATS, HAIR, SKIN, pomegranates
from .painters_objects import DYES, GROUNDS, emblem


def portrait(scene: Generator, shot: Generator) -> Canvas:
    """A portrait card: head and shoulders as a silhouette of colours, no face,
    before a pattern of its own."""
    ground, second = choose(scene, GROUNDS), choose(scene, DYES)
    canvas = Canvas(ground)
    _backdrop(canvas, ground, second, scene)
    x, size = float(scene.uniform(430, 890)) + float(shot.uniform(-30, 30)), float(scene.uniform(0.8, 1.25))
    coat, skin, hair = choose(scene, COATS), choose(scene, SKIN), choose(scene, HAIR)
    base = 900.0
    head = base - 500 * size
    if scene.random() < 0.45:
        canvas.oval(x, head + 60 * size, (148 * size, 200 * size), colour=lit(hair, 0.85))
    canvas.oval(x + 14, base - 60 * size, (300 * size, 300 * size), colour=lit(ground, 0.7))
    canvas.oval(x, base - 40 * size, (290 * size, 300 * size), colour=coat)
    canvas.oval(x + 120 * size, base, (160 * size, 260 * size), colour=lit(coat, 0.88))
    canvas.box(x - 52 * size, base - 420 * size, 104 * size, 130 * size, colour=lit(skin, 0.88))
    canvas.shape(
        [
            (x - 74 * size, base - 330 * size),
            (x, base - 230 * size),
            (x + 74 * size, base - 330 * size),
            (x, base - 290 * size),
        ],
        PAPER,
    )
    canvas.oval(x, head, (118 * size, 148 * size), colour=skin)
    canvas.oval(x, head - 76 * size, (128 * size, 92 * size), colour=hair)
    canvas.oval(
        x + float(scene.choice([-40, 40])) * size,
        head - 96 * size,
        (104 * size, 76 * size),
        colour=lit(hair, 1.15),
    )
    if scene.random() < 0.25:
        canvas.oval(x, head - 104 * size, (150 * size, 62 * size), colour=second)
        canvas.oval(x + 60 * size, head - 66 * size, (140 * size, 22 * size), colour=lit(second, 0.75))
    emblem(canvas, (x - 120 * size, base - 170 * size), 26 * size, colour=second, scene=scene)
    return canvas


def _disc(canvas: Canvas, ground: Colour, second: Colour, scene: Generator) -> None:
    x, y = float(scene.uniform(200, 1120)), float(scene.uniform(200, 500))
    canvas.disc(x, y, float(scene.uniform(220, 430)), colour=mix(ground, second, 0.6))


def _stripes(canvas: Canvas, ground: Colour, second: Colour, scene: Generator) -> None:
    wide = float(scene.uniform(70, 180))
    for stripe in range(0, int(WIDE / wide) + 2, 2):
        canvas.box(stripe * wide, 0, wide, HIGH, colour=mix(ground, second, 0.3))


def _halves(canvas: Canvas, ground: Colour, second: Colour, scene: Generator) -> None:
    canvas.box(0, 0, float(scene.uniform(350, 970)), HIGH, colour=mix(ground, second, 0.8))


def _shade(canvas: Canvas, ground: Colour, second: Colour, scene: Generator) -> None:
    shades = [mix(ground, second, 0.75), lit(ground, 1.05)]
    turn = int(scene.integers(2))
    canvas.fade(0, HIGH, colours=(shades[turn], shades[1 - turn]))


def _shelves(canvas: Canvas, ground: Colour, second: Colour, scene: Generator) -> None:
    wood, high = mix((120, 86, 62), second, 0.2), float(scene.uniform(150, 230))
    for row in range(int(HIGH / high) + 1):
        canvas.box(0, row * high, WIDE, high - 8, colour=mix(wood, ground, 0.1))
        for book in range(44):
            tone = choose(scene, DYES)
            canvas.box(book * 31, row * high + float(scene.uniform(20, 70)), 27, high - 28, colour=tone)
        canvas.box(0, row * high + high - 10, WIDE, 12, colour=lit(wood, 0.8))


def _slope(canvas: Canvas, ground: Colour, second: Colour, scene: Generator) -> None:
    lean = float(scene.uniform(-400, 400))
    canvas.shape([(0, 400 + lean), (WIDE, 400 - lean), (WIDE, HIGH), (0, HIGH)], mix(ground, second, 0.7))


BACKDROPS = (_disc, _stripes, _halves, _shade, _shelves, _slope)


def _backdrop(canvas: Canvas, ground: Colour, second: Colour, scene: Generator) -> None:
    BACKDROPS[int(scene.integers(len(BACKDROPS)))](canvas, ground, second, scene)
    if scene.random() < 0.6:
        x, y = float(scene.uniform(60, WIDE - 60)), float(scene.uniform(80, 600))
        leaves(canvas, x, y, radius=170, colour=(104, 136, 98), dice=scene)
        pomegranates(canvas, x, y, radius=170, count=10, dice=scene)


def clipping(scene: Generator, shot: Generator) -> Canvas:
    """A newspaper page on a desk: a masthead, a headline, columns of signs and one small picture."""
    desk = choose(scene, ((140, 104, 78), (92, 96, 102), (196, 180, 156), (70, 62, 62)))
    canvas = Canvas(desk)
    canvas.fade(0, HIGH, colours=(lit(desk, 1.1), lit(desk, 0.85)))
    page = Canvas(choose(scene, (PAPER, (236, 232, 222), (242, 230, 206))))
    columns, top = int(scene.integers(3, 7)), float(scene.uniform(120, 170))
    page.box(0, 0, WIDE, 90, colour=choose(scene, (POMEGRANATE, INK, PAPER, (56, 84, 120))))
    pseudo_text(page, 60, 18, size=56, count=int(scene.integers(4, 7)), colour=GOLD, dice=scene, bold=True)
    pseudo_text(
        page,
        70,
        top,
        size=float(scene.uniform(56, 84)),
        count=int(scene.integers(8, 13)),
        colour=INK,
        dice=scene,
        bold=True,
    )
    wide = 1200 / columns
    block = (int(scene.integers(0, columns - 1)), int(scene.integers(0, 3)))
    image = (60 + block[0] * wide, top + 120 + block[1] * 150)
    for column in range(columns):
        for row in range(25):
            x, y = 60 + column * wide, top + 120 + row * 24
            if not (image[0] - 10 <= x < image[0] + wide * 2 - 20 and image[1] - 20 <= y < image[1] + 270):
                _line_of_print(page, x, y, wide=wide - 34 - float(scene.uniform(0, 14)), scene=scene)
    page.box(*image, wide * 2 - 40, 250, colour=choose(scene, DYES))
    leaves(page, image[0] + wide, image[1] + 130, radius=90, colour=choose(scene, DYES), dice=scene, count=30)
    banner(page, image[0] + 30, image[1] + 14, wide=wide * 2 - 100, high=44, dice=scene, cloth=POMEGRANATE)
    return _laid(canvas, page, shot)


def _line_of_print(page: Canvas, x: float, y: float, *, wide: float, scene: Generator) -> None:
    """One line of small print: signs of uneven width and height, with a gap now and then."""
    right = x + wide
    shapes = scene.integers(4, 17, (int(wide // 7) + 1, 3)).tolist()
    for broad, high, gap in shapes:
        if x + broad > right:
            return
        page.box(x, y, broad, min(high, 13), colour=(96 + gap, 92 + gap, 92 + gap))
        x += broad + (gap if gap > 14 else 3)


def _laid(canvas: Canvas, page: Canvas, shot: Generator) -> Canvas:
    """Lay the page on the desk, turned a little and seen from one side."""
    shake = shot.uniform(-46, 46, (4, 2)).astype(np.float32)
    corners = np.array([[110, 70], [1210, 60], [1240, 850], [90, 860]], np.float32) + shake
    sheet = np.array([[0, 0], [WIDE, 0], [WIDE, HIGH], [0, HIGH]], np.float32)
    canvas.shape([(float(x) + 14, float(y) + 18) for x, y in corners.tolist()], (60, 54, 52))
    matrix = cv2.getPerspectiveTransform(sheet, corners)
    cv2.warpPerspective(
        page.pixels, matrix, (WIDE, HIGH), dst=canvas.pixels, borderMode=cv2.BORDER_TRANSPARENT
    )
    return canvas
