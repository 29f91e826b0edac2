"""The first look at two photographs, a tenth of a view across: surely not one shot, or worth a second look.

Knows two looks and a guess how they lie; it rejects in a fraction of a millisecond and confirms nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.alignment import Affine, Alignment, Look, rescaled

Grey = NDArray[np.uint8]

ALIKE = 0.5
SHARE_LEAST, LIKENESS_LEAST = 0.58, 0.7
SETTLED_LEAST = 0.9
SETTLED = 0.97
WINDOW = 9
TEXTURED = 6.0
FEWEST_TEXTURED = 40
ROUNDS = 15
STRIP = 0.2
UNLIKE = 0.3
COINCIDE = 0.015


def first_look(first: Look, second: Look, found: Alignment) -> Alignment | None:
    """The alignment of the views, drawn tighter, when the two may be one shot; None when they surely are not.

    `found` aligns the glances (see `at_a_glance`); the views themselves are not opened for most pairs.
    Copies agree nearly everywhere, but for a banner: most windows have to be alike, half of them very."""
    near, far, matrix, is_grown = _smaller_last(first, second, found)
    share, likeness = _alike(near, far, matrix)
    if share < SHARE_LEAST or likeness < LIKENESS_LEAST:
        return None
    if likeness < SETTLED:
        tighter = _tighter(near, far, matrix)
        better_share, better = _alike(near, far, tighter)
        if better > likeness:
            share, likeness, matrix = better_share, better, tighter
    if share < SHARE_LEAST or likeness < SETTLED_LEAST:
        return None
    matrix = _inverse(matrix) if is_grown else matrix
    shares = first.width / first.glance.shape[1], second.width / second.glance.shape[1]
    return replace(found, matrix=rescaled(matrix, *shares))


def at_a_glance(first: Look, second: Look, found: Alignment) -> Alignment:
    """An alignment of two views as one of their glances."""
    shares = first.glance.shape[1] / first.width, second.glance.shape[1] / second.width
    return replace(found, matrix=rescaled(found.matrix, *shares))


def share_alike(first: Look, second: Look, found: Alignment) -> float:
    """The share, 0 to 1, of the windows with something in them that are alike where two glances overlap."""
    near, far, matrix, _ = _smaller_last(first, second, found)
    return _alike(near, far, matrix)[0]


def plainly_other(first: Look, second: Look, near: Alignment) -> float:
    """The share, 0 to 1, of windows that show plainly other things where two frames coincide; 0 where it says nothing.

    Two frames of a camera on a wall agree but for the people. What was pasted along one edge does not count, and where
    one frame lies within the other, as cropped and framed copies do, only the second look can tell."""
    found = at_a_glance(first, second, near)
    rows, columns = first.glance.shape
    corners = np.array([[0, 0, 1], [columns, 0, 1], [0, rows, 1], [columns, rows, 1]], np.float64)
    goal = corners[:, :2] * [second.glance.shape[1] / columns, second.glance.shape[0] / rows]
    if float(np.abs(corners @ found.matrix.T - goal).max()) > COINCIDE * max(second.glance.shape):
        return 0.0
    likeness, textured = _likeness(first.glance, second.glance, found.matrix)
    parts = ((likeness[inner], textured[inner]) for inner in _without_strips(*textured.shape))
    shares = [float((seen[where] < UNLIKE).mean()) for seen, where in parts if where.sum() >= FEWEST_TEXTURED]
    return min(shares, default=0.0)


def _smaller_last(first: Look, second: Look, found: Alignment) -> tuple[Grey, Grey, Affine, bool]:
    """Both glances and the matrix between them, so ordered that nothing is blown up; whether they were swapped."""
    if float(np.linalg.det(found.matrix[:, :2])) > 1:
        return second.glance, first.glance, _inverse(found.matrix), True
    return first.glance, second.glance, found.matrix, False


def _inverse(matrix: Affine) -> Affine:
    return cv2.invertAffineTransform(matrix).astype(np.float64)


def _laid(moving: Any, still: Grey, matrix: Affine) -> tuple[Any, Any]:
    """The moving picture on the grid of the still one, and where it shows something."""
    height, width = still.shape
    scale = float(np.sqrt(max(np.linalg.det(matrix[:, :2]), 0.01)))
    if scale < 0.7:
        moving = cv2.GaussianBlur(moving, (0, 0), 0.5 * np.sqrt(1 / scale**2 - 1))
    laid = cv2.warpAffine(moving, matrix, (width, height))
    return laid, cv2.warpAffine(np.full(moving.shape, 255, np.uint8), matrix, (width, height))


def _alike(moving: Grey, still: Grey, matrix: Affine) -> tuple[float, float]:
    """Of the windows with something in them: the share that is alike, and the median likeness."""
    likeness, textured = _likeness(moving, still, matrix)
    whole = _shares(likeness, textured)
    if whole[0] >= SHARE_LEAST:
        return whole
    # A banner over a plain sky or wall holds most of what there is to compare: look at the rest as well.
    rests = (_shares(likeness[inner], textured[inner]) for inner in _without_strips(*textured.shape))
    return max((whole, *rests))


def _likeness(moving: Grey, still: Grey, matrix: Affine) -> tuple[Any, Any]:
    """Correlation in the window round each pixel of the still picture, and where there is something to compare."""
    laid, inside = _laid(moving, still, matrix)
    shown = (inside > 250).astype(np.float32)
    ours, theirs = laid.astype(np.float32) * shown, still.astype(np.float32) * shown
    count = np.maximum(_mean(shown), 1e-3)
    mean, mean_other = _mean(ours) / count, _mean(theirs) / count
    spread = np.maximum(_mean(ours * ours) / count - mean * mean, 0)
    spread_other = np.maximum(_mean(theirs * theirs) / count - mean_other * mean_other, 0)
    textured = (shown > 0) & (np.maximum(spread, spread_other) > TEXTURED**2)
    shared = _mean(ours * theirs) / count - mean * mean_other
    return shared / np.sqrt((spread + 4) * (spread_other + 4)), textured


def _shares(likeness: Any, textured: Any) -> tuple[float, float]:
    if np.count_nonzero(textured) < FEWEST_TEXTURED:
        return 0.0, 0.0
    seen = likeness[textured]
    return float((seen > ALIKE).mean()), float(np.median(seen))


def _without_strips(height: int, width: int) -> tuple[tuple[slice, slice], ...]:
    """The picture without a strip along each of its four edges."""
    rows, columns, every = round(height * STRIP), round(width * STRIP), slice(None)
    return (
        (slice(rows, None), every),
        (slice(None, -rows), every),
        (every, slice(columns, None)),
        (every, slice(None, -columns)),
    )


def _mean(plane: Any) -> Any:
    return cv2.blur(plane, (WINDOW, WINDOW))


def _tighter(moving: Grey, still: Grey, matrix: Affine) -> Affine:
    """The matrix pulled to the best agreement of brightness; the same when that does not settle."""
    laid, inside = _laid(moving, still, matrix)
    inside = cv2.erode(inside, np.ones((3, 3), np.uint8), borderValue=255)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, ROUNDS, 1e-4)
    start = np.eye(2, 3, dtype=np.float32)
    try:
        _, found = cv2.findTransformECC(still, laid, start, cv2.MOTION_AFFINE, stop, inside, 3)
    except cv2.error:
        return matrix
    correction = np.vstack([_inverse(found.astype(np.float64)), [0, 0, 1]])
    return np.asarray((correction @ np.vstack([matrix, [0, 0, 1]]))[:2], np.float64)
