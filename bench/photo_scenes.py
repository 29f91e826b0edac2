"""Pictures for the photo bench: halls drawn with people in them, and the changes people make to copies."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]
HEIGHT, WIDTH = 900, 1200


def hall(seed: int) -> Picture:
    """An empty hall: walls, floor, windows, a red banner, tables, grain of many scales."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    wall, floor = rng.uniform(140, 230, 3), rng.uniform(80, 170, 3)
    picture[: HEIGHT // 2] = wall
    picture[HEIGHT // 2 :] = floor
    for octave in (6, 12, 25, 50, 100, 200):
        rough = rng.normal(0, 9, (octave, octave * 4 // 3, 1)).astype(np.float32)
        picture += cv2.resize(rough, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)[..., None]
    for _ in range(int(rng.integers(6, 14))):
        x, y = int(rng.integers(0, WIDTH)), int(rng.integers(0, HEIGHT))
        size = (int(rng.integers(40, 220)), int(rng.integers(30, 180)))
        colour = rng.uniform(20, 250, 3).tolist()
        cv2.rectangle(picture, (x, y), (x + size[0], y + size[1]), colour, -1)
        cv2.rectangle(picture, (x, y), (x + size[0], y + size[1]), (30, 30, 30), 3)
    cv2.rectangle(picture, (200, 40), (1000, 130), (190, 20, 25), -1)
    picture = picture.clip(0, 255).astype(np.uint8)
    for at in range(12):
        cv2.putText(picture, chr(65 + int(rng.integers(26))), (230 + at * 62, 110), 3, 1.9, (250, 220, 60), 5)
    return cv2.GaussianBlur(picture, (0, 0), 1.2)


def peopled(room: Picture, seed: int, *, people: int = 14) -> Picture:
    """The room with people standing about; another seed is another moment."""
    rng = np.random.default_rng(seed)
    picture = room.copy()
    height, width = room.shape[:2]
    for _ in range(people):
        foot = int(rng.integers(height // 2, height))
        size = 0.35 + 0.65 * (foot - height / 2) / (height / 2)
        tall, x = int(330 * size * height / HEIGHT), int(rng.integers(0, width))
        coat, skin, hair = (rng.uniform(low, high, 3) for low, high in ((20, 240), (140, 220), (10, 60)))
        middle = (x, foot - tall * 2 // 5)
        cv2.ellipse(picture, middle, (tall // 7, tall * 2 // 5), 0, 0, 360, coat.tolist(), -1, cv2.LINE_AA)
        cv2.circle(picture, (x, foot - tall * 7 // 8), tall // 12, skin.tolist(), -1, cv2.LINE_AA)
        cv2.circle(picture, (x, foot - tall * 15 // 16), tall // 14, hair.tolist(), -1, cv2.LINE_AA)
    return picture


def shot(picture: Picture, seed: int, *, moved: bool) -> Picture:
    """What a camera makes of it: grain, a little exposure, and if `moved` another standpoint."""
    rng = np.random.default_rng(seed)
    if moved:
        corners = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
        aside = corners + rng.uniform(-70, 70, (4, 2)).astype(np.float32)
        sheet = cv2.getPerspectiveTransform(corners, aside)
        picture = cv2.warpPerspective(picture, sheet, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT)
    light = picture * rng.uniform(0.93, 1.07) + rng.normal(0, 4, picture.shape)
    return jpeg(light.clip(0, 255).astype(np.uint8), 88)


def jpeg(picture: Picture, quality: int = 85) -> Picture:
    """Through a JPEG and back."""
    packed = cv2.imencode(
        ".jpg", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    return np.asarray(cv2.imdecode(packed[1], cv2.IMREAD_COLOR_RGB))


def resized(picture: Picture, share: float) -> Picture:
    """Smaller or larger by a share of its sides."""
    height, width = picture.shape[:2]
    size = (max(16, round(width * share)), max(16, round(height * share)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC)


def cropped(picture: Picture, share: float) -> Picture:
    """Without a share of its width and height on every side."""
    height, width = picture.shape[:2]
    y, x = round(height * share), round(width * share)
    return picture[y : height - y, x : width - x]


def rotated(picture: Picture, degrees: float) -> Picture:
    """Turned about its middle, black corners."""
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(picture, turn, (width, height))


def bannered(picture: Picture, share: float = 0.12) -> Picture:
    """A red strip with yellow letters over the lower edge."""
    out = picture.copy()
    height, width = out.shape[:2]
    top = round(height * (1 - share))
    cv2.rectangle(out, (0, top), (width, height), (200, 20, 30), -1)
    cv2.putText(out, "COMMUNITY 2024", (width // 12, height - 6), 0, height * share / 45, (255, 230, 80), 2)
    return out


def watermarked(picture: Picture) -> Picture:
    """Half-transparent letters low on the right."""
    letters = picture.copy()
    height, width = picture.shape[:2]
    cv2.putText(
        letters, "street office", (width // 2, int(height * 0.92)), 0, height / 500, (255, 255, 255), 2
    )
    return cv2.addWeighted(letters, 0.7, picture, 0.3, 0)


def screenshot(picture: Picture) -> Picture:
    """Seen on a phone: bars above and below, the picture across the width."""
    screen = np.full((1600, 900, 3), 244, np.uint8)
    screen[:120], screen[1480:] = (28, 28, 30), (225, 225, 228)
    cv2.putText(screen, "12:31   photos", (40, 80), 0, 1.4, (255, 255, 255), 3)
    shown = resized(picture, 900 / picture.shape[1])[:1300]
    screen[160 : 160 + len(shown)] = shown
    return resized(screen, 0.7)


def toned(picture: Picture) -> Picture:
    """Warmer, and lifted in the shadows."""
    warm = 255 * (picture / 255.0) ** 0.8 * np.array([1.12, 1.0, 0.82])
    return np.asarray(warm.clip(0, 255), np.uint8)


def grey(picture: Picture) -> Picture:
    """Without its colours."""
    return np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)


def framed(picture: Picture, share: float = 0.06) -> Picture:
    """In a white border."""
    wide = round(max(picture.shape) * share)
    return cv2.copyMakeBorder(picture, wide, wide, wide, wide, cv2.BORDER_CONSTANT, value=(255, 255, 255))


CHANGES: dict[str, Callable[[Picture], Picture]] = {
    "resave": lambda picture: jpeg(picture, 45),
    "resize": lambda picture: jpeg(resized(picture, 0.4)),
    "grey": lambda picture: jpeg(grey(picture)),
    "colour": lambda picture: jpeg(toned(picture)),
    "banner": lambda picture: jpeg(bannered(picture)),
    "rotate 2": lambda picture: jpeg(rotated(picture, 2)),
    "crop 5": lambda picture: jpeg(cropped(picture, 0.05)),
    "crop 10": lambda picture: jpeg(cropped(picture, 0.10)),
    "crop 20": lambda picture: jpeg(cropped(picture, 0.20)),
    "border": lambda picture: jpeg(framed(picture)),
    "mirror": lambda picture: jpeg(picture[:, ::-1]),
    "screenshot": lambda picture: jpeg(screenshot(picture), 80),
    "watermark": lambda picture: jpeg(watermarked(picture)),
    "rotate 90": lambda picture: jpeg(np.rot90(picture)),
}
