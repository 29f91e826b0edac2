"""Pictures of outdoor deeds and places: a square with people, a volunteers' stall,
a team with its flag, a garden."""

from __future__ import annotations

from numpy.random import Generator

from .brushes import (
    GOLD,
    HIGH,
    INK,
    LEAF,
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
    windows,
)
from .figures import bunting, crowd, far_town, lantern, person, pomegranates, tree

SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((126, 170, 206), (220, 232, 234)),
    ((236, 178, 130), (250, 226, 190)),
    ((92, 104, 140), (214, 160, 140)),
    ((176, 196, 206), (232, 232, 226)),
    ((52, 62, 98), (146, 118, 130)),
    ((150, 192, 204), (244, 236, 210)),
)
GROUNDS: tuple[Colour, ...] = (
    (206, 190, 166),
    (176, 172, 166),
    (196, 160, 128),
    (150, 156, 150),
    (222, 208, 184),
)
GREENS: tuple[Colour, ...] = (
    LEAF,
    (120, 146, 80),
    (70, 112, 92),
    (160, 152, 76),
    (196, 140, 70),
    (104, 124, 72),
)
TENTS: tuple[Colour, ...] = (POMEGRANATE, (62, 106, 142), (236, 226, 208), (84, 136, 104), (222, 152, 62))

WALLS: tuple[Colour, ...] = (
    (200, 120, 96),
    (226, 212, 188),
    (160, 170, 172),
    (188, 196, 176),
    (236, 226, 206),
    (120, 112, 116),
)


def _open_air(scene: Generator, horizon: float) -> Canvas:
    sky = SKIES[int(scene.integers(len(SKIES)))]
    canvas = Canvas(sky[1])
    canvas.fade(0, horizon, colours=sky)
    for _ in range(int(scene.integers(2, 7))):
        x, y = float(scene.uniform(0, WIDE)), float(scene.uniform(30, horizon * 0.5))
        for puff in range(4):
            canvas.oval(x + puff * 38, y + 8 * (puff % 2), (54, 17), colour=mix(sky[1], (255, 252, 246), 0.6))
    far_town(canvas, horizon, dice=scene, colour=mix(sky[1], (150, 130, 120), 0.5))
    ground = choose(scene, GROUNDS)
    canvas.fade(horizon, HIGH, colours=(lit(ground, 1.02), lit(ground, 0.76)))
    return canvas


def _paving(canvas: Canvas, horizon: float, scene: Generator) -> None:
    vanish, tone = float(scene.uniform(300, 1000)), choose(scene, GROUNDS)
    for step in range(-14, 30):
        canvas.line(
            [(vanish + (step * 90 - 660) * 0.12, horizon), (vanish + (step * 90 - 660) * 1.9, HIGH)],
            colour=lit(tone, 0.84),
            width=2,
        )
    y, gap = horizon + 6, 7.0
    while y < HIGH:
        canvas.line([(0, y), (WIDE, y)], colour=lit(tone, 0.86), width=1 + gap / 40)
        y += gap
        gap *= 1.28


def _front(canvas: Canvas, horizon: float, scene: Generator) -> None:
    """A building at the back of a square, in brick or plaster, on a side of its own."""
    wide, high = int(scene.integers(380, 760)), int(scene.integers(220, 380))
    x = int(scene.integers(-80, WIDE - wide + 80))
    tone = choose(scene, ((182, 104, 82), (224, 206, 176), (150, 160, 164), (204, 148, 108), (236, 228, 212)))
    top = int(horizon) - high
    if scene.random() < 0.5:
        bricks(canvas, (x, top, wide, high), colour=tone, dice=scene)
    else:
        canvas.box(x, top, wide, high, colour=tone)
    canvas.shape(
        [(x - 24, top), (x + wide + 24, top), (x + wide - 20, top - 46), (x + 20, top - 46)], lit(tone, 0.6)
    )
    columns = int(scene.integers(4, 8))
    windows(
        canvas,
        (x + 40, top + 40, wide - 80, high * 0.52),
        columns=columns,
        rows=2,
        glass=(176, 200, 212),
        frame=lit(tone, 1.15),
    )
    canvas.box(x + wide * 0.42, horizon - 96, wide * 0.16, 96, colour=lit(tone, 0.5))


