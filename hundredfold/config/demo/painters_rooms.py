"""Pictures of indoor deeds: a hall from its seats, a lit stage, a classroom, a reading room."""

from __future__ import annotations

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
    lit,
    mix,
    pseudo_text,
    windows,
)
from .figures import back_row, lantern, person

WALLS: tuple[Colour, ...] = (
    (232, 220, 198),
    (202, 212, 204),
    (216, 196, 176),
    (188, 200, 214),
    (240, 232, 218),
    (176, 150, 128),
    (158, 172, 160),
)
CURTAINS: tuple[Colour, ...] = (
    (142, 40, 46),
    (58, 72, 110),
    (74, 92, 76),
    (120, 66, 50),
    (88, 58, 92),
    (176, 116, 62),
)
FLOORS: tuple[Colour, ...] = (
    (168, 128, 92),
    (136, 108, 86),
    (196, 176, 150),
    (112, 100, 96),
    (150, 158, 158),
)
SCREENS: tuple[Colour, ...] = (
    (214, 232, 240),
    (246, 226, 206),
    (170, 40, 46),
    (70, 110, 150),
    (236, 240, 226),
)


def _screen(
    canvas: Canvas, box: tuple[float, float, float, float], scene: Generator, shot: Generator
) -> None:
    x, y, wide, high = box
    tone = choose(scene, SCREENS)
    canvas.box(x - 8, y - 8, wide + 16, high + 16, colour=INK)
    canvas.box(x, y, wide, high, colour=tone)
    dark = sum(tone) < 420
    signs = (250, 232, 190) if dark else (120, 44, 46)
    pseudo_text(
        canvas,
        x + wide * 0.1,
        y + high * 0.16,
        size=high * 0.16,
        count=int(wide / high * 4),
        colour=signs,
        dice=shot,
        bold=True,
    )
    for row in range(3):
        bar = wide * float(shot.uniform(0.3, 0.5))
        canvas.box(
            x + wide * 0.1, y + high * (0.48 + row * 0.14), bar, high * 0.05, colour=mix(tone, INK, 0.35)
        )
    canvas.oval(
        x + wide * 0.78, y + high * 0.62, (high * 0.17, high * 0.2), colour=mix(tone, POMEGRANATE, 0.55)
    )


def _seats(canvas: Canvas, top: float, scene: Generator, shot: Generator, *, gaps: float) -> None:
    rows = int(scene.integers(3, 6))
    size = float(scene.uniform(30, 44))
    y = top
    chair = choose(scene, CURTAINS)
    while y < HIGH + size and rows:
        for step in range(int(WIDE / size / 1.25) + 2):
            canvas.box(
                step * size * 1.25 - 10, y + size * 0.75, size * 1.05, size * 1.2, colour=lit(chair, 0.75)
            )
        back_row(canvas, y, size=size, dice=shot, gaps=gaps)
        y += size * 1.35
        size *= 1.27
        rows -= 1


def hall(scene: Generator, shot: Generator) -> Canvas:
    """A hall seen over the listeners' heads: a speaker, a lectern, a screen and a banner."""
    wall = choose(scene, WALLS)
    canvas = Canvas(wall)
    canvas.fade(0, 460, colours=(lit(wall, 0.82), lit(wall, 1.05)))
    side = bool(scene.integers(2))
    for place in range(int(scene.integers(0, 4))):
        x = (40 + place * 150) if side else (WIDE - 170 - place * 150)
        windows(canvas, (x, 110, 96, 230), columns=2, rows=3, glass=(206, 224, 232), frame=lit(wall, 0.7))
    floor_line = float(scene.uniform(430, 520))
    canvas.fade(floor_line, HIGH, colours=(choose(scene, FLOORS), lit(choose(scene, FLOORS), 0.6)))
    centre = float(scene.uniform(430, 900))
    if scene.random() < 0.6:
        cloth = choose(scene, CURTAINS)
        for fold in range(-8, 9):
            canvas.box(
                centre + fold * 48 - 24, 60, 48, floor_line - 60, colour=lit(cloth, 0.82 + 0.16 * (fold % 3))
            )
    banner(
        canvas,
        centre - 400,
        float(scene.uniform(70, 120)),
        wide=800,
        high=float(scene.uniform(52, 78)),
        dice=shot,
        cloth=POMEGRANATE,
    )
    _screen(canvas, (centre - 210, 190, 420, 220), scene, shot)
    canvas.box(centre - 460, floor_line - 20, 920, 46, colour=lit(choose(scene, FLOORS), 0.72))
    spot = centre + float(shot.uniform(-380, 380))
    person(canvas, spot, floor_line + 6, tall=float(shot.uniform(200, 240)), dice=shot)
    canvas.shape(
        [
            (spot - 50, floor_line - 96),
            (spot + 50, floor_line - 96),
            (spot + 40, floor_line + 14),
            (spot - 40, floor_line + 14),
        ],
        (124, 84, 56),
    )
    canvas.disc(spot, floor_line - 40, 15, colour=GOLD)
    for lamp in range(int(scene.integers(2, 6))):
        canvas.glow(140 + lamp * 260, 20, 190, colour=(255, 238, 200), strength=0.5)
    _seats(
        canvas, floor_line + float(shot.uniform(30, 90)), scene, shot, gaps=float(shot.uniform(0.03, 0.25))
    )
    return canvas


