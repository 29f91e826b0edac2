"""People without faces, trees, lanterns, chairs: what stands about in the pictures;
it knows the canvas only."""

from __future__ import annotations

from numpy.random import Generator

from .brushes import GOLD, INK, POMEGRANATE, Canvas, Colour, choose, leaves, lit, mix

COATS: tuple[Colour, ...] = (
    (64, 82, 110),
    (138, 62, 58),
    (96, 118, 92),
    (198, 162, 112),
    (120, 108, 132),
    (72, 112, 124),
    (206, 190, 170),
    (88, 74, 70),
    (170, 96, 72),
    (110, 126, 150),
    (222, 204, 150),
    (150, 134, 120),
)
HAIR: tuple[Colour, ...] = (
    (44, 38, 38),
    (58, 48, 44),
    (36, 34, 40),
    (120, 116, 114),
    (168, 164, 160),
    (70, 56, 48),
)
SKIN: tuple[Colour, ...] = ((228, 190, 160), (214, 174, 144), (236, 202, 174), (202, 160, 130))


def person(
    canvas: Canvas, x: float, y: float, *, tall: float, dice: Generator, coat: Colour | None = None
) -> None:
    """A standing figure, feet at (x, y), seen from the front; where a face would be there is only skin."""
    coat = coat or choose(dice, COATS)
    build = dice.uniform(0.82, 1.2, 2).tolist()
    wide, head = tall * 0.15 * build[0], tall * 0.075 * build[1]
    lean = float(dice.uniform(-0.03, 0.03)) * tall
    canvas.oval(x, y, (wide * 1.1, tall * 0.03), colour=(112, 104, 98))
    trousers = lit(choose(dice, COATS), 0.7)
    canvas.shape(
        [
            (x - wide * 0.7, y),
            (x - wide * 0.6 + lean, y - tall * 0.5),
            (x + wide * 0.6 + lean, y - tall * 0.5),
            (x + wide * 0.7, y),
            (x + wide * 0.15, y),
            (x, y - tall * 0.38),
            (x - wide * 0.15, y),
        ],
        trousers,
    )
    canvas.shape(
        [
            (x - wide * 0.8 + lean, y - tall * 0.42),
            (x - wide + lean, y - tall * 0.76),
            (x - wide * 0.5 + lean, y - tall * 0.83),
            (x + wide * 0.5 + lean, y - tall * 0.83),
            (x + wide + lean, y - tall * 0.76),
            (x + wide * 0.8 + lean, y - tall * 0.42),
        ],
        coat,
    )
    canvas.shape(
        [
            (x + wide * 0.2 + lean, y - tall * 0.42),
            (x + wide * 0.35 + lean, y - tall * 0.83),
            (x + wide + lean, y - tall * 0.76),
            (x + wide * 0.8 + lean, y - tall * 0.42),
        ],
        lit(coat, 0.87),
    )
    canvas.disc(x + lean, y - tall * 0.9, head, colour=choose(dice, SKIN))
    hair = choose(dice, HAIR)
    canvas.oval(x + lean, y - tall * 0.935, (head * 1.08, head * 0.72), colour=hair)


def back_row(
    canvas: Canvas,
    y: float,
    *,
    size: float,
    dice: Generator,
    gaps: float = 0.12,
    coats: tuple[Colour, ...] = COATS,
) -> None:
    """A row of seated listeners from behind:
    shoulders and hair, all along the canvas, with empty places."""
    x = float(dice.uniform(-size, 0))
    while x < 1320 + size:
        if dice.random() > gaps:
            coat = choose(dice, coats)
            lift = float(dice.uniform(-0.14, 0.14)) * size
            canvas.oval(x, y + size * 0.95 + lift, (size * 0.62, size * 0.62), colour=coat)
            canvas.oval(
                x + size * 0.18, y + size * 1.02 + lift, (size * 0.4, size * 0.55), colour=lit(coat, 0.9)
            )
            canvas.box(
                x - size * 0.1, y + size * 0.2 + lift, size * 0.2, size * 0.3, colour=choose(dice, SKIN)
            )
            hair = choose(dice, HAIR)
            canvas.oval(x, y + lift, (size * 0.3, size * 0.37), colour=hair)
            canvas.oval(
                x + size * 0.08,
                y - size * 0.08 + lift,
                (size * 0.14, size * 0.2),
                colour=mix(hair, (255, 240, 220), 0.12),
            )
        x += size * float(dice.uniform(1.05, 1.3))


