"""Every hostile file at every door of the command line: what is called with which file, and what must become of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import hostile_photos
from tests.hostile import make_hostile
from tests.hostile_pages import make_hostile_pages


@dataclass(frozen=True, slots=True)
class Call:
    """A command with one hostile file. ``must`` is pass, refuse or either; ``answer`` where its JSON goes."""

    door: str
    file: Path
    must: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """What a person would call this case."""
        return f"{self.door}: {self.file.name}"


def calls(folder: Path) -> Iterator[Call]:
    """All of them, their files written below ``folder``."""
    sheets, pages, photos = (folder / name for name in ("sheets", "pages", "photos"))
    for each in (sheets, pages, photos):
        each.mkdir()
    for case in make_hostile(sheets):
        yield Call("check", case.path, case.must, ("check", str(case.path), "--json", "-"))
    for case in make_hostile_pages(pages):
        yield Call("press read", case.path, case.must, ("press", "read", str(case.path), "--json", "-"))
    yield from _photo_calls(photos)


def _photo_calls(folder: Path) -> Iterator[Call]:
    """Each photograph in a folder of its own: one that cannot be read is listed, and the rest go on."""
    made = {name: make for name, (make, _code) in hostile_photos.REFUSED.items()} | hostile_photos.ODD
    for name, make in made.items():
        below = folder / name.replace(".", "_")
        below.mkdir()
        (below / name).write_bytes(make())
        must = "unreadable" if name in hostile_photos.REFUSED else "pass"
        yield Call("photos check", below / name, must, ("photos", "check", str(below), "--json", "-"))