DROPS: tuple[Colour, ...] = (
    (196, 84, 62),
    (84, 124, 150),
    (226, 176, 100),
    (120, 148, 108),
    (150, 90, 126),
    (232, 214, 184),
)


def _backdrop(canvas: Canvas, span: tuple[float, float, float], *, night: Colour, scene: Generator) -> Colour:
    """The painted cloth behind the stage: sky, sun and ridges; gives its colour back."""
    left, right, floor_line = span
    drop = choose(scene, DROPS)
    canvas.fade(50, floor_line, colours=(lit(drop, 0.55), drop))
    canvas.box(0, 0, left, floor_line, colour=lit(night, 0.9))
    canvas.box(right, 0, WIDE - right, floor_line, colour=lit(night, 0.9))
    sun = (float(scene.uniform(left + 100, right - 100)), float(scene.uniform(180, 360)))
    canvas.disc(*sun, float(scene.uniform(60, 150)), colour=mix(drop, (255, 236, 190), 0.7))
    for ridge in range(3):
        crest, step = floor_line - 60 - 50 * (2 - ridge), (right - left) / 7
        tops = [(left + turn * step, crest - float(scene.uniform(0, 120))) for turn in range(8)]
        tone = mix(lit(drop, 0.8), night, 0.18 + ridge * 0.16)
        canvas.shape([(left, floor_line), *tops, (right, floor_line)], tone)
    return drop


def stage(scene: Generator, shot: Generator) -> Canvas:
    """A show on a lit stage: dancers in one colour, backdrop, beams, dark heads in front."""
    night: Colour = choose(scene, ((34, 30, 48), (52, 28, 34), (26, 44, 56), (62, 48, 40), (40, 52, 44)))
    canvas = Canvas(night)
    floor_line = float(scene.uniform(480, 600))
    left, right = float(scene.uniform(40, 240)), float(scene.uniform(1080, 1280))
    drop = _backdrop(canvas, (left, right, floor_line), night=night, scene=scene)
    cloth = choose(scene, (POMEGRANATE, (60, 74, 112), GOLD))
    banner(canvas, left + 60, 60, wide=right - left - 120, high=66, dice=shot, cloth=cloth)
    canvas.fade(floor_line, floor_line + 110, colours=(mix(drop, (120, 80, 54), 0.7), (84, 58, 44)))
    curtain = choose(scene, CURTAINS)
    for fold in range(6):
        tone = lit(curtain, 0.8 + 0.2 * (fold % 2))
        canvas.box(left - 150 + fold * 26, 0, 26, floor_line + 40, colour=tone)
        canvas.box(right + fold * 26, 0, 26, floor_line + 40, colour=tone)
    for beam in range(int(scene.integers(2, 5))):
        x, y = float(shot.uniform(left, right)), float(shot.uniform(120, floor_line))
        canvas.glow(x, y, 220, colour=(255, 240, 210), strength=0.35 + 0.05 * beam)
    _dancers(canvas, floor_line, scene, shot)
    canvas.fade(floor_line + 110, HIGH, colours=((58, 44, 42), (28, 26, 32)))
    dark: tuple[Colour, ...] = ((46, 40, 48), (58, 48, 50), (38, 38, 46), (70, 56, 54))
    for row in range(2 + int(scene.integers(2))):
        y, size = floor_line + 120 + row * 74, 48 + row * 16
        back_row(canvas, y, size=size, dice=shot, gaps=0.16, coats=dark)
    return canvas


