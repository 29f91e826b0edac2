"""The demo's pictures: from a photo's seeds to an image and to a JPEG file;
it knows scenes, not records."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import modf
from zlib import crc32

import cv2
import numpy as np
from numpy.random import Generator
from PIL import Image

from . import painters_cards, painters_objects, painters_outdoors, painters_rooms, painters_works
from .brushes import Canvas
from .camera import FRAME, photograph, reworked
from .shapes import DemoPhoto

SCENES: dict[str, Callable[[Generator, Generator], Canvas]] = {
    "hall": painters_rooms.hall,
    "stage": painters_rooms.stage,
    "classroom": painters_rooms.classroom,
    "reading": painters_rooms.reading,
    "square": painters_outdoors.square,
    "stall": painters_outdoors.stall,
    "team": painters_outdoors.team,
    "garden": painters_outdoors.garden,
    "mural": painters_works.mural,
    "wall": painters_works.wall,
    "sculpture": painters_works.sculpture,
    "plaque": painters_works.plaque,
    "portrait": painters_cards.portrait,
    "clipping": painters_cards.clipping,
}

DATE_TAKEN, OFFSET_TAKEN, MAKE, MODEL, EXIF_IFD, GPS_IFD = 0x9003, 0x9011, 0x010F, 0x0110, 0x8769, 0x8825


def _canvas(photo: DemoPhoto, scene: Generator, shot: Generator) -> Canvas:
    painter = SCENES.get(photo.scene)
    return painter(scene, shot) if painter else painters_objects.product(photo.scene, scene, shot)


def paint(photo: DemoPhoto, *, size: tuple[int, int] = FRAME) -> Image.Image:
    """The picture in RGB; equal seeds give equal pixels.

    `size` is that of the unchanged shot;
    changes that crop or shrink give a smaller image. Raises KeyError for a
    scene nobody can paint and ValueError for an unknown change.
    """
    place = (photo.scene_seed, crc32(photo.scene.encode()))
    scene = np.random.default_rng(place)
    shot = np.random.default_rng((*place, photo.shot))
    light = np.random.default_rng((*place, 1))
    pixels = photograph(_canvas(photo, scene, shot), scene=light, shot=shot)
    if size != FRAME:
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return Image.fromarray(reworked(pixels, photo.change))


def _angle(degrees: float) -> tuple[float, float, float]:
    minutes, whole = modf(abs(degrees))
    seconds, full = modf(minutes * 60)
    return whole, full, round(seconds * 60, 2)


def _camera_notes(photo: DemoPhoto) -> Image.Exif:
    """What a phone writes beside the picture: maker, time with its offset, and the place if it knew it."""
    notes = Image.Exif()
    if photo.taken_at is None:
        return notes
    notes[MAKE], notes[MODEL] = "Hundredfold", "Demo picture"
    within = notes.get_ifd(EXIF_IFD)
    within[DATE_TAKEN] = photo.taken_at.strftime("%Y:%m:%d %H:%M:%S")
    within[OFFSET_TAKEN] = "+08:00"
    if photo.lat is not None and photo.lon is not None:
        place = notes.get_ifd(GPS_IFD)
        place[1], place[2] = ("N" if photo.lat >= 0 else "S"), _angle(photo.lat)
        place[3], place[4] = ("E" if photo.lon >= 0 else "W"), _angle(photo.lon)
    return notes


def jpeg_bytes(photo: DemoPhoto) -> bytes:
    """The picture as a JPEG file of 80 to 250 kB, with time and place inside where the photo has them."""
    out = BytesIO()
    quality = 58 if photo.change == "resave" else 80
    paint(photo).save(out, "JPEG", quality=quality, exif=_camera_notes(photo))
    return out.getvalue()
