"""Printing photographs in limited children: good ones come back, bad ones cost only themselves."""

from pathlib import Path

from hundredfold.prove.prints import PrintedPhoto, print_photos
from hundredfold.reading.words import Refused
from tests.hostile_photos import REFUSED, packed, picture, write_refused


def test_print_photos_reads_good_and_refuses_bad(tmp_path: Path) -> None:
    write_refused(tmp_path)
    (tmp_path / "good.jpg").write_bytes(packed(picture(640, 480)))
    paths = sorted(tmp_path.iterdir())
    seen: list[tuple[int, int]] = []

    told = dict(print_photos(paths, progress=lambda done, total: seen.append((done, total))))

    good = told.pop(tmp_path / "good.jpg")
    assert isinstance(good, PrintedPhoto)
    assert (good.facts.width, good.fingerprint.width) == (640, 640)
    codes = {path.name: answer.code for path, answer in told.items() if isinstance(answer, Refused)}
    assert codes == {name: code for name, (_, code) in REFUSED.items()}
    assert seen[-1] == (len(paths), len(paths))


def test_printed_photo_survives_json(tmp_path: Path) -> None:
    (tmp_path / "good.jpg").write_bytes(packed(picture()))

    [(_, printed)] = print_photos([tmp_path / "good.jpg"])

    assert isinstance(printed, PrintedPhoto)
    assert PrintedPhoto.from_json(printed.to_json()).to_json() == printed.to_json()