def _dancers(canvas: Canvas, floor_line: float, scene: Generator, shot: Generator) -> None:
    costume = choose(
        scene,
        ((214, 64, 60), (236, 186, 92), (92, 148, 160), (240, 228, 210), (150, 176, 116), (196, 108, 140)),
    )
    count = int(scene.integers(3, 11))
    start, gap = float(shot.uniform(230, 430)), float(shot.uniform(58, 92))
    for place in range(count):
        x, y = start + place * gap, floor_line + 60 + 22 * (place % 2)
        tall = float(shot.uniform(180, 215))
        person(canvas, x, y, tall=tall, dice=shot, coat=costume)
        canvas.shape([(x - 36, y - 12), (x, y - tall * 0.56), (x + 36, y - 12)], lit(costume, 0.94))
        reach = float(shot.uniform(-60, 10))
        canvas.line(
            [(x, y - tall * 0.74), (x + 44, y - tall * 0.74 + reach)], colour=lit(costume, 1.08), width=11
        )
        canvas.line([(x, y - tall * 0.74), (x - 44, y - tall * 0.74 - reach - 40)], colour=costume, width=11)


LOWER_WALLS: tuple[Colour, ...] = ((120, 150, 130), (150, 120, 100), (130, 148, 166))


def _board(canvas: Canvas, x: float, scene: Generator, shot: Generator) -> None:
    board = choose(scene, ((52, 82, 70), (44, 60, 66), (246, 246, 240)))
    canvas.box(x - 12, 128, 664, 284, colour=(150, 112, 76))
    canvas.box(x, 140, 640, 260, colour=board)
    chalk = (236, 236, 226) if sum(board) < 400 else (70, 90, 130)
    for row in range(int(shot.integers(2, 5))):
        count = int(shot.integers(5, 14))
        pseudo_text(canvas, x + 36, 164 + row * 56, size=34, count=count, colour=chalk, dice=shot)


def classroom(scene: Generator, shot: Generator) -> Canvas:
    """A room with a board or a screen, windows on one side, desks and listeners."""
    wall = choose(scene, WALLS)
    canvas = Canvas(wall)
    canvas.fade(0, 500, colours=(lit(wall, 1.04), lit(wall, 0.92)))
    floor_line, floor = float(scene.uniform(470, 560)), choose(scene, FLOORS)
    canvas.fade(floor_line, HIGH, colours=(floor, lit(floor, 0.72)))
    canvas.box(0, floor_line - 90, WIDE, 90, colour=mix(wall, choose(scene, LOWER_WALLS), 0.55))
    flip = bool(scene.integers(2))
    if scene.random() < 0.3:
        tone = mix(wall, (200, 150, 120), 0.5)
        bricks(canvas, (0, 0, WIDE, int(floor_line - 90)), colour=tone, dice=scene)
    x = 120.0 if flip else 560.0
    _board(canvas, x, scene, shot)
    panes = (930.0 if flip else 70.0, 110.0, 280.0, 300.0)
    windows(canvas, panes, columns=2, rows=2, glass=(210, 230, 236), frame=(238, 232, 222))
    canvas.glow(1070 if flip else 210, 260, 420, colour=(255, 246, 220), strength=0.5)
    cloth = choose(scene, (POMEGRANATE, (64, 96, 120), (96, 120, 84)))
    banner(canvas, x + 20, 58, wide=600, high=50, dice=shot, cloth=cloth)
    speaker, tall = x + float(shot.uniform(20, 620)), float(shot.uniform(250, 290))
    person(canvas, speaker, floor_line + 22, tall=tall, dice=shot)
    _desks(canvas, floor_line, scene, shot)
    return canvas


