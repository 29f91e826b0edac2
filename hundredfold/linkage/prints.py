"""What is kept of a photograph so that it can be found again: hashes, points and a small grey view.

Knows arrays only: not files, not who took the photograph, not what it is evidence of."""

from __future__ import annotations

import base64
import json
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hundredfold.linkage.features import POINT, find_points

VERSION = 2
HASH_BYTES = 32
VARIANTS = 8
VIEW_SIDE = 384
VIEW_QUALITY = 78
GLANCE_SIDE = 96
POINTS_SIDE = 288
FLAT = 6.0
_MAGIC = b"HFP"
_HEAD = struct.Struct("<3sBIIfHI")
_GRID = 64
_KEPT = 16

Grey = NDArray[np.uint8]
Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Print:
    """The fingerprint of one upright photograph.

    `width` and `height` are those of the photograph itself in pixels. `contrast` is the spread of its grey
    levels (0 to 127); below `FLAT` the picture is black, blank or nearly so and is never matched.
    `hashes` holds one 256-bit hash for each of the eight ways to turn or mirror it, shape (8, 32).
    `points` are its local features (dtype `POINT`), `view` a small JPEG for the second look."""

    width: int
    height: int
    contrast: float
    hashes: NDArray[np.uint8]
    points: NDArray[np.void]
    view: bytes
    version: int = VERSION

    @property
    def is_flat(self) -> bool:
        """Whether the picture has too little in it to be told from another."""
        return self.contrast < FLAT

    def to_bytes(self) -> bytes:
        """The print as bytes; `from_bytes` reads them back."""
        head = _HEAD.pack(
            _MAGIC, self.version, self.width, self.height, self.contrast, len(self.points), len(self.view)
        )
        return head + self.hashes.tobytes() + self.points.tobytes() + self.view

    @classmethod
    def from_bytes(cls, packed: bytes) -> Print:
        """Read what `to_bytes` wrote. Raises ValueError for anything else or for another version."""
        if len(packed) < _HEAD.size:
            raise ValueError("not a photo print")
        magic, version, width, height, contrast, points, view = _HEAD.unpack_from(packed)
        if magic != _MAGIC or version != VERSION:
            raise ValueError("a photo print of another version: fingerprint the photo again")
        hashes_end = _HEAD.size + VARIANTS * HASH_BYTES
        points_end = hashes_end + points * POINT.itemsize
        if len(packed) != points_end + view:
            raise ValueError("a photo print that was cut short")
        hashes = np.frombuffer(packed, np.uint8, VARIANTS * HASH_BYTES, _HEAD.size)
        return cls(
            width=width,
            height=height,
            contrast=contrast,
            hashes=hashes.reshape(VARIANTS, HASH_BYTES),
            points=np.frombuffer(packed, POINT, points, hashes_end),
            view=packed[points_end:],
        )

    def to_json(self) -> str:
        """The print as a JSON string, for a database column or a pipe."""
        return json.dumps(base64.b64encode(self.to_bytes()).decode("ascii"))

    @classmethod
    def from_json(cls, text: str) -> Print:
        """Read what `to_json` wrote. Raises ValueError for anything else."""
        packed: Any = json.loads(text)
        if not isinstance(packed, str):
            raise ValueError("not a photo print")
        return cls.from_bytes(base64.b64decode(packed, validate=True))

    def look(self) -> Picture:
        """The small view as an RGB array (height, width, 3), longest side at most `VIEW_SIDE`."""
        seen = cv2.imdecode(np.frombuffer(self.view, np.uint8), cv2.IMREAD_COLOR_RGB)
        if seen is None:
            raise ValueError("a photo print whose view cannot be read")
        return seen.astype(np.uint8, copy=False)

    def glance(self) -> Grey:
        """The view in grey, softened, its longest side at most `GLANCE_SIDE`: quick to read."""
        seen = cv2.imdecode(np.frombuffer(self.view, np.uint8), cv2.IMREAD_REDUCED_GRAYSCALE_2)
        if seen is None:
            raise ValueError("a photo print whose view cannot be read")
        small = shrink(seen.astype(np.uint8, copy=False), GLANCE_SIDE)
        return cv2.GaussianBlur(small, (0, 0), 0.8).astype(np.uint8, copy=False)


def fingerprint(picture: NDArray[Any], *, width: int = 0, height: int = 0) -> Print:
    """Fingerprint an upright picture: uint8, shape (h, w) grey or (h, w, 3) RGB.

    `width` and `height` are the size of the photograph when `picture` is a reduced copy of it.
    Raises ValueError for another shape or type."""
    grey = as_grey(picture)
    seen = grey_view = shrink(grey, VIEW_SIDE)
    if picture.ndim == 3:
        seen = shrink(np.ascontiguousarray(picture[:, :, ::-1]), VIEW_SIDE)
    packed = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, VIEW_QUALITY])[1].tobytes()
    contrast = _contrast(grey_view)
    points = find_points(shrink(grey, POINTS_SIDE)) if contrast >= FLAT else np.zeros(0, POINT)
    return Print(
        width=width or grey.shape[1],
        height=height or grey.shape[0],
        contrast=contrast,
        hashes=hash_variants(grey_view),
        points=points,
        view=packed,
    )


def shrink(picture: Picture, side: int) -> Picture:
    """The picture with its longest side at most `side` pixels, by area, so that noise averages out."""
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return picture
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def hash_variants(grey: Grey) -> NDArray[np.uint8]:
    """Eight 256-bit hashes, shape (8, 32): as it is, mirrored, turned by 180, flipped, and these transposed.

    Each bit says whether one of 16 x 16 low cosine frequencies lies above their median, as pHash and PDQ do;
    turning or mirroring only changes signs and swaps axes, so that one transform serves all eight."""
    small = cv2.resize(grey, (_GRID, _GRID), interpolation=cv2.INTER_AREA).astype(np.float64)
    rows = _cosines()
    waves = rows @ small @ rows.T
    odd = np.where(np.arange(1, _KEPT + 1) % 2 == 1, -1.0, 1.0)
    out = [
        _bits(base * down * across)
        for base in (waves, waves.T)
        for down in (np.ones((_KEPT, 1)), odd[:, None])
        for across in (np.ones((1, _KEPT)), odd[None, :])
    ]
    return np.stack(out)


@lru_cache(maxsize=1)
def _cosines() -> NDArray[np.float64]:
    order = np.arange(1, _KEPT + 1)[:, None]
    place = np.arange(_GRID)[None, :]
    return np.cos(np.pi * order * (2 * place + 1) / (2 * _GRID))


def _bits(waves: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.packbits((waves > np.median(waves)).ravel())


def as_grey(picture: NDArray[Any]) -> Grey:
    """The brightness of a picture, grey or RGB. Raises ValueError for another shape or type."""
    if picture.dtype != np.uint8 or picture.ndim not in (2, 3) or 0 in picture.shape:
        raise ValueError("a picture is an array of uint8, grey (h, w) or RGB (h, w, 3)")
    if picture.ndim == 2:
        return picture
    if picture.shape[2] != 3:
        raise ValueError("a picture is an array of uint8, grey (h, w) or RGB (h, w, 3)")
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def _contrast(view: Grey) -> float:
    """Spread between the 2nd and 98th percentile halved: a speck of dust on a white sheet does not count."""
    low, high = np.percentile(view, (2, 98))
    return float(high - low) / 2
