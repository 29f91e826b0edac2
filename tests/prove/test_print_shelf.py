"""The shelf of read photos: what is added is there again, cut ends are dropped, foreign files refused."""

import io
from pathlib import Path

import pytest

from hundredfold.prove.print_shelf import ForeignShelf, PrintShelf
from hundredfold.prove.prints import PrintedPhoto, print_one
from hundredfold.reading.words import Refused
from tests.hostile_photos import packed, picture

STAMP = (10, 20)


@pytest.fixture
def printed(tmp_path: Path) -> PrintedPhoto:
    (tmp_path / "a.jpg").write_bytes(packed(picture()))
    return PrintedPhoto.from_json(print_one(str(tmp_path / "a.jpg")))


def _two(path: Path, printed: PrintedPhoto) -> None:
    shelf = PrintShelf.at(path)
    shelf.add("a.jpg", STAMP, printed)
    shelf.add("b.jpg", STAMP, Refused("photo_cut", file="b.jpg"))
    shelf.close()


def test_shelf_gives_back_what_was_added(tmp_path: Path, printed: PrintedPhoto) -> None:
    _two(tmp_path / "kept", printed)

    shelf = PrintShelf.at(tmp_path / "kept")

    assert [shelf.has("a.jpg", STAMP), shelf.has("a.jpg", (11, 20)), shelf.has("c.jpg", STAMP)] == [
        True,
        False,
        False,
    ]
    assert shelf.sha256("a.jpg") == printed.facts.sha256
    assert shelf.refusal("a.jpg") is None
    assert "不完整" in str(shelf.refusal("b.jpg").sentence("zh"))  # type: ignore[union-attr]
    [(name, again)] = shelf.prints(["a.jpg"])
    assert (name, again.to_bytes()) == ("a.jpg", printed.fingerprint.to_bytes())
    assert shelf.prints(["a.jpg", "a.jpg"])[1:][0][0] == "a.jpg"
    shelf.close()


@pytest.mark.parametrize("cut", [1, 100, 4000])
def test_shelf_drops_a_record_that_was_cut_short_and_goes_on(
    tmp_path: Path, printed: PrintedPhoto, cut: int
) -> None:
    shelf = PrintShelf.at(tmp_path / "kept")
    shelf.add("a.jpg", STAMP, printed)
    shelf.add("b.jpg", STAMP, printed)
    shelf.close()
    whole = (tmp_path / "kept").read_bytes()
    (tmp_path / "kept").write_bytes(whole[:-cut])

    shelf = PrintShelf.at(tmp_path / "kept")
    assert (shelf.has("a.jpg", STAMP), shelf.has("b.jpg", STAMP)) == (True, False)
    shelf.add("b.jpg", STAMP, printed)
    shelf.close()

    assert (tmp_path / "kept").read_bytes() == whole


@pytest.mark.parametrize(
    "foreign", [b"x", b"hundredfold photos 1\n", b"hundredfold", b"PK\x03\x04" + bytes(40)]
)
def test_shelf_refuses_a_foreign_file_and_leaves_it_alone(tmp_path: Path, foreign: bytes) -> None:
    (tmp_path / "kept").write_bytes(foreign)

    with pytest.raises(ForeignShelf):
        PrintShelf.at(tmp_path / "kept")

    assert (tmp_path / "kept").read_bytes() == foreign


def test_shelf_needs_no_name(printed: PrintedPhoto) -> None:
    shelf = PrintShelf(io.BytesIO())
    shelf.add("a.jpg", STAMP, printed)

    assert shelf.print_of("a.jpg").width == printed.fingerprint.width