def _desks(canvas: Canvas, floor_line: float, scene: Generator, shot: Generator) -> None:
    wood = choose(scene, ((196, 158, 112), (170, 130, 92), (218, 198, 166), (140, 116, 100)))
    around = scene.random() < 0.35
    for row in range(3):
        y, size = floor_line + 60 + row * 104, 40 + row * 15
        if around and row == 1:
            canvas.shape([(180, y - 20), (1140, y - 20), (1250, y + 110), (70, y + 110)], wood)
            for cup in range(7):
                canvas.oval(230 + cup * 145, y + 20 + 24 * (cup % 2), (17, 12), colour=PAPER)
                canvas.box(300 + cup * 130, y + 44, 44, 26, colour=(236, 226, 206))
            continue
        back_row(canvas, y, size=size, dice=shot, gaps=float(shot.uniform(0.08, 0.3)))
        for desk in range(5):
            x = -40 + desk * 290 + 30 * (row % 2)
            canvas.shape(
                [
                    (x, y + size * 1.2),
                    (x + 236, y + size * 1.2),
                    (x + 250, y + size * 1.55),
                    (x - 14, y + size * 1.55),
                ],
                lit(wood, 1.0 - 0.08 * row),
            )


def _shelves(
    canvas: Canvas, box: tuple[float, float, float], *, rows: int, shelf: Colour, scene: Generator
) -> None:
    """Rows of books from the top edge down, open where the window is."""
    top, high, gap = box
    for row in range(rows):
        y, x = top + row * high, float(scene.uniform(0, 14))
        canvas.box(0, y, WIDE, high, colour=lit(shelf, 0.7))
        while x < WIDE:
            wide, tall = float(scene.uniform(11, 30)), high * float(scene.uniform(0.55, 0.86))
            if not gap < x < gap + 150 and scene.random() < 0.93:
                tone = choose(scene, BOOKS)
                canvas.box(x, y + high - tall - 8, wide, tall, colour=tone)
                canvas.box(x + 2, y + high - tall, wide - 4, 5, colour=lit(tone, 1.3))
            x += wide + 1.5
        canvas.box(0, y + high - 9, WIDE, 11, colour=shelf)


def reading(scene: Generator, shot: Generator) -> Canvas:
    """A reading room: shelves of coloured backs, a lamp, a table with readers."""
    canvas = Canvas(choose(scene, WALLS))
    shelf = choose(scene, ((150, 108, 74), (196, 164, 124), (96, 78, 68), (222, 210, 190)))
    top, rows = float(scene.uniform(20, 90)), int(scene.integers(3, 6))
    high, gap = float(scene.uniform(92, 120)), float(scene.uniform(300, 900))
    _shelves(canvas, (top, high, gap), rows=rows, shelf=shelf, scene=scene)
    base = top + rows * high
    panes = (gap + 4, top + 8, 140.0, base - top - 30)
    windows(canvas, panes, columns=1, rows=3, glass=(214, 230, 232), frame=shelf)
    floor = choose(scene, FLOORS)
    canvas.fade(base, HIGH, colours=(floor, lit(floor, 0.75)))
    x, cloth = float(scene.uniform(100, 500)), choose(scene, (POMEGRANATE, (72, 104, 92), GOLD))
    banner(canvas, x, base - 64, wide=620, high=54, dice=shot, cloth=cloth)
    for place in range(int(shot.integers(4, 8))):
        x, tall = 130 + place * 160 + float(shot.uniform(-40, 40)), float(shot.uniform(190, 250))
        person(canvas, x, base + 90, tall=tall, dice=shot)
    wood = choose(scene, ((206, 170, 124), (160, 120, 86), (232, 220, 198)))
    canvas.shape([(90, base + 60), (1230, base + 60), (1330, base + 190), (-10, base + 190)], wood)
    for place in range(9):
        x, y = 150 + place * 122, base + 90 + float(shot.uniform(0, 60))
        canvas.shape([(x, y), (x + 44, y - 8), (x + 50, y + 24), (x + 6, y + 32)], PAPER)
        canvas.shape([(x + 44, y - 8), (x + 88, y), (x + 92, y + 32), (x + 50, y + 24)], lit(PAPER, 0.93))
    for place in range(int(scene.integers(1, 4))):
        lantern(canvas, 250 + place * 380, 0, size=38, colour=choose(scene, (GOLD, POMEGRANATE, PAPER)))
    back_row(canvas, base + 190, size=74, dice=shot, gaps=0.45)
    return canvas


BOOKS: tuple[Colour, ...] = (
    (170, 60, 56),
    (70, 96, 128),
    (212, 176, 104),
    (104, 134, 104),
    (226, 214, 190),
    (120, 84, 110),
    (62, 70, 80),
    (196, 120, 80),
)
