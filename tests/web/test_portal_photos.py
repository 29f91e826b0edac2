"""Photos of the public room: copies without metadata, by the record's own address, never an original."""

import io
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from hundredfold.base import files
from hundredfold.tell import copies
from tests.people import District
from tests.pictures import picture

pytestmark = pytest.mark.django_db


def with_metadata(seed: int) -> bytes:
    """A JPEG that says where it was taken and by which camera."""
    image = Image.open(io.BytesIO(picture(seed, size=(900, 600))))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "CameraMaker", "SerialModel"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (40.0, 39.0, 27.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def path(district: District) -> str:
    """Where the photos of a counted talk are."""
    told = district.tell(photo=with_metadata(3))
    district.accept(told)
    return f"/records/{told.record.public_id}/photos"


@pytest.mark.parametrize("size", copies.SIZES)
def test_photo_comes_without_metadata(client: Client, path: str, size: int) -> None:
    response = client.get(f"{path}/1/{size}.webp")

    image = Image.open(io.BytesIO(response.content))
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert max(image.size) == min(size, 900)
    assert not image.getexif()
    assert b"CameraMaker" not in response.content


@pytest.mark.parametrize(
    "tail", ["1/640.webp", "2/320.webp", "0/320.webp", "1/0.webp", "1/320.jpg", "../1/320.webp"]
)
def test_photo_that_is_not_offered_is_not_there(client: Client, path: str, tail: str) -> None:
    assert client.get(f"{path}/{tail}").status_code == 404


def test_photo_with_its_mark_is_kept_for_ever(client: Client, path: str, district: District) -> None:
    page = client.get(path.removesuffix("photos")).content.decode()
    address = page.split('srcset="')[1].split(" ")[0]

    marked, plain = client.get(address), client.get(address.split("?")[0])

    assert "immutable" in marked["Cache-Control"]
    assert "immutable" not in plain["Cache-Control"]
    assert client.get(address, headers={"if-none-match": marked["ETag"]}).status_code == 304


def test_photo_that_cannot_be_read_is_not_there(client: Client, district: District) -> None:
    told = district.tell(photo=b"no picture at all")

    assert client.get(f"/records/{told.record.public_id}/photos/1/320.webp").status_code == 404


def test_copy_is_made_once(path: str, client: Client, settings: object) -> None:
    client.get(f"{path}/1/320.webp")
    made = [each for each in Path(settings.COPIES_ROOT).rglob("*") if each.is_file()]

    client.get(f"{path}/1/320.webp")

    assert [each for each in Path(settings.COPIES_ROOT).rglob("*") if each.is_file()] == made
    assert len(made) == 1


def test_copy_without_an_original_is_none(db: None) -> None:
    assert copies.public_copy("0" * 64, 320) is None
    assert copies.public_copy("0" * 64, 321) is None
    assert not files.copy_path("0" * 64, 320).exists()
