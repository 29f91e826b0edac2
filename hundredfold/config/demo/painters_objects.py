"""Pictures of things at hand: products on plain ground, a portrait card without a face,
a newspaper clipping."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, sin

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
    choose,
    leaves,
    lit,
    pseudo_text,
)
from .figures import HAIR, SKIN

GROUNDS: tuple[Colour, ...] = (
    (232, 222, 204),
    (206, 214, 208),
    (226, 200, 180),
    (190, 204, 216),
    (84, 78, 80),
    (240, 236, 228),
    (156, 116, 86),
    (110, 132, 124),
)
DYES: tuple[Colour, ...] = (
    POMEGRANATE,
    (58, 96, 134),
    (226, 168, 76),
    (88, 134, 100),
    (150, 88, 116),
    (236, 226, 206),
    (60, 62, 72),
    (214, 112, 80),
)

Middle = tuple[float, float]


def emblem(canvas: Canvas, middle: Middle, size: float, *, colour: Colour, scene: Generator) -> None:
    """The design on a product: petals in one or two rings around a heart, or a fruit between leaves."""
    x, y = middle
    petals = int(scene.integers(5, 12))
    second = choose(scene, DYES)
    for ring in range(int(scene.integers(1, 4)), 0, -1):
        reach = size * (0.28 + 0.22 * ring)
        for petal in range(petals):
            angle = 6.283 * petal / petals + ring * 0.3
            tone = colour if ring % 2 else second
            canvas.oval(
                x + cos(angle) * reach,
                y + sin(angle) * reach,
                (size * 0.26, size * 0.13),
                colour=tone,
                turn=angle * 57.3,
            )
    canvas.disc(x, y, size * 0.3, colour=GOLD)
    canvas.disc(x, y, size * 0.17, colour=POMEGRANATE)


def _table(scene: Generator) -> Canvas:
    ground = choose(scene, GROUNDS)
    canvas = Canvas(ground)
    canvas.fade(0, HIGH, colours=(lit(ground, 1.08), lit(ground, 0.86)))
    kind = int(scene.integers(4))
    if kind == 0:
        for row in range(14):
            y = float(scene.uniform(0, HIGH))
            canvas.line(
                [(0, y), (WIDE, y + float(scene.uniform(-20, 20)))],
                colour=lit(ground, 0.9 + 0.02 * (row % 4)),
                width=3,
            )
    elif kind == 1:
        edge = float(scene.uniform(420, 640))
        canvas.fade(edge, HIGH, colours=(lit(choose(scene, GROUNDS), 0.92), lit(choose(scene, GROUNDS), 0.7)))
    elif kind == 2:
        slope = float(scene.uniform(-260, 260))
        canvas.shape([(0, 440 + slope), (WIDE, 440 - slope), (WIDE, HIGH), (0, HIGH)], choose(scene, GROUNDS))
    x = float(scene.choice([60, WIDE - 60]))
    leaves(
        canvas,
        x,
        float(scene.uniform(40, 220)),
        radius=float(scene.uniform(90, 190)),
        colour=(112, 140, 96),
        dice=scene,
        count=34,
    )
    return canvas


def _card(canvas: Canvas, scene: Generator, shot: Generator) -> None:
    x, y = float(scene.uniform(60, 200)), float(shot.uniform(640, 700))
    canvas.box(x + 6, y + 8, 260, 130, colour=(120, 112, 104))
    canvas.box(x, y, 260, 130, colour=PAPER)
    for row in range(3):
        pseudo_text(canvas, x + 20, y + 20 + row * 34, size=22, count=8 - row, colour=INK, dice=scene)


def _place(scene: Generator, shot: Generator) -> Middle:
    return float(scene.uniform(540, 800)) + float(shot.uniform(-40, 40)), float(scene.uniform(390, 470))


def hat(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """A cap with an emblem on its front."""
    x, y = middle
    dye = choose(scene, DYES)
    size = float(scene.uniform(200, 270))
    canvas.oval(x, y + size * 0.62, (size * 1.5, size * 0.3), colour=(120, 110, 102))
    canvas.arc(x, y + size * 0.3, (size, size * 1.05), sweep=(180, 360), colour=dye, width=4)
    dome = [
        (
            x + size * cos(step / 20 * 3.1416 + 3.1416),
            y + size * 0.3 + size * 1.05 * sin(step / 20 * 3.1416 + 3.1416),
        )
        for step in range(21)
    ]
    canvas.shape(dome, dye)
    canvas.shape([*dome[10:], (x, y + size * 0.3)], lit(dye, 0.85))
    canvas.oval(x + size * 0.3, y + size * 0.36, (size * 1.3, size * 0.24), colour=lit(dye, 0.7))
    emblem(canvas, (x, y - size * 0.14), size * 0.46, colour=choose(scene, DYES), scene=scene)


def badge(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """Round or angular badges, one large and a few of its kind."""
    spots = [(middle, float(scene.uniform(180, 250)))]
    spots += [((middle[0] + 340 * side, middle[1] + 190), 90.0) for side in (-1, 1) if scene.random() < 0.7]
    corners, dye = int(scene.choice([0, 0, 6, 8])), choose(scene, (DYES[0], *DYES[3:]))
    for (x, y), size in spots:
        if corners:
            ring = [
                (x + size * cos(6.283 * turn / corners), y + size * sin(6.283 * turn / corners))
                for turn in range(corners)
            ]
            canvas.shape([(px + 9, py + 14) for px, py in ring], (110, 102, 96))
            canvas.shape(ring, GOLD)
        else:
            canvas.disc(x + 9, y + 14, size, colour=(110, 102, 96))
            canvas.disc(x, y, size, colour=GOLD)
        canvas.disc(x, y, size * 0.84, colour=dye)
        emblem(canvas, (x, y), size * 0.52, colour=choose(scene, DYES), scene=scene)


def key_ring(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """A rubber tag on a ring and a short chain."""
    x, y = middle
    dye = choose(scene, DYES)
    canvas.arc(x, y - 250, (74, 74), sweep=(0, 360), colour=(150, 150, 152), width=14)
    for link in range(4):
        canvas.arc(x, y - 166 + link * 28, (12, 17), sweep=(0, 360), colour=(170, 168, 164), width=6)
    size = float(scene.uniform(150, 210))
    canvas.oval(x + 8, y + 134, (size, size * 1.1), colour=(118, 108, 100))
    canvas.oval(x, y + 120, (size, size * 1.1), colour=dye)
    canvas.oval(x, y + 120, (size * 0.86, size * 0.95), colour=lit(dye, 1.15))
    emblem(canvas, (x, y + 110), size * 0.55, colour=choose(scene, DYES), scene=scene)


def bag(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """A cloth bag with two handles and a printed design."""
    x, y = middle
    cloth = choose(scene, ((236, 228, 208), (210, 196, 170), (70, 76, 88), (186, 200, 188), (172, 62, 58)))
    for side in (-90, 90):
        canvas.arc(x, y - 200, (100, 190), sweep=(180, 360), colour=lit(cloth, 0.8), width=18)
        canvas.line([(x + side, y - 210), (x + side, y - 150)], colour=lit(cloth, 0.7), width=18)
    canvas.shape(
        [(x - 210, y - 190), (x + 230, y - 180), (x + 260, y + 330), (x - 230, y + 320)], (120, 112, 104)
    )
    canvas.shape([(x - 220, y - 200), (x + 220, y - 190), (x + 246, y + 320), (x - 240, y + 310)], cloth)
    canvas.shape(
        [(x + 120, y - 192), (x + 220, y - 190), (x + 246, y + 320), (x + 150, y + 316)], lit(cloth, 0.93)
    )
    emblem(canvas, (x, y + 30), float(scene.uniform(110, 160)), colour=choose(scene, DYES), scene=scene)
    pseudo_text(
        canvas,
        x - 130,
        y + 226,
        size=40,
        count=6,
        colour=choose(scene, (INK, POMEGRANATE, GOLD)),
        dice=scene,
        bold=True,
    )


def tile(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """A flat piece, round or square, with a border and the design: magnet, felt mat or leather picture."""
    x, y = middle
    dye, rim = choose(scene, DYES), choose(scene, DYES)
    size = float(scene.uniform(210, 300))
    if scene.random() < 0.5:
        canvas.disc(x + 10, y + 14, size, colour=(116, 106, 98))
        canvas.disc(x, y, size, colour=rim)
        canvas.disc(x, y, size * 0.88, colour=dye)
    else:
        canvas.box(x - size + 12, y - size * 0.8 + 14, size * 2, size * 1.6, colour=(116, 106, 98))
        canvas.box(x - size, y - size * 0.8, size * 2, size * 1.6, colour=rim)
        canvas.box(x - size * 0.88, y - size * 0.68, size * 1.76, size * 1.36, colour=dye)
    for stitch in range(44):
        angle = 6.283 * stitch / 44
        canvas.disc(x + cos(angle) * size * 0.76, y + sin(angle) * size * 0.62, 5, colour=lit(rim, 1.3))
    emblem(canvas, (x, y), size * 0.42, colour=choose(scene, DYES), scene=scene)


def bookmark(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """Two or three long slips with a tassel each, fanned out."""
    x, y = middle
    for turn in range(int(scene.integers(2, 5))):
        lean, tone = -130 + turn * 110, choose(scene, DYES)
        canvas.shape(
            [
                (x + lean, y - 300),
                (x + lean + 100, y - 290),
                (x + lean * 1.7 + 110, y + 300),
                (x + lean * 1.7, y + 290),
            ],
            GOLD,
        )
        canvas.shape(
            [
                (x + lean + 9, y - 290),
                (x + lean + 91, y - 281),
                (x + lean * 1.7 + 101, y + 290),
                (x + lean * 1.7 + 9, y + 281),
            ],
            tone,
        )
        emblem(canvas, (x + lean * 1.3 + 52, y - 60 + turn * 44), 52, colour=choose(scene, DYES), scene=scene)
        canvas.line(
            [(x + lean + 50, y - 290), (x + lean + 20, y - 370), (x + lean - 30, y - 330)],
            colour=POMEGRANATE,
            width=7,
        )


def paper_cut(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """A red paper-cut on pale paper: a folded figure with eight-fold holes."""
    x, y = middle
    size, folds = float(scene.uniform(250, 320)), int(scene.choice([6, 8, 10, 12]))
    paper: Colour = choose(scene, ((196, 36, 44), (178, 30, 50), (60, 70, 110), (210, 76, 44)))
    ground = (248, 244, 236)
    canvas.box(x - size * 1.2, y - size * 1.2, size * 2.4, size * 2.4, colour=ground)
    wave = float(scene.uniform(0.05, 0.16))
    rim = [
        (x + size * (1 + wave * cos(folds * a)) * cos(a), y + size * (1 + wave * cos(folds * a)) * sin(a))
        for a in np.linspace(0, 6.283, 120).tolist()
    ]
    canvas.shape(rim, paper)
    for ring in range(4):
        reach = size * (0.24 + 0.2 * ring)
        hole = (size * float(scene.uniform(0.03, 0.09)), size * float(scene.uniform(0.02, 0.06)))
        skew = float(scene.uniform(0, 90))
        for fold in range(folds * (1 + ring // 2)):
            angle = 6.283 * fold / (folds * (1 + ring // 2)) + 0.2 * ring
            canvas.oval(
                x + cos(angle) * reach, y + sin(angle) * reach, hole, colour=ground, turn=angle * 57.3 + skew
            )
    canvas.disc(x, y, size * 0.12, colour=ground)
    canvas.disc(x, y, size * 0.06, colour=paper)


def dough_figure(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """Little dough figures without faces on sticks or a stand."""
    x, y = middle
    canvas.oval(x, y + 290, (330, 50), colour=(128, 96, 72))
    canvas.oval(x, y + 276, (330, 50), colour=(176, 136, 100))
    count = int(scene.integers(1, 5))
    for turn in range(count):
        px, coat = x + (turn - (count - 1) / 2) * 150, choose(scene, DYES)
        size = float(scene.uniform(0.8, 1.15))
        canvas.oval(px, y + 170, (76 * size, 110 * size), colour=coat)
        canvas.oval(px + 24 * size, y + 180, (34 * size, 92 * size), colour=lit(coat, 0.87))
        canvas.disc(px, y + 30, 62 * size, colour=choose(scene, SKIN))
        canvas.oval(px, y - 6, (66 * size, 40 * size), colour=choose(scene, HAIR))
        canvas.disc(px - 40 * size, y - 26, 17 * size, colour=POMEGRANATE)
        canvas.line([(px - 60 * size, y + 140), (px - 100 * size, y + 90)], colour=coat, width=24)
        emblem(canvas, (px, y + 168), 26 * size, colour=choose(scene, DYES), scene=scene)


def bamboo_picture(canvas: Canvas, middle: Middle, scene: Generator) -> None:
    """A woven bamboo picture: crossing slips in two tones with a dark design."""
    x, y = middle
    wide, high = float(scene.uniform(480, 700)), float(scene.uniform(380, 540))
    straw = choose(scene, ((216, 184, 128), (190, 150, 100), (228, 206, 156)))
    left, top = x - wide / 2, y - high / 2
    canvas.box(left - 22, top - 22, wide + 44, high + 44, colour=(92, 66, 50))
    step = 20
    for row in range(int(high // step)):
        for column in range(int(wide // step)):
            tone = lit(straw, 1.06 if (row + column) % 2 else 0.9)
            canvas.box(left + column * step, top + row * step, step - 2, step - 2, colour=tone)
    emblem(canvas, (x, y), high * 0.27, colour=lit(straw, 0.45), scene=scene)
    for _ in range(5):
        px = left + float(scene.uniform(30, wide - 30))
        canvas.line(
            [(px, top + high), (px + float(scene.uniform(-60, 60)), top + high * 0.3)],
            colour=lit(straw, 0.5),
            width=6,
        )


PRODUCTS: dict[str, Callable[[Canvas, Middle, Generator], None]] = {
    "hat": hat,
    "badge": badge,
    "key_ring": key_ring,
    "bag": bag,
    "magnet": tile,
    "felt": tile,
    "leather_picture": tile,
    "bookmark": bookmark,
    "paper_cut": paper_cut,
    "dough_figure": dough_figure,
    "bamboo_picture": bamboo_picture,
}


def product(scene_name: str, scene: Generator, shot: Generator) -> Canvas:
    """A product shot; `scene_name` is a key of `PRODUCTS`. Raises KeyError for any other."""
    canvas = _table(scene)
    PRODUCTS[scene_name](canvas, _place(scene, shot), scene)
    _card(canvas, scene, shot)
    return canvas