def square(scene: Generator, shot: Generator) -> Canvas:
    """A public square: paving, trees, lanterns or little flags, people, a banner between posts."""
    horizon = float(scene.uniform(330, 480))
    canvas = _open_air(scene, horizon)
    if scene.random() < 0.75:
        _front(canvas, horizon, scene)
    _paving(canvas, horizon, scene)
    green = choose(scene, GREENS)
    for _ in range(int(scene.integers(2, 6))):
        x, tall = float(scene.uniform(0, WIDE)), float(scene.uniform(190, 400))
        tree(canvas, x, horizon + float(scene.uniform(4, 50)), tall=tall, colour=green, dice=scene)
    if scene.random() < 0.5:
        x = float(scene.uniform(260, 1060))
        canvas.shape(
            [
                (x - 170, horizon + 110),
                (x + 170, horizon + 110),
                (x + 130, horizon + 60),
                (x - 130, horizon + 60),
            ],
            (190, 182, 170),
        )
        leaves(canvas, x, horizon - 30, radius=100, colour=green, dice=scene)
        pomegranates(canvas, x, horizon - 30, radius=100, count=16, dice=scene)
    cloth = choose(scene, (POMEGRANATE, (60, 92, 128), GOLD))
    left = float(scene.uniform(40, 560))
    for post in (left, left + 640):
        canvas.box(post - 5, horizon - 130, 10, 190, colour=(96, 90, 90))
    banner(canvas, left, horizon - 124, wide=640, high=68, dice=shot, cloth=cloth)
    crowd(canvas, horizon=horizon + 20, depth=330, count=int(shot.integers(14, 38)), dice=shot, tall=200)
    _overhead(canvas, scene, shot)
    return canvas


def _overhead(canvas: Canvas, scene: Generator, shot: Generator) -> None:
    if scene.random() < 0.55:
        for place in range(int(scene.integers(4, 9))):
            lantern(canvas, 90 + place * 165, float(scene.uniform(-10, 60)), size=float(shot.uniform(26, 42)))
    else:
        for _ in range(2):
            bunting(
                canvas,
                (-20, float(scene.uniform(10, 120))),
                (WIDE + 20, float(scene.uniform(10, 160))),
                dice=scene,
            )


def stall(scene: Generator, shot: Generator) -> Canvas:
    """Volunteers' stalls in a courtyard:
    tents, tables with papers, helpers in one colour, people in front."""
    horizon = float(scene.uniform(360, 450))
    canvas = _open_air(scene, horizon)
    bricks(
        canvas,
        (0, int(horizon) - 190, WIDE, 190),
        colour=choose(scene, ((176, 108, 88), (196, 176, 150), (150, 150, 152))),
        dice=scene,
    )
    for place in range(3):
        windows(
            canvas,
            (90 + place * 430, horizon - 150, 200, 100),
            columns=3,
            rows=1,
            glass=(170, 192, 204),
            frame=(222, 212, 198),
        )
    _paving(canvas, horizon, scene)
    tone, vest = choose(scene, TENTS), choose(scene, (POMEGRANATE, (52, 110, 160), (232, 150, 60)))
    tents, start = int(scene.integers(1, 4)), float(scene.uniform(20, 220))
    for place in range(tents):
        x = start + place * 400
        y = horizon + 10
        for post in (x + 10, x + 330):
            canvas.box(post, y - 190, 8, 300, colour=(230, 228, 224))
        person(canvas, x + float(shot.uniform(70, 140)), y + 80, tall=215, dice=shot, coat=vest)
        person(canvas, x + float(shot.uniform(190, 280)), y + 80, tall=205, dice=shot, coat=vest)
        canvas.shape([(x - 20, y - 180), (x + 170, y - 290), (x + 368, y - 180)], tone)
        canvas.shape([(x + 170, y - 290), (x + 368, y - 180), (x + 240, y - 180)], lit(tone, 0.82))
        banner(canvas, x - 10, y - 180, wide=366, high=44, dice=shot, cloth=lit(tone, 0.9))
        canvas.box(x, y + 20, 346, 96, colour=lit(vest, 0.95))
        canvas.shape([(x - 10, y + 22), (x + 356, y + 22), (x + 338, y - 6), (x + 8, y - 6)], PAPER)
        for paper in range(6):
            canvas.box(
                x + 24 + paper * 52, y + float(shot.uniform(-2, 8)), 34, 12, colour=choose(shot, TENTS)
            )
    crowd(canvas, horizon=horizon + 130, depth=230, count=int(shot.integers(6, 16)), dice=shot, tall=260)
    tree(
        canvas,
        float(scene.uniform(0, WIDE)),
        HIGH + 10,
        tall=float(scene.uniform(420, 760)),
        colour=choose(scene, GREENS),
        dice=scene,
    )
    return canvas


