"""Local features of a grey picture: points with codes that survive crops, borders, turns and mirrors.

Knows one picture at a time; comparing two is `linkage.likeness`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

POINT = np.dtype(
    [("code", "<u4"), ("mirrored", "<u4"), ("x", "<u2"), ("y", "<u2"), ("size", "u1"), ("angle", "u1")]
)
KEPT_POINTS = 160
CODE_BITS = 22
_SEED = 20240917
_CELLS, _BINS = 4, 8


@dataclass(frozen=True, slots=True)
class Features:
    """SIFT features: `places` (n, 2) in pixels, `descriptors` (n, 128) of length one, `angles` in degrees."""

    places: NDArray[np.float32]
    descriptors: NDArray[np.float32]
    sizes: NDArray[np.float32]
    angles: NDArray[np.float32]

    def mirrored(self, width: int) -> Features:
        """The features of the left-right mirrored picture, without looking at it again.

        Mirroring turns the angles round and reverses, in each descriptor, the cells across the main
        direction and the order of the directions."""
        places = self.places.copy()
        places[:, 0] = width - 1 - places[:, 0]
        return Features(places, mirror_descriptors(self.descriptors), self.sizes, (180 - self.angles) % 360)


def find_features(grey: NDArray[np.uint8], *, most: int) -> Features:
    """At most `most` of the strongest features of a grey picture, each with one main direction."""
    keypoints, raw = _detector(most).detectAndCompute(grey, None)
    if raw is None or not len(keypoints):
        return Features(*(np.zeros(shape, np.float32) for shape in ((0, 2), (0, 128), (0,), (0,))))
    order = sorted(range(len(keypoints)), key=lambda at: -keypoints[at].response)[:most]
    places = np.array([keypoints[at].pt for at in order], np.float32)
    sizes = np.array([keypoints[at].size for at in order], np.float32)
    angles = np.array([keypoints[at].angle for at in order], np.float32)
    return Features(places, _root(raw[order]), sizes, angles)


def find_points(grey: NDArray[np.uint8]) -> NDArray[np.void]:
    """The features of a picture in 14 bytes each, for the index; places in 1/65535 of the longest side."""
    found = find_features(grey, most=KEPT_POINTS)
    points = np.zeros(len(found.places), POINT)
    side = max(grey.shape)
    points["code"] = codes(found.descriptors)
    points["mirrored"] = codes(mirror_descriptors(found.descriptors))
    points["x"] = np.clip(found.places[:, 0] / side * 65535, 0, 65535)
    points["y"] = np.clip(found.places[:, 1] / side * 65535, 0, 65535)
    points["size"] = np.clip(np.log2(np.maximum(found.sizes / side, 1e-6)) * 12 + 120, 0, 255)
    points["angle"] = found.angles / 360 * 256 % 256
    return points


def codes(descriptors: NDArray[np.float32]) -> NDArray[np.uint32]:
    """One short code per descriptor: which side of fixed planes it lies on. Like features share codes."""
    sides = descriptors @ _planes() > 0
    weights = (1 << np.arange(CODE_BITS, dtype=np.uint32)).astype(np.uint32)
    return np.asarray((sides * weights).sum(axis=1), np.uint32)


def mirror_descriptors(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the descriptors would be if the picture were mirrored."""
    cells = descriptors.reshape(-1, _CELLS, _CELLS, _BINS)
    turned = (-np.arange(_BINS)) % _BINS
    return np.ascontiguousarray(cells[:, ::-1, :, :][..., turned]).reshape(-1, 128)


@lru_cache(maxsize=4)
def _detector(most: int) -> Any:
    return cv2.SIFT.create(nfeatures=most, contrastThreshold=0.02, edgeThreshold=12)


@lru_cache(maxsize=1)
def _planes() -> NDArray[np.float32]:
    """Planes whose normals sum to zero, so that overall strength does not decide a side."""
    normals = np.random.default_rng(_SEED).standard_normal((128, CODE_BITS))
    normals -= normals.mean(axis=0)
    return normals.astype(np.float32)


def _root(raw: NDArray[np.float32]) -> NDArray[np.float32]:
    """Square roots of the shares: distances then weigh small bins fairly (RootSIFT)."""
    shares = raw / np.maximum(raw.sum(axis=1, keepdims=True), 1e-6)
    return np.asarray(np.sqrt(shares), np.float32)
