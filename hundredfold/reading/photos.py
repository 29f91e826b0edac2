"""From the bytes of a photograph to an upright picture, a few facts, and a public copy without metadata.

Run it in the sandbox. Keeps no serial number, owner or name of a camera; knows no records and no fingerprints."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from hundredfold.reading.photo_exif import ORIENTATION, camera, place, taken_at
from hundredfold.reading.photo_header import MEDIA_TYPES, open_photo
from hundredfold.reading.words import Refused

PUBLIC_SIDE = 1600
PUBLIC_QUALITY = 80
_DAMAGE = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, EOFError, RuntimeError)
_TURNED = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a photograph says of itself. `width` and `height` in pixels as seen upright; `lat` and `lon` in
    WGS-84 degrees; `taken_at` as the camera's clock had it, with an offset only if the camera gave one;
    `orientation` the EXIF value 1 to 8; `camera` a mark that photographs of one make and model share."""

    sha256: str
    width: int
    height: int
    media_type: str
    taken_at: datetime | None
    lat: float | None
    lon: float | None
    orientation: int
    camera: str = ""

    def to_json(self) -> dict[str, Any]:
        """The facts as plain values for a pipe."""
        taken = self.taken_at.isoformat() if self.taken_at else None
        return {name: getattr(self, name) for name in self.__slots__} | {"taken_at": taken}

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> PhotoFacts:
        """Read what `to_json` gave."""
        taken = plain["taken_at"]
        return cls(**(plain | {"taken_at": datetime.fromisoformat(taken) if taken else None}))


def read_photo(path: str | Path) -> PhotoFacts:
    """The facts of one photograph, without decoding its pixels. Raises Refused."""
    path = Path(path)
    with open_photo(path) as picture:
        return _facts(path, picture)


def read_and_decode(path: str | Path, *, longest: int) -> tuple[PhotoFacts, NDArray[np.uint8]]:
    """Facts and upright picture of one photograph, opened once. See `read_photo` and `decode`."""
    path = Path(path)
    with open_photo(path) as picture:
        facts = _facts(path, picture)
        return facts, np.asarray(_upright(path, picture, longest))


def decode(path: str | Path, *, longest: int) -> NDArray[np.uint8]:
    """The upright picture, longest side at most `longest`: uint8, (h, w) when grey, else (h, w, 3) RGB.

    Transparent parts are laid on white, of an animation the first frame is taken. Raises Refused."""
    path = Path(path)
    with open_photo(path) as picture:
        return np.asarray(_upright(path, picture, longest))


def public_copy(path: str | Path, *, out: str | Path, longest: int = PUBLIC_SIDE) -> dict[str, Any]:
    """Write an upright WebP copy without any metadata to `out`; answers its width, height, bytes and SHA-256.

    Where `out` is a folder the copy gets the file's own name in it, with `.webp`, so that one child makes many.
    Raises Refused when the photograph cannot be read."""
    path, out = Path(path), Path(out)
    out = out / f"{path.name}.webp" if out.is_dir() else out
    with open_photo(path) as picture:
        upright = _upright(path, picture, longest)
    # A new image from the bare pixels: nothing of the original's info dictionary can come along.
    bare = Image.fromarray(np.asarray(upright))
    bare.save(out, "WEBP", quality=PUBLIC_QUALITY, method=4)
    packed = out.read_bytes()
    return {
        "width": bare.width,
        "height": bare.height,
        "bytes": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
    }


def _facts(path: Path, picture: Image.Image) -> PhotoFacts:
    exif = _exif(picture)
    orientation = exif.get(ORIENTATION, 1)
    orientation = orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
    width, height = picture.size
    if orientation >= 5:
        width, height = height, width
    lat, lon = place(exif) or (None, None)
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return PhotoFacts(
        sha256=digest,
        width=width,
        height=height,
        media_type=MEDIA_TYPES.get(picture.format or "", "application/octet-stream"),
        taken_at=taken_at(exif),
        lat=lat,
        lon=lon,
        orientation=orientation,
        camera=camera(exif),
    )


def _exif(picture: Image.Image) -> Image.Exif:
    """The photograph's EXIF block, empty when it has none or it cannot be read."""
    try:
        return picture.getexif()
    except _DAMAGE:
        return Image.Exif()


def _upright(path: Path, picture: Image.Image, longest: int) -> Image.Image:
    orientation = _exif(picture).get(ORIENTATION, 1)
    try:
        # A JPEG can be decoded at an eighth, a quarter or a half straight away: at the least that is large enough.
        share = longest / max(picture.size)
        picture.draft("RGB", (int(picture.width * share), int(picture.height * share)))
        picture.load()
    except (MemoryError, Refused):
        raise
    except _DAMAGE as fault:
        cut = "truncated" in str(fault).lower() or isinstance(fault, EOFError)
        raise Refused("photo_cut" if cut else "photo_damaged", file=path.name) from None
    plain = _plain(_shrunk(picture, longest))
    plain.thumbnail((longest, longest), Image.Resampling.BOX, reducing_gap=None)
    if isinstance(orientation, int) and orientation in _TURNED:
        plain = plain.transpose(Image.Transpose(_TURNED[orientation]))
    return plain


def _shrunk(picture: Image.Image, longest: int) -> Image.Image:
    """A whole-number reduction first, which is quick and needs little memory; not for palettes."""
    factor = max(picture.size) // (2 * longest)
    if factor < 2:
        return picture
    if picture.mode in ("RGBA", "LA"):
        # Channel by channel: reducing both together would first copy the whole picture.
        bands = [picture.getchannel(at).reduce(factor) for at in range(len(picture.getbands()))]
        return Image.merge(picture.mode, bands)
    if picture.mode in ("RGB", "L", "CMYK"):
        return picture.reduce(factor)
    if picture.mode in ("I", "F") or picture.mode.startswith("I;"):
        return _eight_bits(picture, every=factor)
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """Grey or RGB of eight bits, whatever it was: palette, CMYK, sixteen bits, transparent."""
    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode in ("I", "F") or picture.mode.startswith("I;"):
        return _eight_bits(picture)
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        sheet = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(sheet, clear).convert("RGB")
    return picture.convert("RGB")


def _eight_bits(picture: Image.Image, *, every: int = 1) -> Image.Image:
    """Sixteen bits to eight by the upper byte, of one pixel in `every` squared; beyond sixteen bits the levels
    are stretched between their own extremes."""
    levels = np.nan_to_num(np.asarray(picture)[::every, ::every].astype(np.float64))
    top = float(levels.max(initial=0.0))
    if levels.min(initial=0.0) >= 0 and top <= 65535:
        levels = levels / 257 if top > 255 else levels
    else:
        span = max(top - float(levels.min()), 1e-6)
        levels = (levels - levels.min()) / span * 255
    return ImageOps.grayscale(Image.fromarray(levels.clip(0, 255).astype(np.uint8)))
