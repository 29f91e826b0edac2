"""What people paste on a copy: a banner along an edge, a mark of thin letters, a stamp in a corner.

Knows only where two aligned pictures differ; somebody who moved in mid-picture must not pass for one of these."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.overlay import WINDOW, Difference, Overlay

Mask = NDArray[np.bool_]

DEEPEST_STRIP = 0.28
STRAIGHT_DROP = 0.42
FULL_STRIP = 0.35
STAMP_HEIGHT = 0.17
STAMP_AREA = 0.08
ONE_SIGN = 0.93
THIN = 0.25
MANY_PIECES = 6
MOST_LETTERS = 0.06
PURE_WHITE = 210
PURE_BLACK = 30


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was recognised: codes out of `banner`, `mark`, `stamp`, and the picture without it."""

    codes: tuple[str, ...]
    rest: Mask


def without_pasted(found: Difference, over: Overlay) -> Pasted:
    """Take pasted banners, marks and stamps out of the comparison; `rest` is what remains to be judged."""
    rest, codes = found.both.copy(), []
    for turns in range(4):
        depth = _strip(np.rot90(found.apart, turns), np.rot90(found.both, turns))
        if depth:
            _cut(np.rot90(rest, turns), np.rot90(found.both, turns), depth + WINDOW)
            codes.append("banner")
    left = found.changed & rest
    if not left.any():
        return Pasted(tuple(dict.fromkeys(codes)), rest)
    if _is_thin_mark(found, rest):
        codes.append("mark")
        rest &= ~left
    elif _is_lettering(found, over, rest):
        codes.append("letters")
        rest &= ~left
    elif _is_stamp(left, found.apart & rest, found.both):
        codes.append("stamp")
        rest &= ~left
    return Pasted(tuple(dict.fromkeys(codes)), rest)


def _box(both: Mask) -> tuple[int, int, int, int]:
    rows, columns = np.flatnonzero(both.any(axis=1)), np.flatnonzero(both.any(axis=0))
    if not len(rows):
        return 0, 0, 0, 0
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _strip(different: Mask, both: Mask) -> int:
    """Depth of a strip along the upper edge that differs and ends in one straight line, or 0.

    Just inside the line most columns differ, just outside hardly any: people in the front row have heads of
    many heights, a pasted banner has not."""
    top, bottom, left, right = _box(both)
    inside = different[top:bottom, left:right]
    if min(inside.shape) < 4 * WINDOW:
        return 0
    rows = inside.mean(axis=1)
    sums = np.concatenate([[0.0], np.cumsum(rows)])
    depths = np.arange(6, int(len(rows) * DEEPEST_STRIP))
    within = (sums[depths - 1] - sums[depths - 4]) / 3
    beyond = (sums[depths + 5] - sums[depths + 2]) / 3
    drop = within - beyond
    body = sums[depths] / depths
    fits = (drop >= STRAIGHT_DROP) & (body >= FULL_STRIP)
    return int(depths[fits][np.argmax(drop[fits])]) if fits.any() else 0


def _cut(rest: Mask, both: Mask, depth: int) -> None:
    top = _box(both)[0]
    rest[: top + depth] = False


def _is_thin_mark(found: Difference, rest: Mask) -> bool:
    """Whether what is left is thin strokes, all lighter or all darker: letters, not people who moved."""
    size = np.abs(found.residual)
    strong = rest & (size > max(10.0, 0.5 * float(np.percentile(size[found.changed & rest], 95))))
    if strong.sum() < 12:
        return False
    lighter = float((found.residual[strong] > 0).mean())
    if max(lighter, 1 - lighter) < ONE_SIGN:
        return False
    thick = cv2.morphologyEx(strong.astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    pieces = cv2.connectedComponents(strong.astype(np.uint8), connectivity=8)[0] - 1
    top, bottom, left, right = _box(strong)
    # One slim figure far off is thin as well: letters come in lines or in numbers.
    is_written = pieces >= MANY_PIECES or right - left >= 2.5 * (bottom - top)
    return bool(thick.sum() < THIN * strong.sum() and is_written)


def _is_lettering(found: Difference, over: Overlay, rest: Mask) -> bool:
    """Whether all that differs is a few strokes of pure white, or of pure black, on one picture or both."""
    size = np.abs(found.residual)
    strong = rest & (size > max(25.0, 0.5 * float(np.percentile(size[found.changed & rest], 95))))
    if strong.sum() < 12 or found.changed[rest].sum() > MOST_LETTERS * rest.sum():
        return False
    both = np.stack([over.moved[strong], over.still[strong]])
    lightest, darkest = both.min(axis=2).max(axis=0), both.max(axis=2).min(axis=0)
    if np.median(lightest) < PURE_WHITE and np.median(darkest) > PURE_BLACK:
        return False
    kernel = np.ones((7, 7), np.uint8)
    thick = sum(
        int(cv2.morphologyEx((strong & sign).astype(np.uint8), cv2.MORPH_OPEN, kernel).sum())
        for sign in (found.residual > 0, found.residual < 0)
    )
    return bool(thick < THIN * strong.sum())


def _is_stamp(left: Mask, apart: Mask, both: Mask) -> bool:
    """Whether all that is left is one full, low box in a corner."""
    top, bottom, first, last = _box(both)
    height, width = bottom - top, last - first
    y0, y1, x0, x1 = _box(left)
    trim = WINDOW // 2
    fill = apart[y0 + trim : y1 - trim, x0 + trim : x1 - trim]
    if not fill.size or fill.mean() < 0.7 or (y1 - y0) > STAMP_HEIGHT * height + WINDOW:
        return False
    if (y1 - y0) * (x1 - x0) > STAMP_AREA * height * width + WINDOW * WINDOW:
        return False
    near_row = min(y0 - top, bottom - y1) < 0.08 * height
    near_column = min(x0 - first, last - x1) < 0.08 * width
    return near_row and near_column
