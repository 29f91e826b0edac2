"""Two pictures laid over each other on one grid, their tones matched, and where they still differ.

Knows an alignment and two small views; whether a difference matters is judged in `linkage.same_shot`."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.alignment import Affine, Look, rescaled
from hundredfold.linkage.prints import as_grey, shrink

Plane = NDArray[np.float32]
Mask = NDArray[np.bool_]

WORK_SIDE = 288
SOFTNESS = 1.0
WINDOW = 11
FIT_ROUNDS = 3
FURTHEST = 8.0
LUMA = np.array([0.299, 0.587, 0.114, 0.0], np.float32)
TAILS = (0, 0.002, 0.006, 0.015, *(at / 20 for at in range(1, 20)), 0.985, 0.994, 0.998, 1.0)
LEAST_CONTRAST = 7.0
LOW_AGREEMENT = 0.7
LOUD = 9.0
APART = 8.0


@dataclass(frozen=True, slots=True)
class Overlay:
    """Two pictures on one grid, (h, w, 3) float32 in grey levels, and `both`: where each shows something.

    `matrix` is the refined affine
    from the moved view to the grid; `within_still` and `within_moved` are the shares, 0 to 1, of the moved
    picture inside the still one and the other way round."""

    moved: NDArray[np.float32]
    still: NDArray[np.float32]
    both: Mask
    matrix: Affine
    within_still: float
    within_moved: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two pictures differ once their tones are matched.

    `changed` marks windows whose structure differs, `apart` pixels whose level differs; `textured` windows
    have something to compare. `residual` is the signed difference in grey levels of the still picture's
    tone, `toned` how far, in levels, that tone had to be bent from the moved one's."""

    changed: Mask
    apart: Mask
    textured: Mask
    both: Mask
    residual: Plane
    level: Plane
    toned: float

    def strain(self, within: Mask) -> float:
        """How ill the worst fiftieth of the textured windows agrees in structure, 0 to 1."""
        seen = self.textured & within
        if seen.sum() < 64:
            return 0.0
        alike = _likeness(self.level, self.level - self.residual)[seen]
        return float(1 - np.percentile(alike, 2))

    def agreement(self, within: Mask) -> float:
        """Correlation, 0 to 1, of the brightness foretold and the brightness met over a part of the grid."""
        if within.sum() < 64:
            return 0.0
        met = self.level[within].astype(np.float64)
        guess = met - self.residual[within]
        if met.std() < 1e-6 or guess.std() < 1e-6:
            return 0.0
        return max(0.0, float(np.corrcoef(met, guess)[0, 1]))

    @property
    def share(self) -> float:
        """Changed windows as a share of what both show."""
        return float(self.changed.sum() / max(int(self.both.sum()), 1))


def overlay(first: Look, second: Look, matrix: Affine) -> Overlay:
    """Lay both on the grid of the one in which the scene is smaller, so that neither is blown up."""
    if np.linalg.det(matrix[:, :2]) > 1:
        return _laid(second, first, cv2.invertAffineTransform(matrix).astype(np.float64))
    return _laid(first, second, matrix)


def _laid(moving: Look, still: Look, matrix: Affine) -> Overlay:
    moving_seen, still_seen, matrix = _reduced(moving.seen, still.seen, matrix)
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    sigma = 0.5 * np.sqrt(max(1 / max(scale, 0.05) ** 2 - 1, 0.0))
    grey: Any = as_grey(moving_seen)
    seen, still_grey = moving_seen, as_grey(still_seen)
    if sigma > 0.3:
        grey, seen = (cv2.GaussianBlur(picture, (0, 0), sigma) for picture in (grey, seen))
    height, width = still_grey.shape
    matrix = refine(grey, still_grey, matrix)
    warped = cv2.warpAffine(seen, matrix, (width, height), flags=cv2.INTER_LINEAR)
    inside = cv2.warpAffine(np.full(grey.shape, 255, np.uint8), matrix, (width, height))
    both = cv2.erode(inside, np.ones((5, 5), np.uint8), borderValue=255) > 250
    area = max(grey.size * abs(float(np.linalg.det(matrix[:, :2]))), 1.0)
    shown = float((inside > 127).sum())
    return Overlay(
        _soft(warped), _soft(still_seen), both, matrix, min(shown / area, 1.0), shown / inside.size
    )


