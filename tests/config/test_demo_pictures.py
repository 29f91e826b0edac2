"""The drawn pictures: equal for equal seeds, different places far apart, re-used files near, notes inside."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from hundredfold.config.demo.painters_objects import PRODUCTS
from hundredfold.config.demo.pictures import SCENES, jpeg_bytes, paint
from hundredfold.config.demo.shapes import LOCAL, DemoPhoto

SQUARE = DemoPhoto("square", 41, 70)
EXIF_IFD, GPS_IFD = 0x8769, 0x8825


def tones(picture: Image.Image) -> np.ndarray:
    """A coarse grey view, for comparing pictures as a glance does."""
    small = np.asarray(picture.convert("L").resize((24, 16)), np.float64)
    return (small - small.mean()) / small.std()


def likeness(one: Image.Image, other: Image.Image) -> float:
    return float((tones(one) * tones(other)).mean())


@pytest.mark.parametrize("scene", [*SCENES, *PRODUCTS])
def test_scene_is_painted_at_its_size(scene: str) -> None:
    picture = paint(DemoPhoto(scene, 5, 10))

    assert picture.size == (960, 640)
    assert np.asarray(picture).std() > 15


def test_equal_photos_are_equal_pixels() -> None:
    assert paint(SQUARE).tobytes() == paint(SQUARE).tobytes()


def test_smaller_picture_keeps_its_look() -> None:
    small = paint(SQUARE, size=(600, 400))

    assert small.size == (600, 400)
    assert likeness(small, paint(SQUARE)) > 0.99


@pytest.mark.parametrize("change", ["resave", "resize", "grey", "crop5", "banner"])
def test_changed_file_stays_near_its_shot(change: str) -> None:
    assert likeness(paint(SQUARE), paint(replace(SQUARE, change=change))) > 0.6


def test_mirrored_file_is_near_when_turned_back() -> None:
    turned = paint(replace(SQUARE, change="mirror")).transpose(Image.Transpose.FLIP_LEFT_RIGHT)

    assert turned.tobytes() == paint(SQUARE).tobytes()


def test_cropped_file_is_smaller() -> None:
    assert paint(replace(SQUARE, change="crop10")).size == (864, 576)


def test_other_shot_and_other_scene_are_other_pictures() -> None:
    assert likeness(paint(SQUARE), paint(replace(SQUARE, shot=71))) < 0.95
    assert likeness(paint(SQUARE), paint(replace(SQUARE, scene_seed=43))) < 0.9


def test_unknown_change_is_refused() -> None:
    with pytest.raises(ValueError, match="no such change"):
        paint(replace(SQUARE, change="melt"))


def test_unknown_scene_is_refused() -> None:
    with pytest.raises(KeyError):
        paint(DemoPhoto("moon", 1, 1))


def test_file_holds_time_and_place_where_the_photo_has_them() -> None:
    taken = datetime(2026, 5, 4, 15, 6, 7, tzinfo=LOCAL)
    notes = Image.open(
        BytesIO(jpeg_bytes(replace(SQUARE, taken_at=taken, lat=40.6577, lon=109.8215)))
    ).getexif()

    assert notes.get_ifd(EXIF_IFD)[0x9003] == "2026:05:04 15:06:07"
    degrees, minutes, seconds = (float(part) for part in notes.get_ifd(GPS_IFD)[2])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(40.6577, abs=1e-5)


def test_file_of_a_photo_without_time_holds_no_notes() -> None:
    assert not Image.open(BytesIO(jpeg_bytes(SQUARE))).getexif()


def test_file_is_light_enough_for_a_demo() -> None:
    assert 20_000 < len(jpeg_bytes(SQUARE)) < 300_000
