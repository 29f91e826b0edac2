"""The camera of the drawn pictures: tilt, light, colour, grain, and what people later do to a file."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.random import Generator

from .brushes import GOLD, HIGH, INK, WIDE, Canvas, Pixels, pseudo_text

FRAME = (960, 640)
GRAIN = 0.11


@cache
def _grain() -> Pixels:
    """One sheet of film grain, lighter than any picture is large;
    every picture takes its own part of it."""
    noise = np.random.default_rng(7).normal(128, 42, (FRAME[1] + 256, FRAME[0] + 256)).astype(np.uint8)
    return np.ascontiguousarray(cv2.merge([cv2.GaussianBlur(noise, (0, 0), 0.7)] * 3), np.uint8)


def _view(pixels: Pixels, shot: Generator) -> Pixels:
    """The part of the canvas that the camera saw: nearer or farther, tilted, from one side."""
    near = float(shot.uniform(0.74, 0.985))
    wide, high = WIDE * near, HIGH * near
    left = float(shot.uniform(0, WIDE - wide))
    top = float(shot.uniform(0.3, 0.9)) * (HIGH - high)
    keystone, tilt = float(shot.uniform(-0.05, 0.05)) * high, float(shot.uniform(-0.018, 0.018)) * wide
    source = np.array(
        [
            [left, top + keystone + tilt],
            [left + wide, top - keystone - tilt],
            [left + wide, top + high + keystone - tilt],
            [left, top + high - keystone + tilt],
        ],
        np.float32,
    )
    target = np.array([[0, 0], [FRAME[0], 0], [FRAME[0], FRAME[1]], [0, FRAME[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    seen = cv2.warpPerspective(pixels, matrix, FRAME, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(seen, np.uint8)


def _light(pixels: Pixels, scene: Generator, shot: Generator) -> Pixels:
    """Uneven light of the place, a soft vignette, and the camera's idea of white."""
    patches = scene.uniform(0.78, 1.12, (3, 4)).astype(np.float32) + float(shot.uniform(-0.05, 0.05))
    warmth = float(scene.uniform(-0.05, 0.07)) + float(shot.uniform(-0.03, 0.03))
    gains = np.array([1 + warmth, 1.0, 1 - warmth], np.float32)
    small = np.clip(patches[:, :, None] * gains * 200, 0, 255).astype(np.uint8)
    spread = cv2.resize(small, FRAME, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.multiply(pixels, spread, scale=1 / 200), np.uint8)


def photograph(canvas: Canvas, *, scene: Generator, shot: Generator) -> Pixels:
    """The canvas as a camera at the place saw it: 640 rows of 960 RGB pixels."""
    pixels = _light(_view(canvas.pixels, shot), scene, shot)
    down, right = int(shot.integers(256)), int(shot.integers(256))
    grain = _grain()[down : down + FRAME[1], right : right + FRAME[0]]
    return np.asarray(cv2.addWeighted(pixels, 1.0, grain, GRAIN, -128 * GRAIN), np.uint8)


def _cropped(pixels: Pixels, share: float) -> Pixels:
    high, wide = pixels.shape[:2]
    top, left = int(high * share * 0.35), int(wide * share * 0.6)
    return pixels[top : top + int(high * (1 - share)), left : left + int(wide * (1 - share))]


def _with_strip(pixels: Pixels) -> Pixels:
    """A dark strip with signs along the lower edge, as apps put the sender's name there."""
    marked = Canvas(INK)
    sender = np.random.default_rng(int(pixels[::97, ::89].sum()))
    pseudo_text(
        marked, 40, 14, size=44, count=int(sender.integers(9, 20)), colour=GOLD, dice=sender, bold=True
    )
    changed = pixels.copy()
    high = pixels.shape[0] // 11
    changed[-high:] = cv2.resize(marked.pixels[:72, : FRAME[0]], (pixels.shape[1], high))
    return changed


def reworked(pixels: Pixels, change: str) -> Pixels:
    """The picture after `change`; "" and "resave" leave the pixels alone. Raises ValueError for an
    unknown change."""
    if change in ("", "resave"):
        return pixels
    if change == "resize":
        return np.asarray(cv2.resize(pixels, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA), np.uint8)
    if change in ("crop5", "crop10"):
        return np.ascontiguousarray(_cropped(pixels, 0.05 if change == "crop5" else 0.1))
    if change == "mirror":
        return np.ascontiguousarray(pixels[:, ::-1])
    if change == "banner":
        return _with_strip(pixels)
    if change == "grey":
        return np.asarray(
            cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), np.uint8
        )
    raise ValueError(f"no such change of a picture: {change}")