def _reduced(moving: NDArray[np.uint8], still: NDArray[np.uint8], matrix: Affine) -> tuple[Any, Any, Affine]:
    """Both views at `WORK_SIDE` at most, and the matrix between the smaller ones."""
    small = [shrink(picture, WORK_SIDE) for picture in (moving, still)]
    first, second = (
        after.shape[1] / before.shape[1] for after, before in zip(small, (moving, still), strict=True)
    )
    return small[0], small[1], rescaled(matrix, first, second)


def _soft(seen: Any) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(seen.astype(np.float32), (0, 0), SOFTNESS), np.float32)


def refine(moving: NDArray[np.uint8], still: NDArray[np.uint8], matrix: Affine) -> Affine:
    """Pull a matrix to the best agreement of brightness (ECC); the given one when that does not settle.

    The moving picture is laid down first, so that what is sought is a small correction, whatever the turn."""
    height, width = still.shape
    laid = cv2.warpAffine(moving, matrix, (width, height), flags=cv2.INTER_LINEAR)
    inside = cv2.warpAffine(np.full(moving.shape, 255, np.uint8), matrix, (width, height))
    inside = cv2.erode(inside, np.ones((7, 7), np.uint8), borderValue=255)
    # A banner or people who moved would pull the whole frame: seek agreement where there is some already.
    steady = (_likeness(laid.astype(np.float32), still.astype(np.float32)) > 0.5) & (inside > 250)
    if steady.sum() > 0.15 * steady.size:
        inside = steady.astype(np.uint8) * 255
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 5e-5)
    try:
        _, found = cv2.findTransformECC(
            still, laid, np.eye(2, 3, dtype=np.float32), cv2.MOTION_AFFINE, stop, inside, 5
        )
    except cv2.error:
        return matrix
    correction = np.vstack([cv2.invertAffineTransform(found.astype(np.float64)), [0, 0, 1]])
    better = (correction @ np.vstack([matrix, [0, 0, 1]]))[:2]
    rows, columns = moving.shape
    corners = np.array([[0, 0, 1], [columns, 0, 1], [0, rows, 1], [columns, rows, 1]], np.float64)
    moved = float(np.abs(corners @ (better - matrix).T).max())
    return better if moved < FURTHEST else matrix


def difference(over: Overlay) -> Difference:
    """Compare both ways and believe the milder: what one picture clipped to white the other cannot foretell."""
    ways = [
        _one_way(source, target, over.both)
        for source, target in ((over.moved, over.still), (over.still, over.moved))
    ]
    (change_a, apart_a, textured, residual), (change_b, apart_b, other_textured, _) = ways
    level = _luma(over.still)
    return Difference(
        changed=change_a & change_b,
        apart=apart_a & apart_b,
        textured=textured | other_textured,
        both=over.both,
        residual=residual,
        level=level,
        toned=_toned(over, level - residual),
    )


def _toned(over: Overlay, guess: Plane) -> float:
    """How far tones or colours were bent, in grey levels; blurred, so that small motions do not count."""
    if not over.both.any():
        return 0.0
    bent = float(np.std((guess - _luma(over.moved))[over.both]))
    hues = (over.still - over.moved)[..., [0, 2]] - (over.still - over.moved)[..., 1:2]
    tint = cv2.blur(hues * over.both[..., None].astype(np.float32), (15, 15))[over.both]
    return max(bent, float(np.sqrt(np.mean(np.square(tint)))))


def _one_way(source: Any, target: Any, both: Mask) -> tuple[Mask, Mask, Mask, Plane]:
    level = _luma(target)
    guess = predict(source, level, both)
    residual = np.where(both, level - guess, 0).astype(np.float32)
    weight = both.astype(np.float32)
    count = np.maximum(_mean(weight), 1e-3)
    error = np.sqrt(np.maximum(_mean(residual * residual), 0) / count)
    mean, mean_guess = _mean(level * weight) / count, _mean(guess * weight) / count
    spread = np.maximum(_mean(level * level * weight) / count - mean * mean, 0)
    spread_guess = np.maximum(_mean(guess * guess * weight) / count - mean_guess * mean_guess, 0)
    shared = _mean(level * guess * weight) / count - mean * mean_guess
    agreement = shared / np.sqrt((spread + 4) * (spread_guess + 4))
    textured = both & (count > 0.5) & (np.sqrt(np.maximum(spread, spread_guess)) > LEAST_CONTRAST)
    changed = textured & (agreement < LOW_AGREEMENT) & (error > LOUD)
    apart = both & (np.sqrt(np.maximum(cv2.blur(residual * residual, (3, 3)), 0)) > APART)
    return changed, apart, textured, residual


