"""Photographs from bytes: facts, upright pictures, refusals, public copies."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hundredfold.reading import photos, sandbox
from hundredfold.reading.photo_words import PHOTO_SENTENCES
from hundredfold.reading.words import Refused
from tests.hostile_photos import ODD, REFUSED, packed, picture


def _with_exif(path: Path, *, orientation: int = 1, offset: str = "") -> Path:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "a maker"
    block = exif.get_ifd(0x8769)
    block[0x9003] = "2024:05:20 14:30:05"
    block[0xA431] = "serial 12345"
    if offset:
        block[0x9011] = offset
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (40.0, 39.0, 36.0), "E", (109.0, 49.0, 12.0)
    picture(400, 200).save(path, "JPEG", exif=exif, quality=95)
    return path


def test_read_photo_tells_time_place_and_upright_size(tmp_path: Path) -> None:
    facts = photos.read_photo(_with_exif(tmp_path / "a.jpg", orientation=6, offset="+08:00"))

    assert (facts.width, facts.height, facts.orientation) == (200, 400, 6)
    assert facts.taken_at == datetime(2024, 5, 20, 14, 30, 5, tzinfo=timezone(timedelta(hours=8)))
    assert (facts.lat, facts.lon) == (40.66, 109.82)
    assert photos.PhotoFacts.from_json(facts.to_json()) == facts


def test_read_photo_without_offset_keeps_the_camera_clock_bare(tmp_path: Path) -> None:
    facts = photos.read_photo(_with_exif(tmp_path / "a.jpg"))

    assert facts.taken_at == datetime(2024, 5, 20, 14, 30, 5)


def test_read_photo_without_exif_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(packed(picture()))

    facts = photos.read_photo(tmp_path / "a.jpg")

    assert (facts.taken_at, facts.lat, facts.lon, facts.orientation) == (None, None, None, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_decode_turns_every_orientation_upright(tmp_path: Path, orientation: int) -> None:
    upright = picture(160, 80)
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright.transpose(Image.Transpose(back[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "a.png", exif=exif)

    found = photos.decode(tmp_path / "a.png", longest=160)

    assert np.array_equal(found, np.asarray(upright))


@pytest.mark.parametrize("name", sorted(ODD))
def test_decode_reads_odd_but_honest(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ODD[name]())

    found = photos.decode(tmp_path / name, longest=200)

    assert found.dtype == np.uint8
    assert max(found.shape[:2]) <= 200
    assert found.std() > 10


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_decode_refuses_hostile_with_a_sentence(tmp_path: Path, name: str) -> None:
    make, code = REFUSED[name]
    (tmp_path / name).write_bytes(make())

    with pytest.raises(Refused) as refused:
        photos.decode(tmp_path / name, longest=200)

    assert refused.value.code == code
    assert name in refused.value.sentence("zh")
    assert name in refused.value.sentence("en")


def test_decode_refuses_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused) as missing:
        photos.decode(tmp_path / "none.jpg", longest=200)
    with pytest.raises(Refused) as folder:
        photos.decode(tmp_path, longest=200)

    assert (missing.value.code, folder.value.code) == ("missing", "not_a_file")


def test_public_copy_is_upright_and_bare(tmp_path: Path) -> None:
    original = _with_exif(tmp_path / "a.jpg", orientation=6)

    told = photos.public_copy(original, out=tmp_path / "b.webp", longest=100)

    with Image.open(tmp_path / "b.webp") as copy:
        assert (copy.format, copy.size) == ("WEBP", (50, 100))
        assert dict(copy.getexif()) == {}
        assert "exif" not in copy.info
    assert b"serial" not in (tmp_path / "b.webp").read_bytes()
    assert told["bytes"] == (tmp_path / "b.webp").stat().st_size


def test_public_copy_works_in_the_sandbox(tmp_path: Path) -> None:
    original = _with_exif(tmp_path / "a.jpg")
    out = tmp_path / "out"
    out.mkdir()

    told = sandbox.run(
        "hundredfold.reading.photos:public_copy",
        str(original),
        out=str(out / "b.webp"),
        longest=100,
        writable=str(out),
    )

    assert (told["width"], told["height"]) == (100, 50)


def test_every_sentence_is_told_in_both_languages() -> None:
    params = dict.fromkeys(("file", "width", "height", "megapixels", "limit", "size_mb", "limit_mb"), "1")

    for chinese, english in PHOTO_SENTENCES.values():
        assert chinese.format(**params) != english.format(**params)