def crowd(canvas: Canvas, *, horizon: float, depth: float, count: int, dice: Generator, tall: float) -> None:
    """Standing people over a ground plane, the far ones small and first."""
    spots = sorted(dice.random(count).tolist())
    for near in spots:
        y = horizon + 18 + near * depth
        person(canvas, float(dice.uniform(-20, 1340)), y, tall=tall * (0.45 + 0.75 * near), dice=dice)


def tree(canvas: Canvas, x: float, y: float, *, tall: float, colour: Colour, dice: Generator) -> None:
    """A tree with its foot at (x, y)."""
    bark = (104, 84, 70)
    canvas.shape(
        [
            (x - tall * 0.035, y),
            (x - tall * 0.015, y - tall * 0.55),
            (x + tall * 0.02, y - tall * 0.55),
            (x + tall * 0.04, y),
        ],
        bark,
    )
    canvas.line([(x, y - tall * 0.4), (x + tall * 0.14, y - tall * 0.62)], colour=bark, width=tall * 0.022)
    leaves(canvas, x, y - tall * 0.7, radius=tall * 0.31, colour=colour, dice=dice, count=40)


def pomegranates(canvas: Canvas, x: float, y: float, *, radius: float, count: int, dice: Generator) -> None:
    """Red fruit hung in a crown."""
    for dx, dy in dice.uniform(-0.75, 0.75, (count, 2)).tolist():
        canvas.disc(x + dx * radius, y + dy * radius * 0.8, radius * 0.1, colour=POMEGRANATE)
        canvas.disc(
            x + dx * radius - radius * 0.03,
            y + dy * radius * 0.8 - radius * 0.03,
            radius * 0.03,
            colour=(226, 110, 104),
        )


def lantern(canvas: Canvas, x: float, y: float, *, size: float, colour: Colour = POMEGRANATE) -> None:
    """A round lantern hung at (x, y)."""
    canvas.line([(x, y), (x, y + size * 0.5)], colour=INK, width=2)
    canvas.glow(x, y + size * 1.1, int(size * 1.9), colour=(255, 196, 120), strength=0.4)
    canvas.oval(x, y + size * 1.1, (size * 0.78, size * 0.62), colour=colour)
    canvas.oval(x, y + size * 1.1, (size * 0.4, size * 0.62), colour=mix(colour, GOLD, 0.3))
    canvas.box(x - size * 0.3, y + size * 0.45, size * 0.6, size * 0.12, colour=GOLD)
    canvas.box(x - size * 0.3, y + size * 1.66, size * 0.6, size * 0.1, colour=GOLD)
    canvas.line([(x, y + size * 1.76), (x, y + size * 2.4)], colour=GOLD, width=max(1, size * 0.08))


def bunting(
    canvas: Canvas, start: tuple[float, float], stop: tuple[float, float], *, dice: Generator
) -> None:
    """A string of little flags between two points."""
    flags = (POMEGRANATE, GOLD, (96, 134, 150), (110, 146, 104), (232, 216, 190))
    steps = 22
    sag = float(dice.uniform(30, 80))
    points = []
    for step in range(steps + 1):
        share = step / steps
        y = start[1] + (stop[1] - start[1]) * share + sag * 4 * share * (1 - share)
        points.append((start[0] + (stop[0] - start[0]) * share, y))
    canvas.line(points, colour=(120, 110, 104), width=2)
    for step, (x, y) in enumerate(points[:-1]):
        canvas.shape([(x, y), (x + 24, y + 2), (x + 11, y + 30)], flags[step % len(flags)])


def far_town(canvas: Canvas, horizon: float, *, dice: Generator, colour: Colour) -> None:
    """Blocks of flats, a chimney or two and hills on the horizon."""
    x = -20.0
    hills = [(0.0, horizon)]
    for step in range(9):
        hills.append((step * 165.0, horizon - float(dice.uniform(30, 150))))
    canvas.shape([*hills, (1320.0, horizon)], mix(colour, (214, 218, 226), 0.62))
    while x < 1320:
        wide, high = float(dice.uniform(60, 170)), float(dice.uniform(50, 250))
        if dice.random() < 0.78:
            tone = lit(
                mix(colour, (226, 208, 186), float(dice.random()) * 0.6), float(dice.uniform(0.85, 1.08))
            )
            canvas.box(x, horizon - high, wide, high, colour=tone)
            for row in range(int(high // 26)):
                for column in range(int(wide // 22)):
                    canvas.box(
                        x + 6 + column * 22, horizon - high + 8 + row * 26, 10, 13, colour=lit(tone, 0.8)
                    )
        x += wide + float(dice.uniform(-10, 60))