def _mean(plane: Any) -> Any:
    return cv2.blur(plane.astype(np.float32, copy=False), (WINDOW, WINDOW))


def _luma(seen: NDArray[np.float32]) -> Plane:
    return (seen @ LUMA[:3]).astype(np.float32)


def predict(source: NDArray[np.float32], level: Plane, both: Mask) -> Plane:
    """Foretell the brightness of one picture from the colours of the other, as one recipe for all pixels.

    A weighted sum of red, green and blue, then a curve of tones; fitted where they agree, so that a pasted
    banner or a person who moved does not bend it."""
    steady = both & (_likeness(_luma(source), level) > 0.8)
    trusted = steady if steady.sum() > 0.1 * both.sum() else both
    sample = np.flatnonzero(trusted.ravel())[::5]
    colours, wanted = source.reshape(-1, 3)[sample], level.ravel()[sample]
    recipe, x, y = LUMA, np.zeros(0), np.zeros(0)
    kept = np.ones(len(wanted), np.bool_)
    for _ in range(FIT_ROUNDS if len(wanted) > 256 else 0):
        recipe = _recipe(colours[kept], wanted[kept])
        mixed = colours @ recipe[:3] + recipe[3]
        x, y = _curve(mixed[kept], wanted[kept])
        error = np.abs(_bend(mixed, x, y) - wanted)
        kept = error < max(6.0, 3.0 * float(np.median(error)))
    return _bend(source @ recipe[:3] + recipe[3], x, y)


def _likeness(one: Plane, other: Plane) -> Plane:
    """Correlation of two planes in the window round each pixel, before any tone is matched."""
    mean, mean_other = _mean(one), _mean(other)
    spread = np.maximum(_mean(one * one) - mean * mean, 0)
    spread_other = np.maximum(_mean(other * other) - mean_other * mean_other, 0)
    shared = _mean(one * other) - mean * mean_other
    return np.asarray(shared / np.sqrt((spread + 4) * (spread_other + 4)), np.float32)


def _recipe(colours: Plane, wanted: Plane) -> Plane:
    """Least squares for how much red, green, blue and plain light make the wanted brightness."""
    rows = np.concatenate([colours, np.ones((len(colours), 1), np.float32)], axis=1).astype(np.float64)
    ridge = np.diag([50.0, 50.0, 50.0, 0.01]) * len(rows) / 1000
    normal = rows.T @ rows + ridge
    return np.linalg.solve(normal, rows.T @ wanted + ridge @ LUMA).astype(np.float32)


def _curve(mixed: Plane, wanted: Plane) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Knots of a rising curve: the median level met at each foretold level, close-set at both ends."""
    order = np.argsort(mixed)
    foretold, met = mixed[order], wanted[order]
    ends = (np.array(TAILS) * len(order)).astype(int)
    parts = [(at, to) for at, to in itertools.pairwise(ends.tolist()) if to - at >= 8]
    x = np.array([_middle(foretold[at:to]) for at, to in parts], np.float64)
    y = np.array([_middle(np.sort(met[at:to])) for at, to in parts], np.float64)
    rising = np.concatenate([[True], np.diff(x) > 0.5]) if len(x) else np.zeros(0, np.bool_)
    return x[rising], np.maximum.accumulate(y)[rising] if len(y) else y


def _middle(ranked: Plane) -> float:
    """The median of levels in order."""
    half = len(ranked) // 2
    return float(ranked[half]) if len(ranked) % 2 else float(ranked[half - 1] + ranked[half]) / 2


def _bend(mixed: Plane, x: NDArray[np.float64], y: NDArray[np.float64]) -> Plane:
    """Apply the curve; beyond its ends go on with the slope of the last piece, but no steeper than two."""
    if len(x) < 3:
        return mixed.astype(np.float32)
    bent = np.interp(mixed, x, y)
    low = min((y[1] - y[0]) / (x[1] - x[0]), 2.0)
    high = min((y[-1] - y[-2]) / (x[-1] - x[-2]), 2.0)
    bent += np.minimum(mixed - x[0], 0) * low + np.maximum(mixed - x[-1], 0) * high
    return np.clip(bent, 0, 255).astype(np.float32)
