"""Lays one picture over another: which turn, scale and shift, if any, brings the same points together.

Knows two small grey views; whether they are then the same photograph is judged in `linkage.same_shot`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.features import Features, find_features
from hundredfold.linkage.prints import Print, as_grey
from hundredfold.linkage.shared_points import Shared

Grey = NDArray[np.uint8]
Affine = NDArray[np.float64]

LOOK_FEATURES = 400
RATIO = 0.88
REACH = 4.0
CLOSE = 1.5
FEWEST = 6
SPREAD_CELLS = 6
STRETCH = 1.4
SCALES = (0.2, 5.0)


class Look:
    """A print opened for a look; each part is made when first asked for, for most pairs part at a glance."""

    def __init__(self, kept: Print, plain: Look | None = None) -> None:
        self._kept, self._plain = kept, plain

    @cached_property
    def seen(self) -> NDArray[np.uint8]:
        """The view in colour."""
        return self._kept.look() if self._plain is None else _flipped(self._plain.seen)

    @cached_property
    def grey(self) -> Grey:
        """The view in grey."""
        return as_grey(self.seen)

    @property
    def height(self) -> int:
        """Rows of the view."""
        return int(self.seen.shape[0])

    @property
    def width(self) -> int:
        """Columns of the view."""
        return int(self.seen.shape[1])

    @cached_property
    def glance(self) -> Grey:
        """The grey view at a quarter of its size, softened."""
        return self._kept.glance() if self._plain is None else _flipped(self._plain.glance)

    @cached_property
    def features(self) -> Features:
        """The strongest local features of the view."""
        if self._plain is not None:
            return self._plain.features.mirrored(self.width)
        return find_features(self.grey, most=LOOK_FEATURES)

    @cached_property
    def mirror(self) -> Look:
        """The same look in a mirror."""
        return Look(self._kept, self)


def _flipped(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(picture[:, ::-1])


@dataclass(frozen=True, slots=True)
class Alignment:
    """`matrix` (2, 3) takes places in the first view to the second; `inliers` of `matched` points agree.

    `spread` says how far over both views the inliers reach: in how many of six rows or columns they lie."""

    matrix: Affine
    inliers: int
    matched: int
    spread: int = 0

    @property
    def scale(self) -> float:
        """How many times larger the first picture appears in the second."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix[:, :2]))))

    @property
    def degrees(self) -> float:
        """By how much it is turned, from -180 to 180."""
        return float(np.degrees(np.arctan2(self.matrix[1, 0], self.matrix[0, 0])))


def align(first: Look, second: Look) -> Alignment | None:
    """The affine that most shared features agree on, or None when too few do or the shape is impossible."""
    ours, theirs = match(first.features, second.features)
    if len(ours) < FEWEST:
        return None
    source, target = first.features.places[ours], second.features.places[theirs]
    cv2.setRNGSeed(1)
    matrix, mask = cv2.estimateAffine2D(
        source,
        target,
        method=cv2.RANSAC,
        ransacReprojThreshold=REACH,
        maxIters=1500,
        confidence=0.995,
        refineIters=10,
    )
    if matrix is None or int(mask.sum()) < FEWEST:
        return None
    affine: Affine = matrix.astype(np.float64)
    source, target = source[mask.ravel() > 0], target[mask.ravel() > 0]
    affine = _tightened(affine, source, target)
    if not is_plausible(affine):
        return None
    spread = min(_spread(source, first), _spread(target, second))
    return Alignment(affine, len(source), len(ours), spread)


def _spread(places: NDArray[np.float32], look: Look) -> int:
    """The fewer of the rows and the columns, of six, that hold one place in thirty at least."""
    cells = (places / [look.width, look.height] * SPREAD_CELLS).astype(int).clip(0, SPREAD_CELLS - 1)
    least = max(1.0, len(places) / 30)
    return min(int((np.bincount(cells[:, axis], minlength=SPREAD_CELLS) >= least).sum()) for axis in (0, 1))


def _tightened(matrix: Affine, source: NDArray[np.float32], target: NDArray[np.float32]) -> Affine:
    """Least squares over the points that fit to within `CLOSE` pixels; the same matrix when they are few."""
    for _ in range(2):
        away = np.linalg.norm(source @ matrix[:, :2].T + matrix[:, 2] - target, axis=1)
        near = away < CLOSE
        if near.sum() < 2 * FEWEST:
            return matrix
        rows = np.column_stack([source[near], np.ones(int(near.sum()))])
        matrix = np.linalg.lstsq(rows, target[near], rcond=None)[0].T.astype(np.float64)
    return matrix


def match(first: Features, second: Features) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of features that are each other's nearest and clearly nearer than the next."""
    none = np.zeros(0, np.intp)
    if len(first.places) < 2 or len(second.places) < 2:
        return none, none
    likeness = first.descriptors @ second.descriptors.T
    best = likeness.argmax(axis=1)
    rows = np.arange(len(best))
    mutual = likeness.argmax(axis=0)[best] == rows
    top = likeness[rows, best]
    next_best = np.partition(likeness, -2, axis=1)[:, -2]
    near, far = np.sqrt(np.maximum(2 - 2 * top, 0)), np.sqrt(np.maximum(2 - 2 * next_best, 1e-9))
    kept = np.flatnonzero(mutual & (near < RATIO * far))
    return kept, best[kept]


def is_plausible(matrix: Affine) -> bool:
    """Whether a matrix is one that copying makes: no mirror, little stretch, no wild scale."""
    sizes = np.linalg.svd(matrix[:, :2], compute_uv=False)
    if np.linalg.det(matrix[:, :2]) <= 0 or sizes[1] < SCALES[0] or sizes[0] > SCALES[1]:
        return False
    return bool(sizes[0] / sizes[1] <= STRETCH)


def turned(first: Grey, second: Grey, quarter: int) -> Alignment:
    """The plain guess that the whole first picture, turned by quarters clockwise, fills the second."""
    height, width = first.shape
    corners = np.array([[0, 0], [width, 0], [0, height]], np.float32)
    rows, columns = second.shape
    around = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    goal = np.array([around[quarter % 4], around[(quarter + 1) % 4], around[(quarter + 3) % 4]], np.float32)
    return Alignment(cv2.getAffineTransform(corners, goal).astype(np.float64), 0, 0)


def placed(first: Grey, second: Grey, shared: Shared) -> Alignment:
    """The alignment of two pictures that shared points foretell; `first` is to be the mirror if they say so."""
    side, other = max(first.shape), max(second.shape)
    slope, shift = shared.slope * other / side, shared.shift * other
    matrix = np.array([[slope.real, -slope.imag, shift.real], [slope.imag, slope.real, shift.imag]])
    if shared.mirrored:
        matrix[:, 2] -= matrix[:, 0] * first.shape[1]
    matrix[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    return Alignment(matrix, shared.agree, shared.matched, shared.spread)


def rescaled(matrix: Affine, first: float, second: float) -> Affine:
    """The matrix between the same two pictures once they are `first` and `second` times as large."""
    scaled = matrix.copy()
    scaled[:, :2] *= second / first
    scaled[:, 2] = (matrix[:, 2] + 0.5 - matrix[:, :2] @ [0.5, 0.5]) * second
    scaled[:, 2] += scaled[:, :2] @ [0.5, 0.5] - 0.5
    return scaled
