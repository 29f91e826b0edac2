"""Pictures of things on the map: painted walls, display walls, sculptures,
and the plaque of a model unit."""

from __future__ import annotations

from math import cos, sin

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
    bricks,
    choose,
    leaves,
    lit,
    mix,
    pseudo_text,
    windows,
)
from .figures import lantern, person, pomegranates, tree
from .painters_outdoors import GREENS, GROUNDS, SKIES

PAINTS: tuple[Colour, ...] = (
    (214, 92, 70),
    (240, 190, 96),
    (92, 146, 158),
    (128, 160, 104),
    (232, 214, 184),
    (166, 92, 120),
    (70, 96, 132),
    (238, 150, 104),
    (186, 206, 196),
)
STONES: tuple[Colour, ...] = (
    (190, 182, 172),
    (150, 150, 152),
    (204, 156, 110),
    (120, 96, 76),
    (222, 222, 222),
    (172, 72, 62),
)

PLASTERS: tuple[Colour, ...] = (
    (170, 100, 80),
    (216, 200, 172),
    (128, 136, 142),
    (192, 204, 190),
    (232, 222, 204),
    (98, 88, 92),
)


def _yard(scene: Generator, horizon: float) -> Canvas:
    sky = SKIES[int(scene.integers(len(SKIES)))]
    canvas = Canvas(sky[1])
    canvas.fade(0, horizon, colours=sky)
    ground = choose(scene, GROUNDS)
    canvas.fade(horizon, HIGH, colours=(ground, lit(ground, 0.74)))
    return canvas


def _hills(canvas: Canvas, box: tuple[float, float, float, float], scene: Generator) -> None:
    x, y, wide, high = box
    for ridge in range(4):
        tone = choose(scene, PAINTS)
        points = [(x, y + high)]
        for step in range(13):
            swing = sin(step * float(scene.uniform(0.4, 0.9)) + ridge)
            points.append((x + wide * step / 12, y + high * (0.36 + 0.15 * ridge) - high * 0.11 * swing))
        canvas.shape([*points, (x + wide, y + high)], tone)


def mural(scene: Generator, shot: Generator) -> Canvas:
    """A long wall painted with hills, a sun, a pomegranate tree and dancing figures."""
    floor_line = float(scene.uniform(640, 740))
    canvas = _yard(scene, floor_line)
    top = float(scene.uniform(110, 240))
    ground = choose(scene, PAINTS)
    canvas.box(0, top, WIDE, floor_line - top, colour=ground)
    canvas.disc(
        float(scene.uniform(150, 1170)),
        top + float(scene.uniform(80, 170)),
        float(scene.uniform(46, 110)),
        colour=choose(scene, (GOLD, POMEGRANATE, PAPER)),
    )
    _hills(canvas, (0, top, WIDE, floor_line - top), scene)
    for _ in range(int(scene.integers(1, 4))):
        x, y = float(scene.uniform(100, WIDE - 100)), top + float(scene.uniform(130, 240))
        radius = float(scene.uniform(70, 130))
        canvas.box(x - 9, y, 18, floor_line - y, colour=(110, 80, 62))
        leaves(canvas, x, y, radius=radius, colour=choose(scene, GREENS), dice=scene)
        pomegranates(canvas, x, y, radius=radius, count=14, dice=scene)
    count, start = int(scene.integers(4, 10)), float(scene.uniform(80, 420))
    for place in range(count):
        person(
            canvas,
            start + place * 96,
            floor_line - 30,
            tall=float(scene.uniform(170, 250)),
            dice=scene,
            coat=choose(scene, PAINTS),
        )
    pseudo_text(
        canvas,
        float(scene.uniform(80, 620)),
        top + 26,
        size=62,
        count=int(scene.integers(6, 11)),
        colour=choose(scene, (PAPER, POMEGRANATE, INK)),
        dice=scene,
        bold=True,
    )
    canvas.box(0, top - 20, WIDE, 24, colour=lit(ground, 0.55))
    for seam in range(8):
        canvas.line([(seam * 178, top), (seam * 178, floor_line)], colour=lit(ground, 0.8), width=2)
    _passers_by(canvas, floor_line, shot)
    return canvas


