"""Small pictures for tests: each seed gives another, with enough in it to be told apart."""

import io
import random

from PIL import Image, ImageDraw


def picture(seed: int, *, size: tuple[int, int] = (320, 240), quality: int = 85) -> bytes:
    """A JPEG of random rectangles; the same seed gives the same bytes."""
    dice = random.Random(seed)
    image = Image.new("RGB", size, tuple(dice.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = dice.randrange(size[0]), dice.randrange(size[1])
        box = [x, y, x + dice.randrange(8, 90), y + dice.randrange(8, 70)]
        draw.rectangle(box, fill=tuple(dice.randrange(256) for _ in range(3)))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