def _own_door(canvas: Canvas, horizon: float, scene: Generator) -> None:
    """What stands behind a team: a brick wall, a glazed front, or trees."""
    wall = choose(scene, WALLS)
    kind = int(scene.integers(3))
    if kind == 0:
        bricks(canvas, (0, 40, WIDE, int(horizon) - 40), colour=wall, dice=scene)
        return
    if kind == 1:
        canvas.box(0, 60, WIDE, horizon - 60, colour=wall)
        panes, columns = (60.0, 100.0, WIDE - 120.0, horizon * 0.5), int(scene.integers(5, 10))
        windows(canvas, panes, columns=columns, rows=2, glass=(172, 198, 212), frame=lit(wall, 1.1))
        return
    for _ in range(6):
        x, tall = float(scene.uniform(0, WIDE)), float(scene.uniform(260, 430))
        tree(canvas, x, horizon + 14, tall=tall, colour=choose(scene, GREENS), dice=scene)


def _flag(canvas: Canvas, foot: float, scene: Generator, shot: Generator) -> None:
    x, flag = float(scene.uniform(120, 1080)), choose(scene, (POMEGRANATE, GOLD, (240, 236, 226)))
    flutter = 84 + float(shot.uniform(-14, 14))
    canvas.line([(x, foot), (x, 90)], colour=(180, 150, 110), width=9)
    upper, lower = [(x, 96), (x + 150, flutter), (x + 280, 112)], [(x + 270, 270), (x + 140, 252), (x, 276)]
    canvas.shape([*upper, *lower], flag)
    banner(canvas, x + 16, 140, wide=230, high=76, dice=scene, cloth=flag)


def team(scene: Generator, shot: Generator) -> Canvas:
    """A volunteer team in vests before its flag, at its own door."""
    horizon = float(scene.uniform(400, 540))
    canvas = _open_air(scene, horizon)
    _own_door(canvas, horizon, scene)
    _paving(canvas, horizon, scene)
    vest = choose(scene, (POMEGRANATE, (48, 104, 158), (236, 148, 52), (74, 140, 92), (150, 60, 110)))
    rows, count = int(scene.integers(1, 3)), int(scene.integers(6, 11))
    for row in range(rows):
        for place in range(count):
            x = 160 + (place + 0.5 * row) * (1000 / count) + float(shot.uniform(-9, 9))
            tall = 250 + row * 30 + float(shot.uniform(-14, 14))
            person(canvas, x, horizon + 90 + row * 120, tall=tall, dice=shot, coat=vest)
    _flag(canvas, horizon + 230, scene, shot)
    x, green = float(scene.uniform(0, WIDE)), choose(scene, GREENS)
    leaves(canvas, x, HIGH - 10, radius=120, colour=green, dice=scene)
    return canvas


def garden(scene: Generator, shot: Generator) -> Canvas:
    """A small garden with a winding path, beds, pomegranate bushes and a stone."""
    horizon = float(scene.uniform(250, 400))
    canvas = _open_air(scene, horizon)
    grass = choose(scene, GREENS)
    canvas.fade(horizon, HIGH, colours=(lit(grass, 1.15), lit(grass, 0.8)))
    bend = float(scene.uniform(-420, 420))
    path: list[tuple[float, float]] = []
    back: list[tuple[float, float]] = []
    for step in range(13):
        share = step / 12
        middle = 660 + bend * (1 - share) ** 2 - bend * 0.4 * share
        path.append((middle - 20 - 200 * share**1.6, horizon + (HIGH - horizon) * share))
        back.append((middle + 20 + 200 * share**1.6, horizon + (HIGH - horizon) * share))
    canvas.shape([*path, *reversed(back)], choose(scene, GROUNDS))
    for place in range(int(scene.integers(5, 10))):
        share = (place + 1) / 10
        x = float(scene.choice([scene.uniform(0, 380), scene.uniform(900, WIDE)]))
        y, radius = horizon + (HIGH - horizon) * share - 40, 50 + 90 * share
        leaves(canvas, x, y, radius=radius, colour=choose(scene, GREENS), dice=scene, count=40)
        pomegranates(canvas, x, y, radius=radius, count=int(scene.integers(0, 13)), dice=scene)
    x = float(scene.uniform(300, 1000))
    canvas.oval(x, horizon + 210, (130, 96), colour=(150, 146, 142))
    canvas.oval(x - 16, horizon + 190, (100, 70), colour=(176, 172, 166))
    banner(canvas, x - 84, horizon + 176, wide=150, high=46, dice=scene, cloth=(168, 164, 158))
    for _ in range(int(shot.integers(1, 6))):
        person(
            canvas,
            660 + float(shot.uniform(-160, 160)),
            float(shot.uniform(horizon + 120, HIGH - 60)),
            tall=float(shot.uniform(130, 220)),
            dice=shot,
        )
    for side in (0, WIDE):
        tree(
            canvas,
            side,
            HIGH - 120,
            tall=float(scene.uniform(460, 720)),
            colour=choose(scene, GREENS),
            dice=scene,
        )
    canvas.line([(0, HIGH - 90), (WIDE, HIGH - 70)], colour=mix(INK, LEAF, 0.4), width=4)
    return canvas