def _passers_by(canvas: Canvas, floor_line: float, shot: Generator) -> None:
    for _ in range(int(shot.integers(0, 4))):
        person(
            canvas,
            float(shot.uniform(60, WIDE - 60)),
            floor_line + float(shot.uniform(60, 150)),
            tall=float(shot.uniform(290, 360)),
            dice=shot,
        )
    leaves(
        canvas, float(shot.uniform(0, WIDE)), HIGH + 10, radius=130, colour=choose(shot, GREENS), dice=shot
    )


def _panel(
    canvas: Canvas, box: tuple[float, float, float, float], *, frame: Colour, scene: Generator
) -> None:
    """One framed panel: a picture above, rows of signs below."""
    x, y, wide, high = box
    paint = choose(scene, PAINTS)
    canvas.box(x, y, wide - 16, high, colour=frame)
    canvas.box(x + 10, y + 10, wide - 36, high - 20, colour=mix(paint, PAPER, 0.55))
    canvas.box(x + 10, y + 10, wide - 36, high * 0.46, colour=paint)
    if scene.random() < 0.5:
        middle, green = (x + wide * 0.46, y + high * 0.28), choose(scene, GREENS)
        leaves(canvas, *middle, radius=high * 0.15, colour=green, dice=scene, count=22)
    else:
        for figure in range(3):
            foot, coat = x + wide * (0.25 + 0.2 * figure), choose(scene, PAINTS)
            person(canvas, foot, y + high * 0.46, tall=high * 0.36, dice=scene, coat=coat)
    ink, count = mix(INK, paint, 0.2), max(2, int((wide - 60) / 18))
    for row in range(int((high * 0.4) // 26)):
        pseudo_text(canvas, x + 22, y + high * 0.54 + row * 26, size=15, count=count, colour=ink, dice=scene)


def wall(scene: Generator, shot: Generator) -> Canvas:
    """A display wall: framed panels with pictures and signs before brick, under a small roof."""
    floor_line = float(scene.uniform(600, 720))
    canvas = _yard(scene, floor_line)
    tone = choose(scene, ((178, 108, 86), (206, 190, 168), (140, 142, 148), (226, 214, 196)))
    bricks(canvas, (0, 60, WIDE, int(floor_line) - 60), colour=tone, dice=scene)
    frame = choose(scene, ((120, 40, 44), (86, 70, 58), (60, 78, 96), (210, 180, 130)))
    count = int(scene.integers(3, 7))
    wide, high = 1180 / count, float(scene.uniform(270, 420))
    top, curved = float(scene.uniform(130, 200)), float(scene.uniform(-40, 40))
    for place in range(count):
        y = top + curved * sin(place * 3.14 / count)
        _panel(canvas, (70 + place * wide, y, wide, high), frame=frame, scene=scene)
    canvas.shape([(20, top - 10), (1300, top - 10), (1250, top - 62), (70, top - 62)], lit(frame, 0.8))
    banner(canvas, 330, top - 58, wide=660, high=46, dice=scene, cloth=frame)
    _passers_by(canvas, floor_line, shot)
    return canvas


def sculpture(scene: Generator, shot: Generator) -> Canvas:
    """A sculpture on its base: joined rings, a pomegranate, a flame of steel, or figures hand in hand."""
    horizon = float(scene.uniform(420, 560))
    canvas = _yard(scene, horizon)
    for _ in range(int(scene.integers(3, 9))):
        tree(
            canvas,
            float(scene.uniform(-40, WIDE + 40)),
            horizon + 12,
            tall=float(scene.uniform(160, 430)),
            colour=choose(scene, GREENS),
            dice=scene,
        )
    canvas.box(0, horizon - 4, WIDE, 34, colour=choose(scene, GREENS))
    stone, x = choose(scene, STONES), float(scene.uniform(440, 880))
    base = horizon + float(scene.uniform(120, 190))
    canvas.oval(x, base + 66, (330, 50), colour=(140, 134, 128))
    canvas.shape(
        [(x - 210, base + 60), (x + 210, base + 60), (x + 180, base - 30), (x - 180, base - 30)],
        lit(stone, 0.72),
    )
    canvas.shape(
        [(x - 180, base - 30), (x + 180, base - 30), (x + 150, base - 52), (x - 150, base - 52)],
        lit(stone, 0.95),
    )
    pseudo_text(canvas, x - 110, base - 14, size=40, count=5, colour=GOLD, dice=scene, bold=True)
    (_rings, _fruit, _flame, _circle)[int(scene.integers(4))](
        canvas, x, base - 50, stone=choose(scene, STONES), scene=scene
    )
    for _ in range(int(shot.integers(0, 5))):
        side = float(shot.choice([shot.uniform(60, x - 250), shot.uniform(x + 250, WIDE - 40)]))
        person(
            canvas, side, base + float(shot.uniform(20, 110)), tall=float(shot.uniform(180, 240)), dice=shot
        )
    return canvas


def _rings(canvas: Canvas, x: float, y: float, *, stone: Colour, scene: Generator) -> None:
    size = float(scene.uniform(80, 120))
    for turn in range(3):
        dx = (turn - 1) * size * 1.05
        lift = size * (1.1 + 0.7 * (turn % 2))
        canvas.arc(x + dx + 6, y - lift + 6, (size, size), sweep=(0, 360), colour=lit(stone, 0.6), width=26)
        canvas.arc(x + dx, y - lift, (size, size), sweep=(0, 360), colour=stone, width=24)
        canvas.arc(x + dx, y - lift, (size, size), sweep=(200, 290), colour=lit(stone, 1.25), width=10)


def _fruit(canvas: Canvas, x: float, y: float, *, stone: Colour, scene: Generator) -> None:
    size = float(scene.uniform(120, 180))
    skin = mix(stone, POMEGRANATE, 0.7)
    canvas.disc(x, y - size * 0.94, size, colour=skin)
    canvas.oval(x - size * 0.3, y - size * 1.2, (size * 0.44, size * 0.56), colour=lit(skin, 1.2))
    canvas.oval(
        x + size * 0.18, y - size * 0.84, (size * 0.52, size * 0.62), colour=mix(GOLD, PAPER, 0.4), turn=18
    )
    for row in range(5):
        for column in range(5):
            canvas.disc(
                x + size * (-0.14 + 0.16 * column),
                y - size * (1.2 - 0.18 * row),
                size * 0.075,
                colour=lit(POMEGRANATE, 0.9 + 0.08 * (column % 3)),
            )
    for turn in (-1, 0, 1):
        canvas.shape(
            [
                (x + turn * 26 - 20, y - size * 1.86),
                (x + turn * 44, y - size * 2.22),
                (x + turn * 26 + 20, y - size * 1.86),
            ],
            lit(skin, 0.85),
        )


def _flame(canvas: Canvas, x: float, y: float, *, stone: Colour, scene: Generator) -> None:
    count = int(scene.integers(3, 7))
    for turn in range(count):
        lean = (turn - (count - 1) / 2) * 58
        tall = float(scene.uniform(240, 390))
        tone = lit(stone, 0.8 + 0.12 * (turn % 3))
        canvas.shape(
            [
                (x + lean * 0.4 - 26, y),
                (x + lean - 34, y - tall * 0.5),
                (x + lean * 1.5, y - tall),
                (x + lean + 28, y - tall * 0.46),
                (x + lean * 0.4 + 26, y),
            ],
            tone,
        )
    canvas.disc(x, y - 250, 54, colour=GOLD)
    canvas.disc(x - 14, y - 264, 22, colour=lit(GOLD, 1.15))


def _circle(canvas: Canvas, x: float, y: float, *, stone: Colour, scene: Generator) -> None:
    count = int(scene.integers(3, 6))
    for turn in range(count):
        place = x + (turn - (count - 1) / 2) * 84
        tall = float(scene.uniform(230, 300))
        person(canvas, place, y + 6, tall=tall, dice=scene, coat=stone)
        canvas.disc(place, y - tall * 0.9, tall * 0.085, colour=lit(stone, 0.9))
        canvas.line([(place - 30, y - tall * 0.7), (place - 62, y - tall * 0.98)], colour=stone, width=16)
        canvas.line(
            [(place + 30, y - tall * 0.7), (place + 62, y - tall * 0.98)], colour=lit(stone, 0.85), width=16
        )


def _door(canvas: Canvas, side: float, *, tone: Colour, scene: Generator) -> None:
    door = choose(scene, ((96, 62, 50), (60, 84, 96), (120, 44, 46), (70, 92, 74), (180, 176, 170)))
    canvas.box(side - 22, 200, 444, 560, colour=lit(tone, 1.14))
    for leaf in range(2):
        canvas.box(side + leaf * 202, 222, 196, 538, colour=door)
        panes = (side + 30 + leaf * 202, 260.0, 136.0, 190.0)
        windows(canvas, panes, columns=1, rows=2, glass=(172, 200, 206), frame=lit(door, 0.75))
        canvas.box(side + (176 if leaf == 0 else 214), 500, 10, 70, colour=GOLD)
    cloth = choose(scene, (POMEGRANATE, (54, 74, 96), (94, 78, 60)))
    banner(canvas, side - 60, 120, wide=520, high=70, dice=scene, cloth=cloth)


def _plate(canvas: Canvas, x: float, *, tone: Colour, scene: Generator) -> None:
    y, metal = float(scene.uniform(230, 340)), choose(scene, (GOLD, (214, 210, 202), (196, 140, 84)))
    canvas.box(x + 8, y + 10, 320, 210, colour=lit(tone, 0.6))
    canvas.box(x, y, 320, 210, colour=metal)
    canvas.box(x + 10, y + 10, 300, 190, colour=lit(metal, 1.08))
    for row, size in enumerate((34, 52, 24)):
        count, top = int(250 / size / 1.16), y + 30 + row * 56
        red = (150, 34, 38)
        pseudo_text(canvas, x + 34, top, size=size, count=count, colour=red, dice=scene, bold=row == 1)


def plaque(scene: Generator, shot: Generator) -> Canvas:
    """The door of a model unit with its plaque, plants and a lantern or two."""
    canvas = Canvas((220, 210, 194))
    tone = choose(scene, PLASTERS)
    if scene.random() < 0.55:
        bricks(canvas, (0, 0, WIDE, 760), colour=tone, dice=scene)
    else:
        canvas.fade(0, 760, colours=(lit(tone, 1.08), lit(tone, 0.88)))
    canvas.fade(740, HIGH, colours=(choose(scene, GROUNDS), (120, 112, 104)))
    side = float(scene.choice([110, 560, 780]))
    _door(canvas, side, tone=tone, scene=scene)
    x = side + 480 if side < 500 else side - 390
    _plate(canvas, x, tone=tone, scene=scene)
    for place in range(int(scene.integers(1, 4))):
        pot = float(scene.uniform(40, WIDE - 40))
        canvas.shape([(pot - 44, 770), (pot + 44, 770), (pot + 34, 850), (pot - 34, 850)], (176, 104, 76))
        leaves(canvas, pot, 700, radius=92, colour=GREENS[place], dice=scene)
    for place in range(int(scene.integers(0, 3))):
        lantern(canvas, side + 20 + place * 360, 20, size=44)
    if shot.random() < 0.6:
        swing = 30 * cos(float(shot.uniform(0, 6)))
        person(canvas, x + 160 + swing, 830, tall=float(shot.uniform(330, 380)), dice=shot)
    return canvas
